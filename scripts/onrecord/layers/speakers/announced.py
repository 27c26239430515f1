"""The indefinite descriptions by which news brings somebody in: "a carer", who is "the carer" later."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from onrecord.layers.speakers.article import Article, Words
from onrecord.layers.speakers.entities import Entity
from onrecord.layers.speakers.mentions import complement_end
from onrecord.layers.speakers.register import Register
from onrecord.layers.speakers.vocabulary import ARTICLES, DEFINITE, DOCUMENTS, SOMEBODY

_ANNOUNCING = SOMEBODY | DOCUMENTS  # nouns
_INDEFINITE = ("a", "an")
_LEAD = 2  # paragraphs in which news describes whom it names below


def add_announced(article: Article, entities: Iterable[Entity], register: Register) -> None:
    """Add to the mentions of each entity the indefinite description that came before them."""
    announced = _Announced(article)
    for entity in entities:
        first = entity.places[0]
        definite = entity.is_named or any(article.words[begin] in DEFINITE for begin, _ in entity.mentions)
        if not definite or entity.plural:
            continue
        at = max((announced.before(first, head) for head in entity.heads & _ANNOUNCING), default=-1)
        if at >= 0:
            register.mention(entity, announced.mention(at), "nominal")


class _Announced:
    """The indefinite descriptions of an article by their heads, each looked for once."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self._lead_end = bisect_right(article.segment_of, article.headline + _LEAD)
        self._places: dict[str, list[int]] = {}

    def before(self, first: int, head: str) -> int:
        """The last one before word `first` that stands in its segment or in the lead; -1 where there is none."""
        if head not in self._places:
            self._places[head] = [i for i in self.article.positions.get(head, ()) if self._is_indefinite(i)]
        places = self._places[head]
        at = bisect_left(places, first) - 1
        if at >= 0 and not self.article.together(places[at], first):
            at = bisect_left(places, min(first, self._lead_end)) - 1
        return places[at] if at >= 0 else -1

    def mention(self, i: int) -> Words:
        """The words of the description whose head is word i."""
        begin = self._begin(i)
        return begin if self.article.words[begin] in _INDEFINITE else i, complement_end(self.article, i + 1)

    def _is_indefinite(self, i: int) -> bool:
        return self.article.words[self._begin(i)] in _INDEFINITE or self.article.segment_of[i] == self.article.headline

    def _begin(self, i: int) -> int:
        article, begin = self.article, i
        while article.together(begin - 1, i) and i - begin < 4 and article.words[begin].isalpha():
            begin -= 1
            if article.words[begin] in ARTICLES:
                break
        return begin
