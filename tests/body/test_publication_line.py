"""Lines that say when a story was published, as themes and agencies print them, and lines that only look like one."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.body import clean, plain_text
from articles.body.publication_line import publication_moment

KOLKATA = ZoneInfo("Asia/Kolkata")
MOMENT = datetime(2016, 10, 20, 1, 53, tzinfo=UTC)

LINES = """
| } October 20 , 2016 , 07:23 IST
October 20, 2016 07:23 IST
Updated: October 20, 2016 7:23 am IST
All India | Press Trust of India | Updated: October 20, 2016 07:23 IST
TNN | Oct 20, 2016, 07.23 AM IST
PTI | Updated: Oct 20, 2016, 07:23 IST
New Delhi | Updated: October 20, 2016 7:23:00 am
Written by Jo Doe | New Delhi | Published: October 20, 2016 7:23 am
Press Trust of India  |  New Delhi  Last Updated at October 20, 2016 07:23 IST
First Published: Thu, Oct 20 2016. 07:23 AM IST
Published: October 20, 2016 07:23 IST | Updated: October 21, 2016 09:00 IST
Updated: October 21, 2016 09:00 IST | Published: October 20, 2016 07:23 IST
Posted on Thursday, 20th October, 2016 at 07:23 hrs
Thu 20 Oct 2016 02.53 BST
Last modified on Thu 20 Oct 2016 02.53 BST
Updated 0153 GMT (0953 HKT) October 20, 2016
2016-10-20T07:23:00+05:30
2016-10-20T01:53:00Z
2016-10-20T01:53:00.000Z
2016-10-20 07:23
2016-10-19T20:53:00-05:00
Thu, 20 Oct 2016 07:23:00 +0530
20/10/2016 07:23
20.10.2016, 07:23 IST
10/20/2016 7:23 AM
20 अक्टूबर 2016, 07:23 IST
गुरुवार, 20 अक्तूबर 2016 07:23
अपडेटेड 20 अक्टूबर 2016 07:23 IST
07:23 IST, October 20, 2016
""".strip().split("\n")


@pytest.mark.parametrize("line", LINES)
def test_publication_line_gives_its_moment(line: str) -> None:
    assert publication_moment(line, KOLKATA) == MOMENT


def test_line_without_a_time_is_the_beginning_of_the_day_of_the_site() -> None:
    assert publication_moment("20/10/2016", KOLKATA) == datetime(2016, 10, 20, tzinfo=KOLKATA)


def test_moment_keeps_the_zone_that_was_written() -> None:
    found = publication_moment("2016-10-19T20:53:00-05:00", KOLKATA)
    assert found is not None
    assert found.utcoffset() == timezone(timedelta(hours=-5)).utcoffset(None)


LOOK_ALIKES = """
The attack on October 20, 2016 killed three.
October 20, 2016: The day the bridge opened
October 20, 07:23 IST
October 2016
2016
07:23 IST
Oct 20 (Reuters) - x
3/4/2016 07:23
32/13/2016
October 32, 2016
October 20, 2016 25:00
20 October 2016 to 21 October 2016
The Army said | October 20, 2016
Call 011-2016-10-20
Between 10:00 and 11:00 on October 20, 2016
Rs 20 October 2016 1000
2016-10-20-21
x | x | x | x
""".strip().split("\n")


@pytest.mark.parametrize("line", [*LOOK_ALIKES, "", "October 20, 2016 " * 20])
def test_look_alike_gives_none(line: str) -> None:
    assert publication_moment(line, KOLKATA) is None


@pytest.mark.parametrize("line", LINES)
def test_publication_line_stays_in_the_body(line: str) -> None:
    assert plain_text(clean(f"<p>{line}</p>").html) == " ".join(line.split())


WORDS = [
    "October",
    "20",
    "2016",
    "07:23",
    "IST",
    "|",
    ",",
    "+0530",
    "Updated",
    "pm",
    "3/4/2016",
    "2016-10-20",
    "0153 GMT",
]


@given(st.lists(st.sampled_from(WORDS) | st.text(max_size=4), max_size=12).map(" ".join))
def test_any_line_is_read(line: str) -> None:
    found = publication_moment(line, KOLKATA)
    assert found is None or found.tzinfo is not None
