"""How long unsaved work is kept."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from articles.models import WorkingCopy
from articles.revisions.working_copies import CLOSED_KEPT, OPEN_KEPT, tidy
from tests.admin.desk import make_user

pytestmark = pytest.mark.django_db


def test_what_waits_is_kept_longer_than_what_was_saved() -> None:
    user, now = make_user("Reporter"), timezone.now()
    ages = {"closed-old": CLOSED_KEPT, "closed-new": timedelta(), "open-old": OPEN_KEPT, "open-new": CLOSED_KEPT}
    for key, age in ages.items():
        at = now - age - timedelta(minutes=1)
        closed_at = at if key.startswith("closed") else None
        WorkingCopy.objects.create(user=user, key=key, sent="[]", turn=1, saved_at=at, closed_at=closed_at)
    tidy(now)
    assert sorted(WorkingCopy.objects.values_list("key", flat=True)) == ["closed-new", "open-new"]
