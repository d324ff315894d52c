"""`manage.py check_urls`: whether every address of the imported sites leads somewhere here."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from collections import Counter
from contextlib import nullcontext
from pathlib import Path
from typing import IO, Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from articles.wordpress.checking import Checked, Verdict, check

_EVERY = 1_000


class Command(BaseCommand):
    help = "Visits every link and guid of the imports, in this process, and lists those that do not answer."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--report", type=Path, help="write what was found as JSON to this file")

    def handle(self, *, report: Path | None, **_: Any) -> None:
        counts: Counter[Verdict] = Counter()
        try:
            with report.open("w", encoding="utf-8") if report else nullcontext() as file:
                written = Written(file) if file else None
                for number, one in enumerate(check(), 1):
                    counts[one.verdict] += 1
                    self._say(one, number)
                    if written:
                        written.add(one)
                if written:
                    written.finish(counts)
        except OSError as error:
            raise CommandError(f"Cannot write the report to {report}: {error.strerror}.") from None
        except DatabaseError as error:
            raise CommandError(f"The database refused: {' '.join(str(error).split())}") from None
        self._sum_up(counts)

    def _say(self, one: Checked, number: int) -> None:
        if one.verdict is not Verdict.GOOD:
            answers = ", ".join(map(str, one.statuses))
            self.stdout.write(f"{one.verdict.value}: {one.address} ({one.kind} {one.wordpress_id}) answers {answers}")
        if number % _EVERY == 0:
            self.stderr.write(f"{number:,} addresses visited …")

    def _sum_up(self, counts: Counter[Verdict]) -> None:
        self.stdout.write(
            f"{counts.total():,} addresses: {counts[Verdict.GOOD]:,} good, "
            f"{counts[Verdict.HIDDEN]:,} not public, {counts[Verdict.BROKEN]:,} broken."
        )
        if counts[Verdict.BROKEN]:
            raise CommandError("Some addresses lead nowhere; the lines above say which.")


class Written:
    """The report, written as it is found: a large site's does not fit in memory."""

    def __init__(self, file: IO[str]) -> None:
        self.file = file
        self.file.write('{"addresses": [')
        self.separator = "\n"

    def add(self, one: Checked) -> None:
        if one.verdict is Verdict.GOOD:
            return
        row = {
            "verdict": one.verdict.value,
            "address": one.address,
            "kind": one.kind,
            "wordpress_id": one.wordpress_id,
            "statuses": one.statuses,
        }
        self.file.write(self.separator + json.dumps(row, ensure_ascii=False))
        self.separator = ",\n"

    def finish(self, counts: Counter[Verdict]) -> None:
        self.file.write("\n]")
        for name, count in {"visited": counts.total(), **{one.value: counts[one] for one in Verdict}}.items():
            self.file.write(f', "{name}": {count}')
        self.file.write("}\n")
