"""`manage.py export_json`: every article as one line of JSON."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from articles.export.articles import write_articles
from articles.management.exporting import exported_to


class Command(BaseCommand):
    help = "Writes every article, whatever its status, as one JSON object a line."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE.jsonl", help="where to; - writes standard output")

    def handle(self, *, file: str, **_: Any) -> None:
        with exported_to(file) as opened:
            count = write_articles(opened)
        self.stderr.write(f"Written: {count:,} articles.")
