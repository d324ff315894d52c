"""Composes the front page from what is published: which story stands where, and with which picture.

Composing works on a few columns of many articles; only the chosen ones are then loaded.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import cycle
from typing import Any, NamedTuple

from django.conf import settings
from django.db.models import OuterRef

from articles import clock
from articles.models import Article, FrontSlot, Section
from articles.models.prepared import Prepared
from articles.models.slots import KeysOf, moment
from articles.page_keys import FRONT, depends_on
from articles.pages.menu import Menu

OPINION = "opinion"
FRESH = 8
"""The lead is one of the newest so many: an old story with a picture does not win over today's news."""
SECONDARY, MORE, LATEST, VOICES = 3, 2, 7, 4
EACH_SECTION = 12
ENOUGH, GATHERED = 3, 8
RHYTHM = ("split", "trio", "flip", "ruled")
STORIES = {"split": 5, "trio": 4, "flip": 5, "ruled": 4}
PICTURES = {"split": 2, "trio": 2, "flip": 1, "ruled": 4}


class Candidate(NamedTuple):
    article_id: int
    section_id: int
    language: str
    image_id: int | None
    """Only when the picture can be shown."""


@dataclass(frozen=True)
class Place:
    article_id: int
    image_id: int | None = None


@dataclass(frozen=True)
class Block:
    """One band of the page. Several sections share it when each has too little for its own."""

    kind: str
    sections: list[Section]
    places: list[Place]
    language: str = ""


@dataclass
class Plan:
    lead: Place | None = None
    more: list[Place] = field(default_factory=list)
    secondary: list[Place] = field(default_factory=list)
    latest: list[Place] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)

    def voices(self) -> set[int]:
        """Ids of the articles that show who wrote them."""
        return {place.article_id for block in self.blocks if block.kind == "voices" for place in block.places}

    def article_ids(self) -> set[int]:
        places = [
            *self.more,
            *self.secondary,
            *self.latest,
            *(place for block in self.blocks for place in block.places),
        ]
        return {place.article_id for place in places} | ({self.lead.article_id} if self.lead else set())


def candidates(now: datetime | None = None, slots: Sequence[FrontSlot] = ()) -> list[Candidate]:
    """The newest of every section and what has a slot, newest first, in two queries: an index step for each."""
    depends_on(FRONT)
    now = now or clock.now()
    ids = {pk for (newest,) in NEWEST_OF_SECTIONS.columns(now=now) for pk in newest or ()}
    ids |= {slot.article_id for slot in slots}
    return [
        Candidate(pk, section, language, image if file and (ends_at is None or ends_at > now) else None)
        for pk, section, language, image, file, ends_at in CANDIDATES.columns(ids=sorted(ids))
    ]


def _newest_of_sections() -> Any:
    newest = Article.objects.published(moment("now")).filter(section=OuterRef("pk")).newest_first().values("pk")
    return Section.objects.order_by().annotate(newest=KeysOf(newest[:EACH_SECTION])).values_list("newest")


NEWEST_OF_SECTIONS = Prepared[Any](_newest_of_sections)
CANDIDATES = Prepared[Any](
    lambda: (
        Article.objects.filter(pk__among="ids")
        .newest_first()
        .values_list("pk", "section", "language", "lead_image", "lead_image__file", "lead_image__rights_end_at")
    )
)


def compose(found: Iterable[Candidate], menu: Menu, slots: Sequence[FrontSlot] = ()) -> Plan:
    """`found` newest first; `slots` go before all that fills itself."""
    return _Composition(list(found), menu, slots).plan()


def _put(found: list[Candidate], slots: Sequence[FrontSlot]) -> dict[str, list[Candidate]]:
    """By their place, in the order of the slots; with the picture that the slot gives them."""
    by_id = {one.article_id: one for one in found}
    put: dict[str, list[Candidate]] = {place: [] for place in FrontSlot.Place.values}
    for slot in slots:
        if one := by_id.get(slot.article_id):
            image = slot.image_id if slot.image and slot.image.is_shown else one.image_id
            put[slot.place].append(one._replace(image_id=image))
    return put


