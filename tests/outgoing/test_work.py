"""Asking a linked page: politely, bounded, more than once before it is called broken; only for what readers see."""

from __future__ import annotations

import socket
import threading
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from articles import publishing
from articles.models import LinkTarget, UndoWindow
from articles.models.status import Status
from articles.outgoing.work import ask_again, do_one
from tests.factories import make_article
from tests.fetch.conftest import Serve
from tests.fetch.servers import Server, answering, by_path, dripping, page, read_request, redirect
from tests.outgoing.links import NOW, SHORT, after, asked, by_method, make_linking

pytestmark = pytest.mark.django_db(transaction=True)

NOT_FOUND = page(b"", status="404 Not Found")
FINE = page(b"")


def silent(connection: socket.socket, server: Server) -> None:
    read_request(connection, server)
    server.over.wait(10)


def state(target: LinkTarget) -> tuple[str, int]:
    return target.state, target.failures


def test_page_that_is_there_is_asked_once_with_head_and_again_after_a_month(serve: Serve) -> None:
    server = serve(answering(FINE))
    make_linking(f"{server.url}a?b#c")
    target = asked()
    assert (target.state, target.answer, target.checked_at) == ("fine", "It answers 200, OK.", NOW)
    assert target.due_at == after(days=30)
    [request] = server.requests
    assert request.startswith(b"HEAD /a?b HTTP/1.1\r\n")
    assert b"User-Agent: Newsportal (+https://news.example/; checking links)\r\n" in request


@pytest.mark.parametrize(
    "head", [NOT_FOUND, page(b"", status="405 No"), page(b"", status="500 No"), b"", b"nonsense\r\n\r\n"]
)
def test_what_answers_no_head_is_asked_with_get(serve: Serve, head: bytes) -> None:
    server = serve(by_method(head, page(b"hello")))
    make_linking(server.url)
    assert state(asked()) == ("fine", 0)
    assert [request[:4] for request in server.requests] == [b"HEAD", b"GET "]


def test_three_failures_over_days_make_it_broken(serve: Serve) -> None:
    server = serve(answering(NOT_FOUND))
    make_linking(server.url)
    seen, at = [], NOW
    for _ in range(4):
        target = asked(at)
        seen.append((*state(target), target.due_at - at))
        at = target.due_at
    day = timedelta(days=1)
    assert seen == [("new", 1, day), ("new", 2, 2 * day), ("broken", 3, 7 * day), ("broken", 4, 7 * day)]
    assert (target.answer, target.since_at) == ("It answers 404, Not Found.", NOW)


def test_three_failures_within_hours_do_not(serve: Serve) -> None:
    server = serve(answering(NOT_FOUND))
    make_linking(server.url)
    for hour in range(5):
        target = asked(after(hours=hour))
    assert state(target) == ("new", 5)


def test_what_comes_back_is_fine_again(serve: Serve) -> None:
    server = serve(answering(FINE))
    make_linking(server.url)
    LinkTarget.objects.update(state="broken", failures=9, failing_since=after(days=-9), since_at=after(days=-9))
    target = asked()
    assert (*state(target), target.since_at, target.failing_since) == ("fine", 0, NOW, None)


def test_permanent_redirects_name_the_new_address(serve: Serve) -> None:
    server = serve(
        by_path({"/": redirect("/b", 301), "/b": redirect("/c", 308), "/c": redirect("/login", 302), "/login": FINE})
    )
    make_linking(server.url)
    target = asked()
    assert (target.state, target.moved_to, target.since_at) == ("moved", f"{server.url}c", NOW)
    assert asked(after(days=30)).since_at == NOW


@pytest.mark.parametrize("status", [302, 303, 307])
def test_passing_redirect_is_no_move(serve: Serve, status: int) -> None:
    server = serve(by_path({"/": redirect("/b", status), "/b": FINE}))
    make_linking(server.url)
    target = asked()
    assert (target.state, target.moved_to) == ("fine", "")


def test_redirect_to_a_page_that_is_gone_is_a_failure(serve: Serve) -> None:
    server = serve(by_path({"/": redirect("/gone", 301), "/gone": page(b"", status="410 Gone")}))
    make_linking(server.url)
    target = asked()
    assert (target.failures, target.moved_to, target.answer) == (1, "", "It answers 410, Gone.")


def test_redirect_loop_is_a_failure(serve: Serve) -> None:
    server = serve(answering(redirect("/", 301)))
    make_linking(server.url)
    target = asked()
    assert (target.failures, target.answer) == (1, "There are more than 5 redirects.")
    assert server.connections == 6


def test_target_that_never_answers_is_left_after_its_time(serve: Serve) -> None:
    server = serve(silent)
    make_linking(server.url)
    target = asked()
    assert (target.failures, target.answer) == (1, "The answer did not come to its end in time.")


def test_hundred_megabytes_are_not_taken(serve: Serve) -> None:
    sent = []

    def script(connection: socket.socket, server: Server) -> None:
        if read_request(connection, server).startswith(b"HEAD "):
            connection.sendall(page(b"", status="405 No"))
            return
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 104857600\r\n\r\n")
        for _ in range(1600):
            connection.sendall(b"x" * 65_536)
            sent.append(65_536)

    make_linking(serve(script).url)
    assert state(asked()) == ("fine", 0)
    assert sum(sent) < 20 * 1024 * 1024


def test_endless_head_is_a_failure(serve: Serve) -> None:
    server = serve(dripping(b"HTTP/1.1 200 OK\r\n", b"X-More: yes\r\n"))
    make_linking(server.url)
    assert asked().failures == 1


