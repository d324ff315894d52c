"""Moving in from the desk: who may, what is taken from the server or from a browser, and what is refused at once."""

from __future__ import annotations

import gzip
import os
import tracemalloc
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from articles.models import Article, ImportRun
from tests.admin.desk import client_of, errors_of
from tests.admin.imports import (
    ADD,
    IMPORTS,
    MEGABYTE,
    Streamed,
    export_bytes,
    form,
    lay,
    make_run,
    part,
    post_stream,
    report,
    sent,
    uploaded,
)

pytestmark = pytest.mark.django_db

NO_EXPORTS = [
    (b"<!doctype html><html><body>Log in</body></html>", "This is an HTML page, not an export."),
    (b"PK\x03\x04 and then nothing that is a zip", "is a damaged zip archive, not a WordPress export."),
    (b"%PDF-1.7", "This is a PDF, not a WordPress export."),
    (b"<?xml version='1.0'?><rss version='2.0'><channel></channel></rss>", "This is an ordinary RSS feed"),
    # Without the time, so that every worker names this case alike.
    (gzip.compress(b"CREATE TABLE wp_posts", mtime=0), "This is a database dump (SQL), not a WordPress export."),
]
HOSTILE = [
    "../secret.xml", "imports/../../secret.xml", "/etc/passwd", "a\x00.xml", "link.xml", "linked/secret.xml",
    ".hidden.xml", ".uploaded/1", "no-such.xml", "", " ", "a" * 5000,
]  # fmt: skip


@pytest.fixture(autouse=True)
def _own_folders(settings: Settings, tmp_path: Path) -> None:
    settings.VAR_DIR = tmp_path / "var"
    settings.IMPORT_DIR = settings.VAR_DIR / "imports"
    settings.IMPORT_DIR.mkdir(parents=True)


@pytest.fixture
def outside(settings: Settings, tmp_path: Path) -> Path:
    """A folder with an export that nobody may choose, and links to it from where one may."""
    folder = tmp_path / "outside"
    folder.mkdir()
    (folder / "secret.xml").write_bytes(export_bytes())
    (settings.IMPORT_DIR / "link.xml").symlink_to(folder / "secret.xml")
    (settings.IMPORT_DIR / "linked").symlink_to(folder)
    lay(".hidden.xml")
    return folder


@pytest.mark.parametrize("page", ["", "add/", "report"])
@pytest.mark.parametrize(
    ("role", "status"), [("Reporter", 403), ("Editor", 403), ("Moderator", 403), ("Admin", 200), ("superuser", 200)]
)
def test_imports_are_for_admins(role: str, status: int, page: str) -> None:
    address = report(make_run()) if page == "report" else IMPORTS + page
    assert client_of(role).get(address).status_code == status


@pytest.mark.parametrize("step", ["real/", "on/", "report.json"])
def test_steps_are_for_admins(step: str) -> None:
    run = make_run(state="failed" if step == "on/" else "done", files=[str(lay("export.xml"))])
    address = f"{IMPORTS}{run.pk}/{step}"
    editor = client_of("Editor")
    assert (editor.get if step == "report.json" else editor.post)(address).status_code == 403
    assert ImportRun.objects.get().state == run.state


def test_upload_of_who_may_not_import_is_not_read() -> None:
    class Unreadable:
        def read(self, *_: int) -> bytes:
            raise AssertionError("was read")

        readline = read

    response = post_stream(client_of("Editor"), Unreadable(), MEGABYTE)
    assert response.status_code == 403


def test_upload_without_token_is_refused() -> None:
    client = client_of("Admin")
    client.handler.enforce_csrf_checks = True
    assert client.post(ADD, form(upload=sent())).status_code == 403
    assert (ImportRun.objects.count(), uploaded()) == (0, [])


# From the server


