"""Which pages a browser may fetch before a reader follows a link: those that anybody may have, on a moderate hint."""

from __future__ import annotations

import base64
import hashlib
import json

_NOT_AHEAD = ["/admin/*", "/media/*", "/preview/*", "/search/*", "/feed/*", "/*/feed/*", "/*\\?*"]
_WHERE = {
    "and": [
        {"href_matches": "/*"},
        {"not": {"href_matches": _NOT_AHEAD}},
        {"not": {"selector_matches": "[download],[rel~=nofollow]"}},
    ]
}
# Fetched and no more: a page that is made ready would count as read, and cost a phone what nobody asked for.
RULES = json.dumps({"prefetch": [{"where": _WHERE, "eagerness": "moderate"}]}, separators=(",", ":"))
HASH = f"sha256-{base64.b64encode(hashlib.sha256(RULES.encode()).digest()).decode()}"
KINDS_WITHOUT = frozenset({"preview", "front-preview", "section-preview", "error", "lite"})
