"""ALSO READ and its kin: what becomes a related link, where it ends, and what stays text."""

from __future__ import annotations

import pytest

from articles.body import clean
from tests.body.desk import Desk

DESK = Desk(
    urls={"/bridge/": 1, "https://ours.example/bridge/": 1, "/dam/": 2, "/own/": 9},
    headlines={
        "Bridge opens": 1,
        "Bridge Opens Early In The North": 3,
        "Dam “holds”, engineers say": 2,
        "Own story": 9,
    },
    own_article_id=9,
)
BRIDGE = '<aside data-also-read="1"></aside>'
DAM = '<aside data-also-read="2"></aside>'
EARLY = '<aside data-also-read="3"></aside>'
FOREIGN = '<aside data-also-read=""><a href="https://other.example/x">Their story</a></aside>'
THEIRS = '<a href="https://other.example/x">Their story</a>'


def mark(label: str) -> str:
    return f'<span data-unresolved="also-read">{label}</span>'


LINES = {
    "cricket": '<p><strong>ALSO READ:&nbsp;<a href="/bridge/">Any words</a></strong></p>',
    "strong label": '<p><strong>ALSO READ: </strong><a href="/bridge/">Any words</a></p>',
    "pipe": '<p><b>Also Read</b> | <a href="/bridge/">Any words</a></p>',
    "lower case": '<p>Read also: <a href="https://ours.example/bridge/">Any words</a></p>',
    "dash": '<p>Also read this - <a href="/bridge/">Any words</a></p>',
    "label in the link": '<p><a href="/bridge/">READ MORE: Any words</a></p>',
    "hindi": '<p>यह भी पढ़ें: <a href="/bridge/">कोई शब्द</a></p>',
    "hindi, other encoding": "<p>यह भी पढ\u093cें: Bridge opens</p>",
    "hindi dash": "<p>ये भी देखें – Bridge opens</p>",
    "marathi": '<p>हेही वाचा | <a href="/bridge/">x</a></p>',
    "bengali": '<p>আরও পড়ুন: <a href="/bridge/">x</a></p>',
    "urdu": '<p>یہ بھی پڑھیں: <a href="/bridge/">x</a></p>',
    "french": '<p>À lire aussi : <a href="/bridge/">x</a></p>',
    "russian": '<p>Читайте также: <a href="/bridge/">x</a></p>',
    "no-break space": "<p>ALSO READ:\xa0Bridge opens</p>",
    "known title": "ALSO READ: BRIDGE OPENS!",
    "heading": '<h4>RELATED: <a href="/bridge/">x</a></h4>',
    "ornament": "<p>► ALSO READ: Bridge opens</p>",
    "brackets": '<p>(Also read: <a href="/bridge/">x</a>)</p>',
    "read pipe": '<p>Read | <a href="/bridge/">x</a></p>',
    "don’t miss": "<p>DON’T MISS: Bridge opens</p>",
    "alone, link next": '<p>Also read:</p><p><a href="/bridge/">x</a></p>',
    "alone, title next": "<p>Also Read|</p><p>Bridge opens</p>",
    "alone, break, link": '<p><strong>Related</strong><br><a href="/bridge/">x</a></p>',
    "list": '<span class="alsoreadstyle">Also read:</span><div><ul><li><a href="/bridge/">x</a></li></ul></div>',
    "our own page": '<aside class="also-read"><p>ALSO READ</p><a href="/bridge/">x</a></aside>',
}


@pytest.mark.parametrize("source", LINES.values(), ids=LINES.keys())
def test_label_line_becomes_a_related_link(source: str) -> None:
    assert clean(source, DESK).html == BRIDGE


LABELS = """
ALSO READ|Also Read|READ ALSO|Read also|Also read this|READ MORE|Must Read|RELATED|SEE ALSO|Also See|ALSO WATCH
यह भी पढ़ें|ये भी पढ़ें|इसे भी पढ़ें|ये भी देखें|यह भी देखें|और पढ़ें|आगे पढ़ें|पूरी खबर पढ़ें|हेही वाचा|আরও পড়ুন|આ પણ વાંચો
LIRE AUSSI|À lire aussi|Leia também|Lee también|Baca juga|Читайте также|Смотрите также|Lesen Sie auch|Don't Miss
மேலும் படிக்க|یہ بھی پڑھیں
""".strip().replace("\n", "|").split("|")  # fmt: skip


