"""Datelines as agencies write them, and openings that only look like one."""

from __future__ import annotations

import pytest

from articles.body import Dateline, clean

DATELINES = """
AUSTIN, Texas (AP)| — x|AUSTIN, Texas|AP
TORONTO (AP)| — x|TORONTO|AP
KANSAS CITY, Mo. (AP)| — x|KANSAS CITY, Mo.|AP
WASHINGTON (AP)| _ x|WASHINGTON|AP
WASHINGTON| _ The|WASHINGTON|
MOSUL, Iraq (AFP)| — x|MOSUL, Iraq|AFP
NEW DELHI, Oct 10 (Reuters)| - x|NEW DELHI|Reuters
BAGHDAD/ERBIL, Iraq (Reuters)| - x|BAGHDAD/ERBIL, Iraq|Reuters
Oct 20 (Reuters)| - x||Reuters
KOTHAPALLY, India August 24 (Thomson Reuters Foundation)| - x|KOTHAPALLY, India|Thomson Reuters Foundation
PARIS, Jan 1 (AFP)| - x|PARIS|AFP
San Francisco (AFP)| - x|San Francisco|AFP
PARIS (AFP)| - – x|PARIS|AFP
GAZA, Dec. 1 (Xinhua)| -- x|GAZA|Xinhua
BRISBANE, Australia, Jan. 1(Xinhua)| -- x|BRISBANE, Australia|Xinhua
Panama City, Sept. 8 (CNA)| -- x|Panama City|CNA
EL CAIRO, 30 jun (Xinhua)| -- x|EL CAIRO|Xinhua
BEIJING, 10 août (Xinhua)| -- x|BEIJING|Xinhua
New Delhi, Oct 14 (ANI)|: x|New Delhi|ANI
New Delhi [India], October 20 (ANI)|: x|New Delhi [India]|ANI
New Delhi, Oct 22 (PTI)| Scientists|New Delhi|PTI
Mosul (Iraq), Oct 20 (IANS/EFE)| x|Mosul (Iraq)|IANS/EFE
New Delhi, Oct 21, 2015, (PTI)|, x|New Delhi|PTI
Washington, Aug 23, 2012, PTI|:, x|Washington|PTI
नई दिल्ली, 20 अक्टूबर (भाषा)| x|नई दिल्ली|भाषा
नयी दिल्ली, 20 अक्तूबर (वार्ता)| x|नयी दिल्ली|वार्ता
""".strip().split("\n")  # fmt: skip


@pytest.mark.parametrize("line", DATELINES)
def test_dateline_is_marked_and_nothing_is_cut(line: str) -> None:
    text, rest, place, agency = line.split("|")
    body = clean(f"<p>{text}{rest}</p>")
    assert body.html == f'<p><span class="dateline">{text}</span>{rest}</p>'
    assert body.dateline == Dateline(place, agency, text)
    assert clean(body.html) == body


@pytest.mark.parametrize(
    "text",
    [
        "Rajahmundry (AP) — LARGEST",
        "Apple Filing Protocol (AFP) - macOS",
        "Average Precision (AP) — a measure",
        "Acute Flaccid Paralysis (AFP) - ICD-10",
        "Mumbai: The chief minister spoke.",
        "WATCH: The bridge",
        "LIVE — The bridge",
        "BREAKING (AFP) — The bridge",
        "EXCLUSIVE — The bridge",
        "A test — really a test",
        "WASHINGTON — which never sleeps — slept.",
        "IS — the group — said",
        "On Tuesday, Oct 20 (AFP) reported it.",
        "The Army said on Oct 20 (AFP) it would go.",
        "Theresa May (AFP) - the minister",
        "(AFP) - text",
        "x | " * 60,
    ],
)
def test_look_alike_is_no_dateline(text: str) -> None:
    body = clean(f"<p>{text}</p>")
    assert (body.html, body.dateline) == (f"<p>{text.strip()}</p>", None)


def test_only_the_first_paragraph_has_a_dateline() -> None:
    body = clean("<h2>Head</h2><p>PARIS (AFP) — One.</p><p>CAIRO (AFP) — Two.</p>")
    assert (
        body.html == '<h2>Head</h2>\n<p><span class="dateline">PARIS (AFP)</span> — One.</p>\n<p>CAIRO (AFP) — Two.</p>'
    )


def test_dateline_an_editor_marked_is_kept_and_a_second_one_is_not() -> None:
    marked = '<span class="dateline">Lake Van</span>'
    body = clean(f"<p>{marked}: One.</p><p>{marked}: Two.</p>")
    assert body.html == f"<p>{marked}: One.</p>\n<p>Lake Van: Two.</p>"
    assert body.dateline == Dateline("Lake Van", "", "Lake Van")


BYLINES = """
By JO DOE, ANA ROE and LI WU Associated Press |NEW YORK (AP)| — x|NEW YORK|AP
By JO DOE, ANA ROE |NEW YORK (AP)| — x|NEW YORK|AP
By Jo Doe, AP Writer |SMALLVILLE, Kansas (AP)| — x|SMALLVILLE, Kansas|AP
By Jo Doe and Ana Roe |KANSAS CITY, Mo. (AP)| — x|KANSAS CITY, Mo.|AP
By Jo Doe |PARIS, Jan 1 (AFP)| - x|PARIS|AFP
""".strip().split("\n")


@pytest.mark.parametrize("line", BYLINES)
def test_dateline_behind_the_writers_names_is_marked(line: str) -> None:
    names, text, rest, place, agency = line.split("|")
    body = clean(f"<p>{names}{text}{rest}</p>")
    assert body.html == f'<p>{names}<span class="dateline">{text}</span>{rest}</p>'
    assert body.dateline == Dateline(place, agency, text)
    assert clean(body.html) == body


@pytest.mark.parametrize("names", ["By JO DOE", "By Jo Doe and Ana Roe, ", "By JO DOE, LI WU and ANA ROE-O’NEIL"])
def test_dateline_after_a_paragraph_of_names_is_marked(names: str) -> None:
    body = clean(f"<p>{names}</p><p>PARIS (AFP) — One.</p>")
    assert body.html == f'<p>{names.strip()}</p>\n<p><span class="dateline">PARIS (AFP)</span> — One.</p>'


@pytest.mark.parametrize(
    "text", ["By the river (AP) — one", "By Tuesday Smallville (AP) — one", "By PARIS (AP), one", "By 2 (AP) — x"]
)
def test_sentence_that_begins_with_by_is_no_byline(text: str) -> None:
    body = clean(f"<p>{text}</p>")
    assert (body.html, body.dateline) == (f"<p>{text}</p>", None)
