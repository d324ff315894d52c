"""What was found, as JSON and as a table for people, with the machine it was found on."""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path

from benchmarks.figures import Figure

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


def write(engine: str, articles: int, rows: Iterable[Row], growth: dict[str, float], figures: Iterable[Figure]) -> Path:
    found = {
        "engine": engine,
        "articles": articles,
        "machine": machine(),
        "rows": [asdict(row) for row in rows],
        "growth": growth,
        "figures": [asdict(figure) | {"is_met": figure.is_met} for figure in figures],
    }
    FOLDER.mkdir(exist_ok=True)
    (FOLDER / f"delivery-{engine}.json").write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", "utf-8")
    page = FOLDER / f"delivery-{engine}.md"
    page.write_text(f"{heading(engine, articles)}\n\n{table(found['rows'])}{grown(growth)}", "utf-8")  # type: ignore[arg-type]
    return page


def machine() -> dict[str, str]:
    return {
        "processor": _processor(),
        "cores": str(os.cpu_count()),
        "memory": f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 2**30:.0f} GiB",
        "system": platform.platform(),
        "python": platform.python_version(),
        "django": version("django"),
        "granian": version("granian"),
        "nginx": _said("nginx", "-v").rpartition("/")[2],
        "wrk": _said("wrk", "-v").partition("[")[0].strip(),
    }


def heading(engine: str, articles: int) -> str:
    found = machine()
    where = f"{found['processor']}, {found['cores']} cores, {found['memory']}"
    made = f"Python {found['python']}, Django {found['django']}, granian {found['granian']}, nginx {found['nginx']}"
    return f"{articles:,} articles on {engine}; {where}; {made}. Server and load on a core each."


def table(rows: Iterable[dict[str, object]]) -> str:
    lines = [
        "| page | answered by | encoding | requests per core-second | to nginx | p50 ms | p99 ms | bytes | queries |",
        "|---|---|---|--:|--:|--:|--:|--:|--:|",
    ]
    return "\n".join([*lines, *(_line(Row(**row)) for row in rows)]) + "\n"  # type: ignore[arg-type]


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


def _said(*command: str) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return (done.stdout + done.stderr).strip().splitlines()[0]
