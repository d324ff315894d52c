"""Moving in, in a real browser: by keyboard, on a small screen, in light and dark."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings as django_settings
from playwright.sync_api import Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from articles.models import Article, ImportProblem, ImportRun
from articles.wordpress.importing import waiting
from tests import seed
from tests.admin.desk import client_of
from tests.admin.imports import ADD, IMPORTS, lay, make_run, report
from tests.browser.conftest import await_keys
from tests.browser.test_accessibility import SCHEMES, violations
from tests.chromium import Open

LONG = "longwordwithoutaspace" * 12
HEADLINE = "IS Leaders Flee Stronghold of Mosul As Iraqi Forces Close In"
PAGES = ["list", "add", "running", "dry", "failed"]


@pytest.fixture
def open_imports(
    open_page: Open, live_server: LiveServer, transactional_db: None, settings: Settings, tmp_path: Path
) -> Open:
    """Logged in as an admin, with a folder of exports."""
    settings.VAR_DIR = tmp_path / "var"
    settings.IMPORT_DIR = settings.VAR_DIR / "imports"
    lay(f"{LONG[:200]}.xml")
    lay("old site/uploads/2016/10/harbour.jpg")
    session = client_of("Admin").cookies[django_settings.SESSION_COOKIE_NAME].value

    def opened(address: str = IMPORTS, **options: object) -> Page:
        page = open_page(**options)
        cookie = {"name": django_settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}
        page.context.add_cookies([cookie])
        page.goto(address)
        return page

    return opened


@pytest.fixture
def addresses(open_imports: Open) -> dict[str, str]:
    """Every page there is, with long names, large numbers and problems on it."""
    counts = {kind: {"in file": 1_000_000, "created": 999_999, "refused": 1} for kind in ("post", LONG[:40])}
    progress = {"phase": "writing", "done": 1_234_567, "total": 9_876_543, "rate": 321.0}
    more = {"name": f"{LONG[:240]}.xml", "counts": counts, "uploads": f"/srv/{LONG}", "downloads": True}
    runs = {
        "running": make_run(state="running", progress=progress, **more),
        "dry": make_run(expected={"items": {"post": 1_000_001}}, **more),
        "failed": make_run(state="failed", message=f"The database refused: {LONG}", **more),
    }
    for kind in ("post", "attachment"):
        rows = [ImportProblem(run=runs["dry"], kind=kind, wordpress_id=n, reason=f"{LONG} {n}") for n in range(60)]
        ImportProblem.objects.bulk_create(rows)
    return {"list": IMPORTS, "add": ADD} | {name: report(run) for name, run in runs.items()}


def press_on(page: Page, name: str, role: str = "button") -> None:
    await_keys(page)
    page.get_by_role(role, name=name, exact=True).focus()
    page.keyboard.press("Enter")


def test_seed_is_uploaded_tried_and_imported_by_keyboard(open_imports: Open) -> None:
    page = open_imports()
    press_on(page, "Move in from WordPress", "link")
    upload = page.get_by_label("Or upload it")
    expect(upload).to_be_visible()
    await_keys(page)
    upload.focus()
    with page.expect_file_chooser() as chooser:
        page.keyboard.press("Space")
    chooser.value.set_files(seed.WXR)
    expect(page.get_by_role("checkbox", name="dry run")).to_be_checked()
    press_on(page, "Start")
    expect(page.get_by_text("It begins in a moment.")).to_be_visible()
    waiting.do_one()

    expect(page.get_by_role("row", name="Articles 5 5 0 0 0")).to_be_visible()
    expect(page.get_by_text("Done", exact=True)).to_be_visible()
    assert not Article.objects.exists()
    press_on(page, "Import for real")
    expect(page.get_by_text("For real")).to_be_visible()
    waiting.do_one()

    expect(page.get_by_text("Done", exact=True)).to_be_visible()
    reader = open_imports(Article.objects.get(wordpress_id=213727).path)
    expect(reader.get_by_role("heading", level=1)).to_have_text(HEADLINE)


def test_report_follows_the_import(open_imports: Open) -> None:
    run = make_run(state="running", progress={"phase": "placing", "done": 10, "total": 500, "rate": 5.0})
    page = open_imports(report(run))
    expect(page.get_by_text("10 of 500")).to_be_visible()
    expect(page.get_by_text("Show how far it is now")).to_be_hidden()
    ImportRun.objects.update(progress={"phase": "writing", "done": 400, "total": 500, "rate": 5.0})
    expect(page.get_by_text("400 of 500")).to_be_visible()
    ImportRun.objects.update(state="failed", message="The disk is full.")
    expect(page.get_by_role("button", name="Go on")).to_be_visible()
    expect(page.get_by_text("The disk is full.")).to_be_visible()


def test_report_works_without_scripts(open_imports: Open) -> None:
    run = make_run(state="running", progress={"phase": "placing", "done": 10, "total": 500, "rate": 5.0})
    page = open_imports(report(run), java_script_enabled=False)
    ImportRun.objects.update(progress={"phase": "writing", "done": 400, "total": 500, "rate": 5.0})
    page.get_by_role("link", name="Show how far it is now").click()
    expect(page.get_by_text("400 of 500")).to_be_visible()
    ImportRun.objects.update(state="done")
    page.get_by_role("link", name="Show how far it is now").click()
    page.get_by_role("button", name="Import for real").click()
    expect(page.get_by_text("For real")).to_be_visible()


@pytest.mark.parametrize("width", [375, 768, 1440])
@pytest.mark.parametrize("name", PAGES)
def test_imports_fit_the_screen(open_imports: Open, addresses: dict[str, str], name: str, width: int) -> None:
    page = open_imports(addresses[name], width=width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("name", PAGES)
def test_imports_have_no_violation(open_imports: Open, addresses: dict[str, str], name: str, scheme: str) -> None:
    page = open_imports(addresses[name], scheme=scheme)
    assert violations(page) == []


@pytest.mark.parametrize("scheme", SCHEMES)
def test_refused_export_has_no_violation(open_imports: Open, scheme: str) -> None:
    page = open_imports(ADD, scheme=scheme)
    page.get_by_role("button", name="Start").click()
    expect(page.get_by_text("Choose an export, or upload one.")).to_be_visible()
    assert violations(page) == []