class _Composition:
    """What is left to place, and which pictures are on the page already."""

    def __init__(self, found: list[Candidate], menu: Menu, slots: Sequence[FrontSlot]) -> None:
        self.newest = found
        self.put = _put(found, slots)
        put = {one.article_id for some in self.put.values() for one in some}
        self.left = [one for one in found if one.article_id not in put]
        self.order = {one.article_id: place for place, one in enumerate(found)}
        self.menu = menu
        self.language = settings.LANGUAGE_CODE
        self.opinion = next((section for section in menu.top if section.slug == OPINION), None)
        self.opinion_id = self.opinion.pk if self.opinion else None
        self.pictures: set[int] = set()

    def plan(self) -> Plan:
        plan, top = Plan(), self.put[FrontSlot.Place.TOP]
        lead = next(iter(self.put[FrontSlot.Place.LEAD]), None) or self._choose_lead()
        if lead:
            plan.lead = self._place(lead)
            beside = [*top, *self._take(max(0, SECONDARY - len(top)), self._is_news)]
            plan.secondary = self._places(beside, pictures=1, is_ordered=bool(top))
            plan.more = [self._place(one, bare=True) for one in self._take(MORE, self._stands_with(lead))]
        above = plan.article_ids()
        plan.latest = [Place(one.article_id) for one in self.newest if one.article_id not in above][:LATEST]
        plan.blocks = list(self._blocks())
        return plan

    def _choose_lead(self) -> Candidate | None:
        news = [one for one in self.left if self._is_news(one)] or self.left
        with_picture = [one for one in news[:FRESH] if one.image_id]
        lead = next(iter(with_picture or news), None)
        if lead:
            self.left.remove(lead)
        return lead

    def _blocks(self) -> Iterator[Block]:
        others = self._take_all(lambda one: one.language != self.language)
        voices = list(self._voices())
        thin: dict[Section, list[Candidate]] = {}
        rhythm = cycle(RHYTHM)
        left = self._left_by_section()
        for section in self.menu.top:
            stories = left.get(section.pk, [])
            if len(stories) < ENOUGH:
                thin[section] = stories
                continue
            yield self._block(next(rhythm), section, stories)
            yield from voices
            voices = []
        yield from voices
        yield from self._in_other_languages(others)
        yield from self._gathered({section: stories for section, stories in thin.items() if stories})

    def _left_by_section(self) -> dict[int, list[Candidate]]:
        """By the top section that they stand under."""
        found: dict[int, list[Candidate]] = {}
        for one in (*self.put[FrontSlot.Place.SECTION], *self.left):
            found.setdefault(self.menu.top_id(one.section_id), []).append(one)
        return found

    def _block(self, kind: str, section: Section, stories: list[Candidate]) -> Block:
        is_ordered = stories[0] in self.put[FrontSlot.Place.SECTION]
        return Block(kind, [section], self._places(stories[: STORIES[kind]], PICTURES[kind], is_ordered=is_ordered))

    def _places(self, stories: list[Candidate], pictures: int, *, is_ordered: bool = False) -> list[Place]:
        """One with a picture leads, the rest stays newest first; no more pictures than asked for.

        With `is_ordered` an editor has said which one leads.
        """
        if not is_ordered:
            opener = self._opener(stories)
            stories = sorted(stories, key=lambda one: one is not opener)
        places = []
        for one in stories:
            places.append(self._place(one, bare=pictures <= 0))
            pictures -= places[-1].image_id is not None
        return places

    def _opener(self, stories: list[Candidate]) -> Candidate | None:
        return next((one for one in stories if one.image_id and one.image_id not in self.pictures), None)

    def _voices(self) -> Iterator[Block]:
        """Once, and after the first block where there is one."""
        stories = self._take_all(self._stands_in(self.opinion))[:VOICES] if self.opinion else []
        if self.opinion and stories:
            yield Block("voices", [self.opinion], [Place(one.article_id) for one in stories])

    def _in_other_languages(self, stories: list[Candidate]) -> Iterator[Block]:
        for language in dict.fromkeys(one.language for one in stories):
            same = [one for one in stories if one.language == language]
            yield Block("ruled", [], self._places(same[:VOICES], pictures=VOICES), language)

    def _gathered(self, thin: dict[Section, list[Candidate]]) -> Iterator[Block]:
        """Sections with too little for a block of their own share one."""
        stories = [one for some in thin.values() for one in some]
        stories.sort(key=lambda one: self.order[one.article_id])
        if stories:
            yield Block("ruled", list(thin), self._places(stories[:GATHERED], pictures=GATHERED))

    def _is_news(self, one: Candidate) -> bool:
        return one.language == self.language and self.menu.top_id(one.section_id) != self.opinion_id

    def _stands_in(self, section: Section) -> Callable[[Candidate], bool]:
        return lambda one: self.menu.top_id(one.section_id) == section.pk

    def _stands_with(self, other: Candidate) -> Callable[[Candidate], bool]:
        top = self.menu.top_id(other.section_id)
        return lambda one: self._is_news(one) and self.menu.top_id(one.section_id) == top

    def _take(self, most: int, fits: Callable[[Candidate], bool]) -> list[Candidate]:
        taken = [one for one in self.left if fits(one)][:most]
        ids = {one.article_id for one in taken}
        self.left = [one for one in self.left if one.article_id not in ids]
        return taken

    def _take_all(self, fits: Callable[[Candidate], bool]) -> list[Candidate]:
        return self._take(len(self.left), fits)

    def _place(self, one: Candidate, *, bare: bool = False) -> Place:
        """With its picture, unless that is on the page already."""
        image_id = None if bare or one.image_id in self.pictures else one.image_id
        if image_id:
            self.pictures.add(image_id)
        return Place(one.article_id, image_id)
