"""What must be mended before readers see an article, on every way there."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from pytest_django.fixtures import Settings

from articles import guard, publishing
from articles.models import Article
from tests.admin.desk import make_user
from tests.factories import make_article, make_image, make_section

pytestmark = pytest.mark.django_db


def found(article: Article, by: Any = None) -> list[tuple[str, str]]:
    return [(one.check, one.field) for one in guard.findings(article, publishing.clean_body(article), by)]


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("headline", "Bridge opens TK"), ("headline", "HOLD: Bridge opens"), ("short_headline", "TKTK"),
        ("standfirst", "DO NOT PUBLISH before the lawyer has read it."), ("lead_caption", "Caption TK"),
        ("body", "<p>People walked.</p><p>Number (TK) of them.</p>"), ("body", "<p>HOLD</p>"),
        ("headline", "DO NOT USE: BRIDGE OPENS"),
    ],
)  # fmt: skip
def test_marker_is_found_where_it_stands(field: str, text: str) -> None:
    assert found(make_article(status="draft", **{field: text})) == [("markers", field)]


@pytest.mark.parametrize("text", ["Hold the line", "HOLD THE LINE", "He said tk, and left", "The TKO came late", "ATK"])
def test_words_that_only_look_like_markers_pass(text: str) -> None:
    assert found(make_article(text, status="draft", standfirst=text)) == []


def test_place_of_a_marker_is_shown() -> None:
    article = make_article(status="draft", body="<p>It cost many millions, some TK say, to build.</p>")
    [one] = guard.findings(article, publishing.clean_body(article))
    assert one.text == "“TK” still stands here: “It cost many millions, some TK say, to build.”"


def test_pictures_need_a_decision_and_a_credit() -> None:
    bare = make_image(alt_text="", credit="")
    in_text = make_image(alt_text="", decorative=True, credit="Agency")
    body = f'<p>Text.</p><figure data-image="{in_text.pk}"></figure>'
    article = make_article(status="draft", lead_image=bare, body=body)
    assert found(article) == [("alt_text", "lead_image"), ("credit", "lead_image")]


def test_links_to_what_was_withdrawn_block() -> None:
    gone = make_article("Withdrawn story")
    linking = make_article(status="draft", body=f'<p>See <a href="{gone.path}">this</a>.</p>')
    boxed = make_article(status="draft", body=f'<p>Text.</p><aside data-also-read="{gone.pk}"></aside>')
    assert (found(linking), found(boxed)) == ([], [])
    publishing.kill(gone)
    for article in (linking, boxed):
        with pytest.raises(ValidationError, match="“Withdrawn story”, which was withdrawn"):
            publishing.publish(article)


def test_legal_hold_blocks_every_way_out() -> None:
    article = make_article(status="draft", legal_hold=True)
    for step in (publishing.publish, lambda one: publishing.schedule(one, timezone.now() + timedelta(hours=1))):
        with pytest.raises(ValidationError) as refused:
            step(article)
        assert list(refused.value.message_dict) == ["legal_hold"]
    assert Article.objects.get().status == "draft"


def test_second_pair_of_eyes_is_somebody_else() -> None:
    writer, editor = make_user("Editor"), make_user("Admin")
    article = make_article(status="draft", section=make_section("Crime", needs_second_pair=True), modified_by=writer)
    with pytest.raises(ValidationError, match="second pair of eyes"):
        publishing.publish(article, by=writer)
    publishing.publish(article, by=editor)
    assert article.is_published()


def test_embargo_is_said_and_does_not_block() -> None:
    article = make_article(status="draft", embargo_until=timezone.now() + timedelta(hours=1))
    assert found(article) == [("embargo", "embargo_until")]
    publishing.publish(article)
    assert not Article.objects.published().exists()


def test_newsroom_says_what_only_warns(settings: Settings) -> None:
    settings.GUARD_WARNS = frozenset({"markers"})
    publishing.publish(make_article("Bridge TK", status="draft"))
    with pytest.raises(ValidationError, match="no alternative text"):
        publishing.publish(make_article(status="draft", lead_image=make_image(alt_text="", credit="Agency")))


def test_all_that_is_wrong_is_said_at_once() -> None:
    article = make_article("TK", status="draft", standfirst="HOLD", body="<p></p>", legal_hold=True)
    with pytest.raises(ValidationError) as refused:
        publishing.publish(article)
    assert list(refused.value.message_dict) == ["body", "headline", "standfirst", "legal_hold"]
