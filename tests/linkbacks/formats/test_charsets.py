"""Pages and forms in any usual encoding become text; H73 and TR3 of the specification."""

from __future__ import annotations

import sys

import pytest

from articles.linkbacks.formats.charsets import decode_page, decoder
from tests.linkbacks.formats.pages import make_page

META = '<meta charset="%s">'
TAKEN = [
    "utf-8",
    "ISO_8859-1:1987",
    "UTF8",
    "us-ascii",
    "iso-8859-1",
    "ISO-8859-15",
    "windows-1250",
    "windows-1258",
    "euc-jp",
]
TAKEN += ["Shift_JIS", "iso-2022-jp", "gb2312", "gb18030", "big5", "euc-kr", "koi8-r"]
REFUSED = ["utf-7", "rot13", "idna", "hex", "utf-8,latin-1", "utf-16", "", "\0", "x" * 200_000, "unknown"]


@pytest.mark.parametrize("label", TAKEN)
def test_TR3_usual_charset_is_taken(label: str) -> None:
    assert decoder(label)


@pytest.mark.parametrize("label", REFUSED, ids=lambda label: f"H79-{label[:14]!r}")
def test_TR3_other_charset_is_refused(label: str) -> None:
    assert decoder(label) is None


def test_H79_no_module_is_loaded_by_the_name_a_stranger_gives() -> None:
    assert decoder("cp737") is None
    assert "encodings.cp737" not in sys.modules


@pytest.mark.parametrize(
    ("body", "declared", "text"),
    [
        pytest.param("घाट".encode(), "", "घाट", id="H73-nothing-said"),
        pytest.param("мост".encode("cp1251"), "windows-1251", "мост", id="H73-header"),
        pytest.param("мост".encode("utf-16"), "", "мост", id="H73-byte-order-mark"),
        pytest.param("橋".encode("utf-16-le"), "utf-16le", "橋", id="H73-utf-16-in-header"),
        pytest.param("“é”".encode("cp1252"), "iso-8859-1", "“é”", id="H73-latin-1-as-in-browsers"),
        pytest.param(b"\xff\xc3", "", "\ufffd\ufffd", id="H73-invalid-utf-8"),
        pytest.param(b"+ADw-b+AD4-", "utf-7", "+ADw-b+AD4-", id="H73-never-utf-7"),
        pytest.param((META % "gbk").encode() + "桥".encode("gbk"), "", META % "gbk" + "桥", id="H73-meta"),
        pytest.param((META % "utf-7").encode() + b"+ADw-", "", META % "utf-7" + "+ADw-", id="H73-utf-7-in-meta"),
    ],
)
def test_page_is_decoded(body: bytes, declared: str, text: str) -> None:
    assert decode_page(body, declared) == text


def test_H73_header_wins_over_meta() -> None:
    page = make_page((META % "gbk").encode() + "мост".encode("koi8-r"), kind='text/html; Charset="KOI8-R"; a=b')
    assert page.text.endswith("мост")
