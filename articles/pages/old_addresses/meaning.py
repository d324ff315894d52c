"""What is meant by a path at which nothing stands: the families of old addresses, in turn."""

from __future__ import annotations

from articles.pages.menu import Menu
from articles.pages.old_addresses import feeds, lists
from articles.pages.old_addresses.asked import Asked, asked
from articles.pages.old_addresses.guesses import guessed
from articles.pages.old_addresses.known import known_at
from articles.pages.places import Answer, Elsewhere, Moved, Withdrawn, storable, with_and_without_slash


def meant_by(path: str, menu: Menu) -> Elsewhere:
    """Never the path itself, so that nobody is sent round in a circle. Three queries at most where nothing is meant."""
    meaning = asked(path)
    if meaning is None:
        return None
    found = feeds.main_feed(meaning.path) or _of_a_list(meaning, menu) or _of_an_article(meaning, storable(path))
    return None if isinstance(found, Moved) and found.path == path else found


def _of_a_list(meaning: Asked, menu: Menu) -> Moved | None:
    if meaning.part == "piece" and not lists.is_list(meaning.path):
        return None
    base = meaning.path if meaning.part == "piece" else meaning.base
    found = lists.list_at(base, menu)
    if found is None or meaning.part != "feed":
        return found
    return feeds.feed_of(found.path if lists.has_feeds(found) else "/", meaning.form)


def _of_an_article(meaning: Asked, path: str) -> Elsewhere:
    if lists.is_list(meaning.path) or lists.is_list(meaning.base):
        return None
    forms = [form for part in (meaning.path, meaning.base) for form in with_and_without_slash(f"{part}/") if part]
    new = [form for form in dict.fromkeys(forms) if form not in with_and_without_slash(path)]
    found = _elsewhere(known_at(new)) if new else None
    found = found or (guessed(meaning.base) if meaning.base else None)
    return feeds.feed_of("/", meaning.form) if isinstance(found, Moved) and meaning.part == "feed" else found


def _elsewhere(found: Answer) -> Elsewhere:
    return found if found is None or isinstance(found, Moved | Withdrawn) else Moved(found.path or "/")
