"""What Lighthouse thinks of the demo newsroom on a telephone: four kinds of pages, the middle of five runs each.

`LIGHTHOUSE` is its program (npm's package `lighthouse`, version 12, has it), `CHROME_PATH` the browser (Debian's
Chromium), `RUNS` (5) how often each page is looked at.
"""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.delivery.results import FOLDER, machine
from benchmarks.figures import Figure
from benchmarks.newsroom import ROOT, free_port, in_django, migrated, wait

AT_LEAST = {"performance": 98, "accessibility": 100, "best-practices": 100, "seo": 100}
LEFT_OUT = {"search": "is-crawlable"}
"""An audit that would have the page indexed, where the newsroom's own rule is that it is not (pages.md, 51)."""
FULL_RUN = 5
"""Runs of each page; what fewer found is shown only."""
_BROWSER = "--headless --no-sandbox --disable-gpu --disable-background-networking"
_ARTICLE = re.compile(r'href="(/[a-z/-]+/\d{4}/\d\d/\d\d/[^"/]+/)"')
_TIMES = {
    "first-contentful-paint": "first paint, ms",
    "largest-contentful-paint": "largest paint, ms",
    "total-blocking-time": "blocked, ms",
    "cumulative-layout-shift": "shift",
}
_COPIES_LEFT = "from articles.models import Image; print(Image.objects.filter(renditions_due=True).count())"
_PATIENCE = 120.0
Scores = dict[str, float]


def run() -> list[Figure]:
    program = os.environ.get("LIGHTHOUSE") or sys.exit("LIGHTHOUSE is not set: where is Lighthouse's program?")
    runs = int(os.environ.get("RUNS", "5"))
    with _demo() as url:
        pages = {name: _middle(program, name, f"{url}{path}", runs) for name, path in _paths(url).items()}
    print(table(pages))
    figures = [
        Figure(f"{page}: {name}", scores[name], at_least=bound)
        for page, scores in pages.items()
        for name, bound in AT_LEAST.items()
    ]
    if runs >= FULL_RUN:
        _write(program, runs, pages, figures)
    return figures


def table(pages: dict[str, Scores]) -> str:
    names = [*AT_LEAST, *_TIMES.values()]
    lines = [f"| page | {' | '.join(names)} |", f"|---|{'--:|' * len(names)}"]
    lines += [f"| {page} | {' | '.join(_cell(scores[name]) for name in names)} |" for page, scores in pages.items()]
    return "\n".join(lines) + "\n"


def _cell(value: float) -> str:
    return f"{value:,.0f}" if value >= 1 or not value else f"{value:.3f}"


def scores(report: dict[str, Any]) -> Scores:
    """In percent, as Lighthouse shows them; and the times that it counts."""
    found = {name: round(report["categories"][name]["score"] * 100) for name in AT_LEAST}
    return found | {said: report["audits"][audit]["numericValue"] for audit, said in _TIMES.items()}


@contextmanager
def _demo() -> Iterator[str]:
    """The address of what `make run` serves, once the worker has made all copies of its pictures."""
    port = free_port()
    with migrated(port) as environment:
        program = [sys.executable, "manage.py", "run", "--port", str(port)]
        server = subprocess.Popen(program, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL)
        try:
            url = f"http://127.0.0.1:{port}"
            wait(f"{url}/readyz")
            end = time.monotonic() + _PATIENCE
            while int(in_django(environment, _COPIES_LEFT)) and time.monotonic() < end:
                time.sleep(1)
            yield url
        finally:
            server.send_signal(signal.SIGINT)
            server.wait(_PATIENCE)


def _paths(url: str) -> dict[str, str]:
    with urllib.request.urlopen(f"{url}/", timeout=30) as response:
        articles = _ARTICLE.findall(response.read().decode())
    return {"front": "/", "section": "/world/", "article": articles[0], "search": "/search/?q=ferry"}


def _middle(program: str, name: str, url: str, runs: int) -> Scores:
    found = [scores(_report(program, url, LEFT_OUT.get(name))) for _ in range(runs)]
    each_run = ", ".join(f"{one['performance']:g}" for one in found)
    print(f"  {name}: performance {each_run}", flush=True)
    return {one: median(each[one] for each in found) for one in found[0]}


def _report(program: str, url: str, left_out: str | None) -> dict[str, Any]:
    command = [program, url, "--quiet", "--output=json", "--output-path=stdout", f"--chrome-flags={_BROWSER}"]
    command += [f"--skip-audits={left_out}"] if left_out else []
    own = {"CHROME_PATH": "/usr/bin/chromium"} | os.environ
    done = subprocess.run(command, env=own, check=True, stdout=subprocess.PIPE, text=True)
    report: dict[str, Any] = json.loads(done.stdout)
    if error := report.get("runtimeError"):
        sys.exit(f"Lighthouse could not look at {url}: {error['message']}")
    return report


def _write(program: str, runs: int, pages: dict[str, Scores], figures: list[Figure]) -> None:
    version = subprocess.run([program, "--version"], check=True, capture_output=True, text=True).stdout.strip()
    told = {
        "engine": os.environ.get("ENGINE", "sqlite"),
        "lighthouse": version,
        "runs": runs,
        "date": f"{datetime.now(UTC):%Y-%m-%d}",
        "machine": machine(),
        "left_out": LEFT_OUT,
        "pages": pages,
        "figures": [asdict(figure) | {"is_met": figure.is_met} for figure in figures],
    }
    name = Path(FOLDER) / f"lighthouse-{told['engine']}"
    name.with_suffix(".json").write_text(json.dumps(told, indent=1, ensure_ascii=False) + "\n", "utf-8")
    head = f"Lighthouse {version}, a telephone as it simulates one, middle of {runs} runs; the demo newsroom."
    name.with_suffix(".md").write_text(f"{head}\n\n{table(pages)}", "utf-8")
