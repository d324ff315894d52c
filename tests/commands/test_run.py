"""`manage.py run`: from an empty folder to a newsroom, and gone when it is told to stop."""

from __future__ import annotations

import os
import re
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.commands.servers import ROOT, browser, count_rows, environment, fetch, running
from tests.engines import free_port

pytestmark = [pytest.mark.server, pytest.mark.xdist_group("server")]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One newsroom for all tests here, made by a first run."""
    var = tmp_path_factory.mktemp("var")
    with running(var, "run") as server:
        assert server.printed.startswith("Loading the demo newsroom …")
    return var


def processes_of(folder: Path) -> list[str]:
    """Command lines of every process that was given this folder."""
    mark = f"VAR_DIR={folder}".encode()
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if mark in (process / "environ").read_bytes():
                found.append((process / "cmdline").read_bytes().decode().replace("\0", " "))
        except OSError:
            continue  # gone meanwhile, or not ours
    return found


def test_run_shows_a_newsroom_and_a_login_that_works(folder: Path) -> None:
    with running(folder, "run") as server:
        front = fetch(server.url).text
        login, password = server.login()
        person = browser()
        form = fetch(f"{server.url}/admin/", person).text
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', form)
        assert token
        answer = fetch(
            f"{server.url}/admin/login/?next=/admin/", person,
            csrfmiddlewaretoken=token[1], username=login, password=password,
        )  # fmt: skip
        assert "/admin/logout/" in answer.text
    assert front.count("h-entry") >= 20


def test_password_is_kept_for_its_owner_only(folder: Path) -> None:
    assert stat.S_IMODE((folder / "editor_password").stat().st_mode) == 0o600


def test_second_run_keeps_everything(folder: Path) -> None:
    tables = ("articles_article", "articles_image", "articles_linkback", "auth_user")
    before, password = count_rows(folder, *tables), (folder / "editor_password").read_text()
    with running(folder, "run") as server:
        assert server.login() == ("editor", password)
        assert "Loading the demo" not in server.printed
    assert count_rows(folder, *tables) == before


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_stopping_stops_everything_it_started(folder: Path, how: int) -> None:
    with running(folder, "run") as server:
        started = processes_of(folder)
        assert sum("serve" in line for line in started) >= 1
        assert sum("worker" in line for line in started) == 1
        assert server.stop(how) == 0
    assert processes_of(folder) == []


def test_killing_it_outright_stops_everything_too(folder: Path) -> None:
    with running(folder, "run") as server:
        server.stop(signal.SIGKILL)
        end = time.monotonic() + 30
        while processes_of(folder) and time.monotonic() < end:
            time.sleep(0.2)
    assert processes_of(folder) == []


def test_anonymous_pages_and_files_come_with_the_right_headers(folder: Path) -> None:
    with running(folder, "run") as server:
        front = fetch(server.url)
        picture = re.search(r'src="(/media/[^"]+)"', front.text)
        assert picture
        image = fetch(server.url + picture[1])
    assert "Set-Cookie" not in front.headers
    assert image.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert (image.headers["Content-Type"], image.headers["X-Content-Type-Options"]) == ("image/jpeg", "nosniff")


def test_taken_port_is_one_clear_line(folder: Path) -> None:
    with running(folder, "run") as server:
        port = server.url.rpartition(":")[2]
        again = subprocess.run(
            [sys.executable, "manage.py", "run", "--port", port],
            cwd=ROOT, env=environment(folder), capture_output=True, text=True, check=False,
        )  # fmt: skip
    assert again.returncode == 1
    assert again.stderr.startswith(f"CommandError: Cannot listen on 127.0.0.1:{port}")
    assert again.stderr.count("\n") == 1


def test_serve_needs_no_worker_and_no_demo(folder: Path) -> None:
    with running(folder, "serve", "--workers", "2") as server:
        assert fetch(f"{server.url}/readyz").status == 200


def test_serve_without_migrations_is_alive_but_not_ready(tmp_path: Path) -> None:
    with running(tmp_path, "serve", port=free_port()) as server:
        assert fetch(f"{server.url}/healthz").status == 200
        assert fetch(f"{server.url}/readyz").status == 503


def test_missing_secret_key_is_one_clear_line(tmp_path: Path) -> None:
    bare = {"PATH": os.environ["PATH"], "VAR_DIR": str(tmp_path)}
    outcome = subprocess.run(
        [sys.executable, "manage.py", "serve"], cwd=ROOT, env=bare, capture_output=True, text=True, check=False
    )
    assert (outcome.returncode, outcome.stderr.count("\n")) == (1, 1)
    assert outcome.stderr.startswith("Cannot start: SECRET_KEY is not set")
