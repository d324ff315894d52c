"""The report of an import as a page: what came of it, what is to be done next, and where an operator must help."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import Settings

from articles.admin.import_progress import duration_text, standing_of
from articles.models import Article, Image, ImportedItem, ImportProblem, ImportRun, ImportSource
from tests.admin.desk import client_of, messages_of
from tests.admin.imports import IMPORTS, lay, make_run, report
from tests.factories import make_article, make_linkback
from tests.wordpress.exports import attachment, export, item
from tests.wordpress.running import run_import

pytestmark = pytest.mark.django_db

EVIL = '"><script>alert(1)</script>'


@pytest.fixture(autouse=True)
def _own_folders(settings: Settings, tmp_path: Path) -> None:
    settings.VAR_DIR = tmp_path / "var"
    settings.IMPORT_DIR = settings.VAR_DIR / "imports"


def make_problems(run: ImportRun, *kinds: str, reason: str = "no post_id") -> None:
    ImportProblem.objects.bulk_create(
        ImportProblem(run=run, kind=kind, wordpress_id=number, reason=f"{reason} {number}")
        for number, kind in enumerate(kinds, 1)
    )


def page_of(run: ImportRun, query: str = "") -> Any:
    return client_of("Admin").get(report(run) + query)


def test_counts_are_a_table_by_type() -> None:
    run = run_import(export(item(7), item(0, link=""), attachment(8, "2016/10/harbour.jpg"))).run
    rows = {row.kind: row.numbers for row in page_of(run).context["rows"]}
    assert rows == {"Articles": [2, 1, 0, 0, 1], "Pictures and files": [1, 1, 0, 0, 0]}


def test_what_is_missing_is_said() -> None:
    run = make_run(is_dry=False, expected={"items": {"post": 3}}, counts={"post": {"in file": 1, "created": 1}})
    assert "post: 3 in the file, 1 accounted for" in page_of(run).content.decode()


def test_problem_leads_to_what_it_is_about() -> None:
    run = run_import(export(item(7), attachment(8, "2016/10/harbour.jpg"), item(9, post_type="page"))).run
    make_problems(run, *["x"] * 6, "post", "attachment", "page", "post")
    linkback = make_linkback(
        Article.objects.get(), import_source=run.source, wordpress_id=11, source_url="https://blog.example/1"
    )
    run.expected["comments"] = {"pingback": 1}
    run.save()
    ImportProblem.objects.create(run=run, kind="pingback", wordpress_id=11, reason="odd")
    told = page_of(run).context["told"]
    assert [one.address for one in told if one.problem.wordpress_id in (7, 8, 9, 10, 11)] == [
        f"/admin/articles/article/{Article.objects.get().pk}/change/",
        f"/admin/articles/image/{Image.objects.get().pk}/change/",
        f"/admin/articles/page/{ImportedItem.objects.get(kind='page').local_id}/change/",
        "",
        f"/admin/articles/linkback/{linkback.pk}/change/",
    ]


def test_problem_does_not_lead_to_the_article_of_another_site() -> None:
    other = ImportSource.objects.create(home_url="http://else.example")
    ImportedItem.objects.create(source=other, kind="post", wordpress_id=1, local_id=make_article().pk)
    run = make_run(source=ImportSource.objects.create(home_url="http://old.example"))
    make_problems(run, "post")
    assert page_of(run).context["told"][0].address == ""


def test_problems_come_a_hundred_a_page_and_by_type() -> None:
    run = make_run()
    make_problems(run, *["post"] * 101, *["attachment"] * 2)
    first, last = page_of(run), client_of("superuser").get(f"{report(run)}?page=2&type=post")
    assert [len(first.context["told"]), len(last.context["told"])] == [100, 1]
    assert first.context["kinds"] == [("attachment", "Pictures and files", "2"), ("post", "Articles", "101")]
    assert "?page=2" in first.content.decode()
    assert "?type=post&amp;page=1" in last.content.decode()


@pytest.mark.parametrize("query", ["page=x", "page=-1", "page=99999999999999999999", "type=nothing", "type=%00"])
def test_odd_address_of_a_report_is_answered(query: str) -> None:
    run = make_run()
    make_problems(run, "post")
    assert page_of(run, f"?{query}").status_code in (200, 302)


@pytest.mark.parametrize("number", ["0", "x", "9" * 30, "-1"])
@pytest.mark.parametrize("page", ["report.json", "real/", "on/"])
def test_no_run_is_not_found(number: str, page: str) -> None:
    client = client_of("Admin")
    ask = client.get if page == "report.json" else client.post
    assert ask(f"{IMPORTS}{number}/{page}").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_report_costs_the_same_for_many(count: int) -> None:
    run = run_import(export(*(item(number) for number in (1, 2, 3)))).run
    run.expected["comments"] = {"pingback": 1}
    run.save()
    make_problems(run, *["post"] * count, *["pingback"] * count)
    client = client_of("Admin")
    with CaptureQueriesContext(connection) as queries:
        client.get(report(run))
    assert len(queries) == 9


def test_report_is_downloaded() -> None:
    run = run_import(export(item(7), item(0, link=""))).run
    answer = client_of("Admin").get(f"{IMPORTS}{run.pk}/report.json")
    assert answer["Content-Disposition"] == f'attachment; filename="import-{run.pk}.json"'
    assert answer.json()["types"]["post"] == {"in file": 2, "created": 1, "refused": 1}
    assert [one["type"] for one in answer.json()["problems"]] == ["post"]


def test_nothing_of_an_export_is_markup() -> None:
    run = make_run(name=EVIL, message=EVIL, state="failed", counts={EVIL: {"in file": 1}}, uploads=EVIL)
    make_problems(run, EVIL[:40], reason=EVIL)
    for address in (report(run), IMPORTS):
        shown = client_of("superuser" if address == IMPORTS else "Admin").get(address).content.decode()
        assert "<script>alert" not in shown
        assert "&lt;script&gt;alert" in shown


# What comes next


def test_dry_run_is_done_again_for_real() -> None:
    file = lay("export.xml")
    run = make_run(files=[str(file)], uploads="/somewhere", downloads=True)
    client = client_of("Admin")
    assert b"Import for real" in client.get(report(run)).content
    answer = client.post(f"{IMPORTS}{run.pk}/real/")
    real = ImportRun.objects.exclude(pk=run.pk).get()
    assert answer.url == report(real)
    assert (real.state, real.is_dry, real.files, real.uploads) == ("waiting", False, [str(file)], "/somewhere")
    assert (real.downloads, real.name, real.started_by.username) == (True, "export.xml", "admin")


def test_two_clicks_ask_for_one_import() -> None:
    run = make_run(files=[str(lay("export.xml"))])
    client = client_of("Admin")
    urls = [client.post(f"{IMPORTS}{run.pk}/real/").url for _click in range(2)]
    assert urls[0] == urls[1] != report(run)
    assert ImportRun.objects.count() == 2


def test_failed_import_says_why_and_goes_on() -> None:
    file = lay("export.xml")
    run = make_run(
        files=[str(file)], is_dry=False, state="failed", message="The disk is full.", tries=3, phase="writing", done=500
    )
    client = client_of("Admin")
    page = client.get(report(run)).content.decode()
    assert "The disk is full." in page
    assert "What was done is kept; it goes on from there." in page
    client.post(f"{IMPORTS}{run.pk}/on/")
    run.refresh_from_db()
    assert (run.state, run.message, run.tries, run.phase, run.done) == ("waiting", "", 0, "writing", 500)


def test_export_that_has_gone_is_said() -> None:
    run = make_run(files=["/no/longer/export.xml"])
    answer = client_of("Admin").post(f"{IMPORTS}{run.pk}/real/", follow=True)
    assert messages_of(answer) == ["It is no longer where it was: export.xml. Choose or upload the export again."]
    assert ImportRun.objects.get().state == "done"


def test_export_that_became_a_link_to_elsewhere_is_not_followed(tmp_path: Path) -> None:
    secret = tmp_path / "secret.xml"
    secret.write_bytes(lay("export.xml").read_bytes())
    link = lay("other.xml")
    link.unlink()
    link.symlink_to(secret)
    run = make_run(files=[str(link)])
    client_of("Admin").post(f"{IMPORTS}{run.pk}/real/")
    link.unlink()
    assert ImportRun.objects.count() == 1


@pytest.mark.parametrize(
    ("fields", "step"),
    [({"is_dry": False}, "real/"), ({"state": "running"}, "real/"), ({"state": "waiting"}, "on/"),
     ({"state": "failed", "in_worker": False}, "on/"), ({"in_worker": False}, "real/")],
)  # fmt: skip
def test_step_that_does_not_fit_is_not_taken(fields: dict[str, Any], step: str) -> None:
    run = make_run(**{"files": [str(lay("export.xml"))], **fields})
    client = client_of("Admin")
    assert f"/{step}".encode() not in client.get(report(run)).content
    assert messages_of(client.post(f"{IMPORTS}{run.pk}/{step}", follow=True)) == ["This import has gone on meanwhile."]
    assert list(ImportRun.objects.values_list("state", flat=True)) == [run.state]


@pytest.mark.parametrize("step", ["real/", "on/"])
def test_steps_are_not_taken_by_a_link(step: str) -> None:
    assert client_of("Admin").get(f"{IMPORTS}{make_run().pk}/{step}").status_code == 405


# How far it is

RUNNING = {"state": "running", "is_dry": False}
WRITING = {"phase": "writing", "done": 500, "total": 2000, "rate": 25.0}
START = "Nobody works on it. Start the worker: manage.py worker"


@pytest.mark.parametrize(
    ("fields", "seconds", "hint"),
    [
        ({"state": "waiting"}, 9, "It begins in a moment."),
        ({"state": "waiting"}, 11, START),
        (RUNNING, 9, ""),
        (RUNNING, 11, START),
        ({**RUNNING, "in_worker": False}, 11, ""),
        ({"state": "done"}, 11, ""),
        ({"state": "failed"}, 11, ""),
    ],
)
def test_worker_that_is_not_there_is_missed(fields: dict[str, Any], seconds: int, hint: str) -> None:
    run = make_run(**fields)
    assert standing_of(run, run.alive_at + timedelta(seconds=seconds)).hint == hint


def test_import_that_waits_for_another_says_so() -> None:
    make_run(name="first.xml", **RUNNING)
    run = make_run(state="waiting", alive_at=timezone.now() - timedelta(minutes=5))
    assert standing_of(run).hint == "It begins when “first.xml” is done."


def test_progress_is_a_bar_with_pace_and_time_left() -> None:
    page = page_of(make_run(progress=WRITING, **RUNNING)).content.decode()
    assert '<progress value="500" max="2000" aria-label="Writing articles and pages">' in page
    assert "25 a second, 1 minute left" in page
    assert 'data-refresh="on"' in page
    assert 'href="" data-refresh-link' in page


@pytest.mark.parametrize("state", ["done", "failed"])
def test_what_came_to_its_end_is_not_asked_for_again(state: str) -> None:
    page = page_of(make_run(state=state)).content.decode()
    assert 'data-refresh=""' in page
    assert "data-refresh-link" not in page


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0.4, "0 seconds"), (1, "1 second"), (59.6, "59 seconds"), (60, "1 minute"), (750, "12 minutes"),
     (5400, "2 hours"), (36000, "10 hours")],
)  # fmt: skip
def test_time_left_is_said_in_its_largest_unit(seconds: float, text: str) -> None:
    assert duration_text(seconds) == text


def test_list_says_how_far_it_is() -> None:
    make_run(progress=WRITING, **RUNNING)
    page = client_of("Admin").get(IMPORTS).content.decode()
    assert "Writing articles and pages: 500 of 2,000" in page
    assert "For real" in page
