"""`manage.py serve`: the production server."""

from __future__ import annotations

import os
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from articles.management.addresses import refuse_taken_port
from articles.management.static_files import collect_when_changed


class Command(BaseCommand):
    help = "Serves the site with the production server (granian)."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default 127.0.0.1)")
        parser.add_argument("--port", type=int, default=settings.PORT, help="port (default: PORT, or 8000)")
        parser.add_argument("--workers", type=int, default=1, help="processes that answer requests (default 1)")
        parser.add_argument("--threads", type=int, default=4, help="threads in each process (default 4)")

    def handle(self, *, host: str, port: int, workers: int, threads: int, **_: Any) -> None:
        if workers < 1 or threads < 1:
            raise CommandError("--workers and --threads take whole numbers from 1 up.")
        refuse_taken_port(host, port)
        collect_when_changed()
        # A heap for each thread leaves room in each that no other can use: a sixth of a process that is full of pages.
        os.environ.setdefault("MALLOC_ARENA_MAX", "2")
        # Imported late: other commands need no server.
        from granian.constants import Interfaces
        from granian.log import LogLevels
        from granian.server import Server

        Server(
            target="newsportal.wsgi:application",
            address=host,
            port=port,
            interface=Interfaces.WSGI,
            workers=workers,
            blocking_threads=threads,
            respawn_failed_workers=True,
            websockets=False,
            log_level=LogLevels.warning,
        ).serve()
