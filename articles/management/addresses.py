"""Where the server listens."""

from __future__ import annotations

import socket

from django.core.management.base import CommandError


def refuse_taken_port(host: str, port: int) -> None:
    """A clear line before the server starts, instead of its panic after."""
    if not 1 <= port <= 65535:
        raise CommandError(f"--port is {port}; it takes a number from 1 to 65535.")
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            hint = f"choose another with PORT={port + 1} or --port" if port < 65535 else "choose another"
            raise CommandError(f"Cannot listen on {host}:{port} ({error.strerror}); {hint}.") from None
