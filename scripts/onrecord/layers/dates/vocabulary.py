"""The words of time, and what they are in TIMEX3. All in lower case."""

from __future__ import annotations

MONTHS = {
    name: number
    for number, name in enumerate(
        "january february march april may june july august september october november december".split(), 1
    )
}
MONTH_ABBREVIATIONS = {name[:3]: number for name, number in MONTHS.items() if name != "may"} | {"sept": 9}
WEEKDAYS = {
    name: number for number, name in enumerate("monday tuesday wednesday thursday friday saturday sunday".split(), 1)
}
WEEKDAY_ABBREVIATIONS = {name[:3]: number for name, number in WEEKDAYS.items()} | {"tues": 2, "thur": 4, "thurs": 4}

UNITS = {
    "second": "TS", "minute": "TM", "hour": "TH", "day": "D", "week": "W", "fortnight": "W", "weekend": "WE",
    "month": "M", "quarter": "Q", "season": "S", "summer": "SU", "winter": "WI", "year": "Y", "decade": "DE",
    "century": "CE", "night": "TNI", "morning": "TMO", "afternoon": "TAF", "evening": "TEV",
}  # fmt: skip
PLURALS = {unit: "centuries" if unit == "century" else f"{unit}s" for unit in UNITS}
SINGULARS = {plural: unit for unit, plural in PLURALS.items()}
LONE_PLURALS = ("minutes", "hours", "days", "weeks", "months", "years", "decades", "centuries")
SEASONS = {"spring": "SP", "summer": "SU", "fall": "FA", "autumn": "FA", "winter": "WI"}
PARTS = {
    "morning": "MO", "afternoon": "AF", "evening": "EV", "night": "NI", "tonight": "NI", "overnight": "NI",
    "noon": "12:00", "midday": "12:00", "midnight": "24:00",
}  # fmt: skip
STANDALONE_PARTS = ("tonight", "overnight", "noon", "midday", "midnight")
DAYS = {
    "today": 0, "yesterday": -1, "tomorrow": 1, "the day before yesterday": -2, "the day after tomorrow": 2,
}  # fmt: skip

# A fixed day as (month, day); one that moves as (month, weekday, which of them in the month, -1 for the last).
HOLIDAYS: dict[str, tuple[int, ...]] = {
    "new year's day": (1, 1), "valentine's day": (2, 14), "st. patrick's day": (3, 17), "halloween": (10, 31),
    "christmas eve": (12, 24), "christmas": (12, 25), "christmas day": (12, 25), "boxing day": (12, 26),
    "new year's eve": (12, 31), "memorial day": (5, 1, -1), "labor day": (9, 1, 1), "thanksgiving": (11, 4, 4),
    "thanksgiving day": (11, 4, 4), "black friday": (11, 5, 4),
}  # fmt: skip

ONES = {
    word: float(number)
    for number, word in enumerate(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen".split(),
        1,
    )
}
TENS = {
    word: 10.0 * number
    for number, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)
}
MULTIPLES = {"dozen": 12.0, "hundred": 100.0, "thousand": 1e3, "million": 1e6, "billion": 1e9}
FRACTIONS = {"half a": 0.5, "half an": 0.5, "a half": 0.5, "half": 0.5, "a couple of": 2.0, "couple of": 2.0}
# A half of a unit as the smaller units that TIMEX3 adds behind the whole ones.
HALVES = {"minute": "T30S", "hour": "T30M", "day": "T12H", "year": "6M", "decade": "5Y", "century": "50Y"}
VAGUE = (
    *("several", "a few", "few", "many", "some", "a number of", "countless", "numerous", "dozens of", "hundreds of"),
    *("thousands of", "millions of", "tens of thousands of", "hundreds of thousands of"),
)
ORDINALS = {
    word: number
    for number, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
        "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth twenty-first".split(),
        1,
    )
} | {"final": 4, "last": 4}
DECADES = {
    "twenties": 192, "thirties": 193, "forties": 194, "fifties": 195, "sixties": 196, "seventies": 197,
    "eighties": 198, "nineties": 199,
}  # fmt: skip

# Which one: the one before, this one or the one after, seen from the day of publication …
WHICH = {
    "last": -1, "the last": -1, "past": -1, "the past": -1, "this past": -1, "this": 0, "the current": 0,
    "current": 0, "next": 1, "the next": 1, "the coming": 1, "this coming": 1, "coming": 1,
}  # fmt: skip
# … or from the last date that the text named.
WHICH_FROM_DATE = {
    "that": 0, "that same": 0, "the same": 0, "the very same": 0, "the following": 1, "following": 1,
    "the previous": -1, "previous": -1, "the preceding": -1, "the prior": -1,
}  # fmt: skip
EDGES = {
    "early": "START", "earlier": "START", "the start of": "START", "the beginning of": "START", "late": "END",
    "later": "END", "the end of": "END", "mid": "MID", "the middle of": "MID",
}  # fmt: skip
MODIFIERS = {
    "more than": "MORE_THAN", "over": "MORE_THAN", "less than": "LESS_THAN", "under": "LESS_THAN",
    "fewer than": "LESS_THAN", "about": "APPROX", "around": "APPROX", "roughly": "APPROX", "approximately": "APPROX",
    "nearly": "APPROX", "almost": "APPROX", "at least": "EQUAL_OR_MORE", "no less than": "EQUAL_OR_MORE",
    "no fewer than": "EQUAL_OR_MORE", "at most": "EQUAL_OR_LESS", "no more than": "EQUAL_OR_LESS",
    "up to": "EQUAL_OR_LESS", "as much as": "EQUAL_OR_LESS",
}  # fmt: skip

REFERENCES = {
    phrase: value
    for value, phrases in {
        "PRESENT_REF": "now, right now, currently, nowadays, presently, at present, these days",
        "PAST_REF": "recently, more recently, most recently, lately, formerly, the past, the recent past, a while ago, "
        "long ago, some time ago, not long ago",
        "FUTURE_REF": "soon, the future, the near future, the foreseeable future, the not-too-distant future",
    }.items()
    for phrase in phrases.split(", ")
}
FREQUENCIES = {
    "hourly": "PT1H", "daily": "P1D", "nightly": "P1D", "weekly": "P1W", "biweekly": "P2W", "monthly": "P1M",
    "annually": "P1Y", "yearly": "P1Y", "weekends": "XXXX-WXX-WE",
}  # fmt: skip

# Every table whose phrases can open an expression.
TABLES = (
    *(MONTHS, MONTH_ABBREVIATIONS, WEEKDAYS, WEEKDAY_ABBREVIATIONS, UNITS, SINGULARS, SEASONS, STANDALONE_PARTS, DAYS),
    *(HOLIDAYS, ONES, TENS, FRACTIONS, VAGUE, ORDINALS, WHICH, WHICH_FROM_DATE, EDGES, MODIFIERS, REFERENCES),
    *(FREQUENCIES, MULTIPLES, DECADES),
)
