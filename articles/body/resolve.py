"""Asks the newsroom for the pictures a body refers to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from articles.body.blocks import Figure
from articles.body.draft import Draft
from articles.body.newsroom import Newsroom


@dataclass(frozen=True, slots=True)
class KnownPictures:
    ids: set[int]
    by_attachment: Mapping[int, int]
    by_source: Mapping[str, int]

    @classmethod
    def of(cls, figures: list[Figure], newsroom: Newsroom) -> KnownPictures:
        ids = {id for figure in figures for id in (figure.image_id, figure.missing) if id}
        attachments = {figure.attachment for figure in figures if figure.attachment}
        sources = {figure.source for figure in figures if figure.source}
        return cls(
            newsroom.known_images(ids) if ids else set(),
            newsroom.images_by_attachment(attachments) if attachments else {},
            newsroom.images_by_source(sources) if sources else {},
        )

    def find(self, figure: Figure) -> int | None:
        """Our own id is surest, then the WordPress id, then the address."""
        own = figure.image_id or figure.missing
        if own in self.ids:
            return own
        return self.by_attachment.get(figure.attachment or 0) or self.by_source.get(figure.source)


def resolve_pictures(draft: Draft) -> None:
    figures = [block for block in draft.blocks if isinstance(block, Figure)]
    known = KnownPictures.of(figures, draft.newsroom)
    draft.blocks = [_resolved(block, known, draft) if isinstance(block, Figure) else block for block in draft.blocks]


def _resolved(figure: Figure, known: KnownPictures, draft: Draft) -> Figure:
    image_id = known.find(figure)
    if image_id:
        return Figure(image_id, align=figure.align, link=figure.link, caption=figure.caption)
    if missing := figure.image_id or figure.missing:
        draft.report("picture-unknown", figure.caption_text or figure.alt or str(missing))
        return replace(figure, image_id=None, missing=missing)
    draft.report("caption" if figure.caption else "picture", figure.caption_text or figure.alt or figure.source)
    return figure
