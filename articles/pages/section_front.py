"""The first page of a section: what editors put there stands at its top, all that they leave free is the newest.

Older pages keep the plain order, and begin where they would begin without any edition: a launch moves nothing under
whoever is reading on, and no story is lost between two pages. So a story from further down that stands at the top is
met once more at its own time. One of the newest is not: it stands at the top only.
"""

from __future__ import annotations

from collections.abc import Sequence

from articles.models import FrontSlot, Section
from articles.page_keys import depends_on
from articles.page_keys import section_front as key_of
from articles.pages import keys
from articles.pages.listing import Listing, first_page
from articles.pages.menu import Menu
from articles.pages.queries import SLOTS_OF_SECTION
from articles.slugs import address_of


def section_front(section: Section, menu: Menu, slots: Sequence[FrontSlot] | None = None) -> Listing:
    """As a list's first page, and for no query more than one.

    `slots`: of another edition than the one that is live; those that readers may see now.
    """
    depends_on(key_of(section.pk))
    order = keys.in_sections(section.ids_with_subsections(menu.sections))
    newest, live = order.newest_beside(SLOTS_OF_SECTION, section=section.pk)
    return first_page(newest, address_of(section.path), live if slots is None else slots)
