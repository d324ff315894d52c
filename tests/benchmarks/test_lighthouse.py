"""What is read from a report of Lighthouse, and how it is shown."""

from __future__ import annotations

from typing import Any

from benchmarks import lighthouse

CATEGORIES = {"performance": 0.98, "accessibility": 1, "best-practices": 1, "seo": 0.92}
TIMES = {"first-contentful-paint": 812.6, "largest-contentful-paint": 1085, "total-blocking-time": 0}
AUDITS = TIMES | {"cumulative-layout-shift": 0.0041}
REPORT: dict[str, Any] = {
    "categories": {name: {"score": score} for name, score in CATEGORIES.items()},
    "audits": {name: {"numericValue": value} for name, value in AUDITS.items()},
}


def test_scores_are_in_percent_beside_the_times() -> None:
    found = lighthouse.scores(REPORT)
    assert (found["performance"], found["seo"], found["first paint, ms"]) == (98, 92, 812.6)


def test_table_has_a_line_for_each_page() -> None:
    assert lighthouse.table({"front": lighthouse.scores(REPORT)}).splitlines()[2:] == [
        "| front | 98 | 100 | 100 | 92 | 813 | 1,085 | 0 | 0.004 |"
    ]
