"""Counting agrees with reading, and finds the site's zone."""

from __future__ import annotations

import gzip
from collections import Counter
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest

from articles.wordpress.reading import BadItem, Export
from benchmarks.exports import write_export
from tests.wordpress.exports import attachment, comment, export, item


def test_items_and_comments_are_counted_by_type() -> None:
    counts = Export(
        export(
            item(1, inner=comment(1) + comment(2, "") + "<wp:new/>"),
            attachment(2, "a.jpg"),
            "<item>\x0b</item>",
            item(3, post_type="page", post_name="\x0b\x0c"),
        )
    ).count()
    assert counts.items == {"post": 1, "attachment": 1, "page": 1}
    assert (counts.comments, counts.unknown) == ({"pingback": 1, "comment": 1}, {"wp:new": 1})
    assert (counts.bad, counts.total) == (1, 4)


def test_progress_and_lengths_are_in_unpacked_bytes() -> None:
    content, told = export(item(1), item(2)).getvalue(), []
    counts = Export(BytesIO(gzip.compress(content)), BytesIO(content)).count(told.append)
    ends = [content.rindex(b"<item>"), content.index(b"</channel>")]
    assert counts.lengths == (len(content), len(content))
    assert [tuple(position) for position in told] == [(part, end) for part in (0, 1) for end in ends]


def test_oddities_at_every_item_are_noted_up_to_a_thousand() -> None:
    counts = Export(export("<item/>" * 1100)).count()
    assert (counts.bad, len(counts.notes)) == (1100, 1000)


def test_generated_export_is_counted_as_it_was_written(tmp_path: Path) -> None:
    written = write_export(tmp_path / "a.xml", 0.3)
    with Export(tmp_path / "a.xml") as opened:
        counts, items = opened.count(), list(opened.items())
    assert counts.items == {"post": written.posts, "attachment": written.attachments}
    assert counts.comments == {"pingback": written.pingbacks}
    assert Counter(one.post_type for one in items if not isinstance(one, BadItem)) == counts.items
    assert (str(counts.zone()), counts.notes, len(counts.channel.categories)) == ("Asia/Kolkata", (), 6)


def test_generated_export_is_the_same_for_the_same_seed(tmp_path: Path) -> None:
    texts = []
    for name, seed in (("a", 1), ("b", 1), ("c", 2)):
        write_export(tmp_path / name, 0.05, seed)
        texts.append((tmp_path / name).read_bytes())
    assert texts[0] == texts[1] != texts[2]


def dated(number: int, local: str, gmt: str, **fields: str) -> str:
    return item(number, post_date=local, post_date_gmt=gmt, **fields)


def year(offset: int, summer: int) -> list[str]:
    """A post at noon of each month's tenth; `summer` is the offset of April to October."""
    posts = []
    for month in range(1, 13):
        gmt = datetime(2016, month, 10, 12)  # noqa: DTZ001 (WordPress writes times without a zone)
        local = gmt + timedelta(minutes=summer if 4 <= month <= 10 else offset)
        posts.append(dated(month, str(local), str(gmt)))
    return posts


ZONES = [
    ("India", year(330, 330), "", "Asia/Kolkata"),
    ("Ceylon, as expected", year(330, 330), "Asia/Colombo", "Asia/Colombo"),
    ("not as expected", year(330, 330), "Europe/Paris", "Asia/Kolkata"),
    ("summer time", year(0, 60), "", "Europe/London"),
    ("summer time in Europe", year(60, 120), "Europe/Paris", "Europe/Paris"),
    ("an odd offset", year(-15, -15), "", "UTC-00:15"),
    ("drafts do not count", [dated(1, "2016-01-01 10:00:00", "2016-01-01 00:00:00", status="draft")], "", "None"),
    ("zeros", [dated(1, "2016-01-01 10:00:00", "0000-00-00 00:00:00")], "", "None"),
    ("no zone is so far", [dated(1, "2016-01-03 10:00:00", "2016-01-01 00:00:00")], "", "None"),
]


@pytest.mark.parametrize(("items", "expected", "zone"), [row[1:] for row in ZONES], ids=[row[0] for row in ZONES])
def test_zone_is_worked_out_from_published_posts(items: list[str], expected: str, zone: str) -> None:
    assert str(Export(export(*items)).count().zone(expected)) == zone
