"""Which lists, quotes and tables are open, and the blocks placed in them so far."""

from __future__ import annotations

from dataclasses import replace

from articles.body.blocks import Block, Close, Open, Paragraph
from articles.body.tokens import Tag
from articles.body.vocabulary import OUTER_CONTAINERS

MAX_DEPTH = 12
KEPT_WHEN_EMPTY = frozenset({"td", "th"})
# What a new part closes when it is still open, looked for up to its own list or table.
REPLACES: dict[str, tuple[str, ...]] = {
    "li": ("li",),
    "td": ("td", "th"),
    "th": ("td", "th"),
    "tr": ("tr",),
    "thead": ("thead", "tbody"),
    "tbody": ("thead", "tbody"),
}


class Containers:
    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.names: list[str] = []
        self.depth = 0
        self.too_deep: list[str] = []

    @property
    def innermost(self) -> str | None:
        return self.names[-1] if self.names else None

    def place(self, block: Block) -> None:
        """Into the innermost container; a list or a row gets the item or cell it needs."""
        if isinstance(block, Paragraph) and block.name == "caption":
            if self.innermost == "table":
                self.blocks.append(block)
                return
            block = replace(block, name="p")
        self._make_room()
        self.blocks.append(block)

    def open(self, tag: Tag) -> None:
        if self.too_deep or (tag.name in OUTER_CONTAINERS and self.depth >= MAX_DEPTH):
            self.too_deep.append(tag.name)
        elif tag.name in OUTER_CONTAINERS:
            self._make_room()
            self._push(tag)
        elif self._owner(tag.name):
            self._close_first(REPLACES[tag.name])
            self._complete_for(tag.name)
            self._push(tag)

    def close(self, name: str) -> None:
        if self.too_deep:
            if self.too_deep[-1] == name:
                self.too_deep.pop()
        else:
            self._close_first((name,))

    def finished(self) -> list[Block]:
        while self.names:
            self._pop()
        return without_empty(self.blocks)

    def _push(self, tag: Tag) -> None:
        self.blocks.append(Open(tag))
        self.names.append(tag.name)
        self.depth += tag.name in OUTER_CONTAINERS

    def _pop(self) -> None:
        name = self.names.pop()
        self.blocks.append(Close(name))
        self.depth -= name in OUTER_CONTAINERS

    def _owner(self, part: str) -> str | None:
        """The list or table a part would belong to, when it is open."""
        owners = ("ul", "ol") if part == "li" else ("table",)
        for name in reversed(self.names):
            if name in owners:
                return name
            if name in OUTER_CONTAINERS:
                return None
        return None

    def _close_first(self, wanted: tuple[str, ...]) -> None:
        """Close up to the nearest of these, unless a list, quote or table that holds others is between."""
        for index in range(len(self.names) - 1, -1, -1):
            if self.names[index] in wanted:
                while len(self.names) > index:
                    self._pop()
                return
            if self._shuts_in(self.names[index], wanted):
                return

    @staticmethod
    def _shuts_in(name: str, wanted: tuple[str, ...]) -> bool:
        if wanted[0] in OUTER_CONTAINERS:
            return name in ("td", "th") and wanted[0] != "table"
        return name in OUTER_CONTAINERS

    def _complete_for(self, part: str) -> None:
        if part == "li":
            while self.innermost not in ("ul", "ol"):
                self._pop()
            return
        wanted = {"td": "tr", "th": "tr", "tr": "section"}.get(part, "table")
        if wanted == "table":
            while self.innermost != "table":
                self._pop()
        if wanted in ("tr", "section") and self.innermost == "table":
            self._push(Tag("tbody"))
        if wanted == "tr" and self.innermost in ("tbody", "thead"):
            self._push(Tag("tr"))

    def _make_room(self) -> None:
        if self.innermost in ("ul", "ol"):
            self._push(Tag("li"))
        elif self.innermost in ("table", "thead", "tbody", "tr"):
            self._complete_for("td")
            self._push(Tag("td"))


def without_empty(blocks: list[Block]) -> list[Block]:
    """Lists, quotes, rows and tables that hold nothing go; an empty cell keeps its place."""
    kept: list[Block] = []
    for block in blocks:
        if isinstance(block, Close) and kept and isinstance(kept[-1], Open) and block.name not in KEPT_WHEN_EMPTY:
            kept.pop()
        else:
            kept.append(block)
    return kept