@pytest.mark.parametrize("label", LABELS)
@pytest.mark.parametrize("joint", [": ", " : ", " | ", " - ", " – ", ":\xa0"])
def test_label_of_any_language_and_joint_is_read(label: str, joint: str) -> None:
    assert clean(f"<p><strong>{label}{joint}</strong>Bridge opens</p>", DESK).html == BRIDGE


@pytest.mark.parametrize("label", LABELS)
def test_label_alone_takes_the_link_after_it(label: str) -> None:
    assert clean(f'<p>{label}:</p><p><a href="/bridge/">x</a></p>', DESK).html == BRIDGE


PLACES = {
    "run in": ("It works. ALSO READ: Bridge opens Cars queued.", f"<p>It works.</p>\n{BRIDGE}\n<p>Cars queued.</p>"),
    "longest title": ("A. ALSO READ: Bridge opens early in the North wind.", f"<p>A.</p>\n{EARLY}\n<p>wind.</p>"),
    "run in after a quotation": ('"So." ALSO READ: Bridge opens "No"', f'<p>"So."</p>\n{BRIDGE}\n<p>"No"</p>'),
    "run in with a link": (
        f"<p>One. <strong>ALSO READ: {THEIRS}</strong> Two.</p>",
        f"<p>One.</p>\n{FOREIGN}\n<p>Two.</p>",
    ),
    "title with punctuation": ("READ ALSO: Dam holds – engineers say. More.", f"{DAM}\n<p>More.</p>"),
    "several links": (
        f'<p>RELATED: <a href="/bridge/">x</a> | <a href="/dam/">y</a>, {THEIRS}</p>',
        f"{BRIDGE}\n{DAM}\n{FOREIGN}",
    ),
    "list of several": (
        f'<p>Related stories</p><ul><li><a href="/bridge/">x</a></li><li>{THEIRS}</li></ul>',
        f"{BRIDGE}\n{FOREIGN}",
    ),
    "line of a paragraph": ("One.\nALSO READ: Bridge opens\nTwo.", f"<p>One.</p>\n{BRIDGE}\n<p>Two.</p>"),
    "in a list item": (
        "<ul><li>One. ALSO READ: Bridge opens Two.</li></ul>",
        f"<ul><li><p>One.</p>{BRIDGE}<p>Two.</p></li></ul>",
    ),
    "twice": ("ALSO READ: Bridge opens ALSO READ: Dam holds, engineers say End.", f"{BRIDGE}\n{DAM}\n<p>End.</p>"),
    "another site": (f"<p>ALSO READ: {THEIRS}</p>", FOREIGN),
    "stored": (BRIDGE, BRIDGE),
    "stored, another site": (FOREIGN, FOREIGN),
    "stored in a paragraph": (f"<p>a{BRIDGE}b</p>", f"<p>a</p>\n{BRIDGE}\n<p>b</p>"),
    "stored with words": ('<aside data-also-read="1">stray</aside>', f"{BRIDGE}\n<p>stray</p>"),
    "stored in another": ('<aside data-also-read="1"><aside data-also-read="2"></aside></aside>', f"{BRIDGE}\n{DAM}"),
}


@pytest.mark.parametrize(("source", "expected"), PLACES.values(), ids=PLACES.keys())
def test_related_link_stands_where_its_line_stood(source: str, expected: str) -> None:
    assert clean(source, DESK).html == expected


PROSE = {
    "sentence": "<p>Students also read: the syllabus and Bridge opens</p>",
    "capitals in a sentence": "<p>The sign said ALSO READ: Bridge opens</p>",
    "no mark after the words": "<p>Read more about it.</p>",
    "link label": '<p><a href="/bridge/">Read more</a></p>',
    "part of a word": "<p>Unrelated: Bridge opens</p>",
    "code": "<p><code>ALSO READ: Bridge opens</code></p>",
    "pre": "<pre>ALSO READ: Bridge opens</pre>",
    "bare words without links": "<p>Related</p>\n<p>Nothing known.</p>",
    "weak label": "<p>Read: the whole report.</p>",
}


@pytest.mark.parametrize("source", PROSE.values(), ids=PROSE.keys())
def test_prose_stays_prose(source: str) -> None:
    body = clean(source, DESK)
    assert (body.html, body.problems) == (source, ())


