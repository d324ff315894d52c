"""Which item is which: by site and number, never by title, date or text (E105 to E111, L1, L2, L7, L24)."""

from __future__ import annotations

import pytest

from articles.models import Article, Comment, Image, ImportedItem, Linkback
from articles.wordpress.importing.start import Outcome
from tests.wordpress.exports import attachment, comment, export, item, meta, term, words
from tests.wordpress.running import all_rows, counts, imported, reasons, run_import

pytestmark = pytest.mark.django_db


def test_E105_same_number_and_text_is_one() -> None:
    outcome = imported(item(2, inner=words(1)), item(2, inner=words(1)))
    assert counts(outcome) == {
        "post": {"in file": 2, "created": 1, "unchanged": 1},
        "comment": {"in file": 2, "created": 1, "unchanged": 1},
    }
    assert (Article.objects.count(), Comment.objects.count()) == (1, 1)


def test_E105_L2_same_number_and_other_text_are_two() -> None:
    outcome = imported(item(2, "One"), item(2, "Another", link="http://old.example/another/"))
    assert sorted(Article.objects.values_list("headline", "wordpress_id")) == [("Another", 10**12 + 2), ("One", 2)]
    assert reasons(outcome) == ["another item has this number; this one is kept as 1000000000002"]


def test_E105_what_each_twin_shows_is_found() -> None:
    twins = (item(2, name, f'<img class="wp-image-{number}">', link=f"http://old.example/{name}/")
             for name, number in (("One", 5), ("Another", 6)))  # fmt: skip
    imported(attachment(5, "a.jpg"), attachment(6, "b.jpg"), *twins)
    pictures = dict(Image.objects.values_list("wordpress_id", "pk"))
    bodies = dict(Article.objects.values_list("headline", "body"))
    assert bodies == {
        "One": f'<figure data-image="{pictures[5]}"></figure>',
        "Another": f'<figure data-image="{pictures[6]}"></figure>',
    }


def test_E105_twins_stay_who_they_are_in_a_second_run() -> None:
    twins = item(2, "One"), item(2, "Another", link="http://old.example/another/")
    imported(*twins)
    before = all_rows()
    assert counts(imported(*twins))["post"] == {"in file": 2, "unchanged": 2}
    assert all_rows() == before


def test_E105_comments_of_twins_are_all_kept() -> None:
    first, second = item(2, "One", inner=words(5, "Mine.")), item(2, "Another", inner=words(5, "Ours."))
    imported(first, second)
    assert sorted(Comment.objects.values_list("body", "article__headline")) == [
        ("<p>Mine.</p>", "One"),
        ("<p>Ours.</p>", "Another"),
    ]


def test_E106_menu_item_that_stands_in_two_menus_is_one() -> None:
    fields = {"post_type": "nav_menu_item", "post_name": "home"}
    both = [item(4, "Home", inner=term("nav_menu", menu), **fields) for menu in ("main", "footer")]
    outcome = imported(*both)
    assert counts(outcome) == {"nav_menu_item": {"in file": 2, "created": 1, "unchanged": 1}}
    menus = ImportedItem.objects.get(kind="nav_menu_item").data["terms"]
    assert menus == [["nav_menu", "main", "Main"], ["nav_menu", "footer", "Footer"]]


@pytest.mark.parametrize("kind", ["post", "page"])
def test_E107_L1_L24_same_title_and_time_are_two(kind: str) -> None:
    imported(*(item(n, "Rain", f"<p>{n}</p>", post_type=kind, link=f"http://old.example/{n}/") for n in (1, 2)))
    assert ImportedItem.objects.filter(kind=kind, local_id__isnull=False).count() == 2


def test_E108_untitled_posts_take_their_first_words() -> None:
    imported(item(1, "", "<p>Rain fell.</p>"), item(2, "", "<p>Wind blew.</p>"), item(3, "", ""))
    assert sorted(Article.objects.values_list("headline", flat=True)) == ["#3", "Rain fell.", "Wind blew."]


def test_E109_no_comment_is_taken_for_another() -> None:
    outcome = imported(item(1, inner=words(1) + words(2) + words(3)))
    assert counts(outcome)["comment"] == {"in file": 3, "created": 3}
    assert Comment.objects.count() == 3


def test_E110_L7_second_run_of_everything_changes_no_row() -> None:
    everything = export(
        item(1, inner=words(1) + comment(2) + meta("a", "b") + meta("a", "b") + term("post_tag", "rain")),
        item(2, post_type="page", inner=words(3), link="http://old.example/about/"),
        item(3, post_type="product", inner=words(4, kind="review")),
        item(4, post_type="attachment", status="inherit", inner=words(5)),
    )
    assert set(outcomes(run_import(everything))) == {"created"}
    before = all_rows()
    everything.seek(0)
    assert set(outcomes(run_import(everything))) == {"unchanged"}
    assert all_rows() == before


def outcomes(outcome: Outcome) -> list[str]:
    return [name for numbers in counts(outcome).values() for name in numbers if name != "in file"]


def test_item_without_a_number_is_known_by_its_guid() -> None:
    one = item(0, "Preview", inner="<guid>http://old.example/?p=5</guid>")
    outcome = imported(one)
    assert counts(outcome)["post"] == {"in file": 1, "created": 1}
    assert reasons(outcome)[0].startswith("“Preview” has no wp:post_id; it is kept as ")
    assert counts(imported(one))["post"] == {"in file": 1, "unchanged": 1}


@pytest.mark.parametrize("number", [-5, 10**18 - 1])
def test_number_that_no_database_expects_stops_nothing(number: int) -> None:
    outcome = imported(item(number, inner=words(number, parent=number), post_parent=str(number)), item(7))
    assert counts(outcome)["post"] == {"in file": 2, "created": 2}


def test_comments_without_numbers_are_kept_once() -> None:
    one = item(1, inner=words(0, "First.") + words(0, "Second."))
    imported(one)
    imported(one.replace("A story", "Another headline"))
    assert sorted(Comment.objects.values_list("body", flat=True)) == ["<p>First.</p>", "<p>Second.</p>"]


def test_linkbacks_of_two_kinds_are_known_again() -> None:
    one = item(1, inner=comment(1) + comment(2, "trackback", "https://blog.example/2"))
    imported(one)
    outcome = imported(one.replace("A story", "Another headline"))
    assert counts(outcome)["pingback"] == counts(outcome)["trackback"] == {"in file": 1, "unchanged": 1}
    assert Linkback.objects.count() == 2
