"""A page of readers below another address: its links stay there, and nothing on it speaks for the real one.

It is done to the finished page, so that the pages themselves know nothing of it and cost no more for it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape, unescape
from urllib.parse import unquote

from django.conf import settings

_TAG = re.compile(r"<(/?[a-z]+)\b((?:[^<>\"']++|\"[^\"]*\"|'[^']*')*+)>")
# Readers with a keyboard find the way past everything before everything.
_TOP = re.compile(r'<body\b[^>]*>(?:\s*<a class="skip"[^>]*>[^<]*</a>)?')
_LINK = re.compile(r'(\s(?:href|action)=")([^"]*)"')
_NOT_INDEXED = '<meta name="robots" content="noindex, nofollow">'


def kept_inside(html: str, below: str, is_inside: Callable[[str], bool], head: str, top: str) -> str:
    """`is_inside` is asked of decoded paths: only what it says stands `below`. `head` and `top` go into head and body.

    Without scripts, and without what names the page's real address, its feeds and where it takes notices.
    """

    def changed(tag: re.Match[str]) -> str:
        match tag[1]:
            case "a" | "form":
                return _LINK.sub(lambda found: f'{found[1]}{escape(moved(unescape(found[2])))}"', tag[0])
            case "link":
                return tag[0] if 'rel="icon"' in tag[2] else ""
            case "meta":
                return _meta(tag)
            case "/head":
                return f"{head}{tag[0]}"
        return tag[0]

    def moved(address: str) -> str:
        return moved_inside(address, below, is_inside)

    made = _TAG.sub(changed, _without_scripts(html))
    return _TOP.sub(lambda found: f"{found[0]}{top}", made, count=1)


def moved_inside(address: str, below: str, is_inside: Callable[[str], bool]) -> str:
    """The same place below; an address that is not ours, or of no such page, stays."""
    own = address.removeprefix(settings.SITE_URL)
    if own != address and not own:
        own = "/"
    if not own.startswith("/") or own.startswith("//"):
        return address
    path = re.split(r"[?#]", own, maxsplit=1)[0]
    return below + own if is_inside(unquote(path)) else address


def _without_scripts(html: str) -> str:
    first, *others = html.split("<script")
    return first + "".join(other.partition("</script>")[2] for other in others)


def _meta(tag: re.Match[str]) -> str:
    if "property=" in tag[2]:
        return ""
    return _NOT_INDEXED if 'name="robots"' in tag[2] else tag[0]
