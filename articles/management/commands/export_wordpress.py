"""`manage.py export_wordpress`: everything out again as a WordPress export."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from articles.management.exporting import exported_to
from articles.wordpress.exporting.export import write_export


class Command(BaseCommand):
    help = "Writes the whole newsroom as a WordPress export (WXR 1.2), for WordPress or for another portal."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE", help="where to; - writes standard output")

    def handle(self, *, file: str, **_: Any) -> None:
        with exported_to(file) as opened:
            written = write_export(opened)
        told = ", ".join(f"{number:,} × {kind}" for kind, number in sorted(written.items())) or "nothing"
        self.stderr.write(f"Written: {told}.")
