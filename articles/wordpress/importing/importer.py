"""One import from beginning to end: its phases in order, each able to go on where a killed run was."""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, nullcontext
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
from articles.wordpress.importing.batches import in_batches
from articles.wordpress.importing.converting import Body, Source, convert_many
from articles.wordpress.importing.files import Files
from articles.wordpress.importing.placing import WRITTEN, Placing, is_written, numbers_for
from articles.wordpress.importing.pool import Converters
from articles.wordpress.importing.progress import Progress, Tell
from articles.wordpress.importing.rehearsal import rehearsal
from articles.wordpress.importing.relating import Relating
from articles.wordpress.importing.rows import Site
from articles.wordpress.importing.terms import Terms
from articles.wordpress.importing.writing import Writing
from articles.wordpress.importing.written import Written
from articles.wordpress.reading import BadItem, Counts, Export, Item, Position

BATCH = 500
# Starting helpers takes longer than so many posts.
FEW = 200
_TELL_EVERY, _MOST_NAMED = 1000, 100
PHASES = ("terms", "placing", "writing", "relating", "files", "done")


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
        """A dry run does everything, and takes it back."""
        counts = self._counted()
        with rehearsal() if self.options.is_dry else nullcontext():
            self._do_phases(counts)
        if self.options.is_dry:  # a source that was made for it is gone again
            self.run.source = ImportSource.objects.filter(home_url=self.export.channel.home_url[:500]).first()

    def _counted(self) -> Counts:
        """Everything is counted before anything is written, and compared in the end."""
        self._say("counting", 0, 0)
        counts = self.export.count(self._counting())
        self.run.expected = {
            "items": dict(counts.items),
            "comments": dict(counts.comments),
            "bad": counts.bad,
            "is_whole": counts.is_whole,
        }
        if not self.run.phase:
            self.run.phase = PHASES[0]
            for note in (*counts.notes, *_unknown(counts)):
                self.account.note("file", 0, note)
        return counts

    def _counting(self) -> Callable[[Position], None]:
        begun, items = time.monotonic(), itertools.count(1)

        def tell(_position: Position) -> None:
            done = next(items)
            if done % _TELL_EVERY == 0:
                self._say("counting", done, 0, done / (time.monotonic() - begun))

        return tell

    def _do_phases(self, counts: Counts) -> None:
        source = self._source(counts)
        terms = Terms(source, counts.channel, self.account)
        if self.run.phase == "terms":
            with transaction.atomic():
                terms.make_all()
                self._begin("placing")
        if self.run.phase == "placing":
            self._place(counts)
        if self.run.phase == "writing":
            self._write(source, terms, counts)
        if self.run.phase == "relating":
            terms.authors.give_portraits()
            Relating(source, self.account, self._related).run()
            self._begin("files")
        if self.run.phase == "files":
            self._find_files(source)
            self._begin("done")

    def _related(self) -> None:
        self._save()
        self._say("relating", 0, 0)

    def _find_files(self, source: ImportSource) -> None:
        """Each file is a transaction of its own, and moves the run's position: the number of its row."""
        files = Files(source, self.options.uploads, self.options.downloads, self.options.is_dry, self.account)
        total = self.run.done + files.count(self.run.part, self.run.offset)
        for part, row in files.each(self.run.part, self.run.offset):
            with transaction.atomic():
                files.give(row)
                self.run.part, self.run.offset, self.run.done = part, row.pk, self.run.done + 1
                self._save()
            self._say("files", self.run.done, total)

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
        items = self.export.items(start)
        begun, done_before = time.monotonic(), self.run.done
        for batch in in_batches(items, BATCH):
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

    @transaction.atomic
    def _save(self) -> None:
        """What a dry run knows of itself is kept when its other writes have been taken back."""
        self.run.counts, self.run.alive_at, self.run.tries = self.account.as_counts(), timezone.now(), 0
        problems = self.account.take_problems()
        if self.options.is_dry:
            self.problems += problems
            return
        keep_problems(self.run, problems)
        self.run.save()

    def _say(self, phase: str, done: int, total: int, rate: float = 0.0) -> None:
        progress = Progress(phase, done, total, rate)
        self.run.progress = progress.as_json()
        self._tell(progress)


def keep_problems(run: ImportRun, problems: Iterable[Problem]) -> None:
    rows = (
        ImportProblem(run=run, kind=one.kind[:40], wordpress_id=max(0, one.wordpress_id), reason=one.reason)
        for one in problems
    )
    ImportProblem.objects.bulk_create(rows, batch_size=500)


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
    written = [item for item in batch if isinstance(item, Item) and is_written(item)]
    rows = ImportedItem.objects.filter(
        source=source, kind__in=WRITTEN, wordpress_id__in=numbers_for(written), is_due=True
    )
    items = {(item.post_type, digests.of_item(item)): item for item in written} if rows else {}
    return [(row, items[row.kind, row.digest]) for row in rows.order_by("id") if (row.kind, row.digest) in items]


def _unknown(counts: Counts) -> Iterator[str]:
    """Elements that say nothing here, each once (section 3 of the specification)."""
    for name, number in counts.unknown.most_common(_MOST_NAMED):
        yield f"element {name[:100]} is not known: {number:,} times; what it says is not taken in"
