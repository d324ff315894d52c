"""The body of an article: HTML in, HTML out. It knows no model, no query and no request."""

from .clean import (
    MAX_BODY_CHARACTERS,
    MAX_SOURCE_CHARACTERS,
    STEPS,
    BodyTooLong,
    CleanBody,
    Step,
    clean,
)
from .draft import Dateline, Problem
from .excerpts import excerpt_around
from .newsroom import EmptyNewsroom, Newsroom
from .references import References, references
from .render import AlsoReadReference, FigureReference, render
from .text import headline_key, plain_text, word_count

__all__ = [
    "MAX_BODY_CHARACTERS",
    "MAX_SOURCE_CHARACTERS",
    "STEPS",
    "AlsoReadReference",
    "BodyTooLong",
    "CleanBody",
    "Dateline",
    "EmptyNewsroom",
    "FigureReference",
    "Newsroom",
    "Problem",
    "References",
    "Step",
    "clean",
    "excerpt_around",
    "headline_key",
    "plain_text",
    "references",
    "render",
    "word_count",
]
