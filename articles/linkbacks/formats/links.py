"""An article's links to other sites, and what changed since they were last told."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from articles.linkbacks.formats.addresses import is_web_address, normal_form
from articles.linkbacks.formats.fetched_page import content_tree

MOST_TARGETS = 50


@dataclass(frozen=True)
class LinkChanges:
    """Targets as they stand, or last stood, in the article."""

    added: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()

    @property
    def to_notify(self) -> tuple[str, ...]:
        """All of them: when an article changed, those it still links to and those it no longer does are told."""
        return self.added + self.kept + self.removed


def web_links(body_html: str) -> list[str]:
    """Each page that the body's text links to, our own among them, once, spelt as there; boxes do not count."""
    return list(_by_form(_hrefs(body_html), normal_form).values())


def outgoing_links(body_html: str, is_own: Callable[[str], bool]) -> list[str]:
    """The first pages of other sites among them, no more than are told."""
    foreign = (href for href in web_links(body_html) if not is_own(href))
    return list(islice(foreign, MOST_TARGETS))


def changes(
    sent: Iterable[str], current: Iterable[str], form_of: Callable[[str], str | None] = normal_form
) -> LinkChanges:
    """What `current` links add to those that were `sent`, keep and miss; two of one form are the same page."""
    before, now = _by_form(sent, form_of), _by_form(current, form_of)
    return LinkChanges(
        tuple(url for form, url in now.items() if form not in before),
        tuple(url for form, url in now.items() if form in before),
        tuple(url for form, url in before.items() if form not in now),
    )


def _hrefs(body_html: str) -> Iterator[str]:
    tree = content_tree(body_html)
    for element in () if tree is None else tree.iter("a"):
        href = str(element.get("href", "")).strip()
        if is_web_address(href) and next(element.iterancestors("aside"), None) is None:
            yield href


def _by_form(urls: Iterable[str], form_of: Callable[[str], str | None]) -> dict[str, str]:
    """The first spelling of each, in order."""
    found: dict[str, str] = {}
    for url in urls:
        form = form_of(url)
        if form:
            found.setdefault(form, url)
    return found
