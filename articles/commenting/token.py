"""What a form carries so that we know when it was opened, and for which article: no cookie is needed for that."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from django.core.signing import BadSignature, Signer
from django.utils import timezone

_QUICKEST, _OLDEST = timedelta(seconds=3), timedelta(hours=24)
_SIGNER = "articles.commenting"


def token(article_id: int, opened_at: datetime | None = None) -> str:
    return Signer(salt=_SIGNER).sign(f"{article_id}-{int((opened_at or timezone.now()).timestamp())}")


def is_believable(given: str, article_id: int) -> bool:
    """Whether a form of that article was open for as long as somebody types, and not for days."""
    try:
        article, _hyphen, opened = Signer(salt=_SIGNER).unsign(given).partition("-")
    except BadSignature:
        return False
    age = timezone.now() - datetime.fromtimestamp(int(opened), UTC)
    return article == str(article_id) and _QUICKEST <= age <= _OLDEST
