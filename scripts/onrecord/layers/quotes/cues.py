"""The vocabulary of cues: verbs and nouns with their class, and the small words around them."""

from __future__ import annotations

from onrecord.layers.quotes.verbs import inflections

_VERBS = {
    "speech": "say add tell note write tweet report announce argue claim declare explain insist suggest warn state "
    "reply respond acknowledge admit concede maintain contend assert predict recall remark observe joke quip boast "
    "complain testify reiterate stress emphasize emphasise confirm reveal disclose conclude allege caution estimate "
    "mention indicate repeat promise swear show find read continue assure inform remind advise imply post telegraph "
    "ask question urge call demand request propose recommend accuse blame criticize criticise praise deny dismiss "
    "describe refer point cite quote answer beg order instruct threaten offer invite pledge speak talk discuss comment "
    "elaborate lament marvel mock plead scoff shout yell whisper scream chant snap intone opine pronounce proclaim "
    "sing thank condemn denounce defend deplore blast slam rip hail laud tout echo exclaim interject counter retort "
    "rejoin clarify specify detail outline convey communicate broadcast publish sum summarize summarise label dub "
    "brand characterize characterise portray depict challenge encourage advocate refute rebut dispute "
    "highlight underline underscore signal hint charge attack decry bemoan assail deride lambaste lambast rebuke "
    "chide scold berate "
    "chastise ridicule taunt bash trash knock skewer rail lash congratulate commend applaud salute cheer jeer boo "
    "apologise apologize list identify name title headline email text retweet blog tease bill liken compare contrast "
    "raise press push recount relate narrate reference mull allude gripe grumble grouse vent fume rant rave gush crow "
    "brag chime interrupt murmur mutter mumble stammer sigh laugh exult enthuse muse muse reason speculate "
    "project forecast calculate analyse analyze document chronicle articulate voice express attribute credit certify "
    "attest vouch swear caution forewarn alert notify brief lecture preach teach debate negotiate counsel coax exhort "
    "implore entreat plead petition lobby appeal counterclaim sue rule hold put phrase couch frame pen author sketch "
    "confide divulge leak announce herald trumpet issue relay translate paraphrase misstate exaggerate "
    "overstate understate downplay reassure persuade nominate dictate require stipulate mandate chat lie retell cry "
    "exhibit depose profess avow disavow renounce retract recant insinuate blurt deadpan wisecrack rhapsodize rebuff "
    "reject needle grill query interview hear quiz poll survey greet toast eulogize memorialize",
    "thought": "think believe hope feel know fear expect assume suspect realize realise understand bet worry imagine "
    "suppose wish learn see doubt consider reckon want like love hate prefer intend plan mean aim seek desire "
    "favor favour oppose support welcome regret remember forget care ponder view regard envision envisage foresee "
    "anticipate appreciate seem appear wonder guess deem dislike despise loathe admire resent trust distrust mistrust "
    "dread enjoy crave yearn long covet envy relish savor conceive contemplate perceive recognize recognise disagree "
    "concur sympathize sympathise identify fancy feel sense notice ignore conclude presume infer deduce decide "
    "judge rate rank value credit surmise figure conjecture respect disapprove object mind",
    "deed": "refuse decline vote try attempt choose move sign approve allow ban accept determine commit agree "
    "vow pretend prove endorse back decide opt resolve threaten embrace adopt shun snub block veto overturn uphold "
    "affirm ratify sanction permit forbid prohibit bar gesture nod shake shrug wave bow",
}  # fmt: skip
_NOUNS = {
    "speech": "claim claims statement statements suggestion suggestions assertion assertions argument arguments "
    "contention accusation accusations allegation allegations comment comments remark remarks message insistence "
    "proposal proposals announcement warning warnings call calls demand demands request requests promise promises "
    "pledge pledges threat threats offer offers prediction predictions explanation assurance assurances "
    "complaint complaints criticism criticisms report reports account accounts advice reply response answer question "
    "questions testimony admission denial confession verdict ruling appeal appeals plea pleas praise attacks critique "
    "speech speeches tweet tweets letter email emails essay column rhetoric words headline review findings estimate "
    "estimates analysis description reference references defense defence endorsement recommendation recommendations",
    "thought": "belief beliefs view views hope hopes fear fears determination desire desires wish wishes willingness "
    "intention intentions opinion opinions concern concerns expectation expectations conviction feeling feelings doubt "
    "doubts worry worries plan plans sense commitment conclusion idea ideas notion suspicion confidence interest "
    "skepticism scepticism sympathy anger surprise optimism pessimism sentiment stance position preference faith "
    "assumption understanding support opposition confident hopeful skeptical sceptical optimistic pessimistic certain "
    "sure unsure aware unaware eager willing unwilling reluctant wary afraid worried concerned convinced proud glad "
    "happy unhappy angry upset sorry grateful ready keen critical supportive impressed surprised disappointed",
    "deed": "decision decisions refusal vote votes agreement vow vows lawsuit",
}  # fmt: skip

