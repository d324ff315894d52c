"""The service worker's addresses, and which pages bring it; what it does is in `tests/browser/test_offline.py`."""

from __future__ import annotations

import base64
import hashlib

import pytest
from django.test import Client
from pytest_django import Settings

from tests.factories import make_article
from tests.views.reading import one, page, select, texts

pytestmark = pytest.mark.django_db


def test_worker_is_asked_for_each_time_and_may_ask_this_site_only(client: Client) -> None:
    response = client.get("/service-worker.js")
    assert (response["Content-Type"], response["Cache-Control"]) == ("text/javascript; charset=utf-8", "no-cache")
    assert response["Content-Security-Policy"] == "default-src 'none'; connect-src 'self'"


def test_script_is_the_one_that_the_page_vouches_for(client: Client) -> None:
    script = one(page(client, "/"), "head script[src]")
    response = client.get(script.get("src"))
    digest = base64.b64encode(hashlib.sha256(response.content).digest()).decode()
    assert script.get("integrity") == f"sha256-{digest}"
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    assert client.get("/offline.js?v=other")["Cache-Control"] == "no-cache"


def test_without_the_switch_the_worker_retires(client: Client, settings: Settings) -> None:
    settings.SERVICE_WORKER = False
    assert select(page(client, "/"), "script[src]") == []
    assert "worker-src" not in client.get("/")["Content-Security-Policy"]
    response = client.get("/service-worker.js")
    assert b"registration.unregister()" in response.content
    assert response["Cache-Control"] == "no-cache"


@pytest.mark.parametrize("path", ["/lite/", "/nothing/"])
def test_text_edition_and_notices_bring_no_worker(client: Client, path: str) -> None:
    make_article()
    response = client.get(path)
    assert b"/offline.js" not in response.content
    assert "script-src" not in response["Content-Security-Policy"]


@pytest.mark.parametrize(("language", "heading"), [("en-in", "No connection"), ("hi", "इंटरनेट नहीं है")])
def test_offline_page_needs_no_database(
    client: Client, settings: Settings, django_assert_num_queries: object, language: str, heading: str
) -> None:
    settings.LANGUAGE_CODE = language
    with django_assert_num_queries(0):  # type: ignore[operator]
        tree = page(client, "/offline/")
    assert texts(tree, "h1") == [heading]
    assert one(tree, "nav[hidden] ul").text is None
