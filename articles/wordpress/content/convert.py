"""One entry: a post's raw content in, the source of a body out, with an account of what was met."""

from __future__ import annotations

from dataclasses import dataclass

from articles.body.shortcode import shield
from articles.body.tokens import without_controls
from articles.wordpress.content.block_html import BlockHtml
from articles.wordpress.content.notes import Notes
from articles.wordpress.content.site import EmptySite, Site
from articles.wordpress.content.writers import MORE


@dataclass(frozen=True, slots=True)
class Converted:
    html: str
    """For `body.clean`."""
    lead: str
    """The same up to `<!--more-->`: what WordPress shows in lists; empty without such a marker."""
    notes: Notes


def convert(raw: str, site: Site | None = None) -> Converted:
    """Raises nothing, and takes time in proportion to the text."""
    notes = Notes()
    html = BlockHtml(notes, site or EmptySite()).convert(shield(without_controls(raw)))
    lead, marker, _ = html.partition(MORE)
    return Converted(html.replace(MORE, ""), lead if marker else "", notes)
