"""The desk's first page puts the newsroom before the machinery."""

from __future__ import annotations

import pytest

from tests.admin.desk import client_of

pytestmark = pytest.mark.django_db


def test_newsroom_comes_first() -> None:
    apps = client_of("superuser").get("/admin/").context["app_list"]
    labels = [app["app_label"] for app in apps]
    assert labels[0] == "articles"
    assert "auth" in labels


def test_reporter_is_offered_what_a_reporter_may_do() -> None:
    apps = client_of("Reporter").get("/admin/").context["app_list"]
    offered = {model["object_name"] for app in apps for model in app["models"] if model["add_url"]}
    assert offered == {"Article", "Image", "Tag"}
