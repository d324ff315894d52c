"""A flood of pingbacks: 2,000 as fast as one client can send them, naming pages of a host that never answers.

Shown: what a reader notices meanwhile, how fast each ping is answered, what memory web and worker take, what the
silent host sees, and that the queue drains with nothing stored twice.
"""

from __future__ import annotations

import http.client
import json
import socket
import subprocess
import sys
import threading
import time
import xmlrpc.client
from dataclasses import dataclass, field

from benchmarks.figures import Figure, percentile
from benchmarks.newsroom import LOAD_CORE, ROOT, Newsroom, memory_mib, newsroom, pinned_to

PINGS, ARTICLES = 2_000, 200
QUIET_SECONDS, READS_A_SECOND, WATCHED_AFTER = 15.0, 25.0, 60.0


class SilentHost:
    """Takes connections and never says a word; keeps when each came."""

    def __init__(self) -> None:
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=512)
        self.port: int = self._listener.getsockname()[1]
        self.seen: list[float] = []
        self._held: list[socket.socket] = []
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        while True:
            connection, _address = self._listener.accept()
            self.seen.append(time.monotonic())
            self._held.append(connection)

    def most_in(self, seconds: float) -> int:
        """The most connections within any so many seconds."""
        return max((sum(1 for other in self.seen if 0 <= other - at < seconds) for at in self.seen), default=0)


@dataclass
class Answers:
    """Milliseconds each, and how often each kind of answer came."""

    milliseconds: list[float] = field(default_factory=list)
    kinds: dict[str, int] = field(default_factory=dict)


def send_pings(room: Newsroom, host: SilentHost, answers: Answers) -> None:
    """One after another on one connection; each from a network of its own, as a bot net would."""
    connection = http.client.HTTPConnection("127.0.0.1", room.port, timeout=30)
    for number in range(PINGS):
        source, target = f"http://127.0.0.1:{host.port}/?n={number}", f"{room.url}/bench/{number % ARTICLES}/"
        body = xmlrpc.client.dumps((source, target), "pingback.ping")
        reporter = f"100.{number // 250}.{number % 250}.9"
        headers = {"Content-Type": "text/xml", "X-Forwarded-For": reporter}
        began = time.perf_counter()
        connection.request("POST", "/linkbacks/pingback/", body, headers)
        response = connection.getresponse()
        content = response.read()
        answers.milliseconds.append((time.perf_counter() - began) * 1000)
        kind = "taken" if b"accepted for verification" in content else f"HTTP {response.status}"
        answers.kinds[kind] = answers.kinds.get(kind, 0) + 1
    connection.close()


class Reader:
    """A process of its own, so that sending pings does not slow the measuring."""

    def __init__(self, room: Newsroom, seconds: float = 0) -> None:
        program = [*pinned_to(LOAD_CORE), sys.executable, "-m", "benchmarks.reader"]
        arguments = [str(room.port), str(READS_A_SECOND), str(seconds), str(ARTICLES)]
        self._process = subprocess.Popen(
            [*program, *arguments], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def milliseconds(self) -> list[float]:
        output, _ = self._process.communicate("")
        return [float(one) for one in json.loads(output)]


def run() -> list[Figure]:
    host = SilentHost()
    allowed = {"OUTBOUND_ALLOWED_NETWORKS": "127.0.0.1/32", "BEHIND_PROXY": "1", "LINKBACKS_SEND": "0"}
    with newsroom(ARTICLES, **allowed) as room:
        Reader(room, 5.0).milliseconds()  # warms templates and connections
        quiet = Reader(room, QUIET_SECONDS).milliseconds()
        before = memory_mib(room.web.pid), memory_mib(room.worker.pid)
        answers, reader = Answers(), Reader(room)
        began = time.perf_counter()
        send_pings(room, host, answers)
        lasted = time.perf_counter() - began
        flooded = reader.milliseconds()
        stored, distinct = _rows(room)
        time.sleep(WATCHED_AFTER)
        after = memory_mib(room.web.pid), memory_mib(room.worker.pid)
        seen = host.most_in(60)
        left = _drain(room)
        return [
            Figure("pings a second that one client gets answered", PINGS / lasted),
            Figure("pings taken, of 2,000", answers.kinds.get("taken", 0), at_least=PINGS),
            Figure("slowest answer to a ping, ms", max(answers.milliseconds), at_most=100),
            Figure("p99 of an answer to a ping, ms", percentile(answers.milliseconds, 99)),
            Figure("reading an article in quiet, p99 ms", percentile(quiet, 99)),
            Figure("reading during the flood, p99 ms", percentile(flooded, 99)),
            Figure("reading p99, flood ÷ quiet", percentile(flooded, 99) / percentile(quiet, 99), at_most=1.5),
            Figure("reading p50, flood ÷ quiet", percentile(flooded, 50) / percentile(quiet, 50)),
            Figure("memory of web, growth in MiB", after[0] - before[0], at_most=20),
            Figure("memory of worker, growth in MiB", after[1] - before[1], at_most=20),
            Figure("silent host: most connections in a minute", seen, at_most=6),
            Figure("rows stored twice", stored - distinct, at_most=0),
            Figure("rows left unverified after the retries", left, at_most=0),
        ]


def _rows(room: Newsroom) -> tuple[int, int]:
    code = (
        "from articles.models import Linkback as L; "
        "print(L.objects.count(), L.objects.values('article', 'source_url').distinct().count())"
    )
    stored, distinct = room.manage("shell", "-v0", "-c", code).split()[-2:]
    return int(stored), int(distinct)


def _drain(room: Newsroom) -> int:
    """Lets the hours until each retry, and those of the limits, pass at once; counts what is left in the end."""
    code = (
        "from articles.models import Linkback as L, Pace; from django.utils import timezone as t; "
        "Pace.objects.all().delete(); L.objects.filter(status='received').update(due_at=t.now()); "
        "print(L.objects.filter(status='received').count())"
    )
    for _ in range(12):
        left = int(room.manage("shell", "-v0", "-c", code).split()[-1])
        if not left:
            return 0
        time.sleep(14)
    return left
