"""The shortcodes WordPress itself brings, to the pictures, links and players they show. Captions are the body's."""

from __future__ import annotations

import re
from collections.abc import Callable

from articles.wordpress.content import markup
from articles.wordpress.content.shortcode_attributes import Attributes, read_attributes
from articles.wordpress.content.shortcodes import Shortcode
from articles.wordpress.content.site import MediaKind, Site

AUDIO = ("mp3", "ogg", "flac", "m4a", "wav", "wma")
VIDEO = ("mp4", "m4v", "webm", "ogv", "flv", "wmv")
WEB = re.compile(r"https?://|/", re.IGNORECASE)
TAG = re.compile(r"<[^<>]*>")
SOURCE = re.compile(r"""<source\s(?:[^<>]*?\s)?src\s*=\s*["']?([^"'\s<>]+)""", re.IGNORECASE)


def expanded(shortcode: Shortcode, site: Site) -> str | None:
    """Its HTML, whole blocks; empty when it asks for what the site does not know; None when it makes no sense."""
    return EXPANSIONS[shortcode.name](read_attributes(shortcode.attributes), shortcode.content or "", site)


def _gallery(attributes: Attributes, content: str, site: Site) -> str | None:
    return "".join(map(markup.picture, _chosen(attributes, site))) + _left(content)


def _chosen(attributes: Attributes, site: Site) -> list[int]:
    """Attachment numbers in the order in which they are shown."""
    numbers = attributes.numbers("ids", "include")
    if not numbers:
        parent = next(iter(attributes.numbers("id")), None)
        excluded = set(attributes.numbers("exclude"))
        numbers = [number for number in site.pictures_of(parent) if number not in excluded]
        if attributes.get("order").upper() == "DESC":
            numbers.reverse()
    return numbers


def _embed(attributes: Attributes, content: str, _site: Site) -> str | None:
    written = TAG.sub("", content).strip() or attributes.get("src") or next(iter(attributes.positional), "")
    url = markup.address(written)
    return markup.link(url) if WEB.match(url) and not re.search(r"\s", url) else None


def _audio(attributes: Attributes, content: str, site: Site) -> str | None:
    return _player("audio", AUDIO, attributes, content, site)


def _video(attributes: Attributes, content: str, site: Site) -> str | None:
    return _player("video", VIDEO, attributes, content, site)


def _player(kind: MediaKind, formats: tuple[str, ...], attributes: Attributes, content: str, site: Site) -> str | None:
    """A player for the first file that is named, or else for the first one of the post."""
    loose = next((value for value in attributes.positional if WEB.match(value)), "")
    url = markup.address(attributes.get("src", *formats) or loose or _source(content))
    url = url or next(iter(site.media_of(None, kind)), "")
    return markup.player(kind, url) + _left(content) if url else ""


def player_element(kind: str, source: str, content: str) -> str:
    """An `<audio>` or `<video>` that names several forms of one file: one player, for the first of them."""
    url = markup.address(source or _source(content))
    left = TAG.sub(" ", content).strip()
    return (markup.player(kind, url) if url else "") + ("" if WEB.match(left) else _left(content))


def _source(content: str) -> str:
    match = SOURCE.search(content)
    return match[1] if match else ""


def _playlist(attributes: Attributes, content: str, site: Site) -> str | None:
    kind: MediaKind = "video" if attributes.get("type") == "video" else "audio"
    numbers = attributes.numbers("ids", "include")
    files = [site.file_of(number) for number in numbers]
    if not numbers:
        files = list(site.media_of(next(iter(attributes.numbers("id")), None), kind))
    return "".join(markup.player(kind, url) for url in files) + _left(content) if files and all(files) else ""


def _left(content: str) -> str:
    """Words between the tags: WordPress hides them, a reader may want them."""
    text = TAG.sub(" ", content).strip()
    return f"<p>{text.replace('<', '&lt;')}</p>" if text else ""


EXPANSIONS: dict[str, Callable[[Attributes, str, Site], str | None]] = {
    "gallery": _gallery,
    "embed": _embed,
    "audio": _audio,
    "video": _video,
    "playlist": _playlist,
}
