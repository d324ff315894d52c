"""What is out is corrected with a note; what is not is simply changed."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from articles import publishing
from articles.models import Article, Correction
from tests.factories import make_article

pytestmark = pytest.mark.django_db


def test_correction_moves_updated() -> None:
    article = make_article()
    correction = Correction(text="The bridge has four arches.")
    publishing.correct(article, correction)
    assert Article.objects.get().updated_at == correction.made_at
    assert article.was_updated


@pytest.mark.parametrize(
    "fields",
    [{"status": "draft"}, {"status": "killed"}, {"published_at": timezone.now() + timedelta(days=1)},
     {"embargo_until": timezone.now() + timedelta(days=1)}],
    ids=["draft", "killed", "scheduled", "embargoed"],
)  # fmt: skip
def test_what_readers_do_not_see_is_not_corrected(fields: dict[str, object]) -> None:
    with pytest.raises(ValidationError, match="Only what readers have seen"):
        publishing.correct(make_article(**fields), Correction(text="The bridge has four arches."))
    assert not Correction.objects.exists()


@pytest.mark.parametrize(("field", "value"), [("text", ""), ("text", "short"), ("text", "x" * 2001), ("kind", "joke")])
def test_note_that_says_nothing_is_refused_at_its_field(field: str, value: str) -> None:
    article = make_article()
    with pytest.raises(ValidationError) as refused:
        publishing.correct(article, Correction(**{"text": "The bridge has four arches.", field: value}))
    assert list(refused.value.message_dict) == [field]
    assert Article.objects.get().updated_at is None
