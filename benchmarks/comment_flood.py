"""A flood of comments: 1,000 posts in a minute from as many networks, spread over 200 articles.

Shown: that none is answered with an error of ours, how fast each is answered, and what a reader notices meanwhile.
`ROUNDS` (3): how often the quiet and the flood are measured one after the other; the middle of the shares counts.
"""

from __future__ import annotations

import http.client
import os
import re
import time
from collections import Counter
from dataclasses import dataclass
from statistics import median
from urllib.parse import urlencode

from benchmarks.figures import Figure, percentile
from benchmarks.flood import Answers, Reader
from benchmarks.newsroom import Newsroom, in_django, memory_mib, newsroom

POSTS, ARTICLES, FLOOD_SECONDS, QUIET_SECONDS = 1_000, 200, 60.0, 30.0
_OPENED = "from articles.models import Section; Section.objects.update(takes_comments=True)"
_STORED = "from articles.models import Comment; print(Comment.objects.count())"
_FORM = re.compile(rb'href="(/comments/\d+/)"')
_TOKEN = re.compile(rb'name="token" value="([^"]+)"')
_HEADERS = {"Content-Type": "application/x-www-form-urlencoded"}
_OLD_ENOUGH = 3.5
"""Seconds: a form that comes back sooner is not believed."""


@dataclass(frozen=True)
class Form:
    address: str
    token: str


def run() -> list[Figure]:
    rounds = int(os.environ.get("ROUNDS", "3"))
    with newsroom(ARTICLES, BEHIND_PROXY="1", COMMENTS_RECEIVE="1") as room:
        in_django(room.environment, _OPENED)
        forms = _forms(room)
        Reader(room, 5.0).milliseconds()  # warms templates and connections
        before, answers = memory_mib(room.web.pid), Answers()
        quiet, flooded = [], []
        for number in range(rounds):
            quiet.append(Reader(room, QUIET_SECONDS).milliseconds())
            reader = Reader(room)
            _post_all(room, forms, number, answers)
            flooded.append(reader.milliseconds())
        grown = memory_mib(room.web.pid) - before
        stored = int(in_django(room.environment, _STORED))
    shares = {
        percent: median(percentile(b, percent) / percentile(a, percent) for a, b in zip(quiet, flooded, strict=True))
        for percent in (50, 99)
    }
    kinds = Counter(answers.kinds)
    return [
        Figure("posts, in all rounds", kinds.total()),
        Figure("answered with an error of ours", sum(kinds[one] for one in kinds if one.startswith("5")), at_most=0),
        Figure("taken", kinds["303"], at_least=POSTS * rounds),
        Figure("comments kept", stored, at_least=POSTS * rounds),
        Figure("p50 of an answer to a post, ms", percentile(answers.milliseconds, 50)),
        Figure("p99 of an answer to a post, ms", percentile(answers.milliseconds, 99)),
        Figure("reading an article in quiet, p99 ms", median(percentile(one, 99) for one in quiet)),
        Figure("reading during the flood, p99 ms", median(percentile(one, 99) for one in flooded)),
        Figure("reading p99, flood ÷ quiet", shares[99], at_most=1.5),
        Figure("reading p50, flood ÷ quiet", shares[50]),
        Figure("memory of web, growth in MiB", grown, at_most=20),
    ]


def _forms(room: Newsroom) -> list[Form]:
    """One of each article, as a machine would open it."""
    connection = http.client.HTTPConnection("127.0.0.1", room.port, timeout=30)
    forms = []
    for number in range(ARTICLES):
        [address] = set(_FORM.findall(_read(connection, f"/bench/{number}/")))
        [token] = _TOKEN.findall(_read(connection, address.decode()))
        forms.append(Form(address.decode(), token.decode()))
    time.sleep(_OLD_ENOUGH)
    return forms


def _read(connection: http.client.HTTPConnection, path: str) -> bytes:
    connection.request("GET", path)
    return connection.getresponse().read()


def _post_all(room: Newsroom, forms: list[Form], flood: int, answers: Answers) -> None:
    """Evenly over the minute; each from a network of its own, as a bot net would."""
    connection = http.client.HTTPConnection("127.0.0.1", room.port, timeout=30)
    began = time.perf_counter()
    for number in range(POSTS):
        time.sleep(max(0.0, began + number * FLOOD_SECONDS / POSTS - time.perf_counter()))
        form, network = forms[number % len(forms)], f"100.{number // 250}.{number % 250}.{flood + 1}"
        text = f"Buy the best of boats, number {number} of {flood}: https://spam.example/{number} " * 3
        body = urlencode({"name": f"Spammer {number}", "text": text, "token": form.token})
        sent = time.perf_counter()
        connection.request("POST", form.address, body, _HEADERS | {"X-Forwarded-For": network})
        response = connection.getresponse()
        response.read()
        answers.milliseconds.append((time.perf_counter() - sent) * 1000)
        kind = str(response.status)
        answers.kinds[kind] = answers.kinds.get(kind, 0) + 1
    connection.close()
