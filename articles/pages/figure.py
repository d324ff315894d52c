"""A picture in its place: what is said under it, and how large it may become."""

from __future__ import annotations

from dataclasses import dataclass

from articles.models import Image

SMALL = 800
"""Pictures narrower than this are shown at their own width rather than blown up."""


@dataclass(frozen=True)
class Figure:
    image: Image
    caption: str
    is_lead: bool = False
    is_urgent: bool = False

    @property
    def alt(self) -> str:
        return "" if self.image.decorative else self.image.alt_text

    @property
    def is_small(self) -> bool:
        return self.image.width < SMALL

    @property
    def is_upright(self) -> bool:
        return self.image.height > self.image.width

    @property
    def sizes(self) -> str:
        """The widths that `article.css` and `figure.css` give it."""
        if self.is_small:
            return f"(min-width: {self.image.width}px) {self.image.width}px, 100vw"
        if self.is_upright:
            return "(min-width: 29rem) 27rem, 100vw"
        wide = "min(61rem, 100vw - 19rem)" if self.is_lead else "min(38rem, 100vw - 35rem)"
        return f"(min-width: 64rem) {wide}, (min-width: 40rem) 38rem, 100vw"
