"""Settings come from the environment; a wrong one stops the start in words its setter understands."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.seed import WXR

ROOT = Path(__file__).resolve().parent.parent
WRONG = [
    ("DEBUG", "maybe", "1 or 0"),
    ("PORT", "80a", "a whole number from 1 to 65535"),
    ("PORT", "70000", "a whole number from 1 to 65535"),
    ("DATABASE_URL", "mysql://db/name", "sqlite:///path"),
    ("DATABASE_URL", "nonsense", "postgres://user"),
    ("DATABASE_REPLICA_URL", "nonsense", "postgres://user"),
    ("DATABASE_REPLICA_URL", "postgres://replica/name", "a DATABASE_URL that is on PostgreSQL too"),
    ("PURGE_URL", "varnish:6081", "an address such as http://127.0.0.1:6081/"),
    ("PURGE_URL", "http://user:password@varnish/", "without a password"),
    ("WEBSUB_HUB", "hub.example", "an address such as"),
    ("INDEXNOW_KEY", "short", "8 to 128 letters"),
    ("INDEXNOW_KEY", "with spaces in it", "8 to 128 letters"),
    ("SITE_URL", "news.example", "an origin such as https://news.example"),
    ("SITE_URL", "https://news.example/blog", "without a path"),
    ("SITE_URL", "https://news.example:port", "an origin such as"),
    ("TIME_ZONE", "IST", "a time zone of the tz database"),
    ("TIME_ZONE", "../../etc/passwd", "a time zone of the tz database"),
    ("LANGUAGE_CODE", "tlh", "one of en-in, hi"),
    ("ARTICLE_PATH", "/{section}/", "{slug} or {id}"),
    ("ARTICLE_PATH", "/{sluggish}/", "a path such as"),
    ("ARTICLE_PATH", "{slug}/", "a path such as"),
    ("OUTBOUND_ALLOWED_NETWORKS", "127.0.0.1/8", "networks in CIDR form"),
    ("LINKBACKS_RECEIVE", "maybe", "1 or 0"),
    ("LINKBACKS_SEND", "maybe", "1 or 0"),
    ("LINKBACKS_CLOSE_AFTER_DAYS", "-1", "a whole number from 0 to 36500"),
    ("COMMENTS_CLOSE_AFTER_DAYS", "-1", "a whole number from 0 to 36500"),
    ("COMMENTS_FORGET_ADDRESS_DAYS", "never", "a whole number from 0 to 36500"),
    ("LINK_CHECK_DAYS", "often", "a whole number from 0 to 3650"),
    ("UNDO_SECONDS", "61", "a whole number from 0 to 60"),
    ("LINKBACKS_EDIT_DELAY", "soon", "a whole number from 0 to 86400"),
]


def check(**variables: str) -> subprocess.CompletedProcess[str]:
    """`manage.py check` in an environment of its own."""
    environment = {"PATH": os.environ["PATH"], "SECRET_KEY": "x", "DATABASE_URL": "sqlite:///:memory:", **variables}
    command = [sys.executable, "manage.py", "check"]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(("name", "value", "takes"), WRONG)
def test_wrong_value_stops_the_start_with_one_clear_line(name: str, value: str, takes: str) -> None:
    outcome = check(**{name: value})
    assert outcome.returncode == 1
    assert outcome.stderr.startswith(f"Cannot start: {name} is {value!r}; it takes ")
    assert takes in outcome.stderr
    assert outcome.stderr.count("\n") == 1


def test_right_values_start() -> None:
    outcome = check(
        DEBUG="yes", PORT="8001", SITE_URL="https://news.example:8443/", TIME_ZONE="UTC", LANGUAGE_CODE="HI"
    )
    assert (outcome.returncode, outcome.stderr) == (0, "")


def test_open_outbound_networks_are_warned_of() -> None:
    outcome = check(OUTBOUND_ALLOWED_NETWORKS="127.0.0.0/8, ::1/128")
    assert "Outgoing requests may reach 127.0.0.0/8, ::1/128." in outcome.stderr


def test_open_outbound_networks_are_fine_while_debugging() -> None:
    assert check(OUTBOUND_ALLOWED_NETWORKS="127.0.0.0/8", DEBUG="1").stderr == ""


READ = "from newsportal.settings import *; print(LINKBACKS_RECEIVE, LINKBACKS_SEND, LINKBACKS_EDIT_DELAY)"
LINKBACKS = [
    ({}, "True None 600"),
    ({"DEBUG": "1"}, "False None 600"),
    ({"DEBUG": "1", "LINKBACKS_RECEIVE": "1", "LINKBACKS_SEND": "1"}, "True True 600"),
    ({"LINKBACKS_RECEIVE": "off", "LINKBACKS_SEND": "no", "LINKBACKS_EDIT_DELAY": "0"}, "False False 0"),
]


@pytest.mark.parametrize(("variables", "read"), LINKBACKS)
def test_X5_linkbacks_are_off_while_debugging_unless_said(variables: dict[str, str], read: str) -> None:
    environment = {"PATH": os.environ["PATH"], "SECRET_KEY": "x", "DATABASE_URL": "sqlite:///:memory:", **variables}
    command = [sys.executable, "-c", READ]
    outcome = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    assert outcome.stdout.strip() == read


AWAY = [
    (["migrate"], "The database does not answer: "),
    (["import_wordpress", str(WXR)], "CommandError: The database refused: "),
]


@pytest.mark.parametrize(("command", "message"), AWAY)
def test_database_that_is_away_is_one_clear_line(command: list[str], message: str) -> None:
    environment = {"PATH": os.environ["PATH"], "SECRET_KEY": "x", "DATABASE_URL": "postgres://nobody@127.0.0.1:1/none"}
    command = [sys.executable, "manage.py", *command]
    outcome = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert (outcome.returncode, outcome.stderr.count("\n")) == (1, 1)
    assert outcome.stderr.startswith(message)
