"""One import from beginning to end: its phases in order, each able to go on where a killed run was."""

from __future__ import annotations

import itertools
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from articles.models import ImportedItem, ImportProblem, ImportRun, ImportSource
from articles.wordpress import mapping
from articles.wordpress.importing import digests
from articles.wordpress.importing.account import Account, Problem
from articles.wordpress.importing.answers import Answers
from articles.wordpress.importing.asking import Asking
from articles.wordpress.importing.converting import Body, Source, convert_many
from articles.wordpress.importing.files import Files
from articles.wordpress.importing.placing import WRITTEN, Placing, numbers_for
from articles.wordpress.importing.pool import Converters
from articles.wordpress.importing.progress import Progress, Tell
from articles.wordpress.importing.relating import Relating
from articles.wordpress.importing.rows import Site
from articles.wordpress.importing.terms import Terms
from articles.wordpress.importing.writing import Writing, Written
from articles.wordpress.reading import BadItem, Counts, Export, Item, Position

BATCH = 500
# Starting helpers takes longer than so many posts.
FEW = 200
PHASES = ("placing", "writing", "relating", "files", "done")


@dataclass(frozen=True)
class Options:
    uploads: Path | None = None
    downloads: bool = False
    is_dry: bool = False
    helpers: int | None = None


class Importer:
    """`run` is this run's row; it is saved with every batch. Raises what the database and the files raise."""

    def __init__(self, export: Export, run: ImportRun, options: Options, tell: Tell = lambda progress: None) -> None:
        self.export, self.run, self.options, self._tell = export, run, options, tell
        self.account = Account.of(run.counts)
        self.problems: list[Problem] = []

    def import_all(self) -> None:
        """A dry run does everything in one transaction, and takes it back."""
        counts = self._counted()
        with transaction.atomic() if self.options.is_dry else _no_transaction():
            self._do_phases(counts)
            if self.options.is_dry:
                transaction.set_rollback(True)
        if self.options.is_dry:  # a source that was made for it is gone again
            self.run.source = ImportSource.objects.filter(home_url=self.export.channel.home_url[:500]).first()

    def _counted(self) -> Counts:
        """Everything is counted before anything is written, and compared in the end."""
        self._say("counting", 0, 0)
        counts = self.export.count()
        self.run.expected = {"items": dict(counts.items), "comments": dict(counts.comments), "bad": counts.bad}
        self.run.phase = self.run.phase or PHASES[0]
        for note in counts.notes:
            self.account.note("file", 0, note)
        return counts

    def _do_phases(self, counts: Counts) -> None:
        source = self._source(counts)
        terms = Terms(source, counts.channel)
        if self.run.phase == "placing":
            with transaction.atomic():
                terms.make_all()
            self._place(counts)
        if self.run.phase == "writing":
            self._write(source, terms, counts)
        if self.run.phase == "relating":
            terms.give_portraits()
            Relating(source, lambda: self._say("relating", 0, 0)).run()
            self._begin("files")
        if self.run.phase == "files":
            folder, downloads = self.options.uploads, self.options.downloads
            Files(source, folder, downloads, self.account, lambda: self._say("files", 0, 0)).find_all()
            self._begin("done")

    def _source(self, counts: Counts) -> ImportSource:
        home, title = counts.channel.home_url[:500], counts.channel.title[:250]
        source, _created = ImportSource.objects.get_or_create(home_url=home, defaults={"title": title})
        for before in counts.channel.homes:
            ImportSource.objects.get_or_create(home_url=before[:500])
        self.run.source = source
        self._save()
        return source

    def _place(self, counts: Counts) -> None:
        placing = Placing(self.run, self.account)
        for batch in self._batches(counts.total):
            with transaction.atomic():
                placing.place(batch)
                self._move_behind(batch)
        self._begin("writing")

    def _write(self, source: ImportSource, terms: Terms, counts: Counts) -> None:
        writing = Writing(source, terms, self.account, self._site(counts))
        asking = Asking(source)
        with ExitStack() as stack:
            converters = Converters(self.options.helpers if counts.items["post"] > FEW else 0)
            stack.callback(converters.close)
            jobs = (_Job(batch, _due(source, batch)) for batch in self._batches(counts.total))
            for job, bodies in converters.in_order(jobs, lambda job: job.prepared(asking)):
                written = job.written(bodies, asking)
                with transaction.atomic():
                    writing.write(written)
                    self._move_behind(job.batch)
        self._begin("relating")

    def _site(self, counts: Counts) -> Site:
        zone = counts.zone(settings.TIME_ZONE)
        language = mapping.language(counts.channel.language, settings.LANGUAGE_CODE)
        return Site(zone or ZoneInfo(settings.TIME_ZONE), language)

    def _batches(self, total: int) -> Iterator[list[Item | BadItem]]:
        start = Position(self.run.part, self.run.offset)
        items: Iterable[Item | BadItem] = self.export.items(start)
        iterator, begun, done_before = iter(items), time.monotonic(), self.run.done
        for batch in iter(lambda: list(itertools.islice(iterator, BATCH)), []):
            yield batch
            self._say(self.run.phase, self.run.done, total, (self.run.done - done_before) / (time.monotonic() - begun))

    def _move_behind(self, batch: Sequence[Item | BadItem]) -> None:
        """With the batch's own writes: what is done is behind the position, whatever happens next."""
        self.run.part, self.run.offset = batch[-1].after
        self.run.done += len(batch)
        self._save()

    def _begin(self, phase: str) -> None:
        self.run.phase, self.run.part, self.run.offset, self.run.done = phase, 0, 0, 0
        self._save()

    def _save(self) -> None:
        self.run.counts, self.run.alive_at = self.account.as_counts(), timezone.now()
        problems = self.account.take_problems()
        if self.options.is_dry:
            self.problems += problems
        else:
            rows = [ImportProblem(run=self.run, kind=one.kind[:40], wordpress_id=one.wordpress_id, reason=one.reason)
                    for one in problems]  # fmt: skip
            ImportProblem.objects.bulk_create(rows)
        self.run.save()

    def _say(self, phase: str, done: int, total: int, rate: float = 0.0) -> None:
        self._tell(Progress(phase, done, total, rate))


