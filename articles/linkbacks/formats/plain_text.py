"""Words from other sites as one line of plain text that can do no harm where it is shown."""

from __future__ import annotations

import re
import unicodedata

_JOINERS = "\u200c\u200d"
# Controls, soft hyphen, zero-width and bidirectional marks, tags, and what is no character.
_UNWANTED = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f"
    "\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff\U000e0000-\U000e007f]"
)
# Joiners are spelling in Hindi and Malayalam, and hold emoji together: only idle ones go.
_IDLE_JOINERS = re.compile(f"(?<!\\S)[{_JOINERS}]+|[{_JOINERS}]+(?!\\S)|(?<=[{_JOINERS}])[{_JOINERS}]+")
_VIRAMA = 9
_SKIN_TONES = "\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff"


def one_line(text: str) -> str:
    """White space collapsed, unwanted characters dropped."""
    return " ".join(_IDLE_JOINERS.sub("", without_unwanted(text)).split())


def is_one_line(text: str) -> bool:
    """True when nothing in it could start a line, turn its direction or stay unseen; idle joiners may be left."""
    return text == " ".join(text.split()) and not _UNWANTED.search(text)


def without_unwanted(text: str) -> str:
    return _UNWANTED.sub("", text)


def cropped(text: str, longest: int) -> str:
    """One line in normal form C, of at most `longest` characters and an ellipsis where it was cut."""
    # Composing takes quadratic time on a pile of marks: cut first, and again.
    text = unicodedata.normalize("NFC", one_line(text)[: 4 * longest].rstrip())
    return text if len(text) <= longest else f"{text[: boundary(text, longest)].rstrip()}…"


def boundary(text: str, position: int) -> int:
    """The nearest place at or before `position` that cuts no letter from its marks; itself when there is none."""
    place = position
    while place and _is_joined(text, place):
        place -= 1
    return place or position


def boundary_after(text: str, position: int) -> int:
    """The same, at or after `position`."""
    place = position
    while place < len(text) and _is_joined(text, place):
        place += 1
    return place if place < len(text) else position


def _is_joined(text: str, place: int) -> bool:
    if place >= len(text):
        return False
    before, after = text[place - 1], text[place]
    return (
        unicodedata.category(after).startswith("M")
        or after in _JOINERS
        or before == "\u200d"
        or unicodedata.combining(before) == _VIRAMA
        or after in _SKIN_TONES
    )
