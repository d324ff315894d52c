"""One post's content into a clean body, without a database: what may run in another process."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from articles import body
from articles.wordpress import content
from articles.wordpress.content.notes import Notes
from articles.wordpress.importing.answers import Answers

# As `body.write` writes it.
_CAPTIONED = re.compile(
    r'(?P<opening><figure [^>]*?data-image="(?P<image>\d{1,15})"[^>]*>)'
    r"<figcaption>(?P<caption>[^<]*)</figcaption></figure>"
)


@dataclass(frozen=True, slots=True)
class Source:
    """`article_id` is the row's number here, `post_id` WordPress's."""

    article_id: int
    post_id: int
    raw: str


@dataclass(frozen=True, slots=True)
class Body:
    """`own_links` are hrefs that lead to articles here, with their numbers.

    `asked` are headlines to be looked up before it is done again.
    """

    html: str
    lead: str = ""
    dateline_place: str = ""
    dateline_agency: str = ""
    problems: tuple[str, ...] = ()
    own_links: tuple[tuple[str, int], ...] = ()
    also_read_ids: tuple[int, ...] = ()
    asked: frozenset[str] = frozenset()
    refusal: str = ""


def convert_many(sources: Sequence[Source], answers: Answers) -> list[Body]:
    return [_converted_or_refused(source, answers) for source in sources]


def _converted_or_refused(source: Source, answers: Answers) -> Body:
    """One body that nobody foresaw must not hold up a hundred thousand others; its item says why it is not in."""
    try:
        return _converted(source, answers)
    except Exception as error:
        return Body("", refusal=f"its text could not be converted: {type(error).__name__}: {str(error)[:200]}")


def _converted(source: Source, answers: Answers) -> Body:
    newsroom = replace(answers, own_article_id=source.article_id, own_post_id=source.post_id, asked=set())
    converted = content.convert(source.raw, newsroom)
    try:
        cleaned = body.clean(converted.html, newsroom)
    except body.BodyTooLong as error:
        return Body("", refusal=str(error))
    dateline = cleaned.dateline
    stored = without_own_captions(cleaned.html, answers.captions) if answers.captions else cleaned.html
    return Body(
        stored,
        body.plain_text(body.clean(converted.lead).html) if converted.lead else "",
        dateline.place[:120] if dateline else "",
        dateline.agency[:120] if dateline else "",
        (*_noted(converted.notes), *(f"{problem.kind} to check: {problem.text}" for problem in cleaned.problems)),
        tuple(newsroom.articles_by_url(cleaned.links).items()),
        cleaned.also_read_ids,
        frozenset(newsroom.asked),
    )


def without_own_captions(stored: str, captions: Mapping[int, str]) -> str:
    """An export of ours repeats pictures' own captions for WordPress's readers; here they have one home."""

    def shorter(figure: re.Match[str]) -> str:
        own = " ".join(captions.get(int(figure["image"]), "").split())
        is_own = own and html.unescape(figure["caption"]) == own
        return f"{figure['opening']}</figure>" if is_own else figure[0]

    return _CAPTIONED.sub(shorter, stored)


def _noted(notes: Notes) -> list[str]:
    """What was taken out or could not be resolved, in words."""
    removed = [f"{count} × {name} removed" for name, count in notes.removed.items() if name != "comment"]
    named = [f"shortcode [{name}] kept as text" for name in notes.shortcodes]
    dynamic = [f"block {name} has no content of its own" for name in notes.dynamic_blocks]
    return [*removed, *named, *dynamic, *(f"not resolved: {text[:100]}" for text in notes.unanswered)]
