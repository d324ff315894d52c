"""What every page has: the tree of sections, the standing pages, the breaking banner; loaded once for a page."""

from __future__ import annotations

from collections.abc import Iterable

from articles import clock
from articles.models import Banner, Page, Section
from articles.models.prepared import together
from articles.page_keys import MENU, collected, depends_on, ends_at
from articles.page_parts import shared
from articles.pages.queries import BANNER, SECTIONS, STANDING

IN_STRIP = 12
_BYTES = 50_000


class Menu:
    def __init__(
        self, sections: Iterable[Section], standing: Iterable[Page] = (), banners: Iterable[Banner] = ()
    ) -> None:
        self.sections, self.standing = list(sections), list(standing)
        self._banner = next(iter(banners), None)
        self._by_id = {section.pk: section for section in self.sections}
        self._top_ids = {section.pk: self.line(section)[0].pk for section in self.sections}

    @classmethod
    def load(cls) -> Menu:
        """One query at most. A page ends with the banner that stands on it."""
        menu = shared("menu", _BYTES, cls._loaded)
        if banner := menu.banner:
            ends_at(banner.ends_at)
        return menu

    @classmethod
    def _loaded(cls) -> Menu:
        """What it shows of a page is named by the menu: the page's text is not in it."""
        depends_on(MENU)
        with collected():
            return cls(*together(SECTIONS, STANDING, BANNER, now=clock.now()))

    @property
    def banner(self) -> Banner | None:
        """Until it ends, however long the menu is kept."""
        return self._banner if self._banner and self._banner.is_up() else None

    @property
    def top(self) -> list[Section]:
        return self.below(None)

    @property
    def strip(self) -> list[Section]:
        """As many as a line over the page can show; the footer has all."""
        return self.top[:IN_STRIP]

    def below(self, section: Section | None) -> list[Section]:
        parent_id = section.pk if section else None
        return [below for below in self.sections if below.parent_id == parent_id]

    def at(self, path: str) -> Section | None:
        return next((section for section in self.sections if section.path == path), None)

    def line(self, section: Section | None) -> list[Section]:
        """From the top section down to this one."""
        found: list[Section] = []
        step = self._by_id.get(section.pk) if section else None
        while step and step not in found:
            found.insert(0, step)
            step = self._by_id.get(step.parent_id or 0)
        return found

    def top_id(self, section_id: int) -> int:
        """Of the top section under which that one stands."""
        return self._top_ids.get(section_id, section_id)
