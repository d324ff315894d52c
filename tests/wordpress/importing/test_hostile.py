"""Whatever stands in a field, the item comes in or is refused, and the next one comes in (on both databases)."""

from __future__ import annotations

import pytest

from articles.models import Article
from tests.wordpress.exports import (
    attachment,
    channel_author,
    channel_category,
    channel_term,
    comment,
    export,
    item,
    meta,
    term,
    words,
)
from tests.wordpress.running import counts, run_import

pytestmark = pytest.mark.django_db

VALUES = {
    "NUL": "%00",
    "entity NUL": "&amp;#0;&amp;#x0;",
    "surrogate": "%ED%A0%80 &amp;#xD800;",
    "control": "&amp;#8; &amp;#x1F;",
    "half letter": "%e0%a4",
    "long": "x" * 70_000,
    "long in Hindi": "नदी " * 5_000,
    "many": "999999999999999999",
    "negative": "-999999999999999999",
    "no number": "NaN",
    "year 0": "0000-01-01 00:00:00",
    "year 9999": "9999-12-31 23:59:59",
    "year 1": "0001-01-01 00:00:00",
    "bracket": "http://[",
    "slashes": "//..//%2e%2e/",
    "nothing": "",
    "only signs": "★ ♥ —",
    "markup": "&lt;b&gt;&lt;/i&gt;&lt;script&gt;",
}
FIELDS = (
    "post_date_gmt post_date post_modified post_modified_gmt post_name status post_parent menu_order post_password "
    "comment_status ping_status is_sticky link post_type"
).split()
SEO = "_yoast_wpseo_title _yoast_wpseo_canonical _yoast_wpseo_primary_category _thumbnail_id _wp_old_slug".split()


def hostile(value: str, first: int) -> list[str]:
    """One item for each field that holds it."""
    fields = [item(first + n, **{name: value}) for n, name in enumerate(FIELDS)]
    inner = [
        *(meta(key, value) for key in SEO),
        *(term(domain, value, "A term") for domain in ("category", "post_tag", "author", "post_format")),
        *(term(domain, "slug", value) for domain in ("category", "post_tag", "author")),
        comment(first + 1, url=f"https://{value}/"),
        comment(first + 2, url=f"https://blog.example/{value}", content=value, at=value),
        words(first + 3, value, approved=value, at=value, url=value),
        words(first + 4, kind=value[:200]).replace("reader@", value).replace("192.0.2.7", value),
        f"<guid>{value}</guid><excerpt:encoded>{value}</excerpt:encoded>",
    ]
    within = [item(first + 30 + n, inner=one) for n, one in enumerate(inner)]
    contents = [item(first + 60, content=value), item(first + 61, title=value), attachment(first + 62, value)]
    urls = f'<a href="http://old.example/{value}">x</a><img src="http://old.example/wp-content/uploads/{value}.jpg">'
    return [*fields, *within, *contents, item(first + 63, content=urls)]


@pytest.mark.parametrize("name", VALUES)
def test_hostile_value_stops_nothing(name: str) -> None:
    value = VALUES[name]
    channel = channel_author(3, value, "A name") + channel_author(4, "ann", value) + channel_term(5, value, value)
    channel += channel_category(value, value) + channel_term(6, "post_tag", value)
    outcome = run_import(export(*hostile(value, 1000), item(7), channel=channel))
    assert Article.objects.filter(wordpress_id=7).exists()
    assert outcome.missing == []
    for numbers in counts(outcome).values():
        assert numbers["in file"] == sum(number for name, number in numbers.items() if name != "in file")


def test_more_links_than_a_statement_takes_stop_nothing() -> None:
    many = "".join(f'<a href="/{number}">x</a>' for number in range(60_000))
    outcome = run_import(export(*(item(n, content=many.replace("/", f"/{n}")) for n in range(1, 4)), item(7)))
    assert (outcome.missing, Article.objects.filter(wordpress_id=7).exists()) == ([], True)
