"""What machines ask: does it run, can it serve; and the page for when it cannot."""

from __future__ import annotations

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client, RequestFactory
from pytest_django import Settings

from articles.views import errors, status


@pytest.fixture(autouse=True)
def _nothing_known_yet() -> None:
    status.forget()


def test_running_process_says_so(client: Client) -> None:
    assert client.get("/healthz").content == b"ok\n"


def test_migrated_database_is_ready(client: Client) -> None:
    response = client.get("/readyz")
    assert (response.status_code, response.content) == (200, b"ok\n")


def test_missing_migration_is_not_ready(client: Client) -> None:
    MigrationRecorder(connection).migration_qs.filter(app="articles").latest("id").delete()
    response = client.get("/readyz")
    assert (response.status_code, response.content) == (503, b"migrations missing\n")


def test_unreachable_database_is_not_ready_but_runs(client: Client) -> None:
    with connection.execute_wrapper(_unreachable):
        response = client.get("/readyz")
        assert (response.status_code, response.content) == (503, b"database unreachable\n")
        assert client.get("/healthz").status_code == 200


def test_broken_page_needs_no_database() -> None:
    with connection.execute_wrapper(_unreachable):
        response = errors.broken(RequestFactory().get("/"))
    assert response.status_code == 500
    assert b"The presses have stopped" in response.content
    assert "style-src 'sha256-" in response["Content-Security-Policy"]


def test_failure_is_answered_with_that_page(client: Client) -> None:
    client.raise_request_exception = False
    with connection.execute_wrapper(_failing):
        response = client.get("/")
    assert (response.status_code, b"The presses have stopped" in response.content) == (500, True)


def test_missing_database_is_answered_with_503(client: Client) -> None:
    client.raise_request_exception = False
    with connection.execute_wrapper(_unreachable):
        response = client.get("/")
    assert (response.status_code, response["Retry-After"], response["Cache-Control"]) == (503, "5", "no-store")
    assert b"Please reload it in a moment" in response.content
    assert "style-src 'sha256-" in response["Content-Security-Policy"]


def test_desk_without_a_database_says_that_nothing_is_lost(client: Client) -> None:
    client.raise_request_exception = False
    client.cookies["sessionid"] = "a" * 32
    with connection.execute_wrapper(_unreachable):
        response = client.post("/admin/articles/article/add/", {"headline": "Ferries cross"})
    assert response.status_code == 503
    assert b"Nothing you typed is lost" in response.content


def test_missing_database_is_said_in_the_language_of_the_site(client: Client, settings: Settings) -> None:
    settings.LANGUAGE_CODE = "hi"
    client.raise_request_exception = False
    with connection.execute_wrapper(_unreachable):
        response = client.get("/")
    assert 'lang="hi"' in response.content.decode()
    assert "थोड़ी देर में लौटते हैं" in response.content.decode()


def _failing(*_: object) -> None:
    raise ValueError("a fault of ours")


def _unreachable(*_: object) -> None:
    from django.db import OperationalError

    raise OperationalError("no database")


def test_key_for_search_engines_is_there_where_they_are_told(client: Client, settings: Settings) -> None:
    assert client.get("/indexnow.txt").status_code == 404
    settings.INDEXNOW_KEY = "0123456789abcdef"
    assert client.get("/indexnow.txt").content == b"0123456789abcdef"
