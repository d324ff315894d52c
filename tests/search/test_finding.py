"""What is found, in which order, and what never is: the same on both databases."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.models import Article
from articles.search import Asked, Best, cleaned, engines, finding, matching, parse
from tests.factories import make_article, make_author, make_byline, make_section, make_tagged

pytestmark = pytest.mark.django_db


def found(words: str, **narrowed: object) -> list[str]:
    """Headlines, the best first."""
    keys = Best(Asked(parse(cleaned(words)), **narrowed)).keys  # type: ignore[arg-type]
    headlines = dict(Article.objects.values_list("pk", "headline"))
    return [headlines[pk] for pk, _at in keys]


SAID = {
    "Elections in São Paulo": "<p>They vote on <b>Sunday</b> &amp; Mon\u00adday.</p>",
    "मोदी ने कहा": "<p>प्रधानमंत्री की बात हिंदी में। ल\u095cाई।</p>",
    "The Who to be or not to be": '<p class="dateline">A story/report of the U.S.</p>',
}
FORMS = [
    ("election", "Elections in São Paulo"),
    ("sao", "Elections in São Paulo"),
    ("SÃO paulo", "Elections in São Paulo"),
    ("sa\u0303o", "Elections in São Paulo"),
    ("votes sunday", "Elections in São Paulo"),
    ("मोदी", "मोदी ने कहा"),
    ("monday", "Elections in São Paulo"),
    ("mon\u00adday", "Elections in São Paulo"),
    ("मो\u200dदी", "मोदी ने कहा"),
    ("प्रधानमंत्री", "मोदी ने कहा"),
    ("हिंदी", "मोदी ने कहा"),
    ('"to be or not to be"', "The Who to be or not to be"),
    ("report u.s.", "The Who to be or not to be"),
    ('"sao paulo" OR nothing', "Elections in São Paulo"),
    ("who -election", "The Who to be or not to be"),
    ("ल\u095cाई", "मोदी ने कहा"),
    ("ल\u0921\u093cाई", "मोदी ने कहा"),
    ("मोद", ""),
    ("paulo -election", ""),
    ('"paulo sao"', ""),
    ("class", ""),
    ("amp", ""),
    ("dateline", ""),
    ("-nothing", ""),
]


@pytest.mark.parametrize(("words", "headline"), FORMS)
def test_words_find_the_article(words: str, headline: str) -> None:
    for one, body in SAID.items():
        make_article(one, body=body)
    assert found(words) == [headline] * bool(headline)


def test_headline_stands_over_standfirst_over_body() -> None:
    make_article("Ferry of old", body="<p>Nothing here at all.</p>")
    make_article("Second", standfirst="The ferry waits.", body="<p>Nothing here at all.</p>")
    make_article("Third", body="<p>A ferry.</p>")
    make_article("Other")
    assert found("ferry") == ["Ferry of old", "Second", "Third"]


@pytest.mark.parametrize(
    "hidden",
    [
        {"status": "draft"},
        {"status": "killed"},
        {"published_at": timezone.now() + timedelta(hours=1)},
        {"embargo_until": timezone.now() + timedelta(hours=1)},
    ],
)
def test_what_is_not_published_is_not_found(hidden: dict[str, object]) -> None:
    make_article("Ferry seen")
    make_article("Ferry hidden", **hidden)
    assert found("ferry") == ["Ferry seen"]


def test_index_follows_every_way_of_writing() -> None:
    article = make_article("Ferry")
    Article.objects.filter(pk=article.pk).update(headline="Bridge", body="<p>Lorries.</p>")
    Article.objects.bulk_create([Article(headline="Tunnel", section=article.section, headline_key="tunnel")])
    Article.objects.filter(headline="Tunnel").update(status="published", published_at=timezone.now(), path="/tunnel/")
    assert [found(word) for word in ("ferry", "bridge", "lorry", "tunnel")] == [[], ["Bridge"], ["Bridge"], ["Tunnel"]]
    article.delete()
    assert found("bridge") == []


def test_filters_narrow() -> None:
    world = make_section("World")
    article = make_tagged("rivers", headline="Ferry", section=world)
    make_byline(article, asha := make_author())
    make_article("Ferry elsewhere", section=make_section("Sport"), published_at=timezone.now() - timedelta(days=9))
    week_ago = timezone.now() - timedelta(days=7)
    tag = article.tagged.get().tag
    for narrowed in ({"section_ids": (world.pk,)}, {"tag": tag}, {"author": asha}, {"start": week_ago}):
        assert found("ferry", **narrowed) == ["Ferry"]
    assert found("ferry", end=week_ago) == ["Ferry elsewhere"]


def test_common_words_are_found_among_the_newest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines, "COMMON", -1)
    make_article("Ferry")
    make_article("Bridge")
    assert found("ferry -bridge") == ["Ferry"]


def test_common_words_are_walked_for_in_a_bounded_number(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines, "is_common", lambda query: True)
    monkeypatch.setattr(finding, "WALKED", 2)
    for headline in ("Ferry of now", "Ferry of then", "Ferry of old"):
        make_article(headline)
    assert found("ferry") == ["Ferry of now", "Ferry of then"]
    assert found("ferry", end=Article.objects.get(headline="Ferry of now").published_at) == [
        "Ferry of then", "Ferry of old",
    ]  # fmt: skip


HOSTILE = [
    "x" * 10_000, '"' * 500, "OR OR OR", "-", "--", "AND NOT NEAR(a b)", "headline:a", "a*", "{a b}:c", "^a",
    "\x00a\x00",     "'; DROP TABLE articles_article; --", "a & b | !c <-> d", ":*", "🙂🙂", "\u202e\u200fa", "\ud800a",
    "%s %(a)s", "\\", "ﷺ" * 200, "े ् ़", "a " * 500, "\ufffe", "٣٤",
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_bad_input_errs_nowhere(text: str) -> None:
    make_article("Bridge", body="")
    assert found(text) == []
    assert list(matching(Asked(parse(cleaned(f"bridge -zebra OR {text}")))))[1:] == []


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from("\"'-*()&|!:^ORAND ")), max_size=120))
def test_any_text_is_answered(text: str) -> None:
    assert isinstance(found(text), list)
