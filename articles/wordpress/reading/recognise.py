"""Says what a file is that is no export, in words for the person who chose it."""

from __future__ import annotations

import re

_ROOT = re.compile(rb"<(?:rss|channel)\b", re.IGNORECASE)
_HTML = re.compile(rb"<!doctype\s+html|<html\b|<head\b", re.IGNORECASE)
_DOCTYPE = re.compile(rb"<!doctype", re.IGNORECASE)
_OTHERS = (
    (rb"%PDF", "a PDF"),
    (rb"\x89PNG|\xff\xd8\xff|GIF8|RIFF....WEBP", "a picture"),
    (rb"Rar!|7z\xbc\xaf|BZh|\xfd7zXZ|\x28\xb5\x2f\xfd", "an archive of a kind that is not opened (use zip or gzip)"),
    (rb"PK", "a damaged zip archive"),
    (rb"\xd0\xcf\x11\xe0", "an Office document"),
    (rb"SQLite format 3|PGDMP", "a database"),
    (rb"\s*(?:--|/\*|SET |CREATE |INSERT |DROP )", "a database dump (SQL)"),
    (rb"\s*[\[{]", "JSON"),
    (rb"\s*(?:<\?xml[^>]*>)?\s*<feed\b", "an Atom feed"),
    (rb"\s*(?:<\?xml[^>]*>)?\s*<(?:urlset|sitemapindex)\b", "a sitemap"),
)
PLAIN_RSS = "This is an ordinary RSS feed, not a WordPress export. Use Tools → Export on the old site."


def refusal(start: bytes) -> str:
    """The reason to refuse a file that begins so; empty when it may be an export."""
    root = _ROOT.search(start)
    before = start[: root.start()] if root else start
    if not before.strip(b" \t\r\n\x00\xef\xbb\xbf") and not root:
        return "This file is empty, not a WordPress export."
    if _HTML.search(before):
        return "This is an HTML page, not an export."
    if root or b"wordpress.org/export/" in start:
        return ""
    known = next((words for pattern, words in _OTHERS if re.match(pattern, start, re.DOTALL)), "")
    if known:
        return f"This is {known}, not a WordPress export."
    if _DOCTYPE.search(start):
        return "This file has a DOCTYPE and no <rss> element; it is not a WordPress export."
    if b"\0" in start[:4096]:
        return "This is a binary file, not a WordPress export."
    return "This is not a WordPress export (no <rss> element)."
