"""Who answers: nginx with files, a bare callable, the portal with and without its cache, and behind nginx."""

from __future__ import annotations

import base64
import gzip
import json
import os
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.newsroom import ROOT, SERVER_CORE, free_port, memory_mib, pinned_to, postmaster, started, wait

Environment = dict[str, str]
ENCODINGS = ("identity", "gzip")
_PATIENCE = 60.0
_NGINX = """
{user}
daemon off; worker_processes 1; pid {folder}/pid; error_log {folder}/error.log;
events {{ worker_connections 1024; }}
http {{
    include /etc/nginx/mime.types;
    access_log off; sendfile on; tcp_nopush off; keepalive_requests 1000000; gzip_static on;
    client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
    server {{ listen 127.0.0.1:{port}; root {folder}/files; index index.html; }}
}}
"""
_BARE = """
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server
Server(target="benchmarks.delivery.bare:application", address="127.0.0.1", port={port}, interface=Interfaces.WSGI,
       workers=1, blocking_threads=4, websockets=False, log_level=LogLevels.warning).serve()
"""


@dataclass(frozen=True)
class Server:
    """`families`: the processes that do the work of an answer, databases and all."""

    port: int
    families: tuple[int, ...]

    def url(self, path: str = "/") -> str:
        return f"http://127.0.0.1:{self.port}{path}"


@dataclass(frozen=True)
class Answer:
    headers: list[tuple[str, str]]
    body: bytes


def fetch(server: Server, path: str, encoding: str = "identity") -> Answer:
    request = urllib.request.Request(server.url(path), headers={"Accept-Encoding": encoding})
    with urllib.request.urlopen(request, timeout=30) as response:
        own = {"server", "date", "connection"}
        return Answer([pair for pair in response.getheaders() if pair[0].lower() not in own], response.read())


@contextmanager
def portal(environment: Environment, cache: bool, behind_proxy: bool = False, parts: bool = True) -> Iterator[Server]:
    port = free_port()
    own = environment | {"SITE_URL": f"http://127.0.0.1:{port}", "PORT": str(port)}
    own |= {} if cache else {"PAGE_CACHE_BYTES": "0"}
    own |= {} if parts else {"PAGE_PARTS_BYTES": "0"}
    own |= {"BEHIND_PROXY": "1", "SITE_URL": "http://127.0.0.1"} if behind_proxy else {}
    with _running(started(own, "serve", "--port", str(port), "--workers", "1")) as process:
        wait(f"http://127.0.0.1:{port}/readyz")
        yield Server(port, (process.pid, *postmaster(environment)))


@contextmanager
def files(folder: Path, pages: Mapping[str, Answer]) -> Iterator[Server]:
    """nginx with each page as a file, and compressed beside it."""
    port = free_port()
    for path, answer in pages.items():
        place = folder / "files" / path.strip("/") / "index.html"
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(answer.body)
        place.with_name("index.html.gz").write_bytes(gzip.compress(answer.body, 6, mtime=0))
    user = "user root;" if os.geteuid() == 0 else ""
    (folder / "nginx.conf").write_text(_NGINX.format(folder=folder, port=port, user=user), "utf-8")
    command = [*pinned_to(SERVER_CORE), "nginx", "-p", str(folder), "-c", str(folder / "nginx.conf")]
    with _running(subprocess.Popen(command, stdin=subprocess.DEVNULL)) as process:
        wait(f"http://127.0.0.1:{port}{next(iter(pages))}")
        yield Server(port, (process.pid,))


@contextmanager
def bare(folder: Path, of: Server, paths: list[str]) -> Iterator[Server]:
    """The same bytes and headers as another server answers, in each encoding."""
    answers = {f"{path}{encoding}": fetch(of, path, encoding) for path in paths for encoding in ENCODINGS}
    written = {key: (one.headers, base64.b64encode(one.body).decode()) for key, one in answers.items()}
    (folder / "answers.json").write_text(json.dumps(written), "ascii")
    port = free_port()
    command = [*pinned_to(SERVER_CORE), sys.executable, "-c", _BARE.format(port=port)]
    own = {"PATH": os.environ["PATH"], "ANSWERS": str(folder / "answers.json")}
    with _running(subprocess.Popen(command, cwd=ROOT, env=own, stdin=subprocess.DEVNULL)) as process:
        request = urllib.request.Request(f"http://127.0.0.1:{port}{paths[0]}", headers={"Accept-Encoding": "gzip"})
        wait(request)
        yield Server(port, (process.pid,))


@contextmanager
def behind_nginx(environment: Environment, folder: Path) -> Iterator[Server]:
    """The portal with the configuration that is shipped in front of it."""
    from tests.delivery.nginx import nginx

    with ExitStack() as stack:
        portal_behind = stack.enter_context(portal(environment, cache=True, behind_proxy=True))
        front = stack.enter_context(nginx(folder, Path(environment["VAR_DIR"]), portal_behind.port))
        pids = [front.process.pid, *_children(front.process.pid)]
        for pid in pids:
            os.sched_setaffinity(pid, {SERVER_CORE})
        yield Server(front.port, (front.process.pid, *portal_behind.families))


def serving_mib(server: Server) -> float:
    """Resident memory of the process that answers: granian's worker, which is the largest of its family."""
    children = _children(server.families[0])
    return max(memory_mib(pid) for pid in children or [server.families[0]])


@contextmanager
def _running(process: subprocess.Popen[bytes]) -> Iterator[subprocess.Popen[bytes]]:
    try:
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(_PATIENCE)


def _children(pid: int) -> list[int]:
    found = Path(f"/proc/{pid}/task").glob("*/children")
    return [int(child) for file in found for child in file.read_text().split()]
