"""How long a search takes: the page and all in it, asked by one reader after another.

`ARTICLES` is the size of the archive (10000); `SEARCHES` (200) are made of each kind.
"""

from __future__ import annotations

import json
import os
import time

from benchmarks.figures import Figure
from benchmarks.newsroom import in_django, migrated

_TIMES = "from benchmarks.search.asking import as_json; print(as_json({articles}, {searches}))"


def run() -> list[Figure]:
    articles, searches = int(os.environ.get("ARTICLES", "10000")), int(os.environ.get("SEARCHES", "200"))
    bound = 100 if os.environ.get("ENGINE") == "postgresql" else 30
    with migrated() as environment:
        began = time.perf_counter()
        in_django(environment, f"from benchmarks.delivery.archive import write; write({articles})")
        figures = [Figure(f"load and index {articles:,} articles, s", time.perf_counter() - began)]
        found = json.loads(in_django(environment, _TIMES.format(articles=articles, searches=searches)))
    for kind, (middle, high) in found.items():
        figures.append(Figure(f"{kind}: p50, ms", middle))
        figures.append(Figure(f"{kind}: p99, ms", high, at_most=bound))
    return figures
