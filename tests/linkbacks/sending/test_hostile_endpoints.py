"""Endpoints are what strangers choose: H102 and H103 of the specification."""

from __future__ import annotations

import pytest
from pytest_django import Settings

from tests.fetch.conftest import Serve
from tests.fetch.servers import answering, dripping, page, redirect
from tests.linkbacks.sending.receivers import (
    ACCEPTED,
    HTML,
    SHORT,
    WEBMENTION,
    after,
    deliver,
    form_of,
    make_delivery,
    offering,
    only_post,
    path_of,
    posts,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("host", ["127.0.0.2", "localhost"])
def test_H102_WS5_P12_endpoint_inside_is_refused(serve: Serve, settings: Settings, host: str) -> None:
    inside = serve(answering(ACCEPTED), host="127.0.0.2")
    endpoint = f"http://{host}:{inside.port}/admin/"
    server = serve(offering(f'<link rel="webmention" href="{endpoint}">'))
    resolver = {"localhost": ["127.0.0.2"]}.__getitem__
    row = deliver(make_delivery(server.url), resolver=resolver)
    assert (row.status, row.due_at, inside.connections) == ("refused", None, 0)
    assert (row.endpoint, server.connections) == (endpoint, 1)


def test_H102_endpoint_of_ours_is_skipped(serve: Serve) -> None:
    server = serve(offering('<link rel="webmention" href="https://www.news.example/webmention">'))
    row = deliver(make_delivery(server.url))
    assert (row.status, row.answer, row.due_at) == ("refused", "It names an endpoint of ours.", None)
    assert server.connections == 1


def test_H102_link_that_leads_back_to_us_is_not_told(serve: Serve, settings: Settings) -> None:
    ours = serve(offering(WEBMENTION))
    short = serve(answering(redirect(ours.url)))
    settings.SITE_URL, settings.SITE_HOST = ours.url.rstrip("/"), "127.0.0.1"
    row = deliver(make_delivery(short.url))
    assert (row.status, row.answer, posts(ours)) == ("refused", "The link leads back to this site.", [])


def test_H102_third_partys_form_gets_one_post(serve: Serve) -> None:
    victim = serve(answering(page(b"<form>", HTML)))
    server = serve(offering(f'<a rel="webmention" href="{victim.url}transfer?amount=1">'))
    deliver(make_delivery(server.url))
    assert path_of(only_post(victim)) == "/transfer?amount=1"
    assert [name for name, _value in form_of(only_post(victim))] == ["source", "target"]


# H103: endpoints that hurt


def test_H103_redirects_without_end_are_left(serve: Serve) -> None:
    server = serve(offering(WEBMENTION, redirect("/e", 307)))
    row = deliver(make_delivery(server.url))
    assert (row.status, len(posts(server))) == ("refused", 6)


def test_H103_late_answer_is_waited_for_and_no_longer(serve: Serve) -> None:
    late = serve(dripping(b"HTTP/1.1 200 OK\r\n", b"X: y\r\n"))
    server = serve(offering(f'<link rel="webmention" href="{late.url}">'))
    row = deliver(make_delivery(server.url), limits=SHORT)
    assert (row.status, row.due_at, row.attempts) == ("waiting", after(minutes=5), 1)
    assert late.connections == 1


def test_H103_endless_answer_is_cut(serve: Serve) -> None:
    endless = serve(answering([b"HTTP/1.1 202 Accepted\r\n\r\n"], (b"x" * 65_536 for _ in range(10_000))))
    server = serve(offering(f'<link rel="webmention" href="{endless.url}">'))
    assert deliver(make_delivery(server.url)).status == "sent"
