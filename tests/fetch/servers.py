"""Servers on loopback that behave as badly as a test wants."""

from __future__ import annotations

import contextlib
import socket
import ssl
import threading
from collections.abc import Callable, Iterable, Iterator
from typing import BinaryIO

# Plays one connection; whatever it does to its socket, the other side must live with.
Script = Callable[[socket.socket, "Server"], None]


class Server:
    """Takes connections until closed; keeps what was asked."""

    def __init__(self, script: Script, host: str = "127.0.0.1") -> None:
        self._script = script
        self._listener = socket.create_server((host, 0))
        self.port: int = self._listener.getsockname()[1]
        self.url = f"http://{host}:{self.port}/"
        self.connections = 0
        self.requests: list[bytes] = []
        self.over = threading.Event()
        self._threads = [threading.Thread(target=self._accept)]
        self._threads[0].start()

    def _accept(self) -> None:
        while True:
            connection, _address = self._listener.accept()
            if self.over.is_set():
                return connection.close()
            self.connections += 1
            self._threads.append(threading.Thread(target=self._play, args=(connection,)))
            self._threads[-1].start()

    def _play(self, connection: socket.socket) -> None:
        connection.settimeout(10)
        with connection, contextlib.suppress(OSError):
            self._script(connection, self)

    def close(self) -> None:
        self.over.set()
        socket.create_connection(self._listener.getsockname()).close()
        for thread in self._threads:
            thread.join()
        self._listener.close()


def read_request(connection: socket.socket, server: Server) -> bytes:
    """Head and body; the request is kept on the server. Raises `ConnectionError` where it ends before its head does."""
    with connection.makefile("rb") as lines:
        head = b"".join(_head_lines(lines))
        sizes = [int(line.split(b":")[1]) for line in head.splitlines() if line.lower().startswith(b"content-length:")]
        body = lines.read(sum(sizes))
    server.requests.append(head + b"\r\n" + body)
    return server.requests[-1]


def _head_lines(lines: BinaryIO) -> Iterator[bytes]:
    while (line := lines.readline()) != b"\r\n":
        if not line:
            raise ConnectionError("whoever asked has gone")
        yield line


def answering(*pieces: bytes | Iterable[bytes]) -> Script:
    """Reads the request, then sends all pieces and closes."""

    def script(connection: socket.socket, server: Server) -> None:
        read_request(connection, server)
        for piece in pieces:
            for part in [piece] if isinstance(piece, bytes) else piece:
                connection.sendall(part)

    return script


def page(body: bytes = b"hello", *headers: str, status: str = "200 OK") -> bytes:
    lines = [f"HTTP/1.1 {status}", *headers, f"Content-Length: {len(body)}", "", ""]
    return "\r\n".join(lines).encode() + body


def redirect(location: str, status: int = 302) -> bytes:
    return page(b"elsewhere", f"Location: {location}", status=f"{status} Moved")


def by_path(answers: dict[str, bytes]) -> Script:
    """Answers each path with its own bytes."""

    def script(connection: socket.socket, server: Server) -> None:
        path = read_request(connection, server).split(b" ", 2)[1].decode()
        connection.sendall(answers[path])

    return script


def dripping(start: bytes, drop: bytes) -> Script:
    """Sends the start, then drop after drop without end."""

    def script(connection: socket.socket, server: Server) -> None:
        read_request(connection, server)
        drip(connection, server, start, drop)

    return script


def drip(connection: socket.socket, server: Server, start: bytes, drop: bytes) -> None:
    connection.sendall(start)
    while not server.over.wait(0.05):
        connection.sendall(drop)


def over_tls(certificate: str, script: Script) -> Script:
    """The same, inside TLS; `certificate` is a PEM file that holds the key too."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)

    def secured(connection: socket.socket, server: Server) -> None:
        with context.wrap_socket(connection, server_side=True) as inside:
            script(inside, server)

    return secured
