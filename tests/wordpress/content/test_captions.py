"""Every caption of the body's own tests, as it stands in a post: the same figure, whatever autop does round it."""

from __future__ import annotations

import pytest

from articles.body import clean
from articles.wordpress.content import convert
from tests.body.test_captions import CASES, DESK, W

# E35: a comment never reaches the body; E1-E34 and E36-E37 are those of tests/body/test_captions.py.
EXPECTED = dict(CASES)
IN_A_POST = {
    "E27": (f"{W}one\n\ntwo[/caption]\n\nAfter.", "<p>one</p><p>two</p>", "<p>After.</p>"),
    "E28": (f"Before {W}one[/caption] after.", "one", "<p>after.</p>"),
    "tag over two lines": ('[caption id="attachment_213728"\n align="aligncenter"]one[/caption]', "one", ""),
}


@pytest.mark.parametrize(("raw", "expected"), EXPECTED.values(), ids=EXPECTED.keys())
def test_caption_in_a_post_becomes_the_same_figure(raw: str, expected: str) -> None:
    assert clean(convert(raw).html, DESK).html == expected


@pytest.mark.parametrize(("raw", "caption", "after"), IN_A_POST.values(), ids=IN_A_POST.keys())
def test_caption_among_paragraphs(raw: str, caption: str, after: str) -> None:
    figure = f'<figure data-align="center" data-image="7"><figcaption>{caption}</figcaption></figure>'
    before = ["<p>Before</p>"] if raw.startswith("Before") else []
    assert clean(convert(raw).html, DESK).html.split("\n") == [*before, figure, *filter(None, [after])]


@pytest.mark.parametrize("case", ["E18", "E20"])
def test_caption_that_is_not_understood_is_still_reported(case: str) -> None:
    assert [problem.kind for problem in clean(convert(CASES[case][0]).html, DESK).problems] == ["caption"]


def test_caption_in_a_comment_is_counted_with_it() -> None:
    """E35"""
    assert convert(CASES["E35"][0]).notes.removed == {"comment": 1}
