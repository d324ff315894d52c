"""The grammar of shortcodes, and what WordPress's own ones become."""

from __future__ import annotations

import pytest

from articles.body import clean
from articles.wordpress.content import convert
from articles.wordpress.content.shortcode_attributes import Attributes, read_attributes
from articles.wordpress.content.shortcodes import Shortcode, Shortcodes
from tests.body.desk import Desk
from tests.wordpress.content.posts import SITE, linked, picture, place, stored

GRAMMAR = {
    "alone": ("[x]", Shortcode("x", "", None, 3)),
    "attributes": ('[x a="1" b]z', Shortcode("x", ' a="1" b', None, 11)),
    "slash": ("[x a/b /]", Shortcode("x", " a/b ", None, 9)),
    "content": ("[x]one[/x]two", Shortcode("x", "", "one", 10)),
    "first end counts": ("[x]a[x]b[/x]c[/x]", Shortcode("x", "", "a[x]b", 12)),
    "other ends do not": ("[x]a[/y]b", Shortcode("x", "", None, 3)),
    "bracket in an attribute": ('[x a="[b]"]', Shortcode("x", ' a="[b', None, 9)),
    "tag in the attributes": ("[x a=<b>]", Shortcode("x", " a=<b>", None, 9)),
    "escaped": ("[[x a]]b", Shortcode("x", " a", None, 7, "[x a]")),
    "escaped with content": ("[[x]a[/x]]b", Shortcode("x", "", "a", 10, "[x]a[/x]")),
    "half escaped": ("[[x] a", None),
    "no end": ("[x a", None),
    "longer name": ("[xy]", None),
    "hyphen": ("[x-y]", None),
    "other case": ("[X]", None),
    "space before the name": ("[ x]", None),
    "equals": ("[x=1]", Shortcode("x", "=1", None, 5)),
}


@pytest.mark.parametrize(("source", "expected"), GRAMMAR.values(), ids=GRAMMAR.keys())
def test_shortcode_is_read(source: str, expected: Shortcode | None) -> None:
    assert Shortcodes(source).at(0, lambda name: name == "x") == expected


ATTRIBUTES = {
    "double": ('a="1 2"', {"a": "1 2"}, ()),
    "single": ("a='1 \"2'", {"a": '1 "2'}, ()),
    "bare": ("a=1", {"a": "1"}, ()),
    "spaces": ('a = "1"  b= 2', {"a": "1", "b": "2"}, ()),
    "case and repeats": ('id="1" ID="3"', {"id": "3"}, ()),
    "positional": ("one \"two 2\" 'three 3'", {}, ("one", "two 2", "three 3")),
    "no-break spaces": ('a="1"\xa0\u200bb="2"', {"a": "1", "b": "2"}, ()),
    "backslash": (r'a="C:\\b"', {"a": "C:\\b"}, ()),
    "quotes within": (r'a="He said \"hi\""', {}, ('a="He', "said", '"hi""')),
    "open tag": ('a="x < y" b="2"', {"a": "", "b": "2"}, ()),
    "closed tag": ('a="<b>x</b>"', {"a": "<b>x</b>"}, ()),
    "curly quotes": ("ids=”1,2” a=“b c”", {"ids": "1,2", "a": "b c"}, ()),
    "entities": ("a=&quot;1 2&quot; b=&#8221;3&#8243;", {"a": "1 2", "b": "3"}, ()),
    "empty": ("a='' =b", {"a": ""}, ("=b",)),
    "glued": ('a="1"b="2"', {}, ('a="1"b="2"',)),
}


@pytest.mark.parametrize(("written", "named", "positional"), ATTRIBUTES.values(), ids=ATTRIBUTES.keys())
def test_attributes_are_read(written: str, named: dict[str, str], positional: tuple[str, ...]) -> None:
    assert read_attributes(written) == Attributes(named, positional)


