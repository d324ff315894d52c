"""Elements by what they mean: namespaces of any version become the prefixes WordPress writes.

Only the namespaces decide, never the prefix: a `wp:` bound to something else is a stranger's element.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

STANDARD: Mapping[str, str] = MappingProxyType(
    {
        "wp": "http://wordpress.org/export/1.2/",
        "excerpt": "http://wordpress.org/export/1.2/excerpt/",
        "content": "http://purl.org/rss/1.0/modules/content/",
        "dc": "http://purl.org/dc/elements/1.1/",
        "wfw": "http://wellformedweb.org/CommentAPI/",
    }
)
EXPORT_NAMESPACE = re.compile(r"https?://(?:www\.)?wordpress\.org/export/\d+\.\d+/?")
_OURS = (
    ("wp", EXPORT_NAMESPACE),
    ("excerpt", re.compile(EXPORT_NAMESPACE.pattern.removesuffix("/?") + r"/excerpt/?")),
    ("content", re.compile(r"https?://purl\.org/rss/1\.0/modules/content/?")),
    ("dc", re.compile(r"https?://purl\.org/dc/elements/1\.1/?")),
    ("wfw", re.compile(r"https?://wellformedweb\.org/CommentAPI/?")),
)
OWN_NAMESPACE = "urn:newsportal:export"
"""Of elements that only our own exports have."""
_DECLARATION = re.compile(r"""xmlns:([a-z_][\w.-]*)\s*=\s*["']([^"'<>&{}]*)["']""", re.ASCII | re.IGNORECASE)


@lru_cache(maxsize=4096)
def short(tag: str) -> str:
    """`{http://wordpress.org/export/1.1/}post_id` → `wp:post_id`; a stranger's tag stays as it is."""
    namespace, _, name = tag[1:].partition("}") if tag.startswith("{") else ("", "", tag)
    prefix = standard_prefix(namespace)
    return f"{prefix}:{name}" if prefix else tag


def standard_prefix(namespace: str) -> str:
    return next((prefix for prefix, pattern in _OURS if pattern.fullmatch(namespace)), "")


def declared(opening: str) -> dict[str, str]:
    """The prefixes that a start tag declares."""
    return {prefix: uri for prefix, uri in _DECLARATION.findall(opening) if prefix not in ("xml", "xmlns") and uri}


def bound(opening: str) -> dict[str, str]:
    """Those of a root element; WordPress's own are added where nothing has their namespace, or theirs is free."""
    found = declared(opening)
    known = {standard_prefix(uri) for uri in found.values()}
    return found | {prefix: uri for prefix, uri in STANDARD.items() if prefix not in known or prefix not in found}


def root_element(prefixes: Mapping[str, str]) -> str:
    """A start tag under which any single item of the file can be parsed."""
    return "<rss" + "".join(f' xmlns:{prefix}="{uri}"' for prefix, uri in prefixes.items()) + ">"
