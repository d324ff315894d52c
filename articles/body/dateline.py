"""The place and agency that open a news story: found, marked, never cut.

The opening is split at its brackets and commas first and the parts are matched one by one, so no text
can make the matching slow.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from articles.body.agencies import AGENCIES, AMBIGUOUS, LABELS, MONTHS, SENTENCE_OPENERS
from articles.body.blocks import Block, Close, Open, Paragraph
from articles.body.draft import Dateline, Draft
from articles.body.inline import Inline, Range
from articles.body.known_articles import UNRESOLVED
from articles.body.placeholders import PLACEHOLDER
from articles.body.places import PLACES
from articles.body.tokens import Tag

DATELINE = Tag("span", (("class", "dateline"),))
MAX_OPENING = 160
MAX_PLACE = 60
MAX_BYLINE = 400
BYLINE = re.compile(r"[Bb][Yy][\s\xa0]+[^\W\d_]")
EMPLOYER = re.compile(r"(?:Associated Press|\bAP)(?: Writers?)?[\s\xa0]+(?=[^\W\d_a-z])")
NAME_START = re.compile(r"(?<=[\s\xa0])[^\W\d_]")
ONLY_NAMES = re.compile(r"[Bb][Yy](?:[\s\xa0,]++(?:and|AND|&|[^\W\d_a-z][\w.'’-]*+))++[\s\xa0,]*+")
IN_BRACKETS = re.compile(r"\(([^()]{1,60})\)")
DASH = re.compile(r"[\s\xa0]*(?:—|–|--?|_)(?=[\s\xa0]|$)|[\s\xa0]*[—–]")
COLON = re.compile(r"[\s\xa0]*:")
SPACE = re.compile(r"[\s\xa0]+")
DAY = re.compile(r"[0-9]{1,2}(?:st|nd|rd|th)?")
YEAR = re.compile(r"(?:19|20)[0-9]{2}")
PLACE_PART = re.compile(r"[^\W\d_][^\d_:;!?\"“”|<>=@#*]*")
PARTICLES = frozenset("al de del der di du el es la of the and en sur le les saint da do dos van upon".split())


@dataclass(frozen=True, slots=True)
class Opening:
    """The start of a text, parted: the words before the agency, the agency, and what comes after."""

    before: str
    agency: str
    end: int
    after: str


def mark_dateline(draft: Draft) -> None:
    """One dateline, opening the first paragraph; an editor's own mark there is believed."""
    first = _first_paragraph(draft.blocks)
    for index, block in enumerate(draft.blocks):
        if not isinstance(block, Paragraph):
            continue
        start, end = _place_of_dateline(block.inline) if index == first else (0, 0)
        if end or any(DATELINE in marks for _, marks in block.inline.segments):
            inline = block.inline.without(DATELINE)
            draft.blocks[index] = replace(block, inline=inline.marked([(start, end)], DATELINE))
        if end:
            draft.dateline = read_dateline(block.text[start:end])


def _place_of_dateline(inline: Inline) -> Range:
    """Where it stands: at the start, or behind the names of those who wrote the story."""
    if end := _marked_end(inline) or dateline_end(inline.text):
        return 0, end
    start = byline_end(inline.text)
    return (start, start + dateline_end(inline.text[start:])) if start else (0, 0)


def _first_paragraph(blocks: Sequence[Block]) -> int | None:
    depth = 0
    for index, block in enumerate(blocks):
        depth += isinstance(block, Open) - isinstance(block, Close)
        if not depth and isinstance(block, Paragraph) and block.name == "p" and not _is_before_the_story(block.inline):
            return index
    return None


def _is_before_the_story(inline: Inline) -> bool:
    """A related link's label, a placeholder, or `By JO DOE` alone."""
    is_marked = not {UNRESOLVED, PLACEHOLDER}.isdisjoint(inline.segments[0].marks)
    return is_marked or ONLY_NAMES.fullmatch(inline.text[: MAX_BYLINE + 1]) is not None


def _marked_end(inline: Inline) -> int:
    if DATELINE not in inline.segments[0].marks:
        return 0
    return inline.mark_end(0, DATELINE)


def dateline_end(text: str) -> int:
    """How much of the text is its dateline; 0 when it has none."""
    opening = _bracketed(text) or _by_comma(text)
    if opening:
        return opening.end if _holds(opening) else 0
    return _place_and_dash(text)


def byline_end(text: str) -> int:
    """Where the place begins in `By JO DOE and ANA ROE Associated Press NEW YORK (AP)`; 0 elsewhere."""
    if not BYLINE.match(text):
        return 0
    head = text[:MAX_BYLINE]
    opening = next((match for match in IN_BRACKETS.finditer(head) if _are_agencies(match[1])), None)
    if opening is None:
        return 0
    names = head[: opening.start()].rstrip()
    employers = [match.end() for match in EMPLOYER.finditer(names)]
    return employers[-1] if employers else _known_place_at_end(names)


