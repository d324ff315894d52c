"""The words of a body, and those round a link."""

from __future__ import annotations

import pytest

from articles.body import excerpt_around, headline_key, plain_text, word_count

STORED = (
    '<p>One <em>two</em><br>three</p>\n<figure data-image="7"><figcaption>four</figcaption></figure>'
    '\n<aside data-also-read="3"></aside>\n<ul><li>five</li></ul>'
    '\n<aside data-also-read=""><a href="https://x.example/">six</a></aside>'
)


def test_plain_text_keeps_paragraphs_apart() -> None:
    assert plain_text(STORED) == "One two\nthree\n\nfour\n\nfive\n\nsix"


def test_word_count_counts_what_readers_see() -> None:
    assert word_count(STORED) == 6


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Bridge opens", "BRIDGE  OPENS!"),
        ("“Dam” holds – for now", '"Dam" holds: for now'),
        ("Straße", "STRASSE"),
        ("ﬁve", "five"),
        ("पढ\u093cें", "प\u095dें"),
        ("a\xa0b", "ab"),
    ],
)
def test_headlines_that_read_the_same_have_one_key(one: str, other: str) -> None:
    assert headline_key(one) == headline_key(other) != ""


def test_headlines_that_differ_in_a_vowel_sign_have_two_keys() -> None:
    assert headline_key("कल") != headline_key("काल")


def to_target(href: str) -> bool:
    return href == "/target/"


def test_excerpt_is_one_line_round_the_link() -> None:
    html = "<p>a b c d</p>\n<p>e f <a href='/target/'>the <em>link</em></a>, g h</p>\n<p>i j</p>"
    assert excerpt_around(html, to_target, words=3) == "[…] d e f the link, g h […]"


def test_excerpt_reads_a_related_link_by_its_label_and_headline() -> None:
    html = '<p>a b.</p><aside data-also-read="3"></aside><p>c d</p>'
    assert excerpt_around(html, to_target, article_id=3, target_headline="Bridge opens") == (
        "[…] a b. ALSO READ: Bridge opens c d […]"
    )


def test_excerpt_takes_neighbouring_blocks_and_captions() -> None:
    html = (
        '<ul><li>a</li></ul><figure data-image="1"><figcaption>b</figcaption></figure>'
        '<p><a href="/target/">x</a></p><h2>c</h2>'
    )
    assert excerpt_around(html, to_target) == "[…] a b x c […]"


def test_excerpt_of_a_body_without_the_link_is_none() -> None:
    assert excerpt_around('<p><a href="/other/">x</a></p><aside data-also-read="4"></aside>', to_target, 3) is None
