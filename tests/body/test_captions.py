"""Every way a `[caption]` shortcode was met in the wild, and the picture's place it becomes."""

from __future__ import annotations

import pytest

from articles.body import FigureReference, clean, render
from tests.body.desk import Desk

DESK = Desk(attachments={213728: 7}, sources={"https://pics.example/a.jpg": 8, "https://pics.example/b.jpg": 9})
IMG = '<img src="https://pics.example/a.jpg" alt="view">'
W = '[caption id="attachment_213728" align="aligncenter" width="700"]'


def figure(caption: str = "", image: int = 7, align: str = "center", link: str = "") -> str:
    """The stored form of a resolved picture."""
    attributes = (f' data-align="{align}"' if align else "") + f' data-image="{image}"'
    attributes += f' data-link="{link}"' if link else ""
    return f"<figure{attributes}>{f'<figcaption>{caption}</figcaption>' if caption else ''}</figure>"


CASES = {
    "E1": (f"{W}{IMG} text[/caption]", figure("text")),
    "E2": (f"{W}Old bridge Old bridge[/caption]", figure("Old bridge")),
    "E2-not-doubled": (f"{W}Old bridge at dusk[/caption]", figure("Old bridge at dusk")),
    "E3": (f'[caption id="attachment_213728" align="aligncenter" caption="text"]{IMG}[/caption]', figure("text")),
    "E4": (
        f'[caption id="attachment_213728" caption="by &lt;a href=&quot;https://x.example/&quot;&gt;Ana&lt;/a&gt;"]'
        f"{IMG}[/caption]",
        figure('by <a href="https://x.example/">Ana</a>', align=""),
    ),
    "E5": (
        f'[caption id="attachment_213728" caption="a <script>alert(1)</script> b"]{IMG}[/caption]',
        figure("a alert(1) b", align=""),
    ),
    "E6": (f"{W}{IMG} a <script>alert(1)</script>b[/caption]", figure("a b")),
    "E7": (
        f'{W}<a href="https://x.example/big">{IMG}</a> see <a href="https://y.example/">more</a>[/caption]',
        figure('see <a href="https://y.example/">more</a>', link="https://x.example/big"),
    ),
    "E8": (
        f'{W}<a href="https://y.example/">Read</a> {IMG} after[/caption]',
        figure('<a href="https://y.example/">Read</a> after'),
    ),
    "E9": (f"{W}Before {IMG} after[/caption]", figure("Before after")),
    "E10": (
        f'{W}{IMG}<img src="https://pics.example/b.jpg"> both[/caption]',
        figure("both") + "\n" + figure(image=9, align=""),
    ),
    "E11": (f'[caption id="attachment_213728" width="-5"]{IMG} text[/caption]', figure("text", align="")),
    "E12": (f'[caption id="attachment_213728" width="300px"]{IMG} text[/caption]', figure("text", align="")),
    "E13": (f"{W}{IMG}[/caption]", figure()),
    "E14": (f"{W}{IMG} 0[/caption]", figure("0")),
    "E15": (
        f"[caption id=”attachment_213728″ align=”alignleft” caption=”text”]{IMG}[/caption]",
        figure("text", 7, "left"),
    ),
    "E16": (
        f"[caption id=&quot;attachment_213728&quot; caption=&quot;text&quot;]{IMG}[/caption]",
        figure("text", align=""),
    ),
    "E17": (f"[caption id = 'attachment_213728' align=alignright]{IMG} text[/caption]", figure("text", 7, "right")),
    "E18": (f"{W}{IMG} text", figure("", 8, "") + "\n<p>text</p>"),
    "E19": ('[caption id="attachment_213728" caption="x" /]', figure("x", align="")),
    "E19-unknown": (
        '[caption caption="x" /]',
        '<figure data-unresolved="caption"><figcaption>x</figcaption></figure>',
    ),
    "E20": ("[CAPTION id=1]text[/CAPTION]", "<p>[CAPTION id=1]text[/CAPTION]</p>"),
    "E21": (f"{W.replace('caption', 'wp_caption')}{IMG} text[/caption]", figure("text")),
    "E22": ("[[caption]text[/caption]]", "<p>[[caption]text[/caption]]</p>"),
    "E23": (
        f'{W}{IMG} one [caption id="attachment_5"]two[/caption] three[/caption] end',
        figure("one three").replace("one three", "<p>one</p><p>three</p>")
        + '\n<figure data-attachment="5" data-unresolved="caption"><figcaption>two</figcaption></figure>\n<p>end</p>',
    ),
    "E24": (f"{W}{IMG} Photo [file] of [Mosul][/caption]", figure("Photo [file] of [Mosul]")),
    "E25": (f"{W}{IMG} see [gallery][/caption]", figure("see [gallery]")),
    "E26": (
        f'[caption id="attachment_213728" caption="Photo [file] x"]{IMG}[/caption]',
        figure("Photo [file] x", align=""),
    ),
    "E27": (f"{W}{IMG} first\n\nsecond[/caption]", figure("<p>first</p><p>second</p>")),
    "E28": (f"<p>one {W}{IMG} text[/caption] two</p>", f"<p>one</p>\n{figure('text')}\n<p>two</p>"),
    "E29": (f"{W}<figure><picture>{IMG}</picture></figure> text[/caption]", figure("text")),
    "E30": (f'{W}<img alt="5 > 3" src="https://pics.example/a.jpg"> text[/caption]', figure("text")),
    "E31": (
        f'{W}<iframe src="https://player.example/1"></iframe> text[/caption]',
        '<p><a href="https://player.example/1">https://player.example/1</a></p>\n<p>text</p>',
    ),
    "E32": (
        f'[caption id="attachment_213728" align="x\' onload=alert(1)"]{IMG} text[/caption]',
        figure("text", align=""),
    ),
    "E33": (f"{W}one[/caption]{W}two[/caption]", figure("one") + "\n" + figure("two")),
    "E34": (f"<pre>{W}text[/caption]</pre>", f"<pre>{W}text[/caption]</pre>"),
    "E34-code": (f"<p><code>{W}text[/caption]</code></p>", f"<p><code>{W}text[/caption]</code></p>"),
    "E35": (f"<p>a</p><!-- {W}text[/caption] -->", "<p>a</p>"),
    "E36": (f"{W}{IMG} मोसुल का पुराना पुल[/caption]", figure("मोसुल का पुराना पुल")),
    "E37": (f'[caption\xa0id="attachment_213728"]{IMG} text[/caption]', figure("text", align="")),
}


