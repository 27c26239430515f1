"""Whose money a shared sign or word is: "$" in Australia, "pesos" near Mexico, "¥" in a text about yuan."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache

from onrecord.layers.lexicon import folded
from onrecord.layers.numbers import currencies

# What the text says of all its amounts: "All figures are in Canadian dollars".
_STATEMENT = re.compile(
    r"\b(?:figures|amounts|prices|sums|values|currency|references)\b[^.\n]{0,60}?\bin\s([A-Za-z.]{2,12}(?:\s[A-Za-z]{2,8})?)"
    r"\s(?:dollars|currency)\b",
    re.IGNORECASE,
)
_YUAN = re.compile(r"\b(?:yuan|renminbi|RMB|Chinese|China|Beijing|Shanghai)\b")
_YEN = re.compile(r"\b(?:yen|Japan|Japanese|Tokyo)\b")
_HERE = 100  # characters to a country that makes pounds money
_SIDE = 300  # characters to a country that overrules what is usual
_FAR = 2000  # characters to a country where nothing is usual


class Purse:
    """The currencies of one article, by its language and by the countries that its text names."""

    def __init__(self, text: str, language: str = "en") -> None:
        self._text = text
        region = language.rpartition("-")[2].upper() if "-" in language else ""
        self.region = region
        self._dollar: str | None = None
        self._yuan: bool | None = None
        self._named: dict[str, tuple[list[int], list[str]]] = {}

    @property
    def dollar(self) -> str:
        """The code of "$": what the text says of all amounts, else what its region uses, else USD."""
        if self._dollar is None:
            said = _STATEMENT.search(self._text)
            code = currencies.NAMES.get(f"{said[1].lower()} dollars", "") if said else ""
            self._dollar = code or currencies.REGIONS.get(self.region, "USD")
        return self._dollar

    def of_sign(self, sign: str) -> str:
        """The code of a sign."""
        if sign == "$":
            return self.dollar
        if sign in "¥￥":
            if self._yuan is None:
                self._yuan = bool(_YUAN.search(self._text)) and not _YEN.search(self._text)
            return "CNY" if self._yuan else "JPY"
        return currencies.SIGNS[sign]

    def of_word(self, word: str, position: int) -> str:
        """The code of a word alone at `position`, "" where nothing tells it."""
        usual = currencies.DEFAULTS[word]
        if word in ("dollar", "dollars"):
            return self.dollar
        if word not in currencies.SHARED_WORDS:
            return usual
        reach = _HERE if word in ("pound", "pounds") else _SIDE if usual else _FAR
        return self._nearest(word, position, reach) or usual

    def of_hundredth(self, word: str) -> str:
        """The code of a hundredth: "cents" of the article's dollar."""
        code = currencies.HUNDREDTHS[word]
        if word in ("cent", "cents", "¢"):
            return f"c{self.dollar}"
        if word in ("penny", "pennies") and self.region in ("GB", "IE"):
            return "cGBP"
        return code

    def _nearest(self, word: str, position: int, reach: int) -> str:
        """The code of the nearest country that uses the word, within `reach` characters."""
        if word not in self._named:
            found = [(m.start(), currencies.COUNTRIES[folded(m[0])]) for m in _countries(word).finditer(self._text)]
            self._named[word] = [start for start, _ in found], [code for _, code in found]
        starts, codes = self._named[word]
        after = bisect_left(starts, position)
        near = [(abs(starts[i] - position), codes[i]) for i in (after - 1, after) if 0 <= i < len(starts)]
        distance, code = min(near, default=(reach + 1, ""))
        return code if distance <= reach else ""


@cache
def _countries(word: str) -> re.Pattern[str]:
    """A pattern for the countries that use a word, and for Britain, which is named in other ways too."""
    codes = set(currencies.SHARED_WORDS[word]) - currencies.HISTORIC
    names = sorted((name for name, code in currencies.COUNTRIES.items() if code in codes), key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(re.escape(name) for name in names) + r")\b", re.IGNORECASE)
