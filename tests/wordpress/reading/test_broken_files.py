"""Broken and unusual files (E66-E104): every item is read, and each has its text."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pytest

from articles.wordpress.reading import BadItem, Export, Item, Mend, NotAnExport
from tests.wordpress.exports import export, ids, item, meta, read

GOOD = export(item(1), item(2, title="TITLE", content="BODY"), item(3)).getvalue()


def swapped(old: str | bytes, new: str | bytes) -> bytes:
    """The good export with one place of it changed."""
    old, new = (text.encode() if isinstance(text, str) else text for text in (old, new))
    assert GOOD.count(old) == 1
    return GOOD.replace(old, new)


BODY = b"<![CDATA[BODY]]>"

# Number, what stands for the second item's body, what is read.
BODIES = [
    ("E66", b"<![CDATA[a\x0bb]]>", "ab"),
    ("E67", b"<![CDATA[a\0b]]>", "ab"),
    ("E68", b"a&#x10;b&#0;c", "abc"),
    ("E69", b"<![CDATA[a[b[0]]>c end]]>", "a[b[0]]>c end"),
    ("E70", b"<![CDATA[open <![CDATA[ and ]]> shut]]>", "open <![CDATA[ and ]]> shut"),
    ("E70 twice", b"<![CDATA[x ]]> y <![CDATA[ z: ]]>]]>", "x ]]> y <![CDATA[ z: ]]>"),
    ("E70 escaped", b"<![CDATA[open <![CDATA[ and ]]]]><![CDATA[> shut]]>", "open <![CDATA[ and ]]> shut"),
    ("E71", b"AT&T & so", "AT&T & so"),
    ("E72", b"caf&eacute;&nbsp;&nosuch;", "café\xa0&nosuch;"),
    ("E77", b"<![CDATA[caf\xe9]]>", "café"),
    ("E78", b"<![CDATA[\x93so\x94 \x96 \xc3\xa9]]>", "“so” – é"),
    ("E90", b"<![CDATA[\xed\xa0\xbd\xed\xb8\x80]]>", "😀"),
    ("E90 one half", b"<![CDATA[a\xed\xa0\xbdb]]>", "a\ufffdb"),
    ("E91", "<![CDATA[😀 \u202eabc\u202c z\u0335\u200b]]>".encode(), "😀 \u202eabc\u202c z\u0335\u200b"),
    ("E93", b"<!-- a -- b -->text", "text"),
    ("E98", b"<![CDATA[" + b"long " * 5000 + b"]]>", ("long " * 5000).strip()),
    ("E103", b"\n<![CDATA[line one]]><![CDATA[line two]]><![CDATA[line three]]>\n", "line oneline twoline three"),
    ("E104", rb"<![CDATA[C:\xampp\htdocs \"so\"]]>", r"C:\xampp\htdocs \"so\""),
    ("E146", b"<![CDATA[a\r\nb\r\x0bc]]>", "a\nb\nc"),
    ("tags without CDATA", b"<p>a</p><p>b</p>", "<p>a</p><p>b</p>"),
    ("item in CDATA", b"<![CDATA[<item>no</item> </channel><item>]]>", "<item>no</item> </channel><item>"),
    ("item in broken CDATA", b"<![CDATA[<item>no</item>\x0b<item>]]>", "<item>no</item><item>"),
    ("CDATA without its end", b"<![CDATA[BODY", "BODY"),
]


@pytest.mark.parametrize(("body", "text"), [row[1:] for row in BODIES], ids=[row[0] for row in BODIES])
def test_body_is_read_as_it_was_meant(body: bytes, text: str) -> None:
    content = swapped(BODY, body)
    assert ids(content) == [1, 2, 3]
    assert read(content)[2].content == text


# Number, what is changed in the good file, what the second item's title then is.
FILES = [
    ("E73", "<?xml", "\ufeff<?xml", "TITLE"),
    ("E74", "<?xml", "\n\n<?xml", "TITLE"),
    ("E75", "<?xml", "<br />\n<b>Warning</b>: x in y on line 3<br />\n<?xml", "TITLE"),
    ("E76", "<item><title>TITLE", "Notice: x in y\n<item><title>TITLE", "TITLE"),
    ("E81", "<language>", '<atom:link rel="hub"/><language>', "TITLE"),
    ("E82", "<title>TITLE", '<media:thumbnail url="x"/><title>TITLE', "TITLE"),
    ("E84", "<wp:wxr_version>1.2</wp:wxr_version>", "", "TITLE"),
    ("E87", "TITLE</title>", "TITLE</titel>", "TITLE"),
    ("E87 field", "TITLE</title>", "TITLE</title><wp:x>a</wp:y>", "TITLE"),
    ("E93", "<item><title>TITLE", "<!-- a -- b --><item><title>TITLE", "TITLE"),
    ("E93 item", "<item><title>TITLE", "<item><!-- a -- b --><title>TITLE", "TITLE"),
    ("commented out", "<item><title>T", "<!-- <item><wp:post_id>9</wp:post_id></item> --><item><title>T", "TITLE"),
    ("CDATA between", "<item><title>TITLE", "<![CDATA[<item><title>TITLE", "TITLE"),
    ("comment never closed", "<item><title>TITLE", "<!-- <item><title>TITLE", "TITLE"),
    ("start lost", "<item><title>TITLE", "<itm><title>TITLE", "TITLE"),
    ("rss lost", "<rss ", "<rs ", "TITLE"),
    ("entity in an attribute", "<title>TITLE", '<category nicename="a>b">&x;</category><title>TITLE', "TITLE"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "title"), [row[1:] for row in FILES], ids=[row[0] for row in FILES])
def test_file_is_read_whole(old: str, new: str, title: str) -> None:
    content = swapped(old, new)
    assert ids(content) == [1, 2, 3]
    assert (read(content)[2].title, read(content)[2].content) == (title, "BODY")


ENCODED = [
    ("E79 ISO-8859-1", lambda text: text.replace("UTF-8", "ISO-8859-1").encode("cp1252")),
    ("E79 UTF-16", lambda text: text.replace("UTF-8", "UTF-16").encode("utf-16")),
    ("UTF-16 without a mark", lambda text: text.encode("utf-16-be")),
    ("UTF-32", lambda text: text.encode("utf-32")),
    ("declared wrongly", lambda text: text.replace("UTF-8", "ISO-8859-1").encode()),
    ("declared UTF-16, is not", lambda text: text.replace("UTF-8", "UTF-16").encode()),
    ("declared as nothing known", lambda text: text.replace("UTF-8", "rot13").encode()),
    ("windows-1252 undeclared", lambda text: text.replace(' encoding="UTF-8"', "").encode("cp1252")),
]


@pytest.mark.parametrize("encoded", [row[1] for row in ENCODED], ids=[row[0] for row in ENCODED])
def test_encoding_is_found_out(encoded: Callable[[str], bytes]) -> None:
    text = export(item(1, title="“Café”"), item(2), channel="<description>Zoë</description>").getvalue().decode()
    opened = Export(BytesIO(encoded(text)))
    assert [one.title for one in opened.items() if isinstance(one, Item)] == ["“Café”", "A story"]
    assert opened.channel.description == "Zoë"


def test_russian_is_read_in_its_own_encoding() -> None:
    text = export(item(1, title="Лёд ещё тут")).getvalue().decode().replace("UTF-8", "windows-1251")
    assert read(text.encode("cp1251"))[1].title == "Лёд ещё тут"


@pytest.mark.parametrize(
    ("old", "new"),
    [("/export/1.2/", "/export/1.0/"), ("/export/1.2/", "/export/1.3/"), ("http://wordpress", "https://wordpress")],
    ids=["1.0", "E85 1.3", "E85 https"],
)
def test_any_version_of_the_namespace_is_read(old: str, new: str) -> None:
    assert ids(GOOD.replace(old.encode(), new.encode())) == [1, 2, 3]


def test_E80_cut_file_gives_whole_items_and_reports_the_last() -> None:
    cut = Export(BytesIO(GOOD[:-150]))
    last = list(cut.items())[-1]
    assert ids(GOOD[:-150]) == [1, 2, "bad"]
    assert isinstance(last, BadItem)
    assert str(last) == "The item “A story” is cut off: the file ends inside it."
    assert [one.position for one in Export(BytesIO(GOOD)).items(last.position)] == [last.position]
    assert (cut.count().total, cut.count().is_whole) == (3, False)


def test_file_cut_between_items_is_not_whole() -> None:
    assert not Export(BytesIO(GOOD[: GOOD.rindex(b"</channel>")])).count().is_whole
    assert Export(BytesIO(GOOD)).count().is_whole


def test_E88_missing_end_costs_nothing() -> None:
    head, one, two, three, end = GOOD.replace(b"<item>", b"|<item>").replace(b"</channel>", b"|</channel>").split(b"|")
    content = head + one.replace(b"</item>", b"") + two + three.replace(b"</item>", b"") + end
    assert ids(content) == [1, 2, 3]
    assert [read(content)[number].repairs[0].mend for number in (1, 3)] == [Mend.NO_END] * 2


def test_E89_two_exports_joined() -> None:
    second = export(item(4), channel="<wp:author><wp:author_login>ann</wp:author_login></wp:author>").getvalue()
    counts = Export(BytesIO(GOOD + b"\n" + second)).count()
    assert ids(GOOD + b"\n" + second) == [1, 2, 3, 4]
    assert (counts.total, [author.login for author in counts.channel.authors]) == (4, ["ann"])


QUOTED = item(7, content="x").replace("]]>", "]]]]><![CDATA[>")


@pytest.mark.parametrize("quoted", [QUOTED, QUOTED * 2, item(7, content="").replace("<![CDATA[]]>", "x")])
@pytest.mark.parametrize("place", ["content", "meta"])
def test_export_quoted_in_a_text_is_text(quoted: str, place: str) -> None:
    text = f"<![CDATA[See: {quoted}.]]>"
    written = item(2, inner=meta("k", text)) if place == "meta" else item(2).replace("<![CDATA[<p>Text.</p>]]>", text)
    found = read(export(item(1), written, item(3)).getvalue())
    assert list(found) == [1, 2, 3]
    assert (found[2].meta_value("k") or found[2].content).count("<wp:post_id>7</wp:post_id>") == quoted.count("<item>")


RUN_ON = [
    ("in its last field", item(2, inner=meta("k", "<![CDATA[v"))),
    ("with the end of the item gone", item(2, inner=meta("k", "<![CDATA[v")).removesuffix("</item>")),
    ("with the end of the field gone", item(2, inner="<wp:x><![CDATA[v")),
    ("in a comment", item(2, inner="<!-- ").removesuffix("</item>")),
]


@pytest.mark.parametrize("written", [row[1] for row in RUN_ON], ids=[row[0] for row in RUN_ON])
@pytest.mark.parametrize("title", ["Plain", "<![CDATA[Wrapped]]>"])
def test_section_without_its_end_hides_no_other_item(written: str, title: str) -> None:
    after = item(3, title=title, content="<!-- wp:x -->", inner=meta("k", "<![CDATA[w]]>"))
    found = read(export(item(1), written, after, item(4)).getvalue())
    assert list(found) == [1, 2, 3, 4]
    assert (found[2].content, found[3].meta_value("k"), found[3].repairs) == ("<p>Text.</p>", "w", ())


def test_E92_post_of_11_megabytes() -> None:
    assert len(read(swapped("BODY", "wörd " * 1_900_000))[2].content) == 9_499_999


def test_E94_bare_ampersand_in_an_attribute() -> None:
    content = swapped("<title>TITLE", '<category domain="category" nicename="a&b">A</category><title>TITLE')
    assert [term.slug for term in read(content)[2].terms] == ["a&b"]


def test_E99_file_on_one_line() -> None:
    assert ids(GOOD.replace(b"\n", b" ")) == [1, 2, 3]


def test_E100_fields_in_any_order() -> None:
    before = meta("k", "v") + "<wp:comment><wp:comment_id>5</wp:comment_id></wp:comment>"
    found = read(swapped("<title>TITLE", f"{before}<title>TITLE"))[2]
    assert (found.title, found.content) == ("TITLE", "BODY")
    assert (found.meta_value("k"), found.comments[0].comment_id) == ("v", 5)


def test_E101_only_the_namespace_decides() -> None:
    fake = (
        '<wp:post_id xmlns:wp="http://example.com/fake/">9</wp:post_id>'
        '<wp:postmeta xmlns:wp="http://example.com/fake/"><wp:meta_key>a</wp:meta_key></wp:postmeta>'
        '<post_id xmlns="http://wordpress.org/export/1.1/">2</post_id><x:y xmlns:x="http://ü.example/ß/"/>'
    )
    found = read(swapped("<title>TITLE", f"{fake}<title>TITLE"))[2]
    assert (found.title, found.meta) == ("TITLE", ())
    assert [name.partition("}")[2] for name in found.unknown] == ["post_id", "postmeta", "y"]


def test_E101_prefix_bound_anew_by_an_item_is_a_strangers() -> None:
    content = GOOD.replace(b"<item><title>TITLE", b'<item xmlns:wp="http://example.com/"><title>TITLE')
    assert ids(content) == [1, 0, 3]
    assert ids(content.replace(b"TITLE", b"AT&T")) == [1, 0, 3]


REPAIRS = [
    (b"a\x0bb\x01", "control characters removed: 2"),
    (b"caf\xe9", "bytes that are not UTF-8 read as Windows-1252: 1"),
    (b"a]]>b", "broken XML read as far as it goes"),
]


@pytest.mark.parametrize(("body", "told"), REPAIRS)
def test_repair_is_told(body: bytes, told: str) -> None:
    content = swapped("BODY", body)
    assert [str(repair) for repair in read(content)[2].repairs] == [told]
    assert Export(BytesIO(content)).count().repairs.total() in (1, 2)
    assert read(content)[3].repairs == ()


NOTED = [
    (
        "E75",
        "<?xml",
        "<b>Warning</b>: y in z\n<?xml",
        "text before the export, passed over: Warning : y in z",
    ),
    ("E76", "<item><title>TITLE", "Notice: x\n<item><title>TITLE", "text outside any item: Notice: x"),
    ("E84", "<wp:wxr_version>1.2</wp:wxr_version>", "", "no wp:wxr_version; read as an export by its elements"),
]


@pytest.mark.parametrize(("old", "new", "note"), [row[1:] for row in NOTED], ids=[row[0] for row in NOTED])
def test_oddity_of_the_file_is_noted(old: str, new: str, note: str) -> None:
    assert Export(BytesIO(swapped(old, new))).count().notes == (note,)


def test_plain_export_has_no_notes() -> None:
    assert Export(BytesIO(GOOD)).count().notes == ()


@pytest.mark.parametrize("place", ["<rss ", "<channel>", "<item><title>TITLE", "TITLE</title>", "</channel>"])
def test_E86_doctype_is_refused_wherever_it_stands(place: str) -> None:
    with pytest.raises(NotAnExport, match="DOCTYPE"):
        ids(swapped(place, f'<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>{place}'))


def test_E86_doctype_in_a_text_is_text() -> None:
    assert read(swapped("BODY", "<!DOCTYPE html>"))[2].content == "<!DOCTYPE html>"
