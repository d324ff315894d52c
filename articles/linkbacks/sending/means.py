"""What a delivery is made with; a worker that has a parser already, or a test, gives others."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from articles.fetch import Limits, Resolver, system_resolver
from articles.linkbacks.formats.discovery import Endpoints
from articles.linkbacks.formats.fetched_page import FetchedPage
from articles.linkbacks.parsing.parser import Parser
from articles.linkbacks.sending.retrying import Chance

# Takes a hostile page, and the link as it stands in the article; may raise ParsingFailed.
Discover = Callable[[FetchedPage, str], Endpoints]

_of_thread = threading.local()


def discover(page: FetchedPage, target: str) -> Endpoints:
    """In a parser of this thread's own, started when it is first needed: its child ends with the thread."""
    if not hasattr(_of_thread, "parser"):
        _of_thread.parser = Parser()
    parser: Parser = _of_thread.parser
    return parser.discover(page, target)


@dataclass(frozen=True)
class Means:
    discover: Discover = discover
    chance: Chance = random.random
    sleep: Callable[[float], None] = time.sleep
    resolver: Resolver = system_resolver
    limits: Limits = field(default_factory=Limits)