def _known_place_at_end(names: str) -> int:
    """Where a known place in capitals begins that ends the text; a comma and a state may follow it."""
    for whole in (names, names.rpartition(",")[0]):
        for start in [match.start() for match in NAME_START.finditer(whole)][-4:]:
            if BYLINE.match(whole[:start]) and whole[start:].isupper() and _is_known(whole[start:]):
                return start
    return 0


def read_dateline(text: str) -> Dateline:
    opening = _bracketed(text) or _by_comma(text)
    place, _ = _place_and_date(opening.before if opening else text)
    return Dateline(place=place, agency=opening.agency if opening else "", text=text)


def _bracketed(text: str) -> Opening | None:
    """`PLACE, date (AGENCY)`."""
    for match in IN_BRACKETS.finditer(text[:MAX_OPENING]):
        if _are_agencies(match[1]):
            return Opening(text[: match.start()], match[1].strip(), match.end(), text[match.end() :][:MAX_OPENING])
    return None


def _by_comma(text: str) -> Opening | None:
    """`Place, date, AGENCY:`."""
    position = 0
    for part in text[:MAX_OPENING].split(",")[:6]:
        name = part.strip().removesuffix(":")
        end = position + len(part.rstrip().removesuffix(":"))
        is_last = part.strip().endswith(":") or position + len(part) >= len(text)
        if position and is_last and name.isupper() and _are_agencies(name):
            return Opening(text[:position], name, end, text[end:][:MAX_OPENING])
        position += len(part) + 1
    return None


def _are_agencies(names: str) -> bool:
    return all(SPACE.sub(" ", name.strip()).casefold() in AGENCIES for name in re.split(r"[/,]", names))


def _holds(opening: Opening) -> bool:
    """Whether what stands before an agency is a place, and what follows it a story."""
    place, has_date = _place_and_date(opening.before)
    marked_off = bool(DASH.match(opening.after) or COLON.match(opening.after) or opening.after.startswith(","))
    if has_date:
        return not place or _is_place(place)
    if not place or not marked_off or not _is_place(place):
        return False
    ambiguous = opening.agency.casefold() in AMBIGUOUS
    return _in_capitals(place) or (_is_known(place) and not ambiguous)


def _place_and_dash(text: str) -> int:
    """`PLACE — …` without an agency: a known place in capitals, and no second dash in the sentence."""
    head = text[:MAX_OPENING]
    dash = DASH.search(head)
    if dash is None or DASH.search(head.split(". ")[0], dash.end()):
        return 0
    place, has_date = _place_and_date(head[: dash.start()])
    capitals = _in_capitals(place) and place.casefold() != place.upper()
    return dash.start() if _is_place(place) and capitals and _is_known(place) and not has_date else 0


def _place_and_date(before: str) -> tuple[str, bool]:
    """The place in the words before an agency, and whether a date was among them."""
    places: list[str] = []
    has_date = False
    for part in SPACE.sub(" ", before).split(","):
        words = part.split()
        kept = len(words)
        while kept and _is_date_word(words[kept - 1]):
            kept -= 1
        date = [word.strip(".").casefold() for word in words[kept:]]
        # "Theresa May" is not a date: a month needs a day or a year beside it.
        if MONTHS.intersection(date) and MONTHS.issuperset(date):
            kept, date = len(words), []
        has_date = has_date or bool(MONTHS.intersection(date))
        places += [" ".join(words[:kept])] if kept else []
    return ", ".join(places), has_date


def _is_date_word(word: str) -> bool:
    bare = word.strip(".").casefold()
    return bool(bare in MONTHS or DAY.fullmatch(bare) or YEAR.fullmatch(bare))


def _is_place(place: str) -> bool:
    """Up to four parts of capitalised words, none of which opens a sentence or labels a story."""
    parts = place.split(", ")
    if not place or len(place) > MAX_PLACE or len(parts) > 4:
        return False
    words = re.findall(r"[^\s/\-]+", place) or [""]
    if words[0].casefold() in SENTENCE_OPENERS or any(word.strip(".[]()").casefold() in LABELS for word in words):
        return False
    return all(PLACE_PART.fullmatch(part) for part in parts) and all(_is_capitalised(word) for word in words)


def _is_capitalised(word: str) -> bool:
    letter = word.lstrip("([‘'’")[:1]
    return word.strip("()[],.").casefold() in PARTICLES or (letter != "" and letter == letter.upper())


def _in_capitals(place: str) -> bool:
    return place.split(", ")[0].isupper()


def _is_known(place: str) -> bool:
    return re.split(r"[,/(\[]", place)[0].strip().casefold() in PLACES
