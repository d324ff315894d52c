"""What machines ask: does it run, can it serve; and the page for when it cannot."""

from __future__ import annotations

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client, RequestFactory

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
    with connection.execute_wrapper(_unreachable):
        response = client.get("/")
    assert (response.status_code, b"The presses have stopped" in response.content) == (500, True)


def _unreachable(*_: object) -> None:
    from django.db import OperationalError

    raise OperationalError("no database")
