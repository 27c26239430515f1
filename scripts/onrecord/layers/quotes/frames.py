"""What a model read, as attributions by the guidelines: their parts, who is told, what class they are."""

from __future__ import annotations

from onrecord.layers.quotes.addressees import TALKS, find_addressee, phrase_end
from onrecord.layers.quotes.attribution import Attribution
from onrecord.layers.quotes.cues import (
    ADJUNCTS,
    BE,
    COMPLEMENTIZERS,
    CUES,
    DENYING,
    LISTENED,
    NEGATIONS,
    NOUNS,
    OF_WHAT,
    PARTICLES,
    SPEECH_VERBS,
    VERBS,
)
from onrecord.layers.quotes.edges import behind, core, enclosed, named
from onrecord.layers.quotes.words import FINAL, OUTSIDE, PUNCTUATION, Stretch
from onrecord.model import Span

_TOLD = frozenset(["to", "that", "whether", "if", "about", "against", "not"])  # opens what a listener is told
_HEARERS = frozenset(["him", "me", "us", "them", "you"])  # a pronoun that is told what follows it
_PUBLISHING = frozenset(["publish", "publishes", "published", "publishing", "issue", "issued", "issues", "broadcast"])
_QUESTIONS = frozenset(["asked", "pressed", "questioned", "quizzed"])
_BEFORE_QUESTIONS = {",", "when", "—", "–"} | FINAL
_APART = PUNCTUATION | ADJUNCTS


def to_attribution(content: tuple[Stretch, ...], cue: Stretch | None, source: Stretch | None) -> Attribution | None:
    """The attribution by the guidelines of what a model took for one; None where nothing of a content is left."""
    found = [part for part in map(enclosed, content) if part is not None]
    if cue is None:
        quoted = tuple(part.span for part in found if OUTSIDE not in part.paragraph.states[part.first : part.stop])
        return Attribution(content=quoted) if quoted else None
    found = [part for part in found if part.paragraph is cue.paragraph or _is_quoted([part])]
    cue, found = _denial(cue, found)
    verb = core(cue)
    speaker = named(source, verb) if source else None
    verb = behind(verb, speaker) if speaker else verb
    if not found or not _attributes(verb, speaker, found):
        return None
    addressee, found = _listener(verb, found)
    if addressee is None:
        addressee = find_addressee(verb, found)
    if speaker and _is_addressed(verb, speaker, found):
        addressee, speaker = speaker, None
    return Attribution(
        content=tuple(part.span for part in found),
        cue=(verb.span,),
        cue_class=cue_class(verb.words, "speech" if _is_quoted(found) else "deed"),
        source=_spans(speaker),
        addressee=_spans(addressee),
        negated=is_negated(verb.words),
    )


def _spans(part: Stretch | None) -> tuple[Span, ...]:
    return (part.span,) if part else ()


def cue_class(words: list[str], otherwise: str = "deed") -> str:
    """speech, thought or deed (guidelines 3.6), by the first word of the cue that says which."""
    for word in words:
        if word in CUES:
            return CUES[word]
    return "speech" if words[-1] in (":", "—", "–", "―", "-") else otherwise


def _is_quoted(content: list[Stretch]) -> bool:
    return all(OUTSIDE not in part.paragraph.states[part.first : part.stop] for part in content)


def _attributes(cue: Stretch, source: Stretch | None, content: list[Stretch]) -> bool:
    """Whether the guidelines have an attribution here (3.7): not a noun of speech or thought that is nobody's, not a
    document that was published, not a name that somebody is known by.
    """
    head = next((word for word in cue.words if word in CUES), "")
    if source is None and head in NOUNS and head not in VERBS:
        return False
    opener = content[0].words[0]
    says = opener in COMPLEMENTIZERS or content[0].paragraph.states[content[0].first] != OUTSIDE
    if head in _PUBLISHING and not says and content[0].first == cue.stop:
        return len(content[0].words) > 4
    return not (head == "known" and source is None and not (opener in COMPLEMENTIZERS or opener == "to"))


def _denial(cue: Stretch, content: list[Stretch]) -> tuple[Stretch, list[Stretch]]:
    """ "declined" and "to say whether …" parted as the guidelines have it: "declined to say", "whether …" (3.3.6)."""
    if not content or cue.words[-1] not in DENYING or content[0].first != cue.stop:
        return cue, content
    head = content[0]
    if head.words[:1] != ["to"] or len(head.words) < 3 or head.words[1] not in SPEECH_VERBS:
        return cue, content
    rest = Stretch(head.paragraph, head.first + 2, head.stop)
    if rest.words[0] in ADJUNCTS - PARTICLES.get(head.words[1], frozenset()):
        return cue, content
    if rest.words[0] in PARTICLES.get(head.words[1], ()):
        rest = Stretch(rest.paragraph, rest.first + 1, rest.stop)
    if rest.first >= rest.stop:
        return cue, content
    return Stretch(cue.paragraph, cue.first, rest.first), [rest, *content[1:]]


def _listener(cue: Stretch, content: list[Stretch]) -> tuple[Stretch | None, list[Stretch]]:
    """Who is told or asked to do it, parted from what: "warns Moscow | of consequences" (3.4.8)."""
    head, paragraph = content[0], cue.paragraph
    if cue.words[-1] in TALKS and head.first == cue.stop and head.words[0] == "to" and "that" in head.words[2:]:
        that = head.first + head.words.index("that")
        return Stretch(paragraph, head.first + 1, that), [Stretch(paragraph, that, head.stop), *content[1:]]
    if cue.words[-1] not in LISTENED or head.paragraph is not paragraph or head.first < cue.stop:
        return None, content
    if head.first == cue.stop and head.words[0] in _HEARERS and len(head.words) > 1:
        return Stretch(paragraph, cue.stop, cue.stop + 1), [Stretch(paragraph, cue.stop + 1, head.stop), *content[1:]]
    openers = _TOLD | OF_WHAT.get(cue.words[-1], frozenset())
    told = next(
        (i for i in range(cue.stop, head.stop) if paragraph.words[i] in openers or paragraph.states[i]), head.stop
    )
    end = min(phrase_end(paragraph, cue.stop, told), told)
    if head.first == cue.stop and (end != told or told == head.stop or paragraph.states[told]):
        return None, content
    if not cue.stop < end < head.stop:
        return None, content
    if end > head.first or not any(paragraph.words[i] in _APART for i in range(end, head.first)):
        head = Stretch(paragraph, end, head.stop)
    return Stretch(paragraph, cue.stop, end), [head, *content[1:]]


def _is_addressed(cue: Stretch, source: Stretch, content: list[Stretch]) -> bool:
    """Whether what a model took for the source is who was asked or told: "Asked what …, Lee said", "Lee was told"."""
    if cue.words[-1] in ("hear", "hears", "heard"):
        return True
    if cue.words[-1] not in LISTENED or source.paragraph is not cue.paragraph:
        return False
    if any(word in BE for word in cue.words[:-1]) and source.first < cue.first:
        return True
    opens = cue.first == 0 or cue.paragraph.words[cue.first - 1] in _BEFORE_QUESTIONS
    return cue.words[-1] in _QUESTIONS and opens and source.first >= content[-1].stop


def is_negated(words: list[str]) -> bool:
    """Whether the cue says that its source did not say it (3.3.6)."""
    if any(word in NEGATIONS for word in words):
        return True
    return not DENYING.isdisjoint(words[:-1]) and not SPEECH_VERBS.isdisjoint(words)
