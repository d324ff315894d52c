"""Asks for the search page and takes the time. Runs inside Django."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from random import Random
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.test import Client

from benchmarks import words
from benchmarks.figures import percentile

_WARM = 10
Asked = Callable[[Random, int], str]

KINDS: dict[str, Asked] = {
    "common": lambda random, _: random.choice(words.NOUNS),
    "rare": lambda random, articles: str(random.randint(1, articles)),
    "two words": lambda random, _: " ".join(random.sample(words.NOUNS, 2)),
    "two words, one rare": lambda random, articles: f"{random.choice(words.NOUNS)} {random.randint(1, articles)}",
    "phrase": lambda random, _: '"' + " ".join(random.sample(words.NOUNS, 2)) + '"',
    "misspelt": lambda random, _: _misspelt(random),
    "no hit": lambda random, _: "".join(random.choices("qxzvjkw", k=9)),
}


def as_json(articles: int, searches: int) -> str:
    """Middle and 99th of a hundred, in milliseconds, by kind."""
    client = Client(HTTP_HOST=urlsplit(settings.SITE_URL).netloc)
    found = {}
    for kind, asked in KINDS.items():
        random = Random(kind)  # the same each time, that is the point
        times = [_milliseconds(client, asked(random, articles)) for _ in range(_WARM + searches)][_WARM:]
        found[kind] = percentile(times, 50), percentile(times, 99)
    return json.dumps(found)


def _milliseconds(client: Client, said: str) -> float:
    address = f"/search/?{urlencode({'q': said})}"
    began = time.perf_counter()
    answer = client.get(address)
    took = (time.perf_counter() - began) * 1000
    if answer.status_code != 200:
        raise RuntimeError(f"{address} answered {answer.status_code}")
    return took


def _misspelt(random: Random) -> str:
    """Two neighbouring letters in each other's place."""
    word = random.choice([one for one in words.NOUNS if len(one) > 6])
    at = random.randint(1, len(word) - 3)
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
