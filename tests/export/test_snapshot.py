"""An export sees one moment, and holds nobody up."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from articles.export.snapshot import snapshot
from articles.models import Section
from tests.factories import make_section

pytestmark = pytest.mark.django_db(transaction=True)


def in_another_thread() -> None:
    make_section("Written meanwhile")
    connection.close()


def test_what_is_written_meanwhile_is_not_seen() -> None:
    make_section("There before")
    with snapshot(), ThreadPoolExecutor(1) as editor:
        before = list(Section.objects.values_list("name", flat=True))
        editor.submit(in_another_thread).result(timeout=10)
        during = list(Section.objects.values_list("name", flat=True).iterator())
    assert before == during == ["There before"]
    assert Section.objects.count() == 2


def test_failure_inside_leaves_a_usable_connection() -> None:
    with pytest.raises(ZeroDivisionError), snapshot():
        assert Section.objects.count() // 0
    make_section()
    assert Section.objects.count() == 1
