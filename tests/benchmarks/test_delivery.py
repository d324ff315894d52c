"""The benchmark of delivery: its archive is of the shape it promises, and it reads what wrk says."""

from __future__ import annotations

import json

import pytest
from django.test import Client

from articles.body.usual import usual
from articles.models import Article, Change, Tag
from articles.page_keys import EVERYTHING
from benchmarks.delivery import addresses, archive, results
from benchmarks.delivery.load import read

COUNT = 60
SAID = """
Running 3s test @ http://127.0.0.1:8000/
  1 threads and 64 connections
  Thread Stats   Avg      Stdev     Max   +/- Stdev
    Latency     1.38ms  418.00us   9.30ms   92.13%
  Latency Distribution
     50%  980.00us
     75%    1.42ms
     90%    1.60ms
     99%    2.50s
  1250 requests in 3.00s, 3.05MB read
"""


@pytest.mark.django_db(transaction=True)
def test_archive_shows_on_every_kind_of_page(client: Client) -> None:
    archive.write(COUNT)
    found = json.loads(addresses.as_json(COUNT))
    single = [path for name, path in found.items() if isinstance(path, str) and name != "deep"]
    assert {path: client.get(path).status_code for path in ["/", *single]} == dict.fromkeys(["/", *single], 200)
    page = client.get(f"{Article.objects.get(pk=COUNT).path}").content.decode()
    parts = {"<p>": 17, 'class="also-read"': 2, "<figure": 2, "u-comment": 2, 'rel="tag"': 3}
    assert {part: page.count(part) >= number for part, number in parts.items()} == dict.fromkeys(parts, True)


@pytest.mark.django_db(transaction=True)
def test_bodies_are_as_our_own_writer_stores_them() -> None:
    archive.write(COUNT)
    stored = list(Article.objects.values_list("body", flat=True))
    assert None not in [usual(html) for html in stored]


@pytest.mark.django_db(transaction=True)
def test_rows_of_the_model_go_on_behind_those_of_the_archive() -> None:
    archive.write(COUNT)
    assert Tag.objects.create(name="One more").pk > archive.tag_count(COUNT)
    assert Change.objects.filter(key=EVERYTHING).exists()


def test_load_is_read_from_what_wrk_says() -> None:
    load = read(SAID, processor=0.5)
    assert (load.requests, load.p50, load.p99, load.of_a_core) == (1250, 0.98, 2500.0, 2500.0)


@pytest.mark.parametrize(
    "line", ["  Non-2xx or 3xx responses: 3", "  Socket errors: connect 0, read 7, write 0, timeout 0"]
)
def test_load_that_was_not_answered_as_it_should_be_is_no_result(line: str) -> None:
    with pytest.raises(ValueError, match="Not all was answered"):
        read(f"{SAID}{line}\n")


def test_answers_that_should_say_not_found_count() -> None:
    said = f"{SAID}  Non-2xx or 3xx responses: 1250\n"
    assert read(f"{said}Other answers: 0\n", expected=404).requests == 1250
    for other in ("", "Other answers: 1\n"):
        with pytest.raises(ValueError, match="Not all was answered"):
            read(f"{said}{other}", expected=404)


def test_table_says_how_many_times_nginx_is_as_quick() -> None:
    held, made = (
        results.Row("article", "portal", "gzip", rate, share, 1.0, 2.0, 7000, 3)
        for rate, share in [(5e4, 0.5), (400.0, 0.004)]
    )
    lines = results.table([held, made]).splitlines()
    assert lines[2:] == [
        "| article | portal | gzip | 50,000 | 0.50 | 1.00 | 2.00 | 7,000 | 3 |",
        "| article | portal | gzip | 400 | 1/250 | 1.00 | 2.00 | 7,000 | 3 |",
    ]
