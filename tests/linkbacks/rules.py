"""The rules and cases of the linkback specification, which of them the tests name, and what docs/linkbacks.md says."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

TESTS = Path(__file__).resolve().parent.parent
DOCUMENT = TESTS.parent / "docs" / "linkbacks.md"

_LAST = {
    "A": 11, "PR": 19, "PS": 8, "TR": 11, "TS": 5, "V": 11, "WR": 10, "WS": 8, "X": 7, "R": 5, "M": 8, "E": 8,
    "": 23, "x": 9, "P": 12, "T": 8, "U": 2, "H": 104,
}  # fmt: skip
_UNUSED = {"PR8", "PR9"}
_ID = re.compile(r"(?:[A-Z]{1,2}|x)?[0-9]+")


def all_ids() -> set[str]:
    """The webmention situations have bare numbers."""
    return {f"{kind}{number}" for kind, last in _LAST.items() for number in range(1, last + 1)} - _UNUSED


def ids_with_a_test() -> set[str]:
    """From the names of tests and of their cases: those they begin with, `test_V9_H66_…` or `"V9-H66-longer"`."""
    return {one for file in sorted(TESTS.rglob("test_*.py")) for name in _names_in(file) for one in _ids_of(name, file)}


def _names_in(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            yield node.name.removeprefix("test_")
        elif isinstance(node, ast.Tuple) and node.elts:  # a row of a table begins with its name
            yield from _beginning(node.elts[0])
        elif isinstance(node, ast.keyword) and node.arg == "id":
            yield from _beginning(node.value)
        elif isinstance(node, ast.keyword) and node.arg == "ids" and isinstance(node.value, ast.List):
            for element in node.value.elts:
                yield from _beginning(element)
        elif isinstance(node, ast.Dict):  # `ids=` of a table that is one
            for key in filter(None, node.keys):
                yield from _beginning(key)


def _beginning(node: ast.expr) -> Iterator[str]:
    first = node.values[0] if isinstance(node, ast.JoinedStr) and node.values else node
    if isinstance(first, ast.Constant) and isinstance(first.value, str):
        yield first.value


def _ids_of(name: str, file: Path) -> Iterator[str]:
    for word in re.split("[-_]", name):
        if not _ID.fullmatch(word):
            return
        if not word.isdecimal() or "discover" in file.name:  # elsewhere a number is a number
            yield word


def rows_below(heading: str) -> list[list[str]]:
    """The cells of the document's table below that heading."""
    section = DOCUMENT.read_text("utf-8").partition(f"{heading}\n")[2].partition("\n#")[0]
    table = [line.strip("|").split("|") for line in section.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in row] for row in table[2:]]


def ids_in(cell: str) -> set[str]:
    """`A1–A3, U1` to A1, A2, A3 and U1."""
    found = set()
    for part in cell.split(", "):
        first, _dash, last = part.partition("–")
        kind = first.rstrip("0123456789")
        numbers = [int(end.removeprefix(kind)) for end in (first, last or first)]
        found |= {f"{kind}{number}" for number in range(numbers[0], numbers[1] + 1)}
    return found


def files_in(cell: str) -> list[Path]:
    below = {"formats", "parsing", "receiving", "verifying", "sending"}
    named = [Path(name) for name in re.findall(r"`([^`]+)`", cell)]
    return [TESTS / "linkbacks" / name if name.parts[0] in below else TESTS / name for name in named]
