"""What was found, as JSON and as a table for people, with the machine it was found on."""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from benchmarks.figures import Figure
from tests.engines import binaries

FOLDER = Path(__file__).parent.parent / "results"


@dataclass(frozen=True)
class Row:
    """`to_nginx`: its share of what nginx does with the same bytes as a file."""

    page: str
    by: str
    encoding: str
    of_a_core: float
    to_nginx: float
    p50_ms: float
    p99_ms: float
    bytes: int
    queries: int | None = None


@dataclass(frozen=True)
class Run:
    """`articles`: the sizes of the archives; the first is the one that rows are of."""

    engine: str
    articles: list[int]
    rounds: int
    seconds: int


def write(run: Run, rows: Iterable[Row], growth: dict[str, float], figures: Iterable[Figure]) -> None:
    found = {
        **asdict(run),
        "date": f"{datetime.now(UTC):%Y-%m-%d}",
        "machine": machine(),
        "rows": [asdict(row) for row in rows],
        "growth": growth,
        "figures": [asdict(figure) | {"is_met": figure.is_met} for figure in figures],
    }
    FOLDER.mkdir(exist_ok=True)
    name = FOLDER / f"delivery-{run.engine}"
    name.with_suffix(".json").write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", "utf-8")
    name.with_suffix(".md").write_text(text(run, rows, growth), "utf-8")


def text(run: Run, rows: Iterable[Row], growth: dict[str, float]) -> str:
    return f"{heading(run)}\n\n{table(rows)}{grown(growth)}"


def machine() -> dict[str, str]:
    return {
        "processor": _processor(),
        "cores": str(os.cpu_count()),
        "memory": f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 2**30:.0f} GiB",
        "system": platform.platform(),
        "python": platform.python_version(),
        "django": version("django"),
        "granian": version("granian"),
        "postgresql": _postgresql(),
        "nginx": _said("nginx", "-v").rpartition("/")[2],
        "wrk": _said("wrk", "-v").partition("[")[0].strip(),
    }


def heading(run: Run) -> str:
    found = machine()
    where = f"{found['processor']}, {found['cores']} cores, {found['memory']}"
    made = f"Python {found['python']}, Django {found['django']}, granian {found['granian']}, nginx {found['nginx']}"
    made += f", PostgreSQL {found['postgresql']}" if run.engine == "postgresql" else ""
    sizes = " and ".join(f"{count:,}" for count in run.articles)
    rounds = f"Middle of {run.rounds} rounds of {run.seconds} s"
    return f"{sizes} articles on {run.engine}; {where}; {made}. Server and load on a core each. {rounds}."


def table(rows: Iterable[Row]) -> str:
    lines = [
        "| page | answered by | encoding | requests per core-second | to nginx | p50 ms | p99 ms | bytes | queries |",
        "|---|---|---|--:|--:|--:|--:|--:|--:|",
    ]
    return "\n".join([*lines, *map(_line, rows)]) + "\n"


def grown(growth: dict[str, float]) -> str:
    if not growth:
        return ""
    lines = [f"| {name} | {ratio:.2f} |" for name, ratio in growth.items()]
    return "\n" + "\n".join(["| p50 of one client, largest to smallest archive | |", "|---|--:|", *lines]) + "\n"


def _line(row: Row) -> str:
    to_nginx = f"{row.to_nginx:.2f}" if row.to_nginx > 0.1 else f"1/{1 / row.to_nginx:,.0f}"
    queries = "" if row.queries is None else row.queries
    rate = f"{row.of_a_core:,.0f} | {to_nginx} | {row.p50_ms:.2f} | {row.p99_ms:.2f}"
    return f"| {row.page} | {row.by} | {row.encoding} | {rate} | {row.bytes:,} | {queries} |"


def _processor() -> str:
    lines = Path("/proc/cpuinfo").read_text().splitlines() if sys.platform == "linux" else []
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "unknown")


def _postgresql() -> str:
    found = binaries()
    return _said(str(found / "postgres"), "--version").split(") ")[-1].split(" (")[0] if found else ""


def _said(*command: str) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return (done.stdout + done.stderr).strip().splitlines()[0]
