"""`manage.py reader_data`: all that is kept of the comments of one e-mail address, told or erased."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from articles.commenting import forgetting
from articles.models import Comment


class Command(BaseCommand):
    help = "Writes all comments of an e-mail address as JSON to standard output; with --erase, empties them."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email", metavar="EMAIL")
        parser.add_argument("--erase", action="store_true", help="name, addresses and words go, for good")

    def handle(self, *, email: str, erase: bool, **_: Any) -> None:
        found = Comment.objects.of_email(email)
        if not found.exists():
            raise CommandError(f"There is no comment of {email}.")
        if erase:
            self.stderr.write(f"Erased: {forgetting.erase(found):,} comments.")
        else:
            self.stdout.write(json.dumps(forgetting.told(found), ensure_ascii=False, indent=1))
