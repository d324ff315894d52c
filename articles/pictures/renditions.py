"""Smaller copies of a picture, so that a phone does not load what fills a wall."""

from __future__ import annotations

from io import BytesIO

from PIL import Image, ImageOps

WIDTHS = (320, 480, 800, 1200, 1600)
_QUALITY = 78


def widths_below(width: int) -> list[int]:
    """The widths worth making for a picture this wide: enlarging adds bytes, not sharpness."""
    return [candidate for candidate in WIDTHS if candidate < width]


def rendition(content: bytes, width: int) -> bytes:
    """A JPEG of that width, upright, in the same shape."""
    picture = Image.open(BytesIO(content))
    picture.draft("RGB", (width * 2, width * 2))
    upright = ImageOps.exif_transpose(picture)
    height = max(1, round(upright.height * width / upright.width))
    small = _on_white(upright).resize((width, height), Image.Resampling.LANCZOS)
    out = BytesIO()
    small.save(out, "JPEG", quality=_QUALITY, progressive=True, optimize=True)
    return out.getvalue()


def _on_white(picture: Image.Image) -> Image.Image:
    """JPEG has no transparency."""
    if picture.mode.startswith("I"):
        return _in_eight_bits(picture)
    if "A" not in picture.getbands() and "transparency" not in picture.info:
        return picture.convert("RGB")
    ground = Image.new("RGB", picture.size, "white")
    see_through = picture.convert("RGBA")
    ground.paste(see_through, mask=see_through.getchannel("A"))
    return ground


def _in_eight_bits(picture: Image.Image) -> Image.Image:
    """Converting sixteen bits of grey at once cuts off all above 255: nearly every tone would be white."""
    return picture.convert("I").point(lambda tone: tone * (1 / 256)).convert("RGB")