MARKED = {
    "unknown title": ("<p>ALSO READ: Something else</p>", f"<p>{mark('ALSO READ:')} Something else</p>", "also-read"),
    "run in, unknown": (
        "<p>One. ALSO READ: Something else</p>",
        f"<p>One. {mark('ALSO READ:')} Something else</p>",
        "also-read",
    ),
    "own site, unknown": (
        '<p>Also read: <a href="/gone/">It</a></p>',
        f'<p>{mark("Also read:")} <a href="/gone/">It</a></p>',
        "also-read",
    ),
    "mail": (
        '<p>Also read: <a href="mailto:a@b.example">us</a></p>',
        f'<p>{mark("Also read:")} <a href="mailto:a@b.example">us</a></p>',
        "also-read",
    ),
    "itself by title": ("<p>ALSO READ: Own story</p>", f"<p>{mark('ALSO READ:')} Own story</p>", "also-read-self"),
    "itself by link": (
        '<p>ALSO READ: <a href="/own/">x</a></p>',
        f'<p>{mark("ALSO READ:")} <a href="/own/">x</a></p>',
        "also-read-self",
    ),
    "label without its line": (
        "<p>ALSO READ:</p><p>Something</p>",
        f"<p>{mark('ALSO READ:')}</p>\n<p>Something</p>",
        "also-read",
    ),
}


@pytest.mark.parametrize(("source", "expected", "kind"), MARKED.values(), ids=MARKED.keys())
def test_unknown_target_stays_text_with_its_label_marked(source: str, expected: str, kind: str) -> None:
    body = clean(source, DESK)
    assert (body.html, [problem.kind for problem in body.problems]) == (expected, [kind])


@pytest.mark.parametrize(
    "source", [*LINES.values(), *(p[0] for p in PLACES.values()), *(m[0] for m in MARKED.values())]
)
def test_related_link_is_stable(source: str) -> None:
    once = clean(source, DESK).html
    assert clean(once, DESK).html == once


def test_marked_label_resolves_when_the_article_arrives() -> None:
    unresolved = clean("One. ALSO READ: Bridge opens Two.").html
    assert unresolved == f"<p>One. {mark('ALSO READ:')} Bridge opens Two.</p>"
    assert clean(unresolved, DESK).html == f"<p>One.</p>\n{BRIDGE}\n<p>Two.</p>"


def test_link_to_another_site_becomes_ours_when_the_article_arrives() -> None:
    arrived = Desk(urls={"https://other.example/x": 4})
    assert clean(FOREIGN, arrived).html == '<aside data-also-read="4"></aside>'


@pytest.mark.parametrize(
    ("source", "expected", "kind"),
    [
        ('<aside data-also-read="99"></aside>', "", "also-read-unknown"),
        ('<aside data-also-read="99">Old line</aside>', f"<p>{mark('ALSO READ:')} Old line</p>", "also-read-unknown"),
        ('<aside data-also-read="x1"></aside>', "", "also-read-unknown"),
        ('<aside data-also-read="9"></aside>', "", "also-read-self"),
    ],
)
def test_stored_reference_to_no_article_is_reported(source: str, expected: str, kind: str) -> None:
    body = clean(f"<p>a</p>{source}", DESK)
    assert body.html == f"<p>a</p>\n{expected}".strip()
    assert body.problems[0].kind == kind


def test_related_links_cost_one_question_each_kind() -> None:
    desk = Desk(headlines={"Bridge opens": 1})
    clean(f"{BRIDGE}<p>A. ALSO READ: Bridge opens B. ALSO READ: C</p><p>Also read: {THEIRS}</p>", desk)
    assert sorted(desk.asked) == ["articles_by_headline", "articles_by_url", "known_articles"]


def test_body_without_labels_asks_nothing() -> None:
    desk = Desk()
    clean(f"<p>Some {THEIRS} and text: more.</p>", desk)
    assert desk.asked == []


def test_links_and_also_read_ids_are_listed_in_order() -> None:
    body = clean(f'<p>A <a href="/x">x</a>. ALSO READ: Bridge opens</p><p>ALSO READ: {THEIRS}</p>', DESK)
    assert body.also_read_ids == (1,)
    assert body.links == ("/x", "https://other.example/x")
