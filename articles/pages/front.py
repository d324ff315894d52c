"""The front page: the composed places filled with their articles and pictures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial

from django.utils.safestring import SafeString
from django.utils.translation import get_language

from articles import clock
from articles.models import FrontSlot, Image, Section
from articles.page_keys import FRONT, depends_on
from articles.page_parts import shared
from articles.pages.composition import Block, Place, Plan, candidates, compose
from articles.pages.markup import parts
from articles.pages.menu import Menu
from articles.pages.queries import SLOTS
from articles.pages.story import Story, stories, voices, with_urgent_picture


@dataclass(frozen=True)
class FrontBlock:
    kind: str
    sections: list[Section]
    stories: list[Story]
    language: str
    subsections: list[Section] = field(default_factory=list)

    @property
    def template(self) -> str:
        return f"blocks/{self.kind}.html"

    @property
    def only_section(self) -> Section | None:
        """The one that its heading names; its stories need not say it again."""
        return self.sections[0] if len(self.sections) == 1 else None

    @property
    def rest(self) -> list[Story]:
        return self.stories[1:]


@dataclass(frozen=True)
class FrontPage:
    lead: Story | None
    more: list[Story]
    secondary: list[Story]
    latest: list[Story]
    blocks: list[FrontBlock]

    @property
    def latest_lines(self) -> list[SafeString]:
        return [
            story.rendered(("headline", get_language()), partial(parts.headline, story.article))
            for story in self.latest
        ]


_BYTES = 8_000


def front_page(menu: Menu, now: datetime | None = None, slots: Sequence[FrontSlot] | None = None) -> FrontPage:
    """Five queries at most, however many articles and sections there are.

    `slots`: of another edition than the one that is live; those that readers may see at that time.
    """
    slots = live_slots(now or clock.now()) if slots is None else slots
    plan = compose(candidates(now, slots), menu, slots)
    return _Filling(plan, menu, now, slots).page()


def live_slots(now: datetime) -> list[FrontSlot]:
    """Kept until the front page changes in any way: what appears or goes by itself changes it."""

    def make() -> list[FrontSlot]:
        depends_on(FRONT)
        return SLOTS.rows(now=now)

    return shared("front slots", _BYTES, make)


class _Filling:
    def __init__(self, plan: Plan, menu: Menu, now: datetime | None, slots: Sequence[FrontSlot]) -> None:
        self.plan = plan
        self.slots = {slot.article_id: slot for slot in slots}
        self.menu = menu
        self.stories, self.voices = stories(plan.article_ids(), now), voices(plan.voices(), now)
        self.portraits: set[int] = set()

    def page(self) -> FrontPage:
        plan = self.plan
        above = with_urgent_picture(self._stories([*([plan.lead] if plan.lead else []), *plan.secondary]))
        return FrontPage(
            lead=above[0] if above else None,
            more=self._stories(plan.more),
            secondary=above[1:],
            latest=self._stories(plan.latest),
            blocks=[self._block(block) for block in plan.blocks],
        )

    def _stories(self, places: Iterable[Place]) -> list[Story]:
        """Without those that were withdrawn since the page was composed."""
        present = [(self._in_slot(self.stories.get(place.article_id)), place) for place in places]
        return [story if place.image_id else replace(story, image=None) for story, place in present if story]

    def _in_slot(self, story: Story | None) -> Story | None:
        slot = self.slots.get(story.article.pk) if story else None
        if story is None or slot is None:
            return story
        return story.in_place(slot.headline, slot.image if slot.image and slot.image.is_shown else None)

    def _block(self, block: Block) -> FrontBlock:
        found = self._voices(block.places) if block.kind == "voices" else self._stories(block.places)
        filled = FrontBlock(block.kind, block.sections, found, block.language)
        return replace(filled, subsections=self.menu.below(filled.only_section)) if filled.only_section else filled

    def _voices(self, places: Iterable[Place]) -> list[Story]:
        present = filter(None, (self._in_slot(self.voices.get(place.article_id)) for place in places))
        return [replace(story, image=self._portrait(story)) for story in present]

    def _portrait(self, story: Story) -> Image | None:
        """Of the first author; nobody's twice."""
        first = next(iter(story.bylines), None)
        portrait = first.author.portrait if first and first.author else None
        if portrait is None or not portrait.is_shown or portrait.pk in self.portraits:
            return None
        self.portraits.add(portrait.pk)
        return portrait
