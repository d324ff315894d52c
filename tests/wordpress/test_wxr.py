"""The reader finds every item, whatever is wrong with the one before."""

from __future__ import annotations

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.wordpress import splitter, wxr
from tests.seed import WXR
from tests.wordpress.exports import comment, export, item


def ids(file: BytesIO) -> list[int | str]:
    """Post ids in order; `broken` where an item could not be read."""
    return [item.post_id if isinstance(item, wxr.Item) else "broken" for item in wxr.read_items(file)]


def test_seed_is_read_whole() -> None:
    with WXR.open("rb") as file:
        items = list(wxr.read_items(file))
        channel = wxr.read_channel(file)
    assert [item.post_id for item in items] == [213101, 213480, 213728, 213727, 213939, 214210]
    assert (channel.home_url, channel.authors) == ("http://nwi.example", {"newsdesk": "News Desk"})
    assert [term.slug for term in channel.categories + channel.tags] == ["world", "mosul", "islamic-state"]
    assert [comment.kind for comment in items[3].comments] == ["pingback", "pingback"]


BROKEN = [
    ("unclosed element", "<item><title>Odd</item>"),
    ("undeclared prefix", "<item><x:title>Odd</x:title></item>"),
    ("undefined entity", "<item><title>&nbsp;</title></item>"),
    ("never ended", "<item><title>Odd</title>"),
]


@pytest.mark.parametrize("broken", [row[1] for row in BROKEN], ids=[row[0] for row in BROKEN])
def test_broken_item_does_not_stop_the_others(broken: str) -> None:
    assert ids(export(item(1), broken, item(2))) == [1, "broken", 2]


def test_item_in_cdata_is_text() -> None:
    assert ids(export(item(1, content="<item>no</item> </channel>"), item(2))) == [1, 2]


def test_cut_file_keeps_whole_items() -> None:
    content = export(item(1), item(2)).getvalue()
    assert ids(BytesIO(content[:-120])) == [1, "broken"]


def test_control_characters_are_dropped() -> None:
    assert next(wxr.read_items(export(item(1, title="A\x0b\x00 story")))).title == "A story"


def test_older_and_newer_versions_are_read() -> None:
    file = export(item(1)).getvalue().replace(b"/export/1.2/", b"/export/1.0/")
    assert ids(BytesIO(file)) == [1]


NOT_EXPORTS = [
    (b"", "empty"),
    (b"<!DOCTYPE html><html><body>Login</body></html>", "an HTML page"),
    (b"<html><body>Login</body></html>", "an HTML page"),
    (b'<!DOCTYPE rss [<!ENTITY a "b">]><rss><channel></channel></rss>', "a DOCTYPE"),
    (b"PK\x03\x04 zip", "not a WordPress export"),
    (b'{"json": true}', "not a WordPress export"),
]


@pytest.mark.parametrize(("content", "reason"), NOT_EXPORTS)
def test_other_file_is_refused_by_what_it_is(content: bytes, reason: str) -> None:
    with pytest.raises(splitter.NotAnExport, match=reason):
        wxr.read_channel(BytesIO(content))


def test_comment_is_read_whole() -> None:
    read = next(wxr.read_items(export(item(1, inner=comment(9, "trackback"))))).comments[0]
    assert (read.comment_id, read.kind, read.author, read.approved) == (9, "trackback", "A &amp; B", "1")


@given(st.binary(max_size=300))
def test_noise_between_items_never_hides_them(noise: bytes) -> None:
    noise = noise.replace(b"<", b"").replace(b"]", b"")
    start, end = export(item(1), "|", item(2)).getvalue().split(b"|")
    assert ids(BytesIO(start + noise + end)) == [1, 2]


@given(st.integers(1, 70))
def test_chunk_borders_fall_anywhere(size: int) -> None:
    class Slow(BytesIO):
        def read(self, _size: int | None = -1) -> bytes:
            return super().read(size)

    assert ids(Slow(export(item(1, content="]]"), item(2)).getvalue())) == [1, 2]
