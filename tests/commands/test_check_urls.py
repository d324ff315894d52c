"""`manage.py check_urls` (U17): every link and guid of an import answers, at once or after one redirect."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from articles.wordpress import checking
from tests.factories import from_wordpress, make_article, make_image, make_item, make_redirect

pytestmark = pytest.mark.django_db
HOME = "https://old.example"


def run(*options: str) -> tuple[str, str]:
    """What it says, and its complaint."""
    said = StringIO()
    try:
        call_command("check_urls", *options, stdout=said, stderr=StringIO())
    except CommandError as error:
        return said.getvalue(), str(error)
    return said.getvalue(), ""


def make_story() -> None:
    article = make_article(path="/2016/10/20/घाट/", **from_wordpress(17))
    make_item("post", 17, article.pk, article.path, link=f"{HOME}/2016/10/20/%e0%a4%98%e0%a4%be%e0%a4%9f/",
              guid=f"{HOME}/?p=17")  # fmt: skip


def test_U17_addresses_that_answer_at_once_or_after_one_step_are_good() -> None:
    make_story()
    image = make_image(upload_path="2016/10/m.jpg", **from_wordpress(40))
    make_item("attachment", 40, image.pk, "/2016/10/20/घाट/m/", link=f"{HOME}/2016/10/20/घाट/m/",
              guid=f"{HOME}/wp-content/uploads/2016/10/m.jpg")  # fmt: skip
    said, complaint = run()
    assert (said, complaint) == ("6 addresses: 6 good, 0 not public, 0 broken.\n", "")


def test_U17_what_leads_nowhere_is_listed_and_fails() -> None:
    make_story()
    make_item("post", 18, 10**6, link=f"{HOME}/lost/", guid=f"{HOME}/?p=18")
    said, complaint = run()
    assert said.splitlines() == [
        "broken: /lost/ (post 18) answers 404",
        "broken: /?p=18 (post 18) answers 404",
        "5 addresses: 3 good, 0 not public, 2 broken.",
    ]
    assert complaint == "Some addresses lead nowhere; the lines above say which."


def test_U17_redirect_to_nothing_is_broken() -> None:
    make_redirect("/moved/", "/nowhere/")
    make_item("post", 18, 1, link=f"{HOME}/moved/")
    assert "broken: /moved/ (post 18) answers 301, 404" in run()[0]


def test_U13_U14_drafts_and_trash_are_listed_apart() -> None:
    make_story()
    make_article(status="draft", **from_wordpress(18))
    make_item("post", 18, 1, guid=f"{HOME}/?p=18", status="draft", is_public=False)
    make_article(status="killed", path="/gone/", **from_wordpress(19))
    make_item("post", 19, 2, link=f"{HOME}/gone/", status="trash", is_public=False)
    make_item("nav_menu_item", 20, None, guid=f"{HOME}/?p=20")
    said, complaint = run()
    assert complaint == ""
    assert said.splitlines() == [
        "hidden: /?p=18 (post 18) answers 404",
        "hidden: /gone/ (post 19) answers 410",
        "hidden: /?p=20 (nav_menu_item 20) answers 404",
        "6 addresses: 3 good, 3 not public, 0 broken.",
    ]


@pytest.mark.parametrize(
    "guid", ["https://elsewhere.example/?p=17", "urn:uuid:1", "", "http://[", "mailto:x@old.example", "/x", 5, None]
)
def test_what_is_no_address_of_ours_is_not_visited(guid: object) -> None:
    make_item("post", 17, 1, guid=guid)
    assert run() == ("0 addresses: 0 good, 0 not public, 0 broken.\n", "")


def test_address_under_www_and_in_the_other_scheme_is_ours() -> None:
    make_item("post", 17, make_article(path="/a/", **from_wordpress(17)).pk, link="http://www.old.example/a/")
    assert run() == ("1 addresses: 1 good, 0 not public, 0 broken.\n", "")


def test_file_of_an_attachment_that_is_missing_is_said() -> None:
    image = make_image(missing=True, upload_path="2016/10/m.jpg", **from_wordpress(40))
    guid = f"{HOME}/wp-content/uploads/2016/10/m.jpg"
    make_item("attachment", 40, image.pk, guid=guid, is_public=False)
    assert run()[0].startswith("broken: /wp-content/uploads/2016/10/m.jpg (attachment 40) answers 404\n")


def test_report_accounts_for_all(tmp_path: Path) -> None:
    make_story()
    make_item("post", 18, 1, link=f"{HOME}/lost/")
    make_item("post", 19, 1, link=f"{HOME}/never-out/", is_public=False)
    run("--report", str(tmp_path / "report.json"))
    report = json.loads((tmp_path / "report.json").read_text("utf-8"))
    assert [(row["address"], row["verdict"], row["statuses"]) for row in report.pop("addresses")] == [
        ("/lost/", "broken", [404]),
        ("/never-out/", "hidden", [404]),
    ]
    assert report == {"visited": 5, "good": 3, "hidden": 1, "broken": 1}


def test_report_that_cannot_be_written_is_one_line(tmp_path: Path) -> None:
    complaint = run("--report", str(tmp_path / "no" / "report.json"))[1]
    assert complaint == f"Cannot write the report to {tmp_path}/no/report.json: No such file or directory."


def test_items_are_read_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checking, "_BATCH", 2)
    for number in range(5):
        make_item("post", number + 1, 1, link=f"{HOME}/lost-{number}/", is_public=False)
    assert [one.wordpress_id for one in checking.check()] == [1, 2, 3, 4, 5]
