"""The first page of a section: what editors put there stands at its top, all that they leave free is the newest.

Older pages keep the plain order, and begin where they would begin without any edition: a launch moves nothing under
whoever is reading on, and no story is lost between two pages. So a story from further down that stands at the top is
met once more at its own time. One of the newest is not: it stands at the top only.
"""

from __future__ import annotations

from collections.abc import Sequence

from articles.models import FrontSlot, Section
from articles.page_keys import ALL_LIST, collected, depends_on
from articles.page_keys import section_front as key_of
from articles.page_parts import Part, shared_some
from articles.pages import keys
from articles.pages.asked import Asked
from articles.pages.keys import Key, KeysOfList
from articles.pages.listing import Listing, first_page
from articles.pages.menu import Menu
from articles.pages.queries import SLOTS_OF_SECTION
from articles.slugs import address_of

_BYTES = 4_000


def section_front(section: Section, menu: Menu, slots: Sequence[FrontSlot] | None = None) -> Listing:
    """As a list's first page, and for no query more than one.

    `slots`: of another edition than the one that is live; those that readers may see now.
    """
    depends_on(key_of(section.pk))
    order = keys.in_sections(section.ids_with_subsections(menu.sections))
    newest, live = _newest_and_live(order, section)
    return first_page(newest, address_of(section.path), live if slots is None else slots)


def _newest_and_live(order: KeysOfList, section: Section) -> tuple[list[Key], list[FrontSlot]]:
    """Slots are a part, kept until anything appears or goes; what is not at hand is asked for with the order."""
    asked = _live_slots(section)
    beside: list[list[Key]] = []

    def make(_missing: list[str]) -> dict[str, Part[list[FrontSlot]]]:
        with collected():  # The part names its own rows.
            newest, rows = order.newest_beside(asked.query, **asked.values)
        beside.append(newest)
        return {asked.name: asked.part(rows)}

    live = shared_some([asked.name], make)[asked.name]
    return (beside[0] if beside else order.newest()), live


def _live_slots(section: Section) -> Asked:
    named = frozenset([key_of(section.pk), ALL_LIST])
    values = {"section": section.pk}
    return Asked(f"slots of {section.pk}", SLOTS_OF_SECTION, list, named, lambda slot: slot.image, _BYTES, values)
