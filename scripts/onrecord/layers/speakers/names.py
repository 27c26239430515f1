"""A source to what it says about its entity: the mention inside it, name, role, affiliation, form and kind."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.layers.speakers.titles import (
    ARTICLES,
    HONORIFICS,
    ORGANISATIONS,
    OUTLETS,
    PARTICLES,
    PERSON_NOUNS,
    PLURAL_PEOPLE,
    PRONOUNS,
    QUALIFIERS,
    ROLES,
    UNNAMED,
)
from onrecord.tokens import iter_tokens

Tokens = list[tuple[int, int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What one source says: its mention at [start, end), and the entity's traits, "" where it does not say."""

    start: int
    end: int
    form: str
    kind: str
    name: str
    role: str = ""
    affiliation: str = ""


def profile(text: str, start: int, end: int) -> Profile | None:
    """The profile of the source `text[start:end]`; None for what names nobody."""
    tokens = [offsets for offsets in iter_tokens(text, start, end) if text[offsets[0]] not in '"“”‘()[]']
    while tokens and text[slice(*tokens[-1])].lower() in ("'s", "’s", "'", "’"):
        tokens.pop()
    if not tokens:
        return None
    if len(tokens) == 1 and word(text, tokens[0]) in PRONOUNS:
        return Profile(start=tokens[0][0], end=tokens[0][1], form="pronoun", kind="", name=word(text, tokens[0]))
    comma = next((i for i, offsets in enumerate(tokens) if text[slice(*offsets)] == ","), len(tokens))
    head, rest = tokens[:comma], tokens[comma + 1 :]
    if not any(word(text, t) not in ARTICLES and text[t[0]].isalnum() for t in head):
        return None
    if rest and not _name_of(text, head) and (called := _leading_name(text, rest)):
        return _titled(text, head, called)
    return _named(text, head, rest) or _described(text, head)


def word(text: str, offsets: tuple[int, int]) -> str:
    """The token in lower case, without the stop of an abbreviation."""
    return text[slice(*offsets)].lower().rstrip(".")


def is_capital(text: str, offsets: tuple[int, int]) -> bool:
    return text[offsets[0]].isupper()


def _surface(text: str, tokens: Tokens) -> str:
    return text[tokens[0][0] : tokens[-1][1]] if tokens else ""


def _name_of(text: str, tokens: Tokens) -> Tokens:
    """The person's name in a mention: the capitalised words behind the last word of an office."""
    tokens = _before_of(text, tokens)
    first = len(tokens)
    while first > 0 and _in_name(text, tokens, first - 1):
        first -= 1
    name = tokens[first:]
    while name and word(text, name[0]) in PARTICLES | ARTICLES and not is_capital(text, name[0]):
        name = name[1:]
    words = [word(text, offsets) for offsets in name]
    if not name or words[0] in ARTICLES or any(w in ORGANISATIONS for w in words) or len(name) > 6:
        return []
    return name


def _in_name(text: str, tokens: Tokens, i: int) -> bool:
    lower = word(text, tokens[i])
    if lower in ROLES | HONORIFICS:
        return False
    if is_capital(text, tokens[i]) or (i > 0 and text[tokens[i][0] - 1] in "-’'"):
        return True
    joins = lower in PARTICLES or text[slice(*tokens[i])] in "-’'"
    return joins and 0 < i < len(tokens) - 1


def _before_of(text: str, tokens: Tokens) -> Tokens:
    stop = next((i for i, t in enumerate(tokens) if word(text, t) in ("of", "from", "in", "at", "with", "for")), None)
    return tokens[:stop] if stop else tokens


def _leading_name(text: str, tokens: Tokens) -> Tokens:
    """The name that stands first in what follows a comma: "…, Oleksiy Danilov"."""
    stop = next((i for i, offsets in enumerate(tokens) if not _in_name(text, tokens, i)), len(tokens))
    return tokens[:stop] if 2 <= stop <= 4 else []


def _titled(text: str, title: Tokens, name: Tokens) -> Profile:
    """Secretary of the Council, Oleksiy Danilov."""
    role, affiliation = office(text, title)
    return Profile(
        start=title[0][0],
        end=name[-1][1],
        form="name",
        kind="person",
        name=_surface(text, name),
        role=role,
        affiliation=affiliation,
    )