def test_chosen_file_waits_for_the_worker(settings: Settings) -> None:
    file = lay("old site/export.xml")
    lay("old site/uploads/2016/10/harbour.jpg")
    client = client_of("Admin")
    response = client.post(ADD, form(chosen="old site/export.xml", uploads="old site/uploads", downloads="on"))
    run = ImportRun.objects.get()
    assert response.url == report(run)
    assert (run.state, run.in_worker, run.is_dry, run.downloads) == ("waiting", True, True, True)
    assert (run.name, run.files, run.uploads) == (
        "old site/export.xml", [str(file)], str(settings.IMPORT_DIR / "old site/uploads"),
    )  # fmt: skip
    assert run.started_by.username == "admin"
    assert not Article.objects.exists()


def test_several_files_are_one_export() -> None:
    files = [lay("part.1.xml"), lay("part.2.xml", export_bytes(8))]
    client_of("Admin").post(ADD, form(chosen=["part.1.xml", "part.2.xml"]))
    assert ImportRun.objects.get().files == [str(file) for file in files]


@pytest.mark.parametrize("field", ["chosen", "uploads"])
@pytest.mark.parametrize("name", HOSTILE)
def test_nothing_outside_the_folder_can_be_chosen(outside: Path, field: str, name: str) -> None:
    lay("export.xml")
    fields = {"chosen": name} if field == "chosen" else {"chosen": "export.xml", "uploads": name or "../outside"}
    response = client_of("Admin").post(ADD, form(**fields))
    assert len(errors_of(response)) == 1
    assert not ImportRun.objects.exists()


def test_only_what_lies_in_the_folder_is_offered(settings: Settings, outside: Path) -> None:
    lay("export.xml")
    lay("deep/er/export.zip")
    lay("uploads/2016/10/archive.zip")
    lay("notes.txt")
    lay("line\nbreak.xml")
    Path(os.fsdecode(bytes(settings.IMPORT_DIR) + b"/\xff.xml")).write_bytes(b"x")
    offered = client_of("Admin").get(ADD).context["adminform"].form
    assert sorted(name for name, _label in offered["chosen"].field.choices) == ["deep/er/export.zip", "export.xml"]
    assert [name for name, _label in offered["uploads"].field.choices] == ["", "deep", "deep/er", "uploads"]


@pytest.mark.parametrize(("content", "reason"), NO_EXPORTS)
@pytest.mark.parametrize("way", ["chosen", "upload"])
def test_what_is_no_export_is_refused_in_plain_words(way: str, content: bytes, reason: str) -> None:
    lay("some.file.xml", content)
    fields = {"chosen": "some.file.xml"} if way == "chosen" else {"upload": sent("some.file.xml", content)}
    [error] = errors_of(client_of("Admin").post(ADD, form(**fields)))
    assert reason in error
    assert (ImportRun.objects.count(), uploaded()) == (0, [])


def test_one_wrong_file_among_several_is_named() -> None:
    lay("part.1.xml")
    lay("part.2.xml", b"%PDF-1.7")
    response = client_of("Admin").post(ADD, form(chosen=["part.1.xml", "part.2.xml"]))
    assert errors_of(response) == ["part.2.xml: This is a PDF, not a WordPress export."]


def test_file_that_cannot_be_read_is_said() -> None:
    lay("export.xml").unlink()
    (lay("other.xml").parent / "export.xml").mkdir()
    assert errors_of(client_of("Admin").post(ADD, form(chosen="export.xml"))) != []


@pytest.mark.parametrize(
    ("fields", "message"),
    [({}, "Choose an export, or upload one."),
     ({"chosen": "export.xml", "upload": True}, "Choose files on the server or upload some, not both.")],
)  # fmt: skip
def test_exactly_one_way_is_taken(fields: dict[str, Any], message: str) -> None:
    lay("export.xml")
    fields = {**fields, **({"upload": sent()} if "upload" in fields else {})}
    assert errors_of(client_of("Admin").post(ADD, form(**fields))) == [message]
    assert uploaded() == []


# From the browser


