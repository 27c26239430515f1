"""Cues as the patterns look for them: verbs with what they take, nouns, and the words around them."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.layers.quotes.verbs import inflections


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue's class and what it takes: `bare` a clause without "that", `to` an infinitive, `listener` who is told.

    `particles` are the prepositions of its content; "" among them stands for a content without any: denied the claim.
    """

    cue_class: str
    bare: bool = False
    to: bool = False
    particles: frozenset[str] = frozenset()
    listener: bool = False


# Verbs that open a clause, with "that" or without it.
_BARE = {
    "speech": "say add tell note write tweet report announce argue claim declare explain insist suggest warn state "
    "reply respond acknowledge admit concede maintain contend assert predict recall remark observe joke quip "
    "boast complain testify reiterate stress emphasize emphasise confirm reveal disclose conclude allege "
    "caution estimate mention indicate repeat promise vow swear show find read continue assure inform remind "
    "advise guess hint imply post telegraph",
    "thought": "think believe hope feel know fear expect assume suspect realize realise figure understand bet worry "
    "imagine suppose wish hear learn see doubt consider forecast reckon",
    "deed": "decide agree pretend prove",
}
# Verbs that need a complementizer, a preposition or a quotation.
_OTHER = {
    "speech": "ask wonder question urge call demand request propose recommend accuse blame criticize criticise praise "
    "deny dismiss reject describe refer point cite quote answer ask beg order instruct threaten offer invite "
    "pledge speak talk discuss comment elaborate lament marvel mock muse plead scoff shout yell whisper "
    "scream chant snap intone opine pronounce proclaim sing thank condemn denounce defend deplore blast slam "
    "rip hail laud tout echo exclaim interject counter retort rejoin clarify specify detail outline convey "
    "communicate broadcast publish sum summarize label dub brand characterize portray depict challenge "
    "encourage advocate back endorse deny refute rebut",
    "thought": "want like love hate prefer intend plan mean aim seek desire favor favour oppose support welcome regret "
    "remember forget care ponder view regard envision foresee anticipate appreciate blame seem appear",
    "deed": "refuse decline vote try attempt choose threaten move sign approve order allow ban accept reject rule "
    "determine commit",
}
_TO = frozenset(
    "ask urge call demand request propose pledge promise vow swear threaten offer refuse decline agree decide "
    "want like love hate prefer intend plan mean aim seek hope expect wish vote try attempt choose order "
    "instruct invite beg claim encourage advise remind tell warn recommend allow need appear seem pretend "
    "commit fear challenge determine".split()
)
_LISTENER = frozenset(
    "tell ask warn urge remind assure inform advise order instruct invite beg encourage promise challenge thank accuse "
    "blame teach show".split()
)
_PARTICLES = {
    "call": "for on", "point": "to towards toward out", "refer": "to", "warn": "of about against",
    "speak": "of about", "talk": "about of", "complain": "about of", "boast": "of about", "comment": "on",
    "worry": "about", "think": "of about", "hear": "about of", "respond": "to", "accuse": "of", "ask": "about for",
    "hint": "at", "joke": "about", "argue": "for against", "insist": "on", "wonder": "about", "speculate": "about",
    "vote": "for against", "care": "about", "demand": "", "cite": "", "describe": "", "dismiss": "", "reject": "",
    "deny": "", "criticize": "", "criticise": "", "praise": "", "condemn": "", "denounce": "", "propose": "",
    "announce": "", "predict": "", "oppose": "", "support": "", "favor": "", "favour": "", "defend": "",
    "question": "", "acknowledge": "", "express": "", "mention": "", "blame": "", "endorse": "", "advocate": "",
    "tout": "", "reveal": "", "discuss": "", "suggest": "", "estimate": "", "emphasize": "", "stress": "",
    "confirm": "", "claim": "", "promise": "", "pledge": "", "blast": "", "slam": "", "recall": "", "quote": "",
    "want": "", "fear": "", "expect": "",
}  # fmt: skip

INNER_ADVERBS = frozenset(
    "also then later now once again still only even just already always often repeatedly previously recently "
    "reportedly further first long since ever simply".split()
)
DENYING = frozenset(inflections("decline") + inflections("refuse"))


def _vocabulary() -> dict[str, Cue]:
    forms: dict[str, Cue] = {}
    for bare, table in ((True, _BARE), (False, _OTHER)):
        for cue_class, verbs in table.items():
            for verb in verbs.split():
                particles = frozenset(_PARTICLES[verb].split() or [""]) if verb in _PARTICLES else frozenset()
                cue = Cue(cue_class, bare, verb in _TO, particles, verb in _LISTENER)
                for form in inflections(verb):
                    forms.setdefault(form, cue)
    return forms


VERBS = _vocabulary()

# Nouns that attribute a clause to the one in the possessive before them: "her claim that", "NATO's determination to".
NOUNS = {
    **dict.fromkeys(
        "claim statement suggestion assertion argument contention accusation allegation comment remark "
        "message insistence proposal announcement warning call demand request promise pledge vow threat offer "
        "prediction explanation claims statements remarks comments accusations allegations calls demands "
        "promises warnings assurance complaint".split(),
        "speech",
    ),
    **dict.fromkeys(
        "belief view hope fear determination desire wish willingness intention opinion concern expectation "
        "conviction feeling doubt worry hopes fears concerns plan plans view views sense commitment "
        "conclusion".split(),
        "thought",
    ),
    **dict.fromkeys("decision refusal vote agreement".split(), "deed"),
}