@dataclass
class _Job:
    """One batch of the file, and those of its items that are due, with their places."""

    batch: list[Item | BadItem]
    due: list[tuple[ImportedItem, Item]]
    answers: Answers | None = None

    def prepared(self, asking: Asking) -> tuple[list[Source], Answers]:
        self.answers = asking.answers({item.post_id: item.content for _row, item in self.due})
        return [_source_of(row, item) for row, item in self.due], self.answers

    def written(self, bodies: list[Body], asking: Asking) -> list[Written]:
        """Bodies that asked for headlines are made again, with all the batch's answers."""
        keys = {key for body in bodies for key in body.asked}
        if keys and self.answers:
            answers = replace(self.answers, headlines=asking.headlines(keys))
            again = [index for index, body in enumerate(bodies) if body.asked]
            sources = [_source_of(*self.due[index]) for index in again]
            for index, body in zip(again, convert_many(sources, answers), strict=True):
                bodies[index] = body
        return [Written(row, item, body) for (row, item), body in zip(self.due, bodies, strict=True)]


def _source_of(row: ImportedItem, item: Item) -> Source:
    return Source(row.local_id or 0, item.post_id, item.content)


def _due(source: ImportSource, batch: Iterable[Item | BadItem]) -> list[tuple[ImportedItem, Item]]:
    """Posts and pages whose place says that they are to be written; one query. Two of one number differ by digest."""
    written = [item for item in batch if isinstance(item, Item) and item.post_type in WRITTEN and item.post_id]
    items = {(item.post_type, digests.of_item(item)): item for item in written}
    rows = ImportedItem.objects.filter(
        source=source, kind__in=WRITTEN, wordpress_id__in=numbers_for(written), is_due=True
    )
    return [(row, items[row.kind, row.digest]) for row in rows.order_by("id") if (row.kind, row.digest) in items]


@contextmanager
def _no_transaction() -> Iterator[None]:
    yield
