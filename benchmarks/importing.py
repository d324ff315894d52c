"""A WordPress export of 100 MB into an empty newsroom, again, and once more with kills on the way.

`IMPORT_MEGABYTES` is the size (1024 for a gigabyte), `IMPORT_KILLS` how often the third import is killed. Shown are
wall clock and processor time: on a machine that does other things, too, the second tells more.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from random import Random

from articles.wordpress.reading import Export
from benchmarks.exports import write_export
from benchmarks.figures import Figure
from benchmarks.newsroom import ROOT, in_django, memory_mib, migrated, processor_seconds

_SUMS = "import json; from benchmarks.imported_rows import sums; print(json.dumps(sums()))"
Environment = dict[str, str]


@dataclass(frozen=True)
class Measured:
    """One run of the command: seconds by the clock, of all its processes and of the first; their most memory."""

    seconds: float
    processor: float
    first_process: float
    peak_mib: float
    types: dict[str, dict[str, int]]

    def number(self, outcome: str) -> int:
        return sum(numbers.get(outcome, 0) for numbers in self.types.values())


def run() -> list[Figure]:
    megabytes, kills = float(os.environ.get("IMPORT_MEGABYTES", "100")), int(os.environ.get("IMPORT_KILLS", "20"))
    with tempfile.TemporaryDirectory(prefix="newsportal-bench-") as folder:
        export = Path(folder) / "export.xml"
        posts = write_export(export, megabytes).posts
        with migrated() as environment:
            figures, unbroken = _unbroken(environment, export, megabytes, posts)
            rows = _sums(environment)
        if kills:
            with migrated() as environment:
                figures += _broken(environment, export, kills, unbroken.seconds, rows)
    return figures


def _unbroken(environment: Environment, export: Path, megabytes: float, posts: int) -> tuple[list[Figure], Measured]:
    counted, processor = _counted(export)
    start_up = _seconds_of(environment, "help", "import_wordpress")
    first, again = _measured(environment, export), _measured(environment, export)
    return [
        Figure("posts in the export", posts),
        Figure("counting: MB a second", megabytes / counted, at_least=15),
        Figure("counting: MB a second of processor time", megabytes / processor),
        Figure("start-up, in seconds", start_up),
        Figure("import: seconds", first.seconds),
        Figure("import: seconds of processor time", first.processor),
        Figure("import: seconds of its first process", first.first_process),
        Figure("import: posts a second", posts / first.seconds, at_least=500),
        Figure("import: the same, a core to each process", posts / first.first_process, at_least=500),
        Figure("import: most memory, MiB", first.peak_mib, at_most=256),
        Figure("import: refused", first.number("refused"), at_most=0),
        Figure("second run: seconds", again.seconds, at_most=first.seconds / 2),
        Figure("second run: seconds of processor time", again.processor),
        Figure("second run: created or updated", again.number("created") + again.number("updated"), at_most=0),
    ], first


def _counted(export: Path) -> tuple[float, float]:
    began, processor = time.perf_counter(), time.process_time()
    with Export(export) as opened:
        opened.count()
    return time.perf_counter() - began, time.process_time() - processor


def _broken(environment: Environment, export: Path, kills: int, seconds: float, rows: dict[str, str]) -> list[Figure]:
    """Lives long enough, on the average, to be killed in each phase, and in counting now and then."""
    random, killed, cut = Random(kills), 0, 0.0
    for _ in range(kills):
        process = _started(environment, export, Path(os.devnull))
        lived = random.uniform(0, seconds / 5)
        try:
            process.wait(lived)
            break
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            killed, cut = killed + 1, cut + lived
    last = _measured(environment, export)
    now = _sums(environment)
    return [
        Figure("kills on the way", killed),
        Figure("seconds until the kills, and after the last", cut + last.seconds),
        Figure("tables that differ from the unbroken import", sum(now[name] != rows[name] for name in rows), at_most=0),
    ]


def _measured(environment: Environment, export: Path) -> Measured:
    report = Path(environment["VAR_DIR"]) / "report.json"
    began, most = time.perf_counter(), [0.0, 0.0]
    process = _started(environment, export, report)
    watcher = threading.Thread(target=_watch, args=(process, most))
    watcher.start()
    _pid, status, used = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    watcher.join()
    if process.returncode:
        sys.exit(f"The import ended with {process.returncode}.")
    types = json.loads(report.read_text("utf-8"))["types"]
    return Measured(seconds, used.ru_utime + used.ru_stime, most[0], most[1], types)


def _watch(process: subprocess.Popen[bytes], most: list[float]) -> None:
    """The process's own seconds, and the memory of all of them."""
    while process.returncode is None:
        most[:] = max(most[0], processor_seconds(process)), max(most[1], memory_mib(process.pid))
        time.sleep(0.1)


def _started(environment: Environment, export: Path, report: Path) -> subprocess.Popen[bytes]:
    program = [sys.executable, "manage.py", "import_wordpress", str(export), "--report", str(report)]
    return subprocess.Popen(
        program, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )  # fmt: skip


def _seconds_of(environment: Environment, *command: str) -> float:
    began = time.perf_counter()
    program = [sys.executable, "manage.py", *command]
    subprocess.run(program, cwd=ROOT, env=environment, check=True, capture_output=True)
    return time.perf_counter() - began


def _sums(environment: Environment) -> dict[str, str]:
    return dict(json.loads(in_django(environment, _SUMS)))
