"""Players and frames of other sites become a paragraph with a link to what they show."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from urllib.parse import urlsplit

from articles.body.attributes import web_address
from articles.body.media import media_kind
from articles.body.tokens import Tag, Token, Unseen, read_tokens
from articles.body.vocabulary import EMBEDS

LINE = Tag("div")


def replace_embeds(tokens: Iterable[Token], is_own: Callable[[str], bool]) -> Iterator[Token]:
    """A file of this site is linked by its path, so that it is shown as a player (`articles.body.media`)."""
    for token in tokens:
        tag = _frame(token) if isinstance(token, Unseen) else token
        if not isinstance(tag, Tag) or tag.name not in EMBEDS:
            yield token
        elif not tag.closing and (address := _address(web_address(tag.get(EMBEDS[tag.name])), is_own)):
            yield from (LINE, Tag("a", (("href", address),)), address, Tag("a", closing=True), LINE.end)


def _address(address: str, is_own: Callable[[str], bool]) -> str:
    path = urlsplit(address).path
    return path if not address.startswith("/") and media_kind(path) and is_own(address) else address


def _frame(unseen: Unseen) -> Token:
    """The opening tag of an iframe, whose content no browser shows."""
    if not unseen.text[:7].lower().startswith("<iframe"):
        return unseen
    opening = read_tokens(unseen.text[: unseen.text.index(">", unseen.text.rindex("</"))].rsplit("</", 1)[0])
    return next((token for token in opening if isinstance(token, Tag)), unseen)
