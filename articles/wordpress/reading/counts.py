"""What an export holds, in numbers, to compare an import with."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import tzinfo

from articles.wordpress.reading.channel import Channel, merged
from articles.wordpress.reading.fields import FIELDS, text
from articles.wordpress.reading.items import BadItem
from articles.wordpress.reading.names import short
from articles.wordpress.reading.outside import Outside
from articles.wordpress.reading.part_reading import Parsed, Piece
from articles.wordpress.reading.repairs import Mend
from articles.wordpress.reading.zone import Offsets, note_offset, site_zone

_READ = FIELDS | {"category", "wp:postmeta", "wp:comment"}
_MOST_NOTES = 1000
_DATED = ("wp:post_type", "wp:status", "wp:post_date", "wp:post_date_gmt")


@dataclass(frozen=True)
class Counts:
    """By `wp:post_type` and `wp:comment_type`; `bad` are items that cannot be taken in.

    `channel` has all the files' authors and terms, also those that stand behind items. `unknown` are elements by name.
    `notes` are facts about the files (a thousand at most), `lengths` their unpacked bytes, which a `Position` goes up
    to; `is_whole` where each of them ends as an export does.
    """

    items: Counter[str]
    comments: Counter[str]
    bad: int
    unknown: Counter[str]
    repairs: Counter[Mend]
    offsets: Offsets
    channel: Channel
    notes: tuple[str, ...]
    lengths: tuple[int, ...]
    is_whole: bool

    @property
    def total(self) -> int:
        """Every `<item>`, whatever became of it."""
        return self.items.total() + self.bad

    def zone(self, expected: str = "") -> tzinfo | None:
        """The site's, from its published posts; the expected one when that fits. None when no post tells."""
        return site_zone(self.offsets, expected)


@dataclass
class Tally:
    """Counts while they are made."""

    items: Counter[str] = field(default_factory=Counter)
    comments: Counter[str] = field(default_factory=Counter)
    bad: int = 0
    unknown: Counter[str] = field(default_factory=Counter)
    repairs: Counter[Mend] = field(default_factory=Counter)
    offsets: Offsets = field(default_factory=Counter)
    channels: list[Channel] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    lengths: list[int] = field(default_factory=list)
    is_whole: bool = True

    def add(self, piece: Piece) -> None:
        if isinstance(piece, Parsed):
            self._add_item(piece)
        elif isinstance(piece, BadItem):
            self.bad += 1
            self.note(str(piece))
        else:
            self.add_outside(piece)

    def add_outside(self, piece: Outside) -> None:
        self.channels.append(piece.channel)
        self.unknown.update(piece.channel.unknown)
        self.note(*piece.notes)

    def note(self, *notes: str) -> None:
        """The first thousand: a file may be odd at every item."""
        self.notes += notes[: max(0, _MOST_NOTES - len(self.notes))]

    def counts(self) -> Counts:
        return Counts(
            self.items,
            self.comments,
            self.bad,
            self.unknown,
            self.repairs,
            self.offsets,
            merged(self.channels),
            tuple(self.notes),
            tuple(self.lengths),
            self.is_whole,
        )

    def _add_item(self, piece: Parsed) -> None:
        dated = dict.fromkeys(_DATED, "")
        for child in piece.node:
            name = short(child.tag)
            if name in dated:
                dated[name] = dated[name] or text(child)
            elif name == "wp:comment":
                kind = next((text(one) for one in child if short(one.tag) == "wp:comment_type"), "")
                self.comments[kind or "comment"] += 1
            elif name not in _READ:
                self.unknown[name] += 1
        kind, status, local, gmt = dated.values()
        self.items[kind or "post"] += 1
        if status == "publish" and kind in ("post", ""):
            note_offset(self.offsets, local, gmt)
        for mend, number in piece.where.repairs:
            self.repairs[mend] += number
