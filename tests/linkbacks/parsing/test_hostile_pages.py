"""Pages made to hurt the parser; ids are the specification's numbers (H57 to H74)."""

from __future__ import annotations

import resource
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.linkbacks.formats.charsets import CODECS
from articles.linkbacks.formats.discovery import discover
from articles.linkbacks.formats.examining import examine
from articles.linkbacks.parsing.errors import ParsingFailed
from articles.linkbacks.parsing.parser import Parser
from tests.linkbacks.formats.pages import make_page
from tests.linkbacks.parsing.hostile import ATTRIBUTE_BOMB, CAP, LINK, TARGET, attributes


@pytest.fixture(scope="module")
def parser() -> Iterator[Parser]:
    """The clock is generous: the machine may be busy, and the limit of the processor's time is what is meant."""
    with Parser(seconds=60) as parser:
        yield parser


def filled(unit: str) -> str:
    return (unit * CAP)[: CAP - len(LINK)] + LINK


MARKS = "\u0301\u0323" * 100_000
ENDURED = [
    ("H57-nested", filled("<div>"), None),
    ("H57-unnested", filled("<p>"), TARGET),
    ("H58-15000-attributes", attributes(15_000), TARGET),
    ("H59-brackets", filled("< "), TARGET),
    ("H60-ampersands", filled("&"), TARGET),
    ("H60-entities", filled("&amp;"), TARGET),
    ("H61-nested-entries", filled('<div class="h-entry">'), None),
    ("H61-entries", filled('<p class="h-entry"><b class="p-author"></b></p>'), TARGET),
    ("H62-comment", filled("<!--"), None),
    ("H62-quote", filled("<p title='>"), None),
    ("H62-marked-section", "<![" + LINK, None),
    ("H62-script", f"<script>{LINK}", None),
    ("H62-textarea", f"<textarea>{LINK}", None),
    ("H70-link-farm", "".join(f"<a href=/{number}>x</a>" for number in range(20_000)) + LINK, TARGET),
    ("H71-long-title", f"<title>{filled('x')}", None),
    ("H71-marks", f"<title>a{MARKS}</title>{LINK}", TARGET),
]


@pytest.mark.parametrize(("html", "target"), [pytest.param(*row[1:], id=row[0]) for row in ENDURED])
def test_hostile_page_is_examined(parser: Parser, html: str, target: str | None) -> None:
    assert parser.examine(make_page(html), [TARGET])[TARGET].target == target


def test_H58_attribute_bomb_is_killed_at_two_seconds_of_cpu() -> None:
    before = seconds_of_ended_children()
    with Parser(seconds=60) as parser, pytest.raises(ParsingFailed) as failure:
        parser.examine(make_page(ATTRIBUTE_BOMB), [TARGET])
    assert (len(ATTRIBUTE_BOMB) < CAP, failure.value.reason, failure.value.transient) == (True, "cpu", False)
    assert seconds_of_ended_children() - before == pytest.approx(2.5, abs=0.7)


def seconds_of_ended_children() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def test_page_larger_than_memory_fails_and_the_next_gets_a_new_child(parser: Parser) -> None:
    with pytest.raises(ParsingFailed) as failure:
        parser.examine(make_page("<p>a" * 6_000_000), [TARGET])
    assert (failure.value.reason, parser.child_pid) == ("memory", None)
    assert parser.examine(make_page(LINK), [TARGET])[TARGET].target == TARGET


def test_page_is_given_up_by_the_clock_when_the_processor_is_busy() -> None:
    with Parser(seconds=0.3) as parser, pytest.raises(ParsingFailed) as failure:
        parser.examine(make_page(ATTRIBUTE_BOMB), [TARGET])
    assert (failure.value.reason, failure.value.transient) == ("time", True)


@pytest.mark.parametrize("charset", [*sorted(CODECS), "utf-7", "cp737", "rot13", "nonsense"])
def test_H73_every_charset_is_read_or_refused_without_opening_a_file(parser: Parser, charset: str) -> None:
    pages = [make_page(LINK, kind=f"text/html; charset={charset}"), make_page(f"<meta charset={charset}>{LINK}")]
    assert [parser.examine(page, [TARGET]) for page in pages] == [examine(page, [TARGET]) for page in pages]


def test_names_of_hosts_are_compared_without_opening_a_file(parser: Parser) -> None:
    target = "https://xn--bcher-kva.example/"
    assert parser.examine(make_page('<a href="https://bücher.example">x</a>'), [target])[target].target == target


KINDS = ["text/html", "", "text/plain", "application/json", "text/html; charset=utf-16", "image/png"]
PIECES = [LINK, "<", "<!--", "<![", "<p class=h-entry>", "<b class=p-author>", "\0", "\x1f", "&#xd800;", '"']
MARKUP = st.lists(st.sampled_from(PIECES)).map(lambda pieces: "".join(pieces).encode())


@given(st.binary(max_size=300) | MARKUP, st.sampled_from(KINDS), st.text(max_size=20), st.text(max_size=20))
def test_any_bytes_are_answered_as_they_would_be_here(
    parser: Parser, body: bytes, kind: str, target: str, header: str
) -> None:
    page = make_page(body, ("Link", f"<{header}>; rel=webmention"), kind=kind)
    assert parser.examine(page, [TARGET, target], with_embeds=True) == examine(page, [TARGET, target], with_embeds=True)
    assert parser.discover(page, target) == discover(page, target)
