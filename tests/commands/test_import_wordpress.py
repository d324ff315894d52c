"""The command prints its report, and ends 0 only when all is in."""

from __future__ import annotations

import gzip
import io
import json
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from articles.models import Article
from tests import seed
from tests.wordpress.exports import export, item

pytestmark = pytest.mark.django_db


def run(*arguments: object) -> str:
    out = io.StringIO()
    call_command("import_wordpress", *map(str, arguments), stdout=out)
    return out.getvalue()


def test_report_is_printed_and_written(tmp_path: Path) -> None:
    report = tmp_path / "report.json"
    printed = run(seed.WXR, "--uploads", seed.FOLDER, "--report", report)
    assert "post                        5          5          0          0          0" in printed
    assert json.loads(report.read_text())["types"]["pingback"] == {"in file": 2, "created": 2}


def test_standard_input_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=export(item(7))))
    run("-")
    assert Article.objects.get().wordpress_id == 7


def test_packed_export_is_read(tmp_path: Path) -> None:
    (tmp_path / "export.xml.gz").write_bytes(gzip.compress(export(item(7)).getvalue()))
    run(tmp_path / "export.xml.gz")
    assert Article.objects.get().wordpress_id == 7


def test_dry_run_says_so() -> None:
    assert run(seed.WXR, "--dry-run").startswith("Dry run, nothing was changed.")
    assert not Article.objects.exists()


def test_refused_item_ends_the_command_in_failure(tmp_path: Path) -> None:
    file = tmp_path / "export.xml"
    file.write_bytes(export(item(7), item(0, link="")).getvalue())
    with pytest.raises(CommandError, match="Some items were refused"):
        run(file)
    assert Article.objects.count() == 1


BAD = [
    (["nowhere.xml"], "Cannot read nowhere.xml: No such file"),
    (["."], "Cannot read .: Is a directory"),
    ([__file__], "not a WordPress export"),
    ([seed.WXR, "--uploads", "/no/such/folder"], "--uploads /no/such/folder is not a folder"),
    ([seed.WXR, "--report", "/no/such/folder/report.json"], "Cannot write the report"),
]


@pytest.mark.parametrize(("arguments", "message"), BAD)
def test_bad_argument_is_one_clear_line(arguments: list, message: str) -> None:
    with pytest.raises(CommandError, match=message) as refused:
        run(*arguments)
    assert "\n" not in str(refused.value)
