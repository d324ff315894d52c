"""The real nginx with the file of `deploy/`, its marked values filled in."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.commands.servers import PATIENCE, ROOT
from tests.engines import free_port
from tests.services import require

SHIPPED = ROOT / "deploy" / "nginx.conf"
# What Debian's own nginx.conf says around a site; root's files are read by root here.
_AROUND = """
{user}
pid {folder}/nginx.pid;
error_log {folder}/error.log;
worker_processes 1;
events {{ worker_connections 512; }}
http {{
    include /etc/nginx/mime.types;
    access_log off;
    client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
{site}
}}
"""


@dataclass(frozen=True)
class Nginx:
    folder: Path
    port: int
    tls_port: int
    process: subprocess.Popen[bytes]

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"


def filled(upstreams: Sequence[int], port: int, tls_port: int, folder: Path, var: Path) -> str:
    """The shipped file for these ports; `var` is the portal's VAR_DIR. Fails where a value is no longer found."""
    site = SHIPPED.read_text("utf-8")
    servers = "\n".join(f"server 127.0.0.1:{one};" for one in upstreams)
    for shipped, own in {
        "server 127.0.0.1:8000;": servers,
        "listen 80;": f"listen 127.0.0.1:{port};",
        "listen 443 ssl http2;": f"listen 127.0.0.1:{tls_port} ssl http2;",
        "server_name news.example www.news.example;": "server_name _;",
        "/etc/letsencrypt/live/news.example/fullchain.pem": f"{folder}/cert.pem",
        "/etc/letsencrypt/live/news.example/privkey.pem": f"{folder}/key.pem",
        "/var/cache/nginx/newsportal": f"{folder}/cache",
        "/srv/newsportal/var/": f"{var}/",
    }.items():
        assert shipped in site, shipped
        site = site.replace(shipped, own)
    return site


@contextmanager
def nginx(folder: Path, var: Path, *upstreams: int) -> Iterator[Nginx]:
    program = require("nginx")
    port, tls_port = free_port(), free_port()
    _certify(folder)
    user = "user root;" if os.geteuid() == 0 else ""
    site = filled(upstreams, port, tls_port, folder, var)
    (folder / "nginx.conf").write_text(_AROUND.format(user=user, folder=folder, site=site), "utf-8")
    command = [program, "-p", str(folder), "-c", str(folder / "nginx.conf"), "-g", "daemon off;"]
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL)
    try:
        _wait(port, process)
        yield Nginx(folder, port, tls_port, process)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(PATIENCE)


def _certify(folder: Path) -> None:
    request = (
        f"req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost -keyout {folder}/key.pem -out {folder}/cert.pem"
    )
    subprocess.run([require("openssl"), *request.split()], check=True, capture_output=True)


def _wait(port: int, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        assert process.poll() is None, "nginx has ended; its error.log says why"
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
