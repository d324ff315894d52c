"""Reads the line that says when a story was published, as themes print it: `| } October 20 , 2016 , 07:23 IST`.

The line is parted first, and every word of a part must belong to a date, a time, a zone, a label or a name:
one word of prose, and it is no such line. Nothing is ever cut here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, timezone, tzinfo

MAX_LINE = 200
MAX_NAME_WORDS = 8
MONTH_NAMES = """
jan january जनवरी|feb february फरवरी फ़रवरी|mar march मार्च|apr april अप्रैल|may मई|jun june जून|jul july जुलाई
aug august अगस्त|sep sept september सितंबर सितम्बर|oct october अक्टूबर अक्तूबर|nov november नवंबर नवम्बर
dec december दिसंबर दिसम्बर
"""
MONTHS = {
    name: number
    for number, names in enumerate(re.split(r"[|\n]", MONTH_NAMES.strip()), 1)
    for name in names.split()
}  # fmt: skip
WEEKDAYS = frozenset(
    """mon monday tue tues tuesday wed wednesday thu thur thurs thursday fri friday sat saturday sun sunday
    सोमवार मंगलवार बुधवार गुरुवार शुक्रवार शनिवार रविवार""".split()
)
LABELS = frozenset(
    """published publish updated update last modified first posted created date on at the hrs hours by written edited
    reported प्रकाशित अपडेट अपडेटेड""".split()
)
PARTICLES = frozenset("of the and for de van der".split())
# IST is the site's own zone: the letters are Israel's and Ireland's too.
ZONES = {"gmt": 0, "utc": 0, "z": 0, "bst": 60, "hkt": 480, "est": -300, "edt": -240, "pst": -480, "pdt": -420}
PARTS = re.compile(r"\||(?=\b(?:(?:first|last)\s+)?(?:published|updated|modified|posted)\b)", re.IGNORECASE)
FILLING = re.compile(r"[\s.,;:|{}/•·–—-]*")
ELSEWHERE = re.compile(r"\([0-9]{4} [A-Z]{3,4}\)")
"""The same moment on another clock: `0153 GMT (0953 HKT)`."""
TOKEN = re.compile(
    r"(?P<year>(?:19|20)[0-9]{2})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})(?:T(?=[0-9])|(?![0-9-]))"
    r"|(?P<one>[0-9]{1,2})[/.-](?P<two>[0-9]{1,2})[/.-](?P<third>(?:19|20)[0-9]{2})(?![0-9])"
    r"|(?P<hour>[0-9]{1,2})[:.](?P<minute>[0-9]{2})(?:[:.](?P<second>[0-9]{2})(?:\.[0-9]{1,6})?)?(?:\s?(?P<half>[ap])\.?m\b\.?)?"
    r"|(?P<military>[0-9]{4})(?=\s(?:hrs|hours|gmt|bst|ist)\b)"
    r"|(?P<sign>[+-])(?P<offset>[0-9]{2}:?[0-9]{2})(?![0-9])"
    r"|(?P<number>[0-9]{1,4})(?:st|nd|rd|th)?(?!\w)"
    r"|(?P<word>[^\W\d_][^\s,;:|{}()/•·0-9–—-]*)",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Reading:
    """What the words of one part have said so far."""

    numbers: list[int] = field(default_factory=list)
    months: list[int] = field(default_factory=list)
    dates: list[tuple[int, int, int]] = field(default_factory=list)
    times: list[tuple[int, int, int]] = field(default_factory=list)
    zone: tzinfo | None = None


def publication_moment(line: str, zone: tzinfo) -> datetime | None:
    """The moment a publication line names; None for any other text, and for a line without a year.

    A time without a zone, or in IST, is in `zone`; without a time it is the day's beginning. Of several
    moments the one that is not an update counts, or else the first.
    """
    if len(line) > MAX_LINE:
        return None
    moments: list[tuple[bool, datetime]] = []
    for part in PARTS.split(ELSEWHERE.sub("", line)):
        if not re.search(r"[0-9]", part):
            if not _is_names(part):
                return None
            continue
        moment = _moment(part, zone)
        if moment is None:
            return None
        moments.append((part.lower().startswith(("updated", "modified")), moment))
    return min(moments, key=lambda found: found[0])[1] if moments else None


def _is_names(part: str) -> bool:
    """Capitalised words and labels: an author, an agency, a place."""
    words = re.findall(r"[^\W\d_][\w.'’-]*", part)
    known = LABELS | PARTICLES
    return len(words) <= MAX_NAME_WORDS and all(word[0] == word[0].upper() or word.lower() in known for word in words)


def _moment(part: str, zone: tzinfo) -> datetime | None:
    reading = Reading()
    position = _after_filling(part, 0)
    while position < len(part):
        token = TOKEN.match(part, position)
        if token is None or not _understood(token, reading):
            return None
        position = _after_filling(part, token.end())
    date = _date(reading)
    if date is None or len(reading.times) > 1:
        return None
    try:
        return datetime(*date, *(reading.times or [(0, 0, 0)])[0], tzinfo=reading.zone or zone)
    except ValueError:
        return None


def _after_filling(part: str, position: int) -> int:
    """Behind what stands between two words; a sign before digits is left to be a zone's."""
    match = FILLING.match(part, position)
    end = match.end() if match else position
    return end - 1 if re.match(r"-[0-9]{2}:?[0-9]{2}(?![0-9])", part[max(0, end - 1) : end + 6]) else end