_PARTICLES = {
    "call": "for on", "point": "to towards toward out", "refer": "to", "warn": "against", "speak": "of about out",
    "talk": "about of up", "comment": "on", "think": "of", "hear": "about of", "respond": "to", "hint": "at",
    "insist": "on", "look": "at for", "push": "for", "press": "for", "rail": "against", "lash": "out", "vote": "for",
    "lay": "out", "rule": "out", "object": "to", "allude": "to", "agree": "to with on", "long": "for", "opt": "for to",
    "approve": "of", "disapprove": "of", "plead": "for", "lobby": "for", "appeal": "for to", "elaborate": "on",
    "side": "with", "reply": "to", "apologize": "for", "apologise": "for", "read": "out",
    "sum": "up", "bring": "up", "yearn": "for",
    "care": "about", "disagree": "with", "sympathize": "with", "identify": "with as", "wish": "for", "hope": "for",
}  # fmt: skip
_LISTENED = (
    "tell ask warn urge remind assure inform advise order instruct invite beg encourage challenge "
    "press question notify brief alert reassure implore exhort counsel quiz grill"
)

COMPLEMENTIZERS = frozenset("that whether if how why what who whom which when where".split())
FULL_BE = frozenset("is are was were be been being".split())
BE = FULL_BE | frozenset("'s ’s 're ’re".split())
FULL_AUXILIARIES = FULL_BE | frozenset(
    "has have had am will would can could may might must should shall do does did to".split()
)
AUXILIARIES = FULL_AUXILIARIES | BE
VERB_NEGATIONS = frozenset("not n't n’t never".split())
NEGATIONS = VERB_NEGATIONS | frozenset("neither nor no without".split())

# What opens an adjunct of the cue: "said on Monday", "said in a statement", "tweeted from his home".
ADJUNCTS = frozenset(
    "in on at during after before by from for with as over via through when while early late last this "
    "yesterday  today tomorrow tonight monday tuesday wednesday thursday friday saturday sunday earlier "
    "recently later again to of".split()
)


def _forms(verbs: str) -> frozenset[str]:
    return frozenset(form for verb in verbs.split() for form in inflections(verb))


def _classes() -> dict[str, str]:
    """Words to classes; where a word is in several lists, speech goes before thought and thought before deed (3.6)."""
    found: dict[str, str] = {"according": "speech", "reportedly": "speech", "allegedly": "speech", "citing": "speech"}
    for tables in (_VERBS, _NOUNS):
        for cue_class, words in tables.items():
            for word in _forms(words) if tables is _VERBS else words.split():
                found.setdefault(word, cue_class)
    return found


CUES = _classes()
VERBS = frozenset(form for verbs in _VERBS.values() for form in _forms(verbs))
NOUNS = frozenset(noun for nouns in _NOUNS.values() for noun in nouns.split())
SPEECH_VERBS = _forms(_VERBS["speech"])
LISTENED = _forms(_LISTENED)
OF_WHAT = {form: frozenset(["of"]) for form in _forms("warn inform remind notify advise assure alert")}
DENYING = _forms("decline refuse fail") | {"avoided", "avoids", "stopped"}
PARTICLES = {form: frozenset(particles.split()) for verb, particles in _PARTICLES.items() for form in inflections(verb)}

# Verbs by which a report inside a report is surely one, and words that name nobody else as its source.
REPORTING = _forms(
    "say tell announce argue claim state ask report suggest warn write note insist deny explain promise acknowledge "
    "admit add demand assure declare predict believe think fear hope"
)
UNNAMED = frozenset("i we you who it which that".split())
