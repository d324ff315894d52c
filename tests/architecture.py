"""Reads the source and says which imports point the wrong way."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

# From the top down: an area imports only from layers below its own. Neighbours are strangers.
LAYERS = (
    {"apps", "urls"},
    {"admin", "checks", "management", "views"},
    {"demo", "feeds", "wordpress"},
    {"export"},
    {"commenting", "fronts", "images", "publishing", "tagging"},
    {"outgoing"},
    {"guard", "hubs", "linkbacks", "page_cache", "pages", "revisions"},
    {"most_read", "search"},
    {"models"},
    {"body", "fetch", "page_parts", "pictures"},
    {"clock", "page_keys", "roles", "slugs", "tag_names"},
)
# Formats other sites speak: usable, and testable, without a database.
WIRE_FORMATS = {
    "wordpress": {"content", "mapping", "own_fields", "reading"},
    "linkbacks": {"formats", "parsing"},
}
LEVEL = {area: level for level, areas in enumerate(LAYERS) for area in areas}


def violations(package: Path) -> list[str]:
    """Each wrong import as `file:line imports name`; `package` is the folder of the app."""
    found = []
    for file in sorted(package.rglob("*.py")):
        parts = file.relative_to(package).with_suffix("").parts
        if parts[0] in {"migrations", "__init__"}:
            continue
        for line, name in imported_names(file, ("articles", *parts[:-1])):
            if is_wrong(parts, name):
                found.append(f"{'/'.join(parts)}.py:{line} imports {name}")
    return found


def imported_names(file: Path, package: tuple[str, ...]) -> Iterator[tuple[int, str]]:
    """Dotted names, wherever in the file they are imported; relative ones from `package`, where the file lies."""
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) + 1 - node.level] if node.level else ()
            start = ".".join([*above, *([node.module] if node.module else [])])
            yield from ((node.lineno, f"{start}.{alias.name}") for alias in node.names)


def is_wrong(parts: tuple[str, ...], name: str) -> bool:
    area, words = parts[0], name.split(".")
    if is_free_of_models(parts) and (name.startswith("django.db") or words[:2] == ["articles", "models"]):
        return True
    if words[0] != "articles" or len(words) < 2 or words[1] == area:
        return False
    return area not in LEVEL or words[1] not in LEVEL or LEVEL[words[1]] <= LEVEL[area]


def is_free_of_models(parts: tuple[str, ...]) -> bool:
    in_pure_area = parts[0] in LAYERS[-2]
    return in_pure_area or (len(parts) > 1 and parts[1] in WIRE_FORMATS.get(parts[0], ()))
