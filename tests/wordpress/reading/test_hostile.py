"""Whatever is done to an export, what was not touched is still read, and in a time that grows with the file only."""

from __future__ import annotations

import time
import tracemalloc
from contextlib import suppress
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from articles.wordpress.reading import BadItem, Export, Item, NotAnExport
from articles.wordpress.reading.names import STANDARD, bound, root_element
from articles.wordpress.reading.strict import parsed
from articles.wordpress.reading.tolerant import read as read_tolerantly
from benchmarks.exports import write_export
from tests.wordpress.exports import attachment, category, channel_category, comment, export, item, meta

MARKS = [b"<![CDATA[", b"]]>", b"<!--", b"-->", b"<item>", b"</item>", b"<", b">", b"&", b"\0", b"\xff", b'"', b"</"]
ITEMS = [
    item(1, title="<![CDATA[One]]>", inner=category("world", "World") + comment(1) + meta("k", "<![CDATA[v]]>")),
    attachment(2, "2016/10/harbour.jpg"),
    item(3, content="<!-- wp:paragraph --><p>नदी</p><!-- /wp:paragraph -->", inner=meta("<![CDATA[k]]>", "v")),
    item(4, content="", status="<![CDATA[draft]]>"),
    item(5, content="a[b[0]]] &amp; <em>c</em>", post_type="<![CDATA[page]]>"),
]
GOOD = export(*ITEMS, channel=channel_category("world")).getvalue()
WRITTEN = [text.encode() for text in ITEMS]
STARTS = [GOOD.index(text) for text in WRITTEN]


def texts(item: Item) -> tuple[object, ...]:
    """All of it but its place."""
    names = [name for name in Item.__slots__ if name not in ("position", "after")]
    return tuple(getattr(item, name) for name in names)


WHOLE = {one.post_id: texts(one) for one in Export(BytesIO(GOOD)).items() if isinstance(one, Item)}


def read_all(content: bytes) -> list[tuple[object, ...]]:
    return [texts(one) for one in Export(BytesIO(content)).items() if isinstance(one, Item)]


def untouched(start: int, end: int) -> list[int]:
    """Numbers of the items that lie outside that stretch of the good file."""
    places = zip(STARTS, WRITTEN, strict=True)
    return [number for number, (at, text) in enumerate(places, 1) if end <= at or at + len(text) <= start]


@settings(max_examples=1000, deadline=None)
@given(st.integers(0, len(GOOD)), st.integers(0, 12), st.sampled_from(MARKS) | st.binary(max_size=6))
def test_what_was_not_touched_is_still_read(at: int, removed: int, inserted: bytes) -> None:
    content = GOOD[:at] + inserted + GOOD[at + removed :]
    try:
        found = read_all(content)
    except NotAnExport:
        return
    missing = [number for number in untouched(at, at + removed) if WHOLE[number] not in found]
    assert missing == []


@settings(max_examples=200, deadline=None)
@given(st.integers(0, len(GOOD)))
def test_cut_file_gives_all_before_the_cut(at: int) -> None:
    try:
        found = read_all(GOOD[:at])
    except NotAnExport:
        assert at < STARTS[0]
        return
    assert found[: len(untouched(at, len(GOOD)))] == [WHOLE[number] for number in untouched(at, len(GOOD))]


@settings(max_examples=300, deadline=None)
@given(st.lists(st.tuples(st.integers(0, len(GOOD)), st.sampled_from(MARKS) | st.binary(max_size=4)), max_size=12))
@example([(GOOD.index(b"c</em>]]>"), b"</item>")])
def test_anything_done_to_a_file_ends_in_items_or_a_refusal(changes: list[tuple[int, bytes]]) -> None:
    content = bytearray(GOOD)
    for at, inserted in changes:
        content[at : at + len(inserted)] = inserted
    try:
        opened = Export(BytesIO(bytes(content)))
        counts, items = opened.count(), list(opened.items())
    except NotAnExport:
        return
    assert counts.total == len(items)
    assert counts.bad == sum(isinstance(one, BadItem) for one in items)
    for one in items:
        assert list(opened.items(one.position))[:1] == [one]