@pytest.mark.parametrize("name", ["export.xml", "../../evil.xml", "..\\evil.xml", "a/b/c.xml", "नदी.xml", "x" * 300])
def test_upload_is_kept_under_a_name_of_ours(name: str, settings: Settings) -> None:
    client_of("Admin").post(ADD, form(upload=sent(name)))
    [file] = uploaded()
    run = ImportRun.objects.get()
    assert run.files == [str(file)]
    assert file.read_bytes() == export_bytes()
    assert file.name.isalnum()
    assert len(file.name) == 32
    assert "/" not in run.name
    assert not list(settings.VAR_DIR.parent.glob("*.xml"))


def test_several_uploads_are_one_export() -> None:
    client_of("Admin").post(ADD, form(upload=[sent("one.xml"), sent("two.xml", export_bytes(8))]))
    run = ImportRun.objects.get()
    assert run.name == "one.xml, two.xml"
    assert [Path(file).read_bytes() for file in run.files] == [export_bytes(7), export_bytes(8)]


def test_huge_upload_goes_to_disk_and_not_into_memory() -> None:
    begin, end = export_bytes().split(b"</channel>")
    head = part("is_dry", b"on\r\n") + part("upload", begin + b"<!-- ", "huge.xml")
    body = Streamed(
        head, b" --></channel>" + end + b"\r\n", part("whole", b"1\r\n"), b"--x--\r\n", filler=64 * MEGABYTE
    )
    client = client_of("Admin")
    tracemalloc.start()
    post_stream(client, body)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    [file] = uploaded()
    assert file.stat().st_size > 64 * MEGABYTE
    assert peak < 20 * MEGABYTE
    assert ImportRun.objects.get().files == [str(file)]


@pytest.mark.parametrize("cut", [0.3, 0.6, 0.9])
def test_upload_that_breaks_off_is_said_and_not_kept(cut: float) -> None:
    whole = part("upload", export_bytes(*range(1, 50)), "export.xml")
    body = Streamed(whole[: int(len(whole) * cut)])
    response = post_stream(client_of("Admin"), body, length=len(whole))
    assert errors_of(response)[0].startswith("The upload broke off on its way")
    assert (ImportRun.objects.count(), uploaded()) == (0, [])


def test_upload_the_disk_has_no_room_for_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("articles.admin.import_upload._LEFT_FREE", 10**18)
    [error] = errors_of(client_of("Admin").post(ADD, form(upload=sent())))
    assert error.startswith("The disk has no room for this file")
    assert (ImportRun.objects.count(), uploaded()) == (0, [])


def test_empty_upload_is_refused() -> None:
    assert errors_of(client_of("Admin").post(ADD, form(upload=sent(content=b"")))) == ["The submitted file is empty."]


def test_odd_forms_are_answered() -> None:
    client = client_of("Admin")
    assert client.post(ADD, b"no multipart", content_type="multipart/form-data").status_code == 400
    assert client.post(ADD, {"chosen": "x"}).status_code == 200
    assert client.post(ADD, form(chosen=["x"] * 500)).status_code == 200


# The list


def test_dry_run_is_proposed_until_something_was_imported() -> None:
    client = client_of("Admin")
    assert client.get(ADD).context["adminform"].form["is_dry"].value() is True
    make_run(is_dry=False)
    assert client.get(ADD).context["adminform"].form["is_dry"].value() is False


@pytest.mark.parametrize("count", [1, 3])
def test_list_costs_the_same_for_many(count: int) -> None:
    for _ in range(count):
        make_run()
    client = client_of("superuser")
    with CaptureQueriesContext(connection) as queries:
        client.get(IMPORTS)
    assert len(queries) == 4


@pytest.mark.parametrize("method", ["get", "post"])
def test_nothing_of_a_run_is_written_or_deleted(method: str) -> None:
    run = make_run()
    client = client_of("superuser")
    assert getattr(client, method)(f"{IMPORTS}{run.pk}/delete/", {"post": "yes"}).status_code == 403
    assert client.post(report(run), {"state": "waiting"}).status_code == 403
    assert ImportRun.objects.get().state == "done"
