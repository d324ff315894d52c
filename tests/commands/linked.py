"""A newsroom with server and worker as processes of their own, and other sites on loopback."""

from __future__ import annotations

import atexit
import json
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from tests.commands.servers import PATIENCE, ROOT, copy_database, environment

LOOPBACK = {"OUTBOUND_ALLOWED_NETWORKS": "127.0.0.1/32", "LINKBACKS_EDIT_DELAY": "0", "UNDO_SECONDS": "0"}

_BEFORE = """
import json, os
os.environ["DJANGO_SETTINGS_MODULE"] = "newsportal.settings"
import django
django.setup()
from tests.factories import *
from articles.models import *
from articles import publishing
answer = None
"""


def in_django(folder: Path, code: str, **variables: str) -> Any:
    """Runs lines of Python beside the newsroom's database; what it assigns to `answer` comes back."""
    head = (
        "import json, os; os.environ['DJANGO_SETTINGS_MODULE'] = 'newsportal.settings'\nimport django; django.setup()\n"
    )
    body = (
        "from tests.factories import *\nfrom articles.models import *\nfrom articles import publishing\nanswer = None\n"
    )
    program = f"{head}{body}{code}\nprint(json.dumps(answer, default=str))"
    outcome = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, env=environment(folder, **LOOPBACK | variables),
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert outcome.returncode == 0, outcome.stderr
    return json.loads(outcome.stdout.splitlines()[-1])


def migrate(folder: Path, **variables: str) -> None:
    """Gives the folder a database with all tables: a copy of one that is migrated once, unless it lies elsewhere."""
    if "DATABASE_URL" in variables:
        _migrate(folder, **variables)
    else:
        copy_database(_migrated(), folder)


@cache
def _migrated() -> Path:
    """Takes some seconds, so no test does it for itself."""
    folder = Path(tempfile.mkdtemp(prefix="newsportal-migrated-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    _migrate(folder)
    return folder


def _migrate(folder: Path, **variables: str) -> None:
    given = environment(folder, **variables)
    subprocess.run([sys.executable, "manage.py", "migrate", "-v0"], cwd=ROOT, env=given, check=True)


@contextmanager
def working(folder: Path, **variables: str) -> Iterator[subprocess.Popen[bytes]]:
    """The worker; ended when the block is left, if it is still there."""
    process = subprocess.Popen(
        [sys.executable, "manage.py", "worker"], cwd=ROOT, env=environment(folder, **LOOPBACK, **variables),
        stdin=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        yield process
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
        process.wait(PATIENCE)


def until(condition: Callable[[], bool], patience: float = PATIENCE) -> bool:
    """Waits for it to become true; whether it did."""
    end = time.monotonic() + patience
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.2)
    return False


def said(port: int, request: bytes, patience: float = 10) -> bytes:
    """The whole answer to a request as it stands on the wire."""
    with socket.create_connection(("127.0.0.1", port), timeout=patience) as connection:
        connection.sendall(request)
        return b"".join(iter(lambda: connection.recv(65_536), b""))