@given(st.binary(max_size=400) | st.text(max_size=200).map(str.encode))
def test_noise_is_read_or_refused(content: bytes) -> None:
    with suppress(NotAnExport):
        list(Export(BytesIO(content)).items())


@pytest.mark.parametrize("text", ITEMS)
def test_tolerant_reader_finds_what_the_strict_one_does(text: str) -> None:
    strict = parsed(root_element(bound("")), text.encode())
    assert strict is not None
    found = read_tolerantly(text, STANDARD)
    pairs = zip(strict[0].iter(), found.iter(), strict=True)
    assert all((a.text or "", a.attrib) == (b.text or "", b.attrib) for a, b in pairs)


START, END = GOOD[: STARTS[0]], b"</channel></rss>"
BIG = 100_000
HOSTILE = [
    ("items never closed", b"<item>" * (BIG // 4)),
    ("items with a number, never closed", b"<item><wp:post_id>1</wp:post_id>" * (BIG // 5)),
    ("CDATA never closed", b"<item><title><![CDATA[" * (BIG // 4)),
    ("CDATA closed at the very end", b"<item><wp:post_id>1</wp:post_id><x><![CDATA[</item>" * (BIG // 10) + b"]]>"),
    ("CDATA in one item", b"<item><title>" + b"<![CDATA[" * BIG + b"</item>"),
    ("ends of CDATA in one item", b"<item><title>" + b"]]>" * BIG + b"<![CDATA[" * BIG + b"</item>"),
    ("sections that no tag follows", b"<item><title>" + b"<![CDATA[x]]>y" * BIG + b"&</item>"),
    ("comments never closed between", b"<!--" * BIG + b"<item/>"),
    ("comments never closed", b"<item>" + b"<!--" * BIG + b"</item>"),
    ("quotes never closed", b"<item>" + b'<a "' * BIG + b"</item>"),
    ("attributes", b"<item><a " + b"b='c' " * BIG + b"</item>"),
    ("deep", b"<item>" + b"<a>" * BIG + b"</item>"),
    ("deep containers", b"<item>" + b"<wp:comment>" * (BIG // 4) + b"</wp:tag>" * (BIG // 4) + b"</item>"),
    ("raw tags", b"<item><title>" + b"<b>" * BIG + b"</c>" * BIG + b"</item>"),
    ("deep, well-formed", b"<item><title>" + b"<a>" * BIG + b"</a>" * BIG + b"</title></item>"),
    ("references", b"<item><title>" + b"&amp" * BIG + b"&</title></item>"),
    ("blanks", b"<item><title>" + b" " * BIG * 5 + b"&</title>]]>" + b" " * BIG * 5 + b"</item>"),
    ("blanks after sections", b"<item><title>" + (b"<![CDATA[x]]>" + b" " * 500) * (BIG // 400) + b"&</item>"),
    ("ends of items", b"</item>" * BIG),
    ("numbers outside items", b"<wp:post_id>1</wp:post_id></item>" * (BIG // 10)),
    ("strays between items", b"<item/>x" * (BIG // 20)),
    ("bad bytes", b"<item><title>" + b"\xff\xed\xa0\x80" * BIG + b"</title></item>"),
    ("roots", b"<rss><channel>" * (BIG // 4)),
]


@pytest.mark.parametrize("inside", [row[1] for row in HOSTILE], ids=[row[0] for row in HOSTILE])
def test_hostile_file_is_answered_in_linear_time(inside: bytes) -> None:
    started = time.process_time()
    list(Export(BytesIO(START + inside + END)).items())
    assert time.process_time() - started < 10


def test_memory_does_not_grow_with_the_file(tmp_path: Path) -> None:
    peaks = []
    for megabytes in (2, 20):
        write_export(tmp_path / "a.xml", megabytes)
        with Export(tmp_path / "a.xml") as opened:
            tracemalloc.start()
            assert sum(1 for _ in opened.items()) > 100
            peaks.append(tracemalloc.get_traced_memory()[1])
            tracemalloc.stop()
    assert peaks[1] < peaks[0] * 2
