"""The body of an article: HTML in, HTML out. It knows no model, no query and no request."""

from articles.body.clean import MAX_BODY_CHARACTERS, MAX_SOURCE_CHARACTERS, STEPS, BodyTooLong, CleanBody, Step, clean
from articles.body.comments import LONGEST as LONGEST_COMMENT
from articles.body.comments import comment_html
from articles.body.draft import Dateline, Problem
from articles.body.excerpts import excerpt_around
from articles.body.newsroom import EmptyNewsroom, Newsroom
from articles.body.references import references
from articles.body.render import render
from articles.body.shown import AlsoReadReference, FigureReference, References
from articles.body.text import first_words, headline_key, plain_text, word_count

__all__ = [
    "LONGEST_COMMENT",
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
    "comment_html",
    "excerpt_around",
    "first_words",
    "headline_key",
    "plain_text",
    "references",
    "render",
    "word_count",
]