def _named(text: str, head: Tokens, rest: Tokens) -> Profile | None:
    """NATO Secretary General Jens Stoltenberg; Kyrylo Budanov, head of …; The Washington Post."""
    name = _name_of(text, head)
    if name and (len(name) > 1 or len(head) > 1 or rest):
        before = head[: head.index(name[0])]
        after = head[head.index(name[-1]) + 1 :]
        role, affiliation = office(text, before)
        if not role and rest:
            role, affiliation = office(text, rest)
        if after and word(text, after[0]) == "of" and role and not affiliation:
            affiliation = _surface(text, _without_article(text, after[1:]))
        plain = not before or role or word(text, before[-1]) in HONORIFICS
        if plain:
            return Profile(
                start=head[0][0],
                end=head[-1][1],
                form="name",
                kind="person",
                name=_surface(text, name),
                role=role,
                affiliation=affiliation,
            )
    capitals = [t for t in head if is_capital(text, t)]
    lowers = [t for t in head if not is_capital(text, t) and word(text, t) not in ("of", "and", "the", "for", "&", "-")]
    common = word(text, head[-1]) in ROLES | PLURAL_PEOPLE | UNNAMED
    if capitals and not lowers and not common:
        outlet = is_capital(text, head[0]) and word(text, head[-1]) in OUTLETS
        trimmed = head if outlet else _without_article(text, head)
        kind = "organisation"
        return Profile(start=head[0][0], end=head[-1][1], form="name", kind=kind, name=_surface(text, trimmed))
    return None


def _described(text: str, head: Tokens) -> Profile:
    """NATO chief; a senior official; critics; the company."""
    role, affiliation = office(text, head)
    words = [word(text, offsets) for offsets in head]
    core = [word(text, offsets) for offsets in _before_of(text, head)]
    noun = core[-1] if core else words[-1]
    described = [i for i, w in enumerate(words) if w in UNNAMED]
    if described and not role:
        role, affiliation = words[described[-1]], _owner(text, head[: described[-1]])
        role = role if affiliation else ""
    if noun in UNNAMED or words[0] in UNNAMED:
        kind = "unnamed"
    elif noun in PLURAL_PEOPLE or (noun.endswith("s") and noun[:-1] in PERSON_NOUNS):
        kind = "group"
    elif noun in PERSON_NOUNS:
        kind = "unnamed"
    else:
        kind = "organisation" if any(w in ORGANISATIONS for w in words) or words[0] == "the" else "group"
    name = _surface(text, _without_article(text, head))
    return Profile(
        start=head[0][0], end=head[-1][1], form="nominal", kind=kind, name=name, role=role, affiliation=affiliation
    )


def _owner(text: str, tokens: Tokens) -> str:
    """The capitalised words that end the tokens: "U.S. and EU" in "sources among the U.S. and EU"."""
    first = len(tokens)
    while first > 0 and (is_capital(text, tokens[first - 1]) or word(text, tokens[first - 1]) in ("and", "-", "&")):
        first -= 1
    while first < len(tokens) and word(text, tokens[first]) in _COUNTS:
        first += 1
    return _surface(text, tokens[first:])


_COUNTS = ARTICLES | frozenset("two three four five several some many other unnamed unidentified both and".split())


def office(text: str, tokens: Tokens) -> tuple[str, str]:
    """Role and affiliation in a title or an apposition: ("Secretary General", "NATO"), ("head", "Main Directorate")."""
    tokens = [t for t in tokens if word(text, t) not in HONORIFICS]
    roles = [i for i, offsets in enumerate(tokens) if word(text, offsets) in ROLES]
    if all(word(text, tokens[i]) in QUALIFIERS for i in roles):
        return "", ""
    first = last = roles[0]
    while last + 1 < len(tokens) and word(text, tokens[last + 1]) in ROLES:
        last += 1
    role = _surface(text, tokens[first : last + 1])
    before = _without_article(text, tokens[:first])
    following = tokens[last + 1 :]
    if following and word(text, following[0]) in ("of", "for", "at", "with", "in"):
        stop = next((i for i, t in enumerate(following) if text[slice(*t)] == ","), len(following))
        return role, _surface(text, _without_article(text, following[1:stop]))
    while before and word(text, before[-1]) in ("'s", "’s"):
        before = before[:-1]
    owner = [offsets for offsets in before if is_capital(text, offsets) or text[slice(*offsets)] in "&-."]
    return role, _surface(text, owner) if owner and owner == before else ""


def _without_article(text: str, tokens: Tokens) -> Tokens:
    return tokens[1:] if tokens and word(text, tokens[0]) in ARTICLES else tokens
