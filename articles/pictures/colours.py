"""Colours of a picture as every screen shows them: sRGB, eight bits, on white."""

from __future__ import annotations

from io import BytesIO

from PIL import Image, ImageCms

_PLAIN = {"RGB", "L", "CMYK"}


def in_srgb(picture: Image.Image) -> Image.Image:
    """Transparent parts are white, since JPEG has none, and both formats show the same."""
    profile = picture.info.get("icc_profile")
    flat = picture if picture.mode in _PLAIN and "transparency" not in picture.info else _on_white(picture)
    return _by_profile(flat, profile) or (flat if flat.mode == "RGB" else flat.convert("RGB"))


def _by_profile(picture: Image.Image, profile: bytes | None) -> Image.Image | None:
    """None where there is no profile, or none that fits the picture."""
    if not profile:
        return None
    try:
        own = ImageCms.ImageCmsProfile(BytesIO(profile))
        if picture.mode == "RGB" and "sRGB" in ImageCms.getProfileDescription(own):
            return None
        return ImageCms.profileToProfile(picture, own, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return None


def _on_white(picture: Image.Image) -> Image.Image:
    if picture.mode.startswith(("I", "F")):
        return _in_eight_bits(picture)
    if "A" not in picture.getbands() and "a" not in picture.getbands() and "transparency" not in picture.info:
        return picture.convert("RGB")
    ground = Image.new("RGB", picture.size, "white")
    # Of a great picture each copy is hundreds of megabytes.
    see_through = picture if picture.mode == "RGBA" else picture.convert("RGBA")
    ground.paste(see_through, mask=see_through)
    return ground


def _in_eight_bits(picture: Image.Image) -> Image.Image:
    """Converting sixteen bits of grey at once cuts off all above 255: nearly every tone would be white."""
    return picture.convert("I").point(lambda tone: tone * (1 / 256)).convert("RGB")
