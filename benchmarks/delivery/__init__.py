"""How fast pages are, beside nginx handing out the same bytes as files; in one run, a core for whoever answers.

`ARTICLES` is the size of the archive (10000); with several, as in `ARTICLES=10000,1000000`, the first is measured and
how the time of a page grows from the first to the last. `ROUNDS` (3) and `SECONDS` (3) are for each row.
"""

from __future__ import annotations

import json
import os
import tempfile
import time
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks.delivery import results
from benchmarks.delivery.load import put_load, require_programs
from benchmarks.delivery.results import Row
from benchmarks.delivery.rounds import MANY, ONE, ROUNDS, SECONDS, SOME, Measured, Subject, measured
from benchmarks.delivery.servers import Answer, Server, bare, behind_nginx, fetch, files, portal, serving_mib
from benchmarks.figures import Figure
from benchmarks.newsroom import in_django, migrated

KEPT_MIB = 64 + 16
"""What PAGE_CACHE_BYTES and PAGE_PARTS_BYTES are unless they are set."""
ALONE = ("article", "front", "section", "tag", "feed")
"""Pages that are also made without any part that is kept."""
FULL_RUN = 9
"""Seconds for each row; what a shorter run found is shown only."""
GROWTH_BOUND = {"article", "front", "section", "tag", "deep", "feed", "year", "month", "day"}
"""Pages that may not take longer in a large archive than in a small one, but for a third."""
_QUERIES = "from benchmarks.delivery.queries import counted; print(counted({paths!r}))"
Found = dict[tuple[str, str, str], Measured]


@dataclass(frozen=True)
class Archive:
    count: int
    environment: dict[str, str]
    addresses: dict[str, str]
    lists: dict[str, Path]
    """Files of paths, a line each: articles, tags, and what is not there."""
    loaded_in: float
    uncached: Server


def run() -> list[Figure]:
    require_programs()
    sizes = [int(size) for size in os.environ.get("ARTICLES", "10000").split(",")]
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="newsportal-bench-")))
        folder.chmod(0o755)
        archives = [_archive(stack, size, folder / str(size)) for size in sizes]
        rows, figures = _side_by_side(stack, archives[0], folder)
        growth = _growth(archives) if len(archives) > 1 else {}
    figures += [Figure(f"load {one.count:,} articles, s", one.loaded_in, at_most=1200) for one in archives]
    figures += [
        Figure(f"growth of p50: {page}", ratio, at_most=1.3 if page in GROWTH_BOUND else None)
        for page, ratio in growth.items()
    ]
    run = results.Run(os.environ.get("ENGINE", "sqlite"), sizes, ROUNDS, SECONDS)
    print(results.text(run, rows, growth))
    if ROUNDS * SECONDS >= FULL_RUN:
        results.write(run, rows, growth, figures)
    return figures


def _archive(stack: ExitStack, count: int, folder: Path) -> Archive:
    folder.mkdir()
    environment = stack.enter_context(migrated())
    began = time.perf_counter()
    in_django(environment, f"from benchmarks.delivery.archive import write; write({count})")
    loaded_in = time.perf_counter() - began
    found = json.loads(
        in_django(environment, f"from benchmarks.delivery.addresses import as_json; print(as_json({count}))")
    )
    lists = {name: _listed(folder / name, paths) for name, paths in found.items() if isinstance(paths, list)}
    single = {name: path for name, path in found.items() if isinstance(path, str)}
    uncached = stack.enter_context(portal(environment, cache=False))
    print(f"  {count:,} articles in {loaded_in:.0f} s", flush=True)
    return Archive(count, environment, {"front": "/", **single}, lists, loaded_in, uncached)


def _listed(file: Path, paths: list[str]) -> Path:
    file.write_text("".join(f"{path}\n" for path in paths), "utf-8")
    return file


def _side_by_side(stack: ExitStack, archive: Archive, folder: Path) -> tuple[list[Row], list[Figure]]:
    cached = stack.enter_context(portal(archive.environment, cache=True))
    pages = {"article": archive.addresses["article"], "front": "/"}
    answers = {path: fetch(cached, path) for path in pages.values()}
    for name in ("nginx", "shipped"):
        (folder / name).mkdir()
    servers = {
        "nginx": stack.enter_context(files(folder / "nginx", answers)),
        "bare callable": stack.enter_context(bare(folder, cached, list(pages.values()))),
        "portal": cached,
        "portal behind nginx": stack.enter_context(behind_nginx(archive.environment, folder / "shipped")),
    }
    subjects = [
        Subject(page, by, server, path, encoding=encoding, clients=MANY)
        for page, path in pages.items()
        for encoding in ("identity", "gzip")
        for by, server in servers.items()
    ]
    bare_made = stack.enter_context(portal(archive.environment, cache=False, parts=False))
    made = [*_uncached(archive, SOME), *_alone(archive, bare_made)]
    found = measured([*subjects, *made])
    rows = [*_held_rows(found, subjects), *_made_rows(found, made, archive)]
    return rows, [*_held_figures(found), *_made_figures(found, made), *_memory(cached, archive)]