def _understood(token: re.Match[str], reading: Reading) -> bool:
    if token["word"]:
        return _word(token["word"].strip(".").lower(), reading)
    if token["year"]:
        reading.dates.append((int(token["year"]), int(token["month"]), int(token["day"])))
    elif token["third"]:
        return _slashed(int(token["one"]), int(token["two"]), int(token["third"]), reading)
    elif token["hour"]:
        reading.times.append(
            (_hour(int(token["hour"]), token["half"]), int(token["minute"]), int(token["second"] or 0))
        )
    elif token["military"]:
        reading.times.append((int(token["military"][:2]), int(token["military"][2:]), 0))
    elif token["offset"]:
        return _offset(token["sign"], token["offset"].replace(":", ""), reading)
    else:
        reading.numbers.append(int(token["number"]))
    return True


def _word(word: str, reading: Reading) -> bool:
    if word in MONTHS:
        reading.months.append(MONTHS[word])
    elif word in ZONES:
        reading.zone = timezone(timedelta(minutes=ZONES[word])) if ZONES[word] else UTC
    else:
        return word == "ist" or word in LABELS or word in WEEKDAYS
    return True


def _slashed(one: int, two: int, year: int, reading: Reading) -> bool:
    """`20/10/2016`; `3/4/2016` may be either, so it is neither."""
    if one <= 12 and two <= 12 and one != two:
        return False
    reading.dates.append((year, min(one, two), max(one, two)))
    return True


def _hour(hour: int, half: str | None) -> int:
    return hour if half is None else hour % 12 + (12 if half.lower() == "p" else 0)


def _offset(sign: str, digits: str, reading: Reading) -> bool:
    minutes = int(digits[:2]) * 60 + int(digits[2:])
    if minutes > 14 * 60 or not reading.times:
        return False
    reading.zone = timezone(timedelta(minutes=-minutes if sign == "-" else minutes))
    return True


def _date(reading: Reading) -> tuple[int, int, int] | None:
    """The one date; None when there is none, or half of one, or more than one."""
    if len(reading.dates) == 1 and not reading.months and not reading.numbers:
        return reading.dates[0]
    years = [number for number in reading.numbers if number > 31]
    days = [number for number in reading.numbers if number <= 31]
    is_one = len(years) == len(days) == len(reading.months) == 1 and not reading.dates and 1900 <= years[0] < 2100
    return (years[0], reading.months[0], days[0]) if is_one else None
