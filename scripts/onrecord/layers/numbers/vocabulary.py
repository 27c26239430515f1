"""The words that make up numbers, and those that qualify them."""

from __future__ import annotations

from fractions import Fraction

ONES = {word: value for value, word in enumerate("one two three four five six seven eight nine".split(), 1)}
TEENS = {
    word: value
    for value, word in enumerate(
        "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(), 10
    )
}
TENS = {
    word: 10 * value for value, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)
}
ZEROS = {"zero": 0, "nought": 0, "naught": 0}
CARDINALS: dict[str, int] = {**ZEROS, **ONES, **TEENS, **TENS}

# What multiplies the number before it. A hundred and a dozen multiply a number below a hundred only.
SCALES = {
    "thousand": 10**3,
    "lakh": 10**5,
    "lakhs": 10**5,
    "lac": 10**5,
    "million": 10**6,
    "mn": 10**6,
    "mln": 10**6,
    "crore": 10**7,
    "crores": 10**7,
    "billion": 10**9,
    "bn": 10**9,
    "bln": 10**9,
    "trillion": 10**12,
    "tn": 10**12,
    "trn": 10**12,
    "tln": 10**12,
    "quadrillion": 10**15,
}
HUNDRED = {"hundred": 100}
DOZEN = {"dozen": 12, "dozens": 12}
ROUND = {**HUNDRED, **DOZEN, **SCALES}
# Written without a space after figures. Some are units too, and multiply money only: 100m, 5t.
SUFFIXES = {
    **dict.fromkeys(("k", "K"), 10**3),
    **dict.fromkeys(("M", "MM", "mn", "mln", "mil"), 10**6),
    **dict.fromkeys(("b", "B", "bn", "Bn", "BN", "bln"), 10**9),
    **dict.fromkeys(("tn", "trn", "tln"), 10**12),
}
MONEY_SUFFIXES = {**SUFFIXES, "m": 10**6, "mm": 10**6, "t": 10**12, "T": 10**12}

ORDINAL_ONES = {
    word: value for value, word in enumerate("first second third fourth fifth sixth seventh eighth ninth".split(), 1)
}
ORDINAL_TEENS = {
    word: value
    for value, word in enumerate(
        "tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth".split(), 10
    )
}
ORDINAL_TENS = {word[:-1] + "ieth": value for word, value in TENS.items()}
ORDINAL_ROUND = {
    "hundredth": 100,
    "thousandth": 10**3,
    "millionth": 10**6,
    "billionth": 10**9,
    "trillionth": 10**12,
}
ORDINALS: dict[str, int] = {**ORDINAL_ONES, **ORDINAL_TEENS, **ORDINAL_TENS, **ORDINAL_ROUND}

# The parts of a whole. "first" and "second" are none.
PARTS: dict[str, Fraction] = {
    "half": Fraction(1, 2),
    "quarter": Fraction(1, 4),
    **{word: Fraction(1, value) for word, value in ORDINALS.items() if value > 2},
}
PLURAL_PARTS: dict[str, Fraction] = {
    "halves": Fraction(1, 2),
    **{word + "s": part for word, part in PARTS.items() if word != "half"},
}
SIGNS: dict[str, Fraction] = {
    **{sign: Fraction(n, d) for sign, n, d in [("½", 1, 2), ("⅓", 1, 3), ("⅔", 2, 3), ("¼", 1, 4), ("¾", 3, 4)]},
    **{sign: Fraction(n, d) for sign, n, d in [("⅕", 1, 5), ("⅖", 2, 5), ("⅗", 3, 5), ("⅘", 4, 5), ("⅙", 1, 6)]},
    **{sign: Fraction(n, d) for sign, n, d in [("⅚", 5, 6), ("⅛", 1, 8), ("⅜", 3, 8), ("⅝", 5, 8), ("⅞", 7, 8)]},
}

# Numbers without a value, alone ("dozens") or one of another ("hundreds of thousands").
VAGUE = frozenset("tens dozens hundreds thousands millions billions trillions lakhs crores".split())
# Words that leave the number after them without a value: "several hundred", "a few thousand".
LOOSE = ("several", "a few", "few", "a couple", "a couple of")

# What stands before or after a number and qualifies it.
MODIFIERS_BEFORE: dict[str, tuple[str, ...]] = {
    "more_than": (
        *("more than", "over", "well over", "just over", "a little over", "slightly more than", "greater than"),
        *("in excess of", "upwards of", "upward of", "exceeding", "above", "well above", "just above", "north of"),
    ),
    "less_than": (
        *("less than", "fewer than", "under", "just under", "well under", "below", "just below", "slightly less than"),
        *("lower than", "smaller than", "short of", "just short of"),
    ),
    "at_least": ("at least", "no fewer than", "no less than", "not less than", "a minimum of", "minimum"),
    "at_most": (
        *("up to", "at most", "as many as", "as much as", "no more than", "not more than", "a maximum of", "maximum"),
        *("as high as", "no greater than"),
    ),
    "about": (
        *("about", "some", "nearly", "almost", "around", "approximately", "approx.", "approx", "roughly", "close to"),
        *("circa", "estimated", "an estimated", "just about", "near", "virtually", "~", "≈"),
    ),
}
MODIFIERS_AFTER: dict[str, tuple[str, ...]] = {
    "at_least": (
        "or more",
        "and more",
        "and above",
        "and over",
        "and up",
        "or older",
        "and older",
        "-plus",
        "plus",
        "+",
    ),
    "at_most": ("or less", "or fewer", "or under", "and under", "or younger", "and younger", "or below", "and below"),
    "about": ("or so", "-odd", "-ish"),
}
# After these "about", "over", "some" and the like open the topic and qualify no number: "talked about two issues".
TOPIC_OPENERS = frozenset(
    "talk talks talked talking speak speaks spoke speaking concern concerns concerned worry worries worried question "
    "questions know knows knew known think thinks thought ask asks asked asking learn learned hear heard write wrote "
    "complain complained debate debates dispute disputes disputed fight fights fears anger outrage brag bragged lied "
    "controversy criticism tell tells told says said joke joked care cares read information details something anything "
    "comment comments remark remarks more nothing what how all win victory victories control power presided".split()
)
