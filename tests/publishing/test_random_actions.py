"""Whatever people of any right do at the desk, in whatever order: the public sees what the rules say, and nothing else.

The rules are written down here a second time, as plainly as they can be said (`Story.is_public`), and compared with
all that the public can ask for. Each sequence follows from its number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from articles.models import Article
from tests.admin.desk import ADD, change_page, client_of, step_page, typed
from tests.factories import make_section

pytestmark = pytest.mark.django_db
ROLES = ("Reporter", "Editor", "Moderator", "Admin")
MAY_WRITE, MAY_PUBLISH = {"Reporter", "Editor", "Admin"}, {"Editor", "Admin"}
STEPS = ("publish", "schedule", "review", "ready", "draft", "kill", "spike")
DESK = {"draft": "draft", "review": "in_review", "ready": "ready"}
TAGS = ("rivers", "dams")
BEGIN = datetime(2026, 11, 3, 6, 30, tzinfo=UTC)
SEQUENCES, ACTIONS, LOOK_EVERY = 5, 40, 8
# A word in every headline, so that one search finds all.
WORD = "harbour"


@dataclass
class Story:
    """What the rules need to know of an article; `at` is when it was to appear."""

    pk: int
    section: str
    tags: frozenset[str] = frozenset()
    state: str = "draft"
    at: datetime | None = None
    embargo: datetime | None = None

    def is_public(self, now: datetime) -> bool:
        is_out = self.state == "published" and self.at is not None and self.at <= now
        return is_out and (self.embargo is None or self.embargo <= now)


class Newsroom:
    """A desk with people of every role, and a record of what they were allowed to do."""

    def __init__(self, number: int, clock: time_machine.Coordinates) -> None:
        self.chance, self.clock = Random(number), clock
        self.stories: dict[int, Story] = {}
        self.clients = {role: client_of(role) for role in ROLES}
        self.sections = {section.path: section for section in (make_section("World"), make_section("Sport"))}

    def act(self) -> None:
        """One action of somebody at some article."""
        self.clock.shift(timedelta(minutes=self.chance.choice([0, 1, 5, 45])))
        role = self.chance.choice(ROLES)
        if len(self.stories) < 3 or self.chance.random() < 0.15:
            self.create(role)
        elif self.chance.random() < 0.3:
            self.edit(role, self.chance.choice(list(self.stories.values())))
        else:
            self.step(role, self.chance.choice(list(self.stories.values())))

    def create(self, role: str) -> None:
        form, story = self.form()
        response = self.clients[role].post(ADD, form)
        assert response.status_code == (302 if role in MAY_WRITE else 403)
        if role in MAY_WRITE:
            story.pk = Article.objects.latest("pk").pk
            self.stories[story.pk] = story

    def edit(self, role: str, story: Story) -> None:
        form, wanted = self.form()
        response = self.clients[role].post(change_page(story.pk), form)
        is_writable = story.state in ("draft", "in_review", "ready") or role in MAY_PUBLISH
        if role not in MAY_WRITE or not is_writable:
            assert response.status_code == 403
        elif response.status_code == 302:
            story.section, story.tags, story.embargo = wanted.section, wanted.tags, wanted.embargo

    def form(self) -> tuple[dict[str, object], Story]:
        path = self.chance.choice(list(self.sections))
        tags = frozenset(tag for tag in TAGS if self.chance.random() < 0.5)
        embargo = self.later() if self.chance.random() < 0.3 else None
        form = typed(
            headline=f"{WORD.title()} number{self.chance.randrange(10**6)}",
            section=self.sections[path].pk,
            tags=", ".join(sorted(tags)),
            embargo_until=f"{timezone.localtime(embargo):%Y-%m-%dT%H:%M}" if embargo else "",
        )
        return form, Story(0, path, tags, embargo=embargo)

    def step(self, role: str, story: Story) -> None:
        name, at = self.chance.choice(STEPS), self.later()
        form = {"at": f"{timezone.localtime(at):%Y-%m-%dT%H:%M}"} if name == "schedule" else {}
        before = Article.objects.filter(pk=story.pk).values("status", "published_at", "path").get()
        response = self.clients[role].post(step_page(story.pk, name), form)
        after = Article.objects.filter(pk=story.pk).values("status", "published_at", "path").get()
        if role not in (MAY_WRITE if name in DESK else MAY_PUBLISH):
            assert (response.status_code, after) == (403, before)
        elif after != before:
            self.record(story, name, at)

    def record(self, story: Story, name: str, at: datetime) -> None:
        """A step that was taken."""
        now = timezone.now()
        match name:
            case "publish":
                story.state, story.at = "published", min(story.at or now, now)
            case "schedule":
                story.state, story.at = "published", at
            case "kill":
                assert story.is_public(now)
                story.state = "killed"
            case "spike":
                assert not story.is_public(now)
                story.state = "spiked"
            case _:
                assert not story.is_public(now)
                story.state, story.at = DESK[name], None

    def later(self) -> datetime:
        minutes = self.chance.choice([3, 20, 90])
        return (timezone.now() + timedelta(minutes=minutes)).replace(second=0, microsecond=0)


@pytest.fixture
def clock() -> Iterator[time_machine.Coordinates]:
    with time_machine.travel(BEGIN, tick=False) as travelling:
        yield travelling


@pytest.mark.parametrize("number", range(SEQUENCES))
def test_public_sees_what_the_rules_say(number: int, clock: time_machine.Coordinates) -> None:
    newsroom, reader = Newsroom(number, clock), Client()
    seen = set()
    for count in range(1, ACTIONS + 1):
        newsroom.act()
        if count % LOOK_EVERY == 0:
            seen |= look(newsroom, reader)
    # A sequence in which nothing ever came out would show nothing.
    assert 200 in seen


def look(newsroom: Newsroom, reader: Client) -> set[int]:
    """Compares everything; what was answered at the articles' paths."""
    now, stories = timezone.now(), list(newsroom.stories.values())
    paths = dict(Article.objects.filter(path__isnull=False).values_list("pk", "path"))
    out = [story for story in stories if story.is_public(now)]
    public = {paths[story.pk] for story in out}
    every = set(paths.values())
    cache.clear()
    for address in ("/feed/", "/feed/atom/", "/feed/json/", "/news-sitemap.xml", f"/search/?q={WORD}"):
        assert named(reader, address, every) == public, address
    assert named(reader, f"/sitemap-{now:%Y-%m}.xml", every) == public
    assert named(reader, "/", every) <= public
    lists = {path: {paths[one.pk] for one in out if one.section == path} for path in newsroom.sections}
    lists |= {f"/tag/{tag}/": {paths[one.pk] for one in out if tag in one.tags} for tag in TAGS}
    for path, within in lists.items():
        assert named(reader, f"{path}feed/", every) == within, path
        # Beside the list stands what is new elsewhere.
        assert within <= named(reader, path, every) <= public, path
    return {standing(reader, story, paths[story.pk], now) for story in stories if story.pk in paths}


def named(reader: Client, address: str, every: set[str]) -> set[str]:
    """Which of the articles an answer names; what is not there names others, for whoever is lost."""
    response = reader.get(address)
    text = response.getvalue().decode() if response.status_code == 200 else ""
    return {path for path in every if re.search(re.escape(path) + r"(?=[\"<#?])", text)}


def standing(reader: Client, story: Story, path: str, now: datetime) -> int:
    """The answer at an article's own path; what leads elsewhere is followed."""
    status = reader.get(path).status_code
    assert status == (200 if story.is_public(now) else 410 if story.state == "killed" else 404), (story, path)
    return status
