"""What differs between two texts: passage by passage, and in those that changed word by word."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby

from articles.revisions.passages import NO_NAMES, Names, Passage, Word, passages_of

# Comparing takes time with the product of both lengths and more: above the second, frequent words are passed over;
# above the third, what was replaced is shown whole.
_MOST_PASSAGES, _MOST_WORDS_EACH, _MOST_WORDS = 40_000, 250_000, 4_000_000
_ALIKE = 0.4


@dataclass(frozen=True, slots=True)
class Piece:
    """Words in a row with one fate and one markup. `change` is `same`, `ins` or `del`."""

    change: str
    text: str
    marks: tuple[str, ...] = ()

    @property
    def link(self) -> str:
        return next((mark for mark in self.marks if not mark.isalpha()), "")

    @property
    def style(self) -> str:
        return " ".join(mark for mark in self.marks if mark.isalpha())


@dataclass(frozen=True, slots=True)
class Compared:
    """A passage; `skipped` unchanged ones before it are not shown."""

    kind: str
    pieces: tuple[Piece, ...]
    skipped: int = 0

    @property
    def is_same(self) -> bool:
        return all(piece.change == "same" for piece in self.pieces)


def compare_html(before: str, after: str, names: Names = NO_NAMES) -> list[Compared]:
    """Only what changed, with the passage before and after it."""
    return _near_changes(list(_compared(passages_of(before, names), passages_of(after, names))))


def compare_words(before: Sequence[str], after: Sequence[str]) -> list[Compared]:
    """Two rows of words, or of names."""
    pieces = _pieces([Word(word) for word in before], [Word(word) for word in after])
    return [Compared("p", pieces)] if pieces else []


def _compared(before: list[Passage], after: list[Passage]) -> Iterator[Compared]:
    for name, i1, i2, j1, j2 in SequenceMatcher(None, before, after).get_opcodes():
        if name == "equal":
            yield from (Compared(one.kind, _grouped(_fated("same", one.words))) for one in after[j1:j2])
            continue
        for old, new in _paired(before[i1:i2], after[j1:j2]):
            kind = (new or old or Passage("p", ())).kind
            yield Compared(kind, _pieces(old.words if old else (), new.words if new else ()))


def _paired(before: list[Passage], after: list[Passage]) -> Iterator[tuple[Passage | None, Passage | None]]:
    """Each with the next one that is like it, so that a paragraph put in between stands alone."""
    rest = list(after)
    for old in before:
        within = rest if len(before) * len(after) <= _MOST_PASSAGES else rest[:1]
        found = next((index for index, new in enumerate(within) if _alike(old, new)), None)
        if found is None:
            yield old, None
            continue
        yield from ((None, new) for new in rest[:found])
        yield old, rest[found]
        del rest[: found + 1]
    yield from ((None, new) for new in rest)


def _alike(one: Passage, other: Passage) -> bool:
    common = Counter(word.text.strip() for word in one.words) & Counter(word.text.strip() for word in other.words)
    return common.total() >= _ALIKE * max(len(one.words), len(other.words))


def _pieces(before: Sequence[Word], after: Sequence[Word]) -> tuple[Piece, ...]:
    if len(before) * len(after) > _MOST_WORDS:
        return _grouped([*_fated("del", before), *_fated("ins", after)])
    fated: list[tuple[str, Word]] = []
    passes_over = len(before) * len(after) > _MOST_WORDS_EACH
    for name, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=passes_over).get_opcodes():
        if name == "equal":
            fated += _fated("same", after[j1:j2])
        else:
            fated += [*_fated("del", before[i1:i2]), *_fated("ins", after[j1:j2])]
    return _grouped(fated)


def _fated(change: str, words: Sequence[Word]) -> list[tuple[str, Word]]:
    return [(change, word) for word in words]


def _grouped(fated: list[tuple[str, Word]]) -> tuple[Piece, ...]:
    runs = groupby(fated, key=lambda one: (one[0], one[1].marks))
    return tuple(Piece(change, "".join(word.text for _, word in run), marks) for (change, marks), run in runs)


def _near_changes(all_of_it: list[Compared]) -> list[Compared]:
    near = {
        beside for index, one in enumerate(all_of_it) if not one.is_same for beside in (index - 1, index, index + 1)
    }
    kept, last = [], -1
    for index in sorted(near & set(range(len(all_of_it)))):
        kept.append(Compared(all_of_it[index].kind, all_of_it[index].pieces, skipped=index - last - 1))
        last = index
    return kept
