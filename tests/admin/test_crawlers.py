"""The policy for AI crawlers, set in one list."""

from __future__ import annotations

import pytest

from articles.models import Crawler
from tests.admin.desk import client_of, errors_of

pytestmark = pytest.mark.django_db
LIST = "/admin/articles/crawler/"


def test_admin_refuses_a_crawler_in_the_list() -> None:
    crawler = Crawler.objects.get_or_create(name="GPTBot")[0]
    rows = list(Crawler.objects.order_by("owner", "name"))
    form: dict[str, object] = {"form-TOTAL_FORMS": len(rows), "form-INITIAL_FORMS": len(rows), "_save": "1"}
    for number, row in enumerate(rows):
        form |= {f"form-{number}-id": row.pk} | ({} if row == crawler else {f"form-{number}-may_read": "on"})
    client_of("Admin").post(LIST, form)
    assert list(Crawler.objects.refused()) == [crawler]


@pytest.mark.parametrize("name", ["Two words", "Bot\r\nAllow: /", "बॉट", "*", ""])
def test_name_that_could_say_more_is_refused(name: str) -> None:
    response = client_of("Admin").post(f"{LIST}add/", {"name": name, "owner": "", "purpose": "other"})
    assert len(errors_of(response)) == 1
    assert not Crawler.objects.refused().exists()


@pytest.mark.parametrize(("role", "status"), [("Reporter", 403), ("Editor", 403), ("Admin", 200)])
def test_policy_is_set_by_admins(role: str, status: int) -> None:
    assert client_of(role).get(LIST).status_code == status
