"""The CSS of each kind of page: its components minified into one block, and that block's hash."""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from functools import lru_cache
from pathlib import Path

from django.conf import settings

_EVERY = ("tokens", "base", "masthead", "footer")
_ARTICLE = ("kicker", "article", "figure", "body", "also-read", "tags", "said", "latest", "print")
_LIST = ("kicker", "tags", "latest", "story", "list")
COMPONENTS: dict[str, tuple[str, ...]] = {
    "article": _EVERY + _ARTICLE,
    "opinion": _EVERY + _ARTICLE + ("opinion",),
    "preview": _EVERY + _ARTICLE + ("opinion", "preview"),
    "page": (*_EVERY, "kicker", "article", "figure", "body", "also-read", "print"),
    "front": (*_EVERY, "masthead-front", "kicker", "latest", "story", "ruled", "front"),
    "front-preview": (*_EVERY, "masthead-front", "kicker", "latest", "story", "ruled", "front", "preview"),
    "list": _EVERY + _LIST,
    "section-preview": (*_EVERY, *_LIST, "preview"),
    "archive": (*_EVERY, *_LIST, "calendar"),
    "search": (*_EVERY, *_LIST, "search", "found"),
    "comment": (*_EVERY, "kicker", "search", "comment"),
    "lite": ("tokens", "base", "lite"),
    "error": (*_EVERY, "latest", "search", "error"),
}
LAYERS = ("base", "parts", "layout", "states")
SCHEMES = ("light", "dark")
_FOLDER = Path(settings.BASE_DIR) / "static" / "css"
_LAYER = re.compile(rf"@layer ({'|'.join(LAYERS)})\{{(.*)\}}")


@lru_cache(maxsize=0 if settings.DEBUG else None)
def stylesheet(kind: str, has_banner: bool = False, scheme: str = "") -> str:
    """One block for the page, made once in a process; components of one layer share its block.

    In a `scheme` of SCHEMES, it looks as in a browser that asks for that one; without, the browser chooses.
    """
    layers: dict[str, str] = dict.fromkeys(LAYERS, "")
    for name in (*COMPONENTS[kind], *(["banner"] if has_banner else [])):
        layer, rules = _layer(name)
        layers[layer] += rules
    blocks = "".join(f"@layer {layer}{{{rules}}}" for layer, rules in layers.items() if rules)
    css = with_short_names(with_values_written_out(blocks))
    return in_scheme(css, scheme) if scheme else css


@lru_cache(maxsize=0 if settings.DEBUG else None)
def stylesheet_hash(kind: str, has_banner: bool = False, scheme: str = "") -> str:
    """As a Content-Security-Policy names it."""
    digest = hashlib.sha256(stylesheet(kind, has_banner, scheme).encode()).digest()
    return f"sha256-{base64.b64encode(digest).decode()}"


def minified(css: str) -> str:
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    css = re.sub(r"\s+", " ", css)
    css = re.sub(r"\s*([{};,>])\s*", r"\1", css)
    css = re.sub(r":\s+", ":", css)
    css = re.sub(r"@media \(", "@media(", css)
    css = re.sub(r"\s*([<>]=?)\s*", r"\1", css)
    return css.replace(";}", "}").strip()


def with_values_written_out(css: str) -> str:
    """Properties that have one value everywhere, where that is shorter than their name; and unused ones go."""
    definitions = re.findall(r"(--[a-z][\w-]*):([^;}]+)", css)
    values = dict(definitions)
    for name in [name for name, count in Counter(name for name, _value in definitions).items() if count == 1]:
        value, uses = values[name], css.count(f"var({name})")
        if uses * len(value) <= uses * len("var(--x)") + len(f"--x:{value};"):
            css = css.replace(f"{name}:{value};", "").replace(f"{name}:{value}}}", "}").replace(f"var({name})", value)
    return css.replace(";}", "}")


def with_short_names(css: str) -> str:
    """Custom properties by one letter, the most used first; nothing outside the block refers to them."""
    names = Counter(re.findall(r"--[a-z][\w-]*", css))
    letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
    short = dict(zip((name for name, _uses in names.most_common()), letters, strict=False))
    return re.sub(r"--[a-z][\w-]*", lambda found: f"--{short.get(found[0], found[0][2:])}", css)


def in_scheme(css: str, scheme: str) -> str:
    """Minified CSS with every question for the reader's scheme answered: the same rules, not a copy of them."""
    css = css.replace("color-scheme:light dark", f"color-scheme:{scheme}")
    for asked in SCHEMES:
        answer = "@media screen{" if asked == scheme else "@media not all{"
        css = css.replace(f"@media screen and (prefers-color-scheme:{asked}){{", answer)
    return css


def _layer(name: str) -> tuple[str, str]:
    found = _LAYER.fullmatch(minified((_FOLDER / f"{name}.css").read_text("utf-8")))
    if found is None:
        raise ValueError(f"static/css/{name}.css must be one @layer block")
    return found[1], found[2]
