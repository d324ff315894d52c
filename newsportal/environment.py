"""Reads settings from the environment or a `.env` file, and refuses values that make no sense."""

from __future__ import annotations

import ipaddress
import os
import re
import zoneinfo
from pathlib import Path
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

_ENV_LINE = re.compile(r"\s*(?:export\s+)?([A-Z][A-Z0-9_]*)\s*=\s*(.*?)\s*$")
_YES, _NO = {"1", "true", "yes", "on"}, {"", "0", "false", "no", "off"}


def load_env_file(path: Path) -> None:
    """Adds `NAME=value` lines of a `.env` file to the environment; what is set already wins."""
    if not path.is_file():
        return
    for line in path.read_text(encoding="utf-8").splitlines():
        match = _ENV_LINE.match(line)
        if match:
            os.environ.setdefault(match[1], match[2].strip("'\""))


def text(name: str, default: str = "") -> str:
    return os.environ.get(name, "").strip() or default


def flag(name: str, default: bool = False) -> bool:
    value = os.environ.get(name)
    if value is None:
        return default
    if value.strip().lower() in _YES | _NO:
        return value.strip().lower() in _YES
    raise wrong(name, value, "1 or 0 (also true, false, yes, no, on, off)")


def flag_or_none(name: str) -> bool | None:
    """None where nothing is said, for what then depends on other settings."""
    return flag(name) if text(name) else None


def number(name: str, default: int, least: int, most: int) -> int:
    value = text(name, str(default))
    if value.isdecimal() and least <= int(value) <= most:
        return int(value)
    raise wrong(name, value, f"a whole number from {least} to {most}")


def number_or_none(name: str, least: int, most: int) -> int | None:
    return number(name, least, least, most) if text(name) else None


def words(name: str, default: str = "") -> list[str]:
    """A list separated by commas or spaces."""
    return re.split(r"[,\s]+", value) if (value := text(name, default)) else []


def some_of(name: str, choices: tuple[str, ...], default: str = "") -> frozenset[str]:
    """Words out of a few that are known; `none` for an empty choice."""
    found = frozenset(words(name, default)) - {"none"}
    if found <= set(choices):
        return found
    raise wrong(name, text(name), f"some of {', '.join(choices)}, or none")


def origin(name: str, default: str) -> str:
    """Scheme and host of a site, without a path: `https://news.example`."""
    value = text(name, default).rstrip("/")
    try:
        parts = urlsplit(value)
        valid = parts.scheme in {"http", "https"} and parts.hostname and parts.port != 0
    except ValueError:
        valid = False
    if not valid or parts.path or parts.query or parts.fragment or "@" in parts.netloc:
        raise wrong(name, value, "an origin such as https://news.example, without a path")
    return value


def address(name: str, default: str = "") -> str:
    """Of a server that the operator chose; empty where there is none."""
    value = text(name, default)
    try:
        parts = urlsplit(value)
        valid = parts.scheme in {"http", "https"} and parts.hostname and parts.port != 0 and value.isascii()
    except ValueError:
        valid = False
    if value and (not valid or parts.fragment or "@" in parts.netloc or len(value) > 500):
        raise wrong(name, value, "an address such as http://127.0.0.1:6081/, without a password")
    return value


def token(name: str) -> str:
    """A secret that goes into a header, so it is not repeated in the message."""
    value = text(name)
    if not re.fullmatch(r"[!-~]*", value):
        raise wrong(name, "…", "letters, digits and signs of ASCII, without spaces")
    return value


def public_key(name: str) -> str:
    """What search engines compare with a file of ours (IndexNow); empty where they are told nothing."""
    value = text(name)
    if value and not re.fullmatch(r"[A-Za-z0-9-]{8,128}", value):
        raise wrong(name, value, "8 to 128 letters, digits and hyphens")
    return value


def time_zone(name: str, default: str) -> str:
    value = text(name, default)
    try:
        zoneinfo.ZoneInfo(value)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        raise wrong(name, value, "a time zone of the tz database such as Asia/Kolkata") from None
    return value


def language(name: str, default: str, known: list[str]) -> str:
    value = text(name, default).lower()
    if value in known:
        return value
    raise wrong(name, value, f"one of {', '.join(known)}")


def networks(name: str) -> list[ipaddress.IPv4Network | ipaddress.IPv6Network]:
    """Networks in CIDR form, separated by commas: `127.0.0.0/8,::1/128`."""
    try:
        return [ipaddress.ip_network(word) for word in words(name)]
    except ValueError:
        raise wrong(name, text(name), "networks in CIDR form such as 127.0.0.0/8,::1/128") from None


def article_path(name: str, default: str) -> str:
    """The pattern of new articles' paths, made of {section} {year} {month} {day} {slug} {id}."""
    value = text(name, default)
    known = {"section", "year", "month", "day", "slug", "id"}
    fields = re.findall(r"{([^{}]*)}", value)
    rest = re.sub(r"{[^{}]*}", "", value)
    unique = {"slug", "id"} & set(fields)
    if value.startswith("/") and unique and set(fields) <= known and not set(rest) & set("{}?#% \\"):
        return value
    raise wrong(name, value, "a path such as /{section}/{year}/{month}/{day}/{slug}/, with {slug} or {id} in it")


def wrong(name: str, value: str, takes: str) -> ImproperlyConfigured:
    return ImproperlyConfigured(f"{name} is {value!r}; it takes {takes}.")
