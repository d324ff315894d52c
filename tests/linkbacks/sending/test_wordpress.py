"""WordPress as the receiver, with its own answers (specification, section 7): what the ledger says."""

from __future__ import annotations

from datetime import datetime

import pytest

from tests.fetch.conftest import Serve
from tests.fetch.servers import answering, page
from tests.linkbacks.sending.receivers import (
    NOW,
    SHORT,
    after,
    deliver,
    make_delivery,
    make_pinged,
    make_tracked,
    posts,
)

pytestmark = pytest.mark.django_db

REGISTERED = """<?xml version="1.0" encoding="UTF-8"?>
<methodResponse>
  <params>
    <param>
      <value>
      <string>Pingback from S to T registered. Keep the web talking! :-)</string>
      </value>
    </param>
  </params>
</methodResponse>
"""
FAULT = """<?xml version="1.0" encoding="UTF-8"?>
<methodResponse>
  <fault>
    <value>
      <struct>
        <member>
          <name>faultCode</name>
          <value><int>%d</int></value>
        </member>
        <member>
          <name>faultString</name>
          <value><string>%s</string></value>
        </member>
      </struct>
    </value>
  </fault>
</methodResponse>
"""
KNOWN = "The pingback has already been registered."
TOO_QUICK = "You are posting comments too quickly. Slow down."
POST_ONLY = "XML-RPC server accepts POST requests only."

PINGBACKS: list[tuple[str, str, str, datetime | None, str]] = [
    ("7.2-registered", REGISTERED, "sent", None, "Pingback from S to T registered. Keep the web talking! :-)"),
    ("7.2-again", FAULT % (48, KNOWN), "sent", None, f"Fault 48: {KNOWN}"),
    ("7.2-masked", FAULT % (0, ""), "waiting", after(minutes=10), "Fault 0:"),
    ("7.2-too-quick", FAULT % (429, TOO_QUICK), "waiting", after(minutes=5), f"Fault 429: {TOO_QUICK}"),
    ("7.2-unmasked-33", FAULT % (33, "cannot be used"), "refused", None, "Fault 33: cannot be used"),
]


@pytest.mark.parametrize(
    ("answer", "status", "due_at", "text"), [pytest.param(*row[1:], id=row[0]) for row in PINGBACKS]
)
def test_answer_to_a_pingback_is_understood(
    serve: Serve, answer: str, status: str, due_at: datetime | None, text: str
) -> None:
    _server, row = make_pinged(serve, answer.encode(), "text/xml; charset=UTF-8")
    deliver(row)
    assert (row.status, row.due_at, row.answer) == (status, due_at, text)


def test_PS7_masked_fault_is_final_the_second_time(serve: Serve) -> None:
    server, row = make_pinged(serve, (FAULT % (0, "")).encode(), "text/xml; charset=UTF-8")
    for moment in (NOW, after(minutes=10)):
        deliver(row, moment)
    assert (row.status, row.due_at, len(posts(server))) == ("refused", None, 2)


def test_receiver_that_hangs_is_tried_again(serve: Serve) -> None:
    """It waits for its own fetch of our page, which can take longer than we have."""
    _server, row = make_pinged(serve, None)
    deliver(row, limits=SHORT)
    assert (row.status, row.due_at) == ("waiting", after(minutes=5))


DIE = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<error>\n    <code>%s</code>\n    <title><![CDATA[Oh]]></title>\n</error>'
)
NOTHING = "The answer is no TrackBack answer."
ERROR = '<?xml version="1.0" encoding="utf-8"?>\n<response>\n<error>%d</error>\n%s</response>'
AGAIN = "There is already a ping from that URL for this post."
CLOSED = "Sorry, trackbacks are closed for this item."
TRACKBACKS: list[tuple[str, str, str, str, datetime | None, str]] = [
    ("7.4-taken", "200 OK", ERROR % (0, ""), "sent", None, ""),
    ("7.4-again", "200 OK", ERROR % (1, f"<message>{AGAIN}</message>\n"), "refused", None, AGAIN),
    ("7.4-closed", "200 OK", ERROR % (1, f"<message>{CLOSED}</message>\n"), "refused", None, CLOSED),
    ("7.4-silent", "200 OK", "", "refused", None, NOTHING),
    ("7.4-same-words", "409 Conflict", DIE % "comment_duplicate", "refused", None, "HTTP 409"),
    ("7.4-too-quick", "429 Too Many Requests", DIE % "comment_flood", "waiting", after(minutes=5), "HTTP 429"),
    ("7.4-fatal", "500 Internal Server Error", "critical error", "waiting", after(minutes=5), "HTTP 500"),
    ("7.4-no-post", "404 Not Found", "<html>", "refused", None, "HTTP 404"),
]


@pytest.mark.parametrize(
    ("line", "answer", "status", "due_at", "text"), [pytest.param(*row[1:], id=row[0]) for row in TRACKBACKS]
)
def test_answer_to_a_trackback_is_understood(
    serve: Serve, line: str, answer: str, status: str, due_at: datetime | None, text: str
) -> None:
    _server, row = make_tracked(serve, page(answer.encode(), "Content-Type: text/xml; charset=UTF-8", status=line))
    deliver(row)
    assert (row.status, row.due_at, row.answer) == (status, due_at, text)


def test_7_5_header_of_a_single_post_is_enough(serve: Serve) -> None:
    server, row = make_pinged(serve, REGISTERED.encode(), by_header=True)
    assert deliver(row).status == "sent"
    assert len(posts(server)) == 1


def test_7_5_post_with_pings_closed_is_silent(serve: Serve) -> None:
    server = serve(answering(page(b"<p>Closed", "Content-Type: text/html; charset=UTF-8")))
    assert deliver(make_delivery(server.url)).status == "silent"
