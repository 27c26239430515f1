"""The vocabulary of cues: verbs with their class and what they take, and the words around them."""

from __future__ import annotations

from dataclasses import dataclass


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


_IRREGULAR = {
    "say": "says said saying", "tell": "tells told telling", "write": "writes wrote written writing",
    "think": "thinks thought thinking", "feel": "feels felt feeling", "know": "knows knew known knowing",
    "hold": "holds held holding", "read": "reads reading", "speak": "speaks spoke spoken speaking",
    "find": "finds found finding", "show": "shows showed shown showing", "see": "sees saw seen seeing",
    "swear": "swears swore sworn swearing", "mean": "means meant meaning", "make": "makes made making",
    "forecast": "forecasts forecasting", "understand": "understands understood understanding", "bet": "bets betting",
    "hear": "hears heard hearing", "teach": "teaches taught teaching", "put": "puts putting",
    "learn": "learns learned learnt learning", "quip": "quips quipped quipping", "admit": "admits admitted admitting",
    "concede": "concedes conceded conceding", "plan": "plans planned planning", "let": "lets letting",
    "vow": "vows vowed vowing", "refer": "refers referred referring", "tweet": "tweets tweeted tweeting",
    "choose": "chooses chose chosen choosing", "forget": "forgets forgot forgotten forgetting",
}  # fmt: skip

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

COMPLEMENTIZERS = frozenset("that whether if how why what who whom which when where".split())
AUXILIARIES = frozenset(
    "has have had is are was were be been being am will would can could may might must should shall do does "
    "did to".split()
)
NEGATIONS = frozenset("not n't n’t never".split())
INNER_ADVERBS = frozenset(
    "also then later now once again still only even just already always often repeatedly previously recently "
    "reportedly further first long since ever simply".split()
)
DENYING = frozenset("decline declines declined declining refuse refuses refused refusing".split())


def _inflections(verb: str) -> list[str]:
    if verb in _IRREGULAR:
        return [verb, *_IRREGULAR[verb].split()]
    if verb.endswith("e"):
        return [verb, f"{verb}s", f"{verb}d", f"{verb[:-1]}ing"]
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return [verb, f"{verb[:-1]}ies", f"{verb[:-1]}ied", f"{verb}ing"]
    plural = f"{verb}es" if verb.endswith(("s", "sh", "ch", "x", "z")) else f"{verb}s"
    return [verb, plural, f"{verb}ed", f"{verb}ing"]


def _vocabulary() -> dict[str, Cue]:
    forms: dict[str, Cue] = {}
    for bare, table in ((True, _BARE), (False, _OTHER)):
        for cue_class, verbs in table.items():
            for verb in verbs.split():
                particles = frozenset(_PARTICLES[verb].split() or [""]) if verb in _PARTICLES else frozenset()
                cue = Cue(cue_class, bare, verb in _TO, particles, verb in _LISTENER)
                for form in _inflections(verb):
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
