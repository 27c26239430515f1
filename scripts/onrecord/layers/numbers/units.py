"""The units of measurement that news names, with their codes in UCUM."""

from __future__ import annotations

# Words, of which the plain plural in -s is known too. American measures stand for all of their name.
_WORDS = {
    # length; "_" stands for the space inside a name
    "mm": "millimeter millimetre",
    "cm": "centimeter centimetre",
    "dm": "decimeter decimetre",
    "m": "meter metre",
    "km": "kilometer kilometre",
    "um": "micron micrometer micrometre",
    "nm": "nanometer nanometre",
    "pm": "picometer picometre",
    "[in_i]": "inch inches",
    "[ft_i]": "foot feet",
    "[yd_i]": "yard",
    "[mi_i]": "mile",
    "[nmi_i]": "nautical_mile",
    "[ly]": "light-year light_year",
    # area
    "cm2": "square_centimeter square_centimetre",
    "m2": "square_meter square_metre",
    "km2": "square_kilometer square_kilometre sq_km",
    "[sin_i]": "square_inch square_inches",
    "[sft_i]": "square_foot square_feet sq_ft",
    "[syd_i]": "square_yard",
    "[smi_us]": "square_mile",
    "[acr_us]": "acre",
    "har": "hectare",
    # volume
    "mL": "milliliter millilitre",
    "L": "liter litre",
    "hL": "hectoliter hectolitre",
    "m3": "cubic_meter cubic_metre",
    "km3": "cubic_kilometer cubic_kilometre",
    "cm3": "cubic_centimeter cubic_centimetre",
    "[cft_i]": "cubic_foot cubic_feet",
    "[cyd_i]": "cubic_yard",
    "[pt_us]": "pint",
    "[qt_us]": "quart",
    "[gal_us]": "gallon",
    "[foz_us]": "fluid_ounce",
    "[bbl_us]": "barrel",
    "[bu_us]": "bushel",
    "[tsp_us]": "teaspoon",
    "[tbs_us]": "tablespoon",
    # mass
    "ug": "microgram microgramme",
    "mg": "milligram milligramme",
    "g": "gram gramme",
    "kg": "kilogram kilogramme kilo",
    "t": "tonne metric_ton metric_tonne",
    "kt": "kiloton kilotonne",
    "Mt": "megaton megatonne",
    "[oz_av]": "ounce",
    "[oz_tr]": "troy_ounce",
    "[lb_av]": "pound",
    "[ston_av]": "ton short_ton",
    "[lton_av]": "long_ton",
    "[car_m]": "carat",
    # temperature and angle; a degree of neither scale stays without a unit
    "Cel": "celsius celcius centigrade degree_celsius degree_celcius degrees_celsius degrees_celcius degrees_centigrade "
    "degree_c degrees_c deg_c deg_celsius",
    "[degF]": "fahrenheit farenheit degree_fahrenheit degrees_fahrenheit degrees_farenheit degree_f degrees_f deg_f "
    "deg_fahrenheit",
    "K": "kelvin",
    "": "degree",
    # speed
    "km/h": "kilometers_per_hour kilometres_per_hour kilometers_an_hour kilometres_an_hour kilometer_per_hour "
    "kilometre_per_hour kph kmph kmh",
    "[mi_i]/h": "mile_per_hour miles_per_hour miles_an_hour mile_an_hour mph",
    "m/s": "meters_per_second metres_per_second meters_a_second metres_a_second",
    "[ft_i]/s": "feet_per_second feet_a_second",
    "[kn_i]": "knot",
    # power, energy, electricity
    "W": "watt",
    "kW": "kilowatt",
    "MW": "megawatt",
    "GW": "gigawatt",
    "TW": "terawatt",
    "W.h": "watt-hour watt_hour",
    "kW.h": "kilowatt-hour kilowatt_hour",
    "MW.h": "megawatt-hour megawatt_hour",
    "GW.h": "gigawatt-hour gigawatt_hour",
    "TW.h": "terawatt-hour terawatt_hour",
    "[HP]": "horsepower",
    "J": "joule",
    "[Cal]": "calorie",
    "kcal": "kilocalorie",
    "[Btu]": "british_thermal_unit",
    "V": "volt",
    "kV": "kilovolt",
    "A": "ampere amp",
    "Hz": "hertz",
    "kHz": "kilohertz",
    "MHz": "megahertz",
    "GHz": "gigahertz",
    # data, pressure, sound
    "bit": "bit",
    "Mbit": "megabit",
    "Gbit": "gigabit",
    "By": "byte",
    "kBy": "kilobyte",
    "MBy": "megabyte",
    "GBy": "gigabyte",
    "TBy": "terabyte",
    "PBy": "petabyte",
    "hPa": "hectopascal",
    "mbar": "millibar",
    "[psi]": "psi",
    "dB": "decibel",
}
_SINGULAR = {word.replace("_", " "): code for code, words in _WORDS.items() for word in words.split()}
WORDS: dict[str, str] = {**{word + "s": code for word, code in _SINGULAR.items()}, **_SINGULAR}

# Symbols, whose case counts.
SYMBOLS: dict[str, str] = {
    **{symbol: symbol for symbol in "mm cm km kg mg kW MW GW TW kV Hz kHz MHz GHz dB hPa km2 km3 m2 m3 mL".split()},
    **{"m²": "m2", "m³": "m3", "km²": "km2", "km³": "km3", "cm²": "cm2", "cm³": "cm3", "sq m": "m2", "sqm": "m2"},
    **{"sq. km": "km2", "sq. ft.": "[sft_i]", "sq. ft": "[sft_i]", "sq. m": "m2", "sq ft": "[sft_i]"},
    **{"ml": "mL", "L": "L", "cc": "cm3", "g": "g", "gm": "g", "µg": "ug", "μg": "ug", "mcg": "ug", "kgs": "kg"},
    **{"lb": "[lb_av]", "lbs": "[lb_av]", "lb.": "[lb_av]", "lbs.": "[lb_av]", "oz": "[oz_av]", "oz.": "[oz_av]"},
    **{"ft": "[ft_i]", "ft.": "[ft_i]", "mi": "[mi_i]", "mi.": "[mi_i]", "yds": "[yd_i]", "kms": "km", "ha": "har"},
    **{"km/h": "km/h", "km/hr": "km/h", "m/s": "m/s", "kmh": "km/h", "kph": "km/h", "mph": "[mi_i]/h", "kWh": "kW.h"},
    **{"MWh": "MW.h", "GWh": "GW.h", "TWh": "TW.h", "hp": "[HP]", "bhp": "[HP]", "kcal": "kcal", "mAh": "mA.h"},
    **{"KB": "kBy", "kB": "kBy", "MB": "MBy", "GB": "GBy", "TB": "TBy", "Mbps": "Mbit/s", "Gbps": "Gbit/s"},
    **{"°C": "Cel", "° C": "Cel", "ºC": "Cel", "°F": "[degF]", "° F": "[degF]", "ºF": "[degF]", "°": "", "º": ""},
    **{"nm": "nm", "dm": "dm", "psi": "[psi]", "mbar": "mbar", "m": "m", "Mt": "Mt"},
}
PERCENT = ("%", "percent", "per cent", "pct", "percents", "percentage", "percentage point", "percentage points", "pc")
AGES = {"year": "a", "month": "mo", "week": "wk", "day": "d"}
