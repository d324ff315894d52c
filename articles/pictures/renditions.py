"""Smaller copies of a picture, so that a phone does not load what fills a wall: decoded once, whatever their number."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from math import ceil

from PIL import Image, ImageFile, ImageOps

from articles.pictures.colours import in_srgb
from articles.pictures.intake import opened, refusing, upright_size
from articles.pictures.metadata import described
from articles.pictures.recipe import ENCODINGS, Original, Piece, plan
from articles.pictures.rights import rights_packet


@dataclass(frozen=True)
class Rendition:
    name: str
    content: bytes


class Source:
    """A picture's file, of which the header has been read; raises `Refused` where it cannot be."""

    @refusing()
    def __init__(self, content: bytes, focal_x: float = 0.5, focal_y: float = 0.5) -> None:
        self._picture: ImageFile.ImageFile = opened(content)
        self._rights = rights_packet(described(self._picture))
        width, height = upright_size(self._picture)
        is_animated = getattr(self._picture, "n_frames", 1) > 1
        self.original = Original(width, height, focal_x, focal_y, is_animated)
        self.plan = plan(self.original)

    def render(self, pieces: Iterable[Piece]) -> Iterator[Rendition]:
        """The files of those pieces, in all their formats; once."""
        wanted = list(pieces)
        if not wanted:
            return
        master = self._decoded(wanted)
        for piece in wanted:
            small = _cut(master, piece, self.original)
            for ending in piece.shape.endings:
                yield Rendition(f"{piece.name}.{ending}", self._encoded(small, ending))

    @refusing()
    def _decoded(self, wanted: list[Piece]) -> Image.Image:
        """Upright, in sRGB, and no larger than is needed: a JPEG is not even decoded at its full size."""
        picture = self._picture
        scale = max(piece.width / (piece.box[2] - piece.box[0]) for piece in wanted)
        picture.draft("RGB", (ceil(picture.width * scale), ceil(picture.height * scale)))
        picture.load()
        ImageOps.exif_transpose(picture, in_place=True)
        master = in_srgb(picture)
        steps = int(master.width / (self.original.width * scale))
        master = master.reduce(steps) if steps > 1 else master
        # Nothing that the file said goes along.
        master.info = {}
        return master

    def _encoded(self, picture: Image.Image, ending: str) -> bytes:
        out = BytesIO()
        how = {**ENCODINGS[ending], "xmp": self._rights} if self._rights else ENCODINGS[ending]
        picture.save(out, **how)
        return out.getvalue()


def _cut(master: Image.Image, piece: Piece, original: Original) -> Image.Image:
    across, down = master.width / original.width, master.height / original.height
    left, top, right, bottom = piece.box
    box = (left * across, top * down, min(right * across, master.width), min(bottom * down, master.height))
    return master.resize((piece.width, piece.height), Image.Resampling.LANCZOS, box=box, reducing_gap=3.0)
