"""The words of time: months, weekdays, units, parts of the day, and what they are in TIMEX3."""

from __future__ import annotations

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            *("january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug"),
            *("september sept sep", "october oct", "november nov", "december dec"),
        ),
        1,
    )
    for name in names.split()
}
WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            "monday mon",
            "tuesday tues tue",
            "wednesday wed",
            "thursday thurs thu",
            "friday fri",
            "saturday sat",
            "sunday sun",
        ),
        1,
    )
    for name in names.split()
}
# Units as (designator, smallest value that holds one): a P takes the first, a T stands before those of a day's part.
UNITS = {
    "second": "TS", "minute": "TM", "hour": "TH", "day": "D", "week": "W", "fortnight": "W", "weekend": "WE",
    "month": "M", "quarter": "Q", "season": "S", "year": "Y", "decade": "DE", "century": "CE", "night": "NI",
    "morning": "MO", "afternoon": "AF", "evening": "EV",
}  # fmt: skip
SEASONS = {"spring": "SP", "summer": "SU", "fall": "FA", "autumn": "FA", "winter": "WI"}
PARTS = {
    "morning": "MO", "afternoon": "AF", "evening": "EV", "night": "NI", "nighttime": "NI", "noon": "12:00",
    "midnight": "24:00", "daytime": "DT", "overnight": "NI", "lunchtime": "12:00", "midday": "MI", "dawn": "MO",
}  # fmt: skip

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
NUMBERS: dict[str, float] = {word: n for n, word in enumerate((_ONES + "eighteen nineteen").split())}
NUMBERS |= {word: 10 * n for n, word in enumerate(_TENS.split(), 2)}
NUMBERS |= {f"{ten}-{one}": NUMBERS[ten] + NUMBERS[one] for ten in _TENS.split() for one in list(NUMBERS)[1:10]}
NUMBERS |= {"a": 1, "an": 1, "dozen": 12, "a dozen": 12, "hundred": 100, "a hundred": 100, "half": 0.5, "half a": 0.5}
VAGUE = frozenset(["several", "a few", "few", "a couple of", "couple of", "many", "some", "a number of", "recent", ""])
ORDINALS = {
    word: n
    for n, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
        "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".split(),
        1,
    )
} | {"twenty-first": 21, "final": 4, "last": 4}

# Words that are a reference by themselves.
REFERENCES = {
    "PRESENT_REF": (
        "now",
        "currently",
        "nowadays",
        "presently",
        "at present",
        "the present",
        "right now",
        "these days",
    ),
    "PAST_REF": (
        *("recently", "lately", "formerly", "the past", "the recent past", "a while ago", "long ago", "some time ago"),
        *("not long ago", "recent years", "recent months", "recent weeks", "recent days", "recent quarters"),
    ),
    "FUTURE_REF": ("soon", "the future", "the near future", "the coming years"),
}
DAYS = {"today": 0, "yesterday": -1, "tomorrow": 1, "the day before yesterday": -2, "the day after tomorrow": 2}
SETS = {
    "daily": ("P1D", ""), "weekly": ("P1W", ""), "monthly": ("P1M", ""),
    "annually": ("P1Y", ""), "yearly": ("P1Y", ""), "nightly": ("P1D", ""), "hourly": ("PT1H", ""),
    "biweekly": ("P2W", ""), "bimonthly": ("P2M", ""), "semiannual": ("P6M", ""), "biannual": ("P6M", ""),
}  # fmt: skip
EDGES = {"early": "START", "late": "END", "mid": "MID", "mid-": "MID", "the start of": "START", "the end of": "END"}
EDGES |= {"the beginning of": "START", "the middle of": "MID", "beginning of": "START", "end of": "END"}
MODIFIERS = {
    "more than": "MORE_THAN", "over": "MORE_THAN", "less than": "LESS_THAN", "under": "LESS_THAN",
    "fewer than": "LESS_THAN", "about": "APPROX", "around": "APPROX", "some": "APPROX", "roughly": "APPROX",
    "approximately": "APPROX", "nearly": "APPROX", "almost": "APPROX", "at least": "EQUAL_OR_MORE",
    "at most": "EQUAL_OR_LESS", "no more than": "EQUAL_OR_LESS", "up to": "EQUAL_OR_LESS",
    "as much as": "EQUAL_OR_LESS",
    "no less than": "EQUAL_OR_MORE",
}  # fmt: skip
