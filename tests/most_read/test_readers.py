"""Programs that say what they are do not count as readers."""

from __future__ import annotations

import pytest

from articles.most_read.readers import Readers
from tests.most_read.counted import BROWSER

PROGRAMS = [
    "", "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)", "GPTBot/1.2", "curl/8.5.0",
    "Mozilla/5.0 (compatible; bingbot/2.0)", "python-requests/2.32", "facebookexternalhit/1.1", "WhatsApp/2.23",
    "Mozilla/5.0 (X11) AppleWebKit/537.36 HeadlessChrome/131.0 Safari/537.36", "Go-http-client/2.0", "Wget/1.21",
    "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; Amazonbot/0.1)", "Feedly/1.0", "Bytespider",
]  # fmt: skip
READERS = [
    BROWSER, "Opera/9.80 (Android; Opera Mini/36.2/191.249; U; hi) Presto/2.12 Version/12.16", "Lynx/2.9.0",
    "Mozilla/5.0 (Linux; Android 10; CUBOT NOTE 20) AppleWebKit/537.36 Chrome/131.0 Mobile Safari/537.36",
    "UCWEB/2.0 (Java; U; MIDP-2.0; hi; nokia5250)", "Nokia3310/1.0",
]  # fmt: skip


@pytest.mark.parametrize("agent", PROGRAMS)
def test_program_is_no_reader(agent: str) -> None:
    assert [Readers()[agent], Readers()[BROWSER]] == [False, True]


@pytest.mark.parametrize("agent", READERS)
def test_browser_is_a_reader(agent: str) -> None:
    assert Readers()[agent]


def test_names_that_are_made_up_take_no_more_room_than_some() -> None:
    readers = Readers()
    for number in range(10_000):
        assert readers[f"Mozilla/5.0 {number}"]
    assert readers["x" * 1_000_000]
    assert len(readers) <= 2_000
    assert max(map(len, readers)) <= 400
