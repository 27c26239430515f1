"""What annotations say in words, for the terminal and for HTML: there the ids of others are links."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from onrecord.incident import cut
from onrecord.model import Anchor, Annotator, Date, Number, Published, Quote, Speaker, joined

_CONTROLS = {code: 0x2400 + code for code in range(32) if chr(code) not in "\t\n"} | {0x7F: 0x2421}
_CONTROLS |= dict.fromkeys([*range(0x80, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A)], 0xFFFD)


@dataclass(frozen=True, slots=True)
class Reference:
    """A word that leads to an annotation: its id."""

    id: str


Phrase = tuple[str | Reference, ...]


def plain(phrase: Phrase) -> str:
    """A phrase without its links."""
    return "".join(part.id if isinstance(part, Reference) else part for part in phrase)


def publication(published: Published) -> str:
    """When an article was published, as far as that is known, and whence."""
    if published.basis == "unknown":
        return "date not known"
    when = published.date if published.date else f"{published.earliest} to {published.latest}"
    return f"published {when} ({published.basis})"


def identity(speaker: Speaker) -> str:
    """The name, and what the text says who that is."""
    about = position(speaker)
    return f"{speaker.name} ({about})" if about else speaker.name


def position(speaker: Speaker) -> str:
    """Role and affiliation, as far as the text has them."""
    return ", ".join(part for part in (speaker.role, speaker.affiliation) if part)


def attributed_to(quote: Quote, speaker: Speaker | None) -> str:
    """To whom a quote is attributed, as far as the text says."""
    return identity(speaker) if speaker else joined(quote.source) or "nobody named"


def annotator(who: Annotator) -> str:
    """Who or what annotated, and what they did."""
    return f"{who.name}, {who.kind}, {who.task}"


def time_value(date: Date) -> str:
    """The TIMEX3 value with what qualifies it."""
    others = "".join(f" or {other}" for other in date.alternatives)
    return " ".join([date.value + others, *filter(None, (date.zone, date.mod, date.quant, date.freq))])


def resolution(anchor: Anchor) -> Phrase:
    """What a date was resolved against; () where it needed nothing."""
    if anchor.basis == "none":
        return ()
    if anchor.basis == "published":
        return (f"from the date of publication {anchor.value}",)
    dates = [part for identifier in anchor.dates for part in (" ", Reference(identifier))]
    return (f"{anchor.basis} from", *dates, f" ({anchor.value})")


def amount(number: Number, figure: Callable[[int | float], str] = str) -> str:
    """The value, the range or the terms of a number, each written by `figure`; "" where it has none."""
    if number.terms:
        return ":".join(map(figure, number.terms))
    if number.low is not None or number.high is not None:
        return " to ".join(figure(end) for end in (number.low, number.high) if end is not None)
    return "" if number.value is None else figure(number.value)


def grouped(value: int | float) -> str:
    """A figure as people read it: 92,000, and 0.6666… for two thirds."""
    whole, point, fraction = f"{value:,}".partition(".")
    return whole + point + cut(fraction, 5)


def shown(text: str) -> str:
    """`text` without what a terminal obeys or what turns the text around it: controls become pictures, one for each."""
    return text.translate(_CONTROLS)