ONE_TWO = f"{picture(11)}\n{picture(12)}"
OWN = "/wp-content/uploads/own.mp3"
CASES = {
    "gallery": ('a [gallery ids="1,2"] b', f"<p>a</p>\n{ONE_TWO}\n<p>b</p>"),
    "gallery, odd lists": ("[gallery ids=' 1, 0, x,002,']", ONE_TWO),
    "gallery, include": ('[gallery include="1,2" columns="2" link="file"]', ONE_TWO),
    "gallery, curly quotes": ("[gallery ids=”1,2”]", ONE_TWO),
    "gallery of this post": ("[gallery]", f"{picture(12)}\n{picture(11)}"),
    "gallery of this post, turned round": ('[gallery order="DESC"]', ONE_TWO),
    "gallery of this post, without one": ("[gallery exclude=2]", picture(11)),
    "gallery of another post": ('[gallery id="77"]', picture(13)),
    "gallery nobody knows": ('[gallery id="78"]', place('[gallery id="78"]')),
    "gallery with words": ("[gallery ids=1]Words[/gallery]", f"{picture(11)}\n<p>Words</p>"),
    "embed": (
        "a\n[embed width=5]https://video.example/1?a=b&amp;c=d[/embed]\nb",
        f"<p>a</p>\n{linked('https://video.example/1?a=b&amp;c=d')}\n<p>b</p>",
    ),
    "embed by attribute": ('[embed src="https://video.example/1"]', linked("https://video.example/1")),
    "embed of words": ("[embed]some words[/embed]", "<p>[embed]some words[/embed]</p>"),
    "address on a line": (
        "a\n  https://v.example/1?a=1&b=2\nb",
        f"<p>a</p>\n{linked('https://v.example/1?a=1&amp;b=2')}\n<p>b</p>",
    ),
    "address in a paragraph": ("<p>https://v.example/1</p>", linked("https://v.example/1")),
    "address in a sentence": ("See https://v.example/1\nor not", "<p>See https://v.example/1<br>or not</p>"),
    "address before bold": ("a\nhttps://v.example/<b>1</b>", "<p>a<br>https://v.example/<strong>1</strong></p>"),
    "address in a link": ('<a href="/x">\nhttps://v.example/1\n</a>', '<p><a href="/x">https://v.example/1</a></p>'),
    "audio": ('[audio mp3="/wp-content/uploads/a.mp3"]', linked("/wp-content/uploads/a.mp3")),
    "audio of our host": (
        '[audio src="https://ours.example/wp-content/uploads/a.mp3"]',
        linked("/wp-content/uploads/a.mp3"),
    ),
    "audio of another host": (
        '[audio src="https://other.example/a.mp3"][/audio]',
        linked("https://other.example/a.mp3"),
    ),
    "audio, old form": ("[audio https://other.example/a.mp3]", linked("https://other.example/a.mp3")),
    "audio of this post": ("[audio]", linked(OWN)),
    "video": ('[video width="640" mp4="/v.mp4" webm="/v.webm" poster="/p.jpg"][/video]', linked("/v.mp4")),
    "video by source": (
        '[video]<source type="video/mp4" src="/v.mp4" />Words[/video]',
        f"{linked('/v.mp4')}\n<p>Words</p>",
    ),
    "video nobody knows": ("[video]", place("[video]")),
    "playlist": (
        '[playlist ids="1,2"]',
        f"{linked('/wp-content/uploads/one.mp3')}\n{linked('/wp-content/uploads/two.mp3')}",
    ),
    "playlist of this post": ("[playlist]", linked(OWN)),
    "playlist half known": ('[playlist ids="1,9"]', place('[playlist ids="1,9"]')),
    "escaped": ("Use [[gallery ids=1]] here", "<p>Use [gallery ids=1] here</p>"),
    "escaped twice": ("[[[gallery]]]", "<p>[[gallery]]</p>"),
    "escaped with content": ("[[audio]a[/audio]]", "<p>[audio]a[/audio]</p>"),
    "half escaped": ("[[gallery ids=1] x", f"<p>[</p>\n{picture(11)}\n<p>x</p>"),
    "in a comment": ("a<!-- [gallery ids=1] -->b", "<p>ab</p>"),
    "in pre": ("<pre>[gallery ids=1]</pre>", "<pre>[gallery ids=1]</pre>"),
    "in code": ("<code>[gallery ids=1]</code> x", "<p><code>[gallery ids=1]</code> x</p>"),
    "in an attribute": ('<a href="/x" title="[gallery]">y</a>', '<p><a href="/x" title="[gallery]">y</a></p>'),
    "in another": ("[gallery ids=1][gallery ids=2][/gallery]", f"{picture(11)}\n<p>[gallery ids=2]</p>"),
    "words in brackets": (
        "He [sic] said [...] it [1] [emphasis added]",
        "<p>He [sic] said [...] it [1] [emphasis added]</p>",
    ),
    "unknown": ('a [box id="3" t="x &amp; y"]b\nc[/box]', '<p>a [box id="3" t="x &amp; y"]b<br>c[/box]</p>'),
    "unknown, escaped": ("[[box]]", "<p>[[box]]</p>"),
    "program text": (
        '[csharp title="x"]\nif (a < b)\n\n  <i>&lt;u&gt;</i>\n[/csharp]\nAfter',
        '<pre>[csharp title="x"]\nif (a &lt; b)\n\n  &lt;i&gt;&lt;u&gt;&lt;/i&gt;\n[/csharp]</pre>\n<p>After</p>',
    ),
    "program text, CodeColorer": ("[ccnLe_php]$a;\n\n$b;[/ccnLe_php]", "<pre>[ccnLe_php]$a;\n\n$b;[/ccnLe_php]</pre>"),
    "program text without an end": ("[code] is a word", "<p>[code] is a word</p>"),
}


@pytest.mark.parametrize(("raw", "expected"), CASES.values(), ids=CASES.keys())
def test_shortcode_becomes_what_it_shows(raw: str, expected: str) -> None:
    assert stored(raw, SITE) == expected


COUNTED = {
    "assignment": ('[box id="3"]', {"box": 1}),
    "closed": ("[box]a[/box] [box]b[/box]", {"box": 2}),
    "slash": ("[box /]", {"box": 1}),
    "known by name": ("[contact-form-7] [slideshow]", {"contact-form-7": 1, "slideshow": 1}),
    "underscore": ("[my_box]", {"my_box": 1}),
    "program text": ("[code]x[/code][php]y[/php]", {"code": 1, "php": 1}),
    "embed of words": ("[embed]words[/embed]", {"embed": 1}),
    "words": ("[sic] [1] [...] [emphasis added] [Mosul] [a, b] [AP Photo/x]", {}),
}


@pytest.mark.parametrize(("raw", "expected"), COUNTED.values(), ids=COUNTED.keys())
def test_unknown_shortcode_is_counted_by_name(raw: str, expected: dict[str, int]) -> None:
    assert convert(raw).notes.shortcodes == expected


def test_what_the_site_did_not_know_is_listed_as_it_was_written() -> None:
    notes = convert('[gallery]\n[playlist ids="1"]\n<!-- wp:block {"ref":42} /-->').notes
    assert notes.unanswered == ["[gallery]", '[playlist ids="1"]', 'wp:block {"ref":42}']


def test_gallery_pictures_are_resolved_when_they_arrive() -> None:
    """E121"""
    unresolved = clean(convert("[gallery ids=1,2]").html, Desk()).html
    assert clean(unresolved, Desk(attachments={1: 11, 2: 12})).html == ONE_TWO
