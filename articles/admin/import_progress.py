"""How far an import is, in words and in a bar."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from articles.models import ImportRun
from articles.wordpress.importing.progress import Progress

State = ImportRun.State
_PHASES: dict[str, Promise] = {
    "counting": gettext_lazy("Counting what is in the file"),
    "terms": gettext_lazy("Making sections, tags and authors"),
    "placing": gettext_lazy("Giving every item its place"),
    "writing": gettext_lazy("Writing articles and pages"),
    "relating": gettext_lazy("Linking articles with each other"),
    "files": gettext_lazy("Finding the files"),
}
_PATIENCE = timedelta(seconds=10)


@dataclass(frozen=True)
class Standing:
    """`done` and `total` are 0 while they are not known; `hint` says what an operator should do."""

    phase: str = ""
    done: int = 0
    total: int = 0
    pace: str = ""
    hint: str = ""

    @property
    def items(self) -> str:
        if not self.total:
            return f"{self.done:,}" if self.done else ""
        return _("%(done)s of %(total)s") % {"done": f"{self.done:,}", "total": f"{self.total:,}"}


def standing_of(run: ImportRun, now: datetime | None = None) -> Standing:
    now = now or timezone.now()
    if run.state == State.WAITING:
        return Standing(hint=_waiting_hint(run, now))
    if run.state != State.RUNNING:
        return Standing()
    progress = Progress(**run.progress) if run.progress else Progress(run.phase or "counting", run.done, 0, 0.0)
    hint = _stopped_hint() if run.in_worker and _is_long_ago(run.alive_at, now) else ""
    return Standing(phase_text(progress.phase), progress.done, progress.total, _pace(progress), hint)


def progress_text(run: ImportRun) -> str:
    """For the list: the phase and its items."""
    standing = standing_of(run)
    if standing.hint or not standing.phase:
        return standing.hint
    return f"{standing.phase}: {standing.items}" if standing.items else f"{standing.phase} …"


def phase_text(phase: str) -> str:
    return str(_PHASES.get(phase, phase))


def duration_text(seconds: float) -> str:
    """`40 seconds`, `12 minutes`, `3 hours`: nobody needs it closer."""
    if seconds < 60:
        return ngettext("%(count)d second", "%(count)d seconds", int(seconds)) % {"count": seconds}
    if seconds < 5400:
        return ngettext("%(count)d minute", "%(count)d minutes", round(seconds / 60)) % {"count": round(seconds / 60)}
    return ngettext("%(count)d hour", "%(count)d hours", round(seconds / 3600)) % {"count": round(seconds / 3600)}


def _pace(progress: Progress) -> str:
    if not progress.rate:
        return ""
    pace = _("%(rate)s a second") % {"rate": f"{progress.rate:,.0f}"}
    left = progress.seconds_left
    return pace if left is None else _("%(pace)s, %(left)s left") % {"pace": pace, "left": duration_text(left)}


def _waiting_hint(run: ImportRun, now: datetime) -> str:
    other = ImportRun.objects.filter(state=State.RUNNING, alive_at__gt=now - _PATIENCE).exclude(pk=run.pk).first()
    if other:
        return _("It begins when “%(other)s” is done.") % {"other": other}
    return _stopped_hint() if _is_long_ago(run.alive_at, now) else _("It begins in a moment.")


def _stopped_hint() -> str:
    return _("Nobody works on it. Start the worker: manage.py worker")


def _is_long_ago(moment: datetime | None, now: datetime) -> bool:
    return moment is None or moment < now - _PATIENCE