@pytest.mark.parametrize(
    ("url", "answer"),
    [
        ("http://127.0.0.2/", "127.0.0.2 is at 127.0.0.2, which is not a public address."),
        ("http://169.254.169.254/latest/meta-data/", "which is not a public address."),
        ("http://[fd00::1]/", "which is not a public address."),
        ("http://192.168.0.1/", "which is not a public address."),
        ("http://localhost:1/", ""),
    ],
)
def test_private_addresses_are_never_asked(url: str, answer: str) -> None:
    make_linking(url)
    target = asked()
    assert target.state == "unasked"
    assert answer in target.answer


def test_redirect_into_a_private_network_is_not_followed(serve: Serve) -> None:
    inside = serve(answering(FINE), host="127.0.0.2")
    make_linking(serve(answering(redirect(inside.url, 301))).url)
    target = asked()
    assert (target.state, target.moved_to, inside.connections) == ("unasked", "", 0)


@pytest.mark.parametrize("status", ["401 No", "403 No", "451 No", "999 No"])
def test_page_that_keeps_machines_out_is_not_broken(serve: Serve, status: str) -> None:
    server = serve(answering(page(b"", status=status)))
    make_linking(server.url)
    target = asked()
    assert state(target) == ("fine", 0)
    assert target.answer.endswith("Readers may be let in; look by hand.")


@pytest.mark.parametrize(
    ("status", "header", "again"), [("429 No", "86400", 24), ("503 No", "5", 6), ("503 No", "x", 6)]
)
def test_busy_site_is_asked_later_and_nothing_is_said_of_it(serve: Serve, status: str, header: str, again: int) -> None:
    server = serve(answering(page(b"", f"Retry-After: {header}", status=status)))
    make_linking(server.url)
    target = asked()
    assert (*state(target), target.due_at) == ("new", 0, after(hours=again))
    assert server.connections == 1


def test_one_host_is_asked_once_in_half_a_minute(serve: Serve) -> None:
    server = serve(answering(FINE))
    make_linking(f"{server.url}a", f"{server.url}b")
    asked(url=f"{server.url}a")
    second = asked(after(seconds=5), url=f"{server.url}b")
    assert (second.state, second.due_at) == ("new", after(seconds=30) + timedelta(minutes=5))
    assert asked(after(seconds=31), url=f"{server.url}b").state == "fine"
    assert server.connections == 2


def hidden() -> list[dict[str, Any]]:
    states = [{"status": status} for status in ("draft", "in_review", "ready", "spiked", "killed")]
    return [*states, {"embargo_until": after(hours=2)}, {"published_at": after(hours=2)}]


@pytest.mark.parametrize("place", range(7))
def test_nothing_is_asked_for_what_readers_cannot_see(serve: Serve, place: int) -> None:
    server = serve(answering(FINE))
    article = make_linking(server.url)
    type(article).objects.filter(pk=article.pk).update(**hidden()[place])
    target = asked()
    assert (server.connections, target.state, target.due_at) == (0, "new", after(days=1))


def test_nothing_is_asked_while_the_publication_can_be_undone(serve: Serve) -> None:
    server = serve(answering(FINE))
    article = make_linking(server.url)
    fields = {"opened_at": NOW, "ends_at": after(seconds=10), "status": Status.READY}
    UndoWindow.objects.create(article=article, **fields)
    asked()
    assert server.connections == 0
    assert asked(after(seconds=11)).state == "fine"


def test_page_that_nobody_links_to_any_more_is_not_asked(serve: Serve) -> None:
    server = serve(answering(FINE))
    make_linking(server.url).outgoing_links.all().delete()
    asked()
    assert server.connections == 0


def test_two_workers_take_different_pages_and_nobody_takes_what_is_not_due(serve: Serve) -> None:
    make_linking("http://127.0.0.2/a", "http://127.0.0.2/b")
    LinkTarget.objects.update(due_at=NOW)
    assert [do_one(NOW, SHORT) for _ in range(3)] == [True, True, False]


def test_asking_again_meanwhile_is_not_lost(serve: Serve) -> None:
    def script(connection: socket.socket, server: Server) -> None:
        read_request(connection, server)
        reached.set()
        answers.wait(10)
        connection.sendall(FINE)

    reached, answers = threading.Event(), threading.Event()
    server = serve(script)
    make_linking(server.url)
    LinkTarget.objects.update(due_at=NOW)
    worker = threading.Thread(target=_work)
    worker.start()
    assert reached.wait(10)
    ask_again(LinkTarget.objects.all(), after(seconds=1))
    answers.set()
    worker.join()
    assert LinkTarget.objects.get().due_at == after(seconds=1)


def _work() -> None:
    do_one(NOW)
    connection.close()


def test_off_asks_nothing(serve: Serve, settings: Any) -> None:
    make_linking("http://127.0.0.2/")
    settings.LINK_CHECK_DAYS = 0
    LinkTarget.objects.update(due_at=NOW)
    assert not do_one(NOW)


def test_published_with_a_moment_and_asked_in_real_time(serve: Serve) -> None:
    server = serve(answering(FINE))
    article = make_article(published_at=timezone.now(), body=f'<p><a href="{server.url}">x</a></p>')
    publishing.save(article)
    assert do_one(datetime.now(tz=NOW.tzinfo) + timedelta(seconds=1), SHORT)
    assert LinkTarget.objects.get().state == "fine"
