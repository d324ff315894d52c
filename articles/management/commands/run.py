"""`manage.py run`, behind `make run`: everything a first visitor needs, from migrations to a login."""

from __future__ import annotations

import ctypes
import signal
import socket
import subprocess
import sys
import time
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from articles import demo
from articles.management.addresses import refuse_taken_port
from articles.management.first_editor import first_editor
from articles.management.static_files import collect_when_changed
from articles.models import Article

_PR_SET_PDEATHSIG = 1  # linux/prctl.h
_PATIENCE = 10  # seconds a child has to stop by itself


class Command(BaseCommand):
    help = "Migrates, loads the demo newsroom into an empty database, and serves, with a task worker beside it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=settings.PORT)

    def handle(self, *, port: int, **_: Any) -> None:
        refuse_taken_port("127.0.0.1", port)
        call_command("migrate", interactive=False, verbosity=0)
        collect_when_changed()
        if not Article.objects.exists():
            self.stdout.write("Loading the demo newsroom …")
            demo.load(settings.BASE_DIR / "fixtures")
        login, password = first_editor()
        self._serve_until_stopped(port, f"Login: {login}   Password: {password}")

    def _serve_until_stopped(self, port: int, login: str) -> None:
        """Server and worker live and end together."""
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        children = [_started("serve", "--port", str(port)), _started("worker")]
        greeted = False
        try:
            while all(child.poll() is None for child in children):
                if not greeted and _answers(port):
                    greeted = True
                    self._greet(port, login)
                time.sleep(0.2)
        except KeyboardInterrupt:
            return
        finally:
            _stop(children)
        raise CommandError("A part stopped by itself, so all were stopped; its message is above.")

    def _greet(self, port: int, login: str) -> None:
        self.stdout.write(f"\n  {settings.SITE_NAME} is at http://127.0.0.1:{port}/")
        self.stdout.write(f"  The desk is at          http://127.0.0.1:{port}/admin/")
        self.stdout.write(f"  {login}\n\n  Ctrl-C stops everything.")
        self.stdout.flush()


def _answers(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True


def _started(*command: str) -> subprocess.Popen[bytes]:
    # A session of its own: Ctrl-C reaches only this process, which then ends its children in order.
    program = [sys.executable, str(settings.BASE_DIR / "manage.py"), *command]
    return subprocess.Popen(program, start_new_session=True, preexec_fn=_end_with_parent)  # noqa: S603


def _end_with_parent() -> None:
    """On Linux a child is told to stop even when this process is killed outright."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


def _stop(children: list[subprocess.Popen[bytes]]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for child in children:
        child.terminate()
    for child in children:
        try:
            child.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            child.kill()
