"""`python -m tests.delivery.stale CHANGES PORT…`: edits, reads and looks; prints what was found as JSON."""

from __future__ import annotations

import json
import queue
import sys
import threading
import time
from dataclasses import asdict

import django

EDITORS, HAMMERS = 48, 8


def main(changes: int, ports: list[int]) -> None:
    from articles.models import Article
    from tests.delivery.stale import editing
    from tests.delivery.stale.reading import Counts, Hammer

    editing.furnish()
    counts, over = Counts(), threading.Event()
    free: queue.Queue[int] = queue.Queue()
    for pk in Article.objects.values_list("pk", flat=True):
        free.put(pk)
    hammers = [Hammer(ports, editing.pages(), counts, over) for _ in range(HAMMERS)]
    left = iter(range(changes))
    lock = threading.Lock()
    editors = [threading.Thread(target=edit, args=(left, lock, free, ports, counts)) for _ in range(EDITORS)]
    for thread in (*hammers, *editors):
        thread.start()
    for thread in editors:
        thread.join()
    over.set()
    print(json.dumps(asdict(counts)))


def edit(left, lock, free, ports, counts) -> None:  # type: ignore[no-untyped-def]
    """Changes one article, waits out the second of grace, looks at every process, and lets the article go."""
    from django.db import connection

    from tests.delivery.stale import editing
    from tests.delivery.stale.reading import GRACE, look

    while True:
        with lock:
            if next(left, None) is None:
                break
        article = free.get()
        try:
            expectation, committed_at = editing.change(article)
            time.sleep(max(0.0, committed_at + GRACE - time.time()))
            look(ports, expectation, counts)
            if expectation.change == "embargo" and (returned := editing.return_expected(article)):
                look(ports, returned, counts)
        except Exception as error:
            counts.violations.append(f"the editor failed: {error!r}")
        finally:
            free.put(article)
    connection.close()


if __name__ == "__main__":
    django.setup()
    main(int(sys.argv[1]), [int(port) for port in sys.argv[2:]])