def _uncached(archive: Archive, clients: int) -> list[Subject]:
    server, by = archive.uncached, "portal, not held"
    subjects = [
        Subject(page, by, server, path, clients=clients)
        for page, path in archive.addresses.items()
        if page != "article"
    ]
    subjects.append(Subject("article", by, server, paths=archive.lists["articles"], clients=clients))
    subjects.append(Subject("tag at random", by, server, paths=archive.lists["tags"], clients=clients))
    subjects.append(Subject("not there", by, server, paths=archive.lists["missing"], clients=clients, expected=404))
    for page, path in {"feed": "/feed/", "sitemap": "/sitemap.xml"}.items():
        if _is_there(server, path):
            subjects.append(Subject(page, by, server, path, clients=clients))
    return subjects


def _alone(archive: Archive, server: Server) -> list[Subject]:
    subjects = [one for one in _uncached(archive, SOME) if one.page in ALONE]
    return [replace(one, by="portal, nothing kept", server=server) for one in subjects]


def _is_there(server: Server, path: str) -> bool:
    try:
        fetch(server, path)
    except OSError:
        return False
    return True


def _held_rows(found: Found, subjects: list[Subject]) -> list[Row]:
    return [
        _row(found[one.name], found[one.page, "nginx", one.encoding], fetch(one.server, one.path, one.encoding), None)
        for one in subjects
    ]


def _made_rows(found: Found, subjects: list[Subject], archive: Archive) -> list[Row]:
    paths = {one.page: one.path if one.paths is None else one.paths.read_text().split()[0] for one in subjects}
    queries = json.loads(in_django(archive.environment, _QUERIES.format(paths=paths)))
    nginx = found["article", "nginx", "identity"]
    rows = []
    for one in subjects:
        answer = fetch(one.server, paths[one.page]) if one.expected == 200 else Answer([], b"")
        rows.append(_row(found[one.name], nginx, answer, queries[one.page]))
    return rows


def _row(one: Measured, nginx: Measured, answer: Answer, queries: int | None) -> Row:
    ratio = one.of_a_core / nginx.of_a_core
    page, by, encoding = one.subject.name
    return Row(page, by, encoding, one.of_a_core, ratio, one.p50, one.p99, len(answer.body), queries)


def _held_figures(found: Found) -> list[Figure]:
    figures = []
    for page in ("article", "front"):
        for encoding in ("identity", "gzip"):
            of = {name[1]: one.of_a_core for name, one in found.items() if name[::2] == (page, encoding)}
            name = f"{page}, {encoding}: "
            figures += [
                Figure(f"{name}portal ÷ bare callable", of["portal"] / of["bare callable"], at_least=0.85),
                Figure(f"{name}portal ÷ nginx", of["portal"] / of["nginx"], at_least=0.4),
                Figure(f"{name}portal behind nginx ÷ nginx", of["portal behind nginx"] / of["nginx"], at_least=0.65),
            ]
    return figures


def _made_figures(found: Found, subjects: list[Subject]) -> list[Figure]:
    nginx = found["article", "nginx", "identity"].of_a_core
    cold = found["article", "portal, not held", "identity"].of_a_core
    figures = [Figure("article not held: nginx ÷ portal", nginx / cold, at_most=100)]
    for page in ("front", "section", "tag", "author", "deep", "year", "month", "day", "feed"):
        one = found.get((page, "portal, not held", "identity"))
        if one:
            figures.append(Figure(f"{page} not held: nginx ÷ portal", nginx / one.of_a_core, at_most=150))
    missing = found["not there", "portal, not held", "identity"].of_a_core
    return [*figures, Figure("not there: cost ÷ article's", cold / missing, at_most=1)]


def _memory(cached: Server, archive: Archive) -> list[Figure]:
    """After more articles than the cache holds, in two encodings, and addresses that are not there."""
    before = serving_mib(cached)
    for name, encoding, expected in (("articles", "br", 200), ("articles", "gzip", 200), ("missing", "br", 404)):
        paths = archive.lists[name]
        put_load(cached.url(), cached.families, 8 * SECONDS, SOME, encoding, paths, expected)
    return [
        Figure("memory of a serving process before, MiB", before),
        Figure("memory of a serving process, cache full, MiB", serving_mib(cached), at_most=120 + KEPT_MIB),
    ]


def _growth(archives: list[Archive]) -> dict[str, float]:
    smallest, largest = archives[0], archives[-1]
    subjects = [(one, archive) for archive in (smallest, largest) for one in _uncached(archive, ONE)]
    named = [
        Subject(one.page, str(archive.count), one.server, one.path, one.paths, clients=ONE, expected=one.expected)
        for one, archive in subjects
    ]
    found = measured(named)
    pages = dict.fromkeys(one.page for one in named)
    return {
        page: found[page, str(largest.count), "identity"].p50 / found[page, str(smallest.count), "identity"].p50
        for page in pages
    }