@pytest.mark.parametrize(("source", "expected"), CASES.values(), ids=CASES.keys())
def test_caption_becomes_a_figure(source: str, expected: str) -> None:
    assert clean(source, DESK).html == expected


@pytest.mark.parametrize("source", [source for source, _ in CASES.values()], ids=CASES.keys())
def test_caption_is_stable(source: str) -> None:
    once = clean(source, DESK).html
    assert clean(once, DESK).html == once


@pytest.mark.parametrize("case", ["E18", "E20", "E35"])
def test_caption_that_is_not_understood_is_reported(case: str) -> None:
    assert [problem.kind for problem in clean(CASES[case][0], DESK).problems] == ["caption"]


def test_escaped_caption_is_shown_with_single_brackets() -> None:
    stored = clean("See [[caption]text[/caption]] here").html
    assert render(stored, lambda _: "", lambda _: "") == "<p>See [caption]text[/caption] here</p>"


def test_caption_of_an_unknown_attachment_stays_readable_and_marked() -> None:
    body = clean(f"{W}Old bridge Old bridge[/caption] Text.")
    assert body.html == (
        '<figure data-align="center" data-attachment="213728" data-unresolved="caption">'
        "<figcaption>Old bridge</figcaption></figure>\n<p>Text.</p>"
    )
    assert [(problem.kind, problem.text) for problem in body.problems] == [("caption", "Old bridge")]


def test_unresolved_caption_resolves_when_the_picture_arrives() -> None:
    unresolved = clean(f"{W}a a a a[/caption]").html
    assert clean(unresolved, DESK).html == figure("a a")


def test_caption_pasted_into_the_editor_is_read_like_the_raw_one() -> None:
    pasted = f"<p>{W.replace('&', '&amp;')}Tom &amp; Jerry Tom &amp; Jerry[/caption] Text.</p>"
    assert clean(pasted, DESK).html == f"{figure('Tom &amp; Jerry')}\n<p>Text.</p>"


def test_caption_words_that_belong_to_no_attribute_are_kept() -> None:
    body = clean(f'[caption id="attachment_213728" caption="He said "hello" twice"]{IMG}[/caption]', DESK)
    shown = render(body.html, lambda place: place.caption_html, lambda _: "")
    assert {"He", "said", "hello", "twice"} <= set(
        shown.replace("<p>", " ").replace("</p>", " ").replace('"', " ").split()
    )


def test_caption_does_not_reach_across_a_list() -> None:
    body = clean("<p>[caption]one</p><ul><li>two</li></ul><p>three[/caption]</p>", DESK)
    assert body.html == "<p>one</p>\n<ul><li>two</li></ul>\n<p>three[/caption]</p>"


def test_caption_override_reaches_the_page() -> None:
    seen: list[FigureReference] = []
    render(clean(CASES["E7"][0], DESK).html, lambda place: seen.append(place) or "", lambda _: "")
    assert seen == [
        FigureReference(7, 'see <a href="https://y.example/">more</a>', "center", "https://x.example/big"),
    ]
