"""A body on its way through the steps, and what is said about it to the editor."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from articles.body.blocks import AlsoRead, Block, Figure
from articles.body.newsroom import Newsroom
from articles.body.tokens import Token

MAX_PROBLEMS = 200
MAX_EXCERPT = 80

ProblemKind = Literal["also-read", "caption", "picture", "also-read-self", "also-read-unknown", "picture-unknown"]


@dataclass(frozen=True, slots=True)
class Problem:
    """Something an editor should look at; `text` is a short excerpt of the place."""

    kind: ProblemKind
    text: str


@dataclass(frozen=True, slots=True)
class Dateline:
    place: str
    agency: str
    text: str


@dataclass(slots=True)
class Draft:
    source: str
    newsroom: Newsroom
    markup: list[Token] = field(default_factory=list)
    tokens: list[Token | Figure | AlsoRead] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    dateline: Dateline | None = None
    html: str = ""

    def report(self, kind: ProblemKind, text: str) -> None:
        if len(self.problems) < MAX_PROBLEMS:
            self.problems.append(Problem(kind, shortened(text)))


def shortened(text: str) -> str:
    line = " ".join(text[: MAX_EXCERPT * 4].split())
    return line if len(line) <= MAX_EXCERPT else line[: MAX_EXCERPT - 1].rstrip() + "…"
