"""The worker's threads: each does one kind of work, piece by piece, and rests while there is none."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from contextlib import ExitStack

from django.core.management import call_command
from django.db import close_old_connections, connection
from django.utils import timezone

from articles import images, publishing
from articles.commenting.forgetting import forget_addresses
from articles.feeds import months
from articles.linkbacks import tidying
from articles.linkbacks.parsing.parser import Parser
from articles.linkbacks.sending import work as sending
from articles.linkbacks.verifying import work as verifying
from articles.models import UndoWindow
from articles.most_read import keeping as views_kept
from articles.most_read import ranking
from articles.outgoing import following as outgoing_links
from articles.outgoing import work as link_check
from articles.page_cache import tidying as page_cache_tidying
from articles.page_cache.purging import work as purging
from articles.revisions import editing, working_copies
from articles.revisions import keeping as revisions
from articles.search.index import Words
from articles.wordpress.importing import waiting

_log = logging.getLogger(__name__)

# Does one piece; False when there is none.
Piece = Callable[[], bool]

REST, AFTER_ERROR = 1.0, 5.0
TIDY_EVERY, LOOK_EVERY, RANK_EVERY = 3600.0, 60.0, 300.0
# An import ends behind a batch; less than the ten seconds that whoever ends the worker usually gives it.
BATCH_PATIENCE = 8.0
# Few, so that a flood of notices starves nothing else (R4).
VERIFIERS, SENDERS = 2, 2


class Background:
    """Runs until `close()`. What is under way then is left: its lease runs out, and it is done anew."""

    def __init__(self) -> None:
        self._over = threading.Event()
        self._closing = ExitStack()
        self._threads = [self._thread(f"verify-{number}", self._verifier()) for number in range(VERIFIERS)]
        self._threads += [self._thread(f"send-{number}", sending.do_one) for number in range(SENDERS)]
        self._threads.append(self._thread("tidy", _hourly(tidying.tidy)))
        self._threads.append(self._thread("import", lambda: waiting.do_one(self._over.is_set)))
        self._threads.append(self._thread("tidy-uploads", _hourly(waiting.tidy)))
        self._threads.append(self._thread("purge", purging.do_one))
        self._threads.append(self._thread("due-edits", publishing.publish_due_edit))
        self._threads.append(self._thread("sitemap", _every(LOOK_EVERY, months.keep_up)))
        self._threads.append(self._thread("words", _every(LOOK_EVERY, Words().gather)))
        self._threads.append(self._thread("most-read", _every(RANK_EVERY, ranking.keep_up)))
        self._threads.append(self._thread("tidy-views", _hourly(views_kept.tidy)))
        self._threads.append(self._thread("tidy-changes", _hourly(page_cache_tidying.tidy)))
        self._threads.append(self._thread("tidy-revisions", _hourly(revisions.tidy)))
        self._threads.append(self._thread("tidy-copies", _hourly(working_copies.tidy)))
        self._threads.append(self._thread("tidy-editing", _hourly(editing.tidy)))
        self._threads.append(self._thread("tidy-tasks", _hourly(tidy_tasks)))
        self._threads.append(self._thread("tidy-comments", _hourly(forget_addresses)))
        self._threads.append(self._thread("tidy-undo", _hourly(_tidy_undo)))
        self._threads.append(self._thread("links", _every(LOOK_EVERY, outgoing_links.read_on)))
        self._threads.append(self._thread("link-check", _resting(link_check.do_one)))
        self._threads.append(self._thread("pictures", _hourly(images.keep_up)))

    def start(self) -> None:
        for thread in self._threads:
            thread.start()

    def close(self) -> None:
        self._over.set()
        begun = time.monotonic()
        for thread in filter(threading.Thread.is_alive, self._threads):
            patience = BATCH_PATIENCE if thread.name == "import" else REST + 1
            thread.join(timeout=max(0.0, begun + patience - time.monotonic()))
        self._closing.close()

    def _verifier(self) -> Piece:
        parser = self._closing.enter_context(Parser())
        return lambda: verifying.do_one(parser)

    def _thread(self, name: str, piece: Piece) -> threading.Thread:
        return threading.Thread(target=self._loop, args=(piece,), name=name, daemon=True)

    def _loop(self, piece: Piece) -> None:
        while not self._over.is_set():
            pause = 0.0 if self._done(piece) else REST
            self._over.wait(pause)
        connection.close()

    def _done(self, piece: Piece) -> bool:
        """One that fails must not end the others: it is logged, and tried again after a while."""
        close_old_connections()
        try:
            return piece()
        except Exception:
            _log.exception("Work in the background failed and will be tried again")
            self._over.wait(AFTER_ERROR)
            return True


def tidy_tasks() -> None:
    """What was done is of no use after two weeks; what failed stays a while longer for whoever looks."""
    call_command("prune_db_task_results", queue_name="*", min_age_days=14, failed_min_age_days=60, verbosity=0)


def _tidy_undo() -> None:
    UndoWindow.objects.forget_old(timezone.now())


def _resting(piece: Piece) -> Piece:
    """One piece, then a rest, however much there is."""
    return lambda: piece() and False


def _hourly(work: Callable[[], None]) -> Piece:
    return _every(TIDY_EVERY, work)


def _every(seconds: float, work: Callable[[], None]) -> Piece:
    due = [0.0]

    def piece() -> bool:
        if time.monotonic() < due[0]:
            return False
        due[0] = time.monotonic() + seconds
        work()
        return False

    return piece
