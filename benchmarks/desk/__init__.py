"""How long the desk's list of articles takes: the page and all in it, by each filter, searched, and leafed far.

`ARTICLES` is the size of the archive (10000); each page is asked for `PAGES` times (20).
"""

from __future__ import annotations

import json
import os
import time

from benchmarks.figures import Figure
from benchmarks.newsroom import in_django, migrated

AT_MOST = 300
_COLLECT = "from articles.management.static_files import collect_when_changed; collect_when_changed()"
_TIMES = "from benchmarks.desk.asking import as_json; print(as_json({articles}, {times}))"


def run() -> list[Figure]:
    articles, times = int(os.environ.get("ARTICLES", "10000")), int(os.environ.get("PAGES", "20"))
    with migrated() as environment:
        began = time.perf_counter()
        in_django(environment, f"from benchmarks.delivery.archive import write; write({articles})")
        in_django(environment, _COLLECT)
        figures = [Figure(f"load and index {articles:,} articles, s", time.perf_counter() - began)]
        found = json.loads(in_django(environment, _TIMES.format(articles=articles, times=times)))
    for name, (middle, high, queries) in found.items():
        figures.append(Figure(f"{name}: p50, ms", middle))
        figures.append(Figure(f"{name}: p95, ms", high, at_most=AT_MOST))
        figures.append(Figure(f"{name}: queries", queries, at_most=25))
    return figures
