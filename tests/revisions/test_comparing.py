"""What differs between two texts reads well, and is found in a time that nobody can make long."""

from __future__ import annotations

import time

import pytest

from articles.revisions.comparing import Compared, compare_html, compare_words
from articles.revisions.passages import words_of

BODIES = [
    ("<p>It opens on Monday.</p>", "<p>It opens on Tuesday.</p>", "p It opens on[- Monday][+ Tuesday]."),
    ("<p>One.</p>", "<p>One.</p><p>Two.</p>", "p One. | p [+Two.]"),
    ("<p>One.</p><p>Two.</p>", "<p>Two.</p>", "p [-One.] | p Two."),
    ("<h2>Old</h2>", "<h2>New</h2>", "h2 [-Old] | h2 [+New]"),
    ("<ul><li>one two</li></ul>", "<ul><li>one three</li></ul>", "li one[- two][+ three]"),
    ("<p>a bold word</p>", "<p>a <strong>bold</strong> word</p>", "p a[- bold][+ ][+bold:strong] word"),
    ('<p><a href="/a/">here</a> now</p>', '<p><a href="/b/">here</a> now</p>', "p [-here:/a/][+here:/b/] now"),
    ('<figure data-image="7"></figure>', '<figure data-image="8"></figure>',
     "figure [-[image 7] ] | figure [+[image 8] ]"),
    ("<p>पुल सोमवार को खुला</p>", "<p>पुल मंगलवार को खुला</p>", "p पुल[- सोमवार][+ मंगलवार] को खुला"),
    ("<p>&lt;b&gt; &amp;</p>", "<p>&lt;i&gt; &amp;</p>", "p <[-b][+i]> &"),
    ("<p>Same.</p>", "<p>Same.</p>", ""),
]  # fmt: skip


def written(passages: list[Compared]) -> str:
    signs = {"same": "{}", "ins": "[+{}]", "del": "[-{}]"}
    texts = []
    for one in passages:
        pieces = [signs[piece.change].format(":".join([piece.text, *piece.marks])) for piece in one.pieces]
        texts.append(f"{one.kind} {''.join(pieces)}")
    return " | ".join(texts)


@pytest.mark.parametrize(("before", "after", "expected"), BODIES)
def test_body_is_compared_by_words(before: str, after: str, expected: str) -> None:
    assert written(compare_html(before, after)) == expected


def test_what_is_far_from_a_change_is_counted_only() -> None:
    before = "".join(f"<p>Paragraph {number}.</p>" for number in range(20))
    compared = compare_html(before, before.replace("Paragraph 10", "Chapter 10"))
    assert [one.skipped for one in compared] == [9, 0, 0]


def test_names_are_compared_one_by_one() -> None:
    assert written(compare_words(["river, ", "bridge, "], ["bridge, ", "dam, "])) == "p [-river, ]bridge, [+dam, ]"


@pytest.mark.parametrize(("before", "after"), [("a b ", "b b a "), ("a ", "a b "), ("<", "<<")])
def test_text_made_to_be_slow_is_not(before: str, after: str) -> None:
    begun = time.monotonic()
    compare_html(f"<p>{before * 3000}</p>", f"<p>{after * 2000}</p>")
    compare_words(words_of(before * 100), words_of(after * 100))
    assert time.monotonic() - begun < 5
