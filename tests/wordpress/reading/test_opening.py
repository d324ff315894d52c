"""What can be opened: plain files, streams, gzip, zip; and what is refused, in which words (E95-E97)."""

from __future__ import annotations

import gzip
import io
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace

import pytest

from articles.wordpress.reading import Export, NotAnExport
from tests.wordpress.exports import export, item

ONE, TWO = export(item(1), item(2)).getvalue(), export(item(3)).getvalue()
RSS = b'<?xml version="1.0"?><rss version="2.0"><channel><title>A</title><item><title>B</title></item></channel></rss>'


def zipped(**members: bytes) -> bytes:
    """Names with `__` for a slash."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/"), content)
    return file.getvalue()


def numbers(opened: Export) -> list[int]:
    with opened:
        return [one.post_id for one in opened.items() if not hasattr(one, "reason")]


NOT_EXPORTS = [
    ("E95", b"<!DOCTYPE html><html><body>Log in</body></html>", "This is an HTML page, not an export."),
    ("E95 no doctype", b"\n<html lang=en><head>", "This is an HTML page, not an export."),
    ("E96", RSS, "This is an ordinary RSS feed, not a WordPress export."),
    ("E97", b"", "This file is empty"),
    ("E97 blank", b"\xef\xbb\xbf \n\0\0", "This file is empty"),
    ("E86", b'<!DOCTYPE rss [<!ENTITY a "b">]><rss><channel></channel></rss>', "This file has a DOCTYPE"),
    ("damaged zip", b"PK\x03\x04 zip", "is a damaged zip archive"),
    ("zip without xml", zipped(**{"a.txt": ONE}), "holds no .xml files"),
    ("JSON", b'{"json": true}', "This is JSON, not a WordPress export."),
    ("SQL", b"-- MySQL dump 10.13\nCREATE TABLE", "a database dump"),
    ("PDF", b"%PDF-1.7", "This is a PDF"),
    ("picture", b"\x89PNG\r\n\x1a\n\0\0", "This is a picture"),
    ("Atom", b'<?xml version="1.0"?>\n<feed xmlns="x">', "an Atom feed"),
    ("binary", bytes(range(256)), "This is a binary file"),
    ("text", b"Dear editor,", "This is not a WordPress export"),
    ("damaged gzip", b"\x1f\x8b" + b"\xff" * 50, "This file is empty"),
]


@pytest.mark.parametrize(("content", "reason"), [row[1:] for row in NOT_EXPORTS], ids=[row[0] for row in NOT_EXPORTS])
def test_other_file_is_refused_by_what_it_is(content: bytes, reason: str) -> None:
    with pytest.raises(NotAnExport, match=reason.replace(".", r"\.")):
        Export(BytesIO(content))


PACKED = [
    ("plain", lambda content: content),
    ("E97 gzip", gzip.compress),
    ("gzip in two members", lambda content: gzip.compress(content[:99]) + gzip.compress(content[99:])),
    ("zip", lambda content: zipped(**{"site.xml": content})),
    ("zip in a folder", lambda content: zipped(**{"a__site.XML": content, "a__readme.txt": b"x"})),
    ("UTF-16 in gzip", lambda content: gzip.compress(content.decode().encode("utf-16"))),
]


@pytest.mark.parametrize("packed", [row[1] for row in PACKED], ids=[row[0] for row in PACKED])
def test_packed_file_is_read_and_resumed_alike(packed: Callable[[bytes], bytes], tmp_path: Path) -> None:
    path = tmp_path / "export"
    path.write_bytes(packed(ONE))
    with Export(path) as opened:
        items = list(opened.items())
        assert [one.post_id for one in items] == [1, 2]
        assert list(opened.items(items[1].position)) == list(opened.items(items[0].after)) == items[1:]


def test_zip_of_several_parts_is_one_export() -> None:
    parts = {"s.10.xml": TWO, "s.2.xml": ONE, "__MACOSX__s.2.xml": b"\0", "..__up.xml": TWO, "C:x.xml": TWO}
    assert numbers(Export(BytesIO(zipped(**parts)))) == [1, 2, 3]


def test_E148_several_files_are_one_export(tmp_path: Path) -> None:
    (tmp_path / "one.xml.gz").write_bytes(gzip.compress(ONE))
    with Export(tmp_path / "one.xml.gz", BytesIO(TWO)) as opened:
        items = list(opened.items())
        assert [(one.post_id, one.position.part) for one in items] == [(1, 0), (2, 0), (3, 1)]
        assert [one.post_id for one in opened.items(items[1].after)] == [3]
        assert opened.count().total == 3


def test_wrong_one_of_several_files_is_named(tmp_path: Path) -> None:
    (tmp_path / "page.xml").write_bytes(b"<html>")
    with pytest.raises(NotAnExport, match=r"page\.xml: This is an HTML page"):
        Export(BytesIO(ONE), tmp_path / "page.xml")


def test_file_of_another_site_is_noted() -> None:
    counts = Export(BytesIO(ONE), BytesIO(TWO.replace(b"old.example", b"else.example"))).count()
    assert counts.notes == ("a file of another site is among them: http://else.example",)


def test_stream_that_cannot_go_back_is_kept() -> None:
    class Pipe(BytesIO):
        def seekable(self) -> bool:
            return False

        def seek(self, *_arguments: int) -> int:
            raise io.UnsupportedOperation

    with Export(Pipe(gzip.compress(ONE))) as opened:
        assert opened.count().total == len(list(opened.items())) == 2


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=BytesIO(ONE)))
    assert numbers(Export("-")) == [1, 2]


def test_two_readings_of_one_open_file_do_not_meet() -> None:
    opened = Export(BytesIO(ONE))
    pairs = [(a.position, b.position) for a, b in zip(opened.items(), opened.items(), strict=True)]
    assert len(pairs) == 2
    assert all(a == b for a, b in pairs)


def test_damaged_gzip_gives_what_comes_before_the_damage() -> None:
    many = export(*(item(number) for number in range(1, 2001))).getvalue()
    opened = Export(BytesIO(gzip.compress(many, 0)[: len(many) // 2]))
    *_, last = items = list(opened.items())
    assert str(last).endswith("is cut off: the file ends inside it.")
    assert 900 < len(items) < 1100
    assert "the archive is damaged after" in "".join(opened.count().notes)


def test_archive_that_unpacks_without_end_is_refused() -> None:
    bomb = gzip.compress(ONE[:-20], 1) + gzip.compress(b" " * 30_000_000, 9) * 8
    with pytest.raises(NotAnExport, match="far more than any export"):
        Export(BytesIO(bomb)).count()


def test_locked_zip_is_refused() -> None:
    content = bytearray(zipped(**{"a.xml": ONE}))
    content[content.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(NotAnExport, match="locked with a password"):
        Export(BytesIO(bytes(content)))


def test_missing_file_is_an_error_of_the_system(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        Export(tmp_path / "none.xml")
