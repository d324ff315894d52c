"""The words newsrooms put before a related link, and where in a text they are labels."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

# Compared in lower case. The longest that fits wins, so "also read this" may stand beside "also read".
WORDS = """
also read|also read this|read also|read also this|read more|read this also|must read|also see|see also|also watch
watch also|watch this|related|related story|related stories|related news|related article|related articles|related link
related links|don't miss|dont miss|you may also like|recommended|read|watch
यह भी पढ़ें|ये भी पढ़ें|इसे भी पढ़ें|इन्हें भी पढ़ें|यह भी पढ़े|ये भी पढ़े|यह भी देखें|ये भी देखें|इसे भी देखें
और पढ़ें|आगे पढ़ें|पूरी खबर पढ़ें|संबंधित खबरें|संबंधित ख़बरें|हेही वाचा|हे देखील वाचा|আরও পড়ুন|আরো পড়ুন|આ પણ વાંચો|ਇਹ ਵੀ ਪੜ੍ਹੋ
மேலும் படிக்க|ఇది కూడా చదవండి|ಇದನ್ನೂ ಓದಿ|ഇതും വായിക്കുക|یہ بھی پڑھیں|اقرأ أيضا|اقرأ أيضاً
lire aussi|à lire aussi|leia também|leia mais|lee también|lea también|leer también|baca juga|читайте также
смотрите также|lesen sie auch|mehr zum thema|leggi anche|lees ook|läs också
"""
# These are headings of many things: a label only when what follows is one of our stories or a link.
WEAK = frozenset({"read", "watch", "recommended", "watch this"})
SEPARATOR = re.compile(r"[:：|–—]|-(?=[\s\xa0]|$)")
SPACES = " \xa0"
JOINTS = " \xa0:：|–—-"
MAX_DECORATION = 12
MAX_BARE_LINE = 60
SENTENCE_ENDS = ".!?…।॥。؟"
CLOSERS = "\"'”’»)]"


def _spellings(words: str) -> Iterator[str]:
    """Devanagari and Bengali letters with a dot below have two encodings that look the same."""
    for label in re.split(r"[|\n]", words.strip()):
        yield unicodedata.normalize("NFC", label)
        yield unicodedata.normalize("NFC", label).replace("\u0922\u093c", "\u095d").replace("\u09a1\u09bc", "\u09dc")


LABELS = frozenset(_spellings(WORDS))
LAST_LETTERS = frozenset(label[-1] for label in LABELS)
LENGTHS = sorted({len(label) for label in LABELS}, reverse=True)


@dataclass(frozen=True, slots=True)
class Label:
    """A label with the mark after it, `start:end`; a headline it announces ends before `until`."""

    start: int
    end: int
    until: int
    capitals: bool
    weak: bool


def labels_in(text: str) -> list[Label]:
    """All that read like labels, in any case and any place; the caller knows which places count."""
    found: list[Label] = []
    until = len(text)
    for start, end, length in reversed(list(_ranges(text))):
        written = text[start : start + length]
        found.append(Label(start, end, until, written == written.upper(), _folded(written) in WEAK))
        until = start
    return found[::-1]


def _ranges(text: str) -> Iterator[tuple[int, int, int]]:
    """Where each label starts, where its separator ends, and how long its words are."""
    for separator in SEPARATOR.finditer(text):
        end = separator.start()
        while end and text[end - 1] in SPACES:
            end -= 1
        if text[end - 1 : end].lower() not in LAST_LETTERS:
            continue
        if length := _label_length(text[max(0, end - LENGTHS[0] - 1) : end]):
            yield end - length, separator.end(), length


def _label_length(words: str) -> int:
    folded = _folded(words)
    if len(folded) != len(words) or folded[-1:] not in LAST_LETTERS:
        return 0
    return next((length for length in LENGTHS if folded[-length:] in LABELS and _begins(words, length)), 0)


def _begins(words: str, length: int) -> bool:
    """Whether no letter, mark or digit runs into the label from the left."""
    before = words[-length - 1 : -length]
    return len(words) >= length and (not before or unicodedata.category(before)[0] not in "LMN")


def _folded(words: str) -> str:
    return words.lower().replace("\xa0", " ").replace("’", "'")


def opens_line(text: str, begin: int, start: int) -> int | None:
    """Where the line's ornaments before a label begin, when nothing else stands before it."""
    first = max(begin, start - MAX_DECORATION)
    before = text[first:start]
    line = before[before.rfind("\n") + 1 :]
    complete = first == begin or "\n" in before
    return start - len(line) if complete and not any(_is_word(letter) for letter in line) else None


def follows_sentence(text: str, begin: int, start: int) -> bool:
    before = text[max(begin, start - 8) : start].rstrip(SPACES)
    return before.rstrip(CLOSERS)[-1:] in tuple(SENTENCE_ENDS)


def is_bare_label(line: str) -> bool:
    """Whether a label is all there is on the line."""
    if len(line) > MAX_BARE_LINE:
        return False
    words = line.strip(JOINTS + "\n.…►▶»*•[]()>👉")
    folded = _folded(words)
    return folded in LABELS and folded not in WEAK


def _is_word(letter: str) -> bool:
    return unicodedata.category(letter)[0] in "LMN"
