"""What one look at a source page brought, for one of the articles it is said to link to."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import Enum, auto
from typing import Protocol

from articles.fetch import FetchError, Response, TooSlow, Unreachable
from articles.linkbacks.formats.examining import Examined
from articles.linkbacks.formats.fetched_page import FetchedPage
from articles.linkbacks.parsing.errors import ParsingFailed

_TROUBLE = frozenset({408, 425, 429})
# Of these the whole host speaks, not one page.
_HOST_IN_TROUBLE = frozenset({429, 503})


class Examiner(Protocol):
    """A parser of hostile pages; raises `ParsingFailed`."""

    def examine(
        self, page: FetchedPage, targets: Collection[str], with_embeds: bool = False
    ) -> dict[str, Examined]: ...


class Verdict(Enum):
    LINKED = auto()
    NOT_LINKED = auto()
    CUT = auto()  # no link in what was read, and more would have come
    GONE = auto()
    MISSING = auto()  # 404: perhaps for a while
    UNUSABLE = auto()  # refused, forbidden, or nothing that can be searched
    TROUBLE = auto()  # passing: try later


@dataclass(frozen=True)
class FoundLink:
    """`target` is the address that is linked, `final_url` where the page was after its redirects."""

    examined: Examined
    target: str
    final_url: str


@dataclass(frozen=True)
class Finding:
    """`problem` is for the admin; `link` is there when the verdict is LINKED."""

    verdict: Verdict
    problem: str = ""
    link: FoundLink | None = None
    of_host: bool = False


def finding_of_error(error: FetchError) -> Finding:
    """What is wrong with an answer is one page's; that there is none is the host's."""
    verdict = Verdict.TROUBLE if error.transient else Verdict.UNUSABLE
    return Finding(verdict, str(error), of_host=isinstance(error, Unreachable | TooSlow))


def finding_of_status(status: int) -> Finding | None:
    """What the status alone decides; None when the page is to be read."""
    if status in (200, 203):
        return None
    problem = f"The source answers {status}."
    if status in _TROUBLE or status >= 500:
        return Finding(Verdict.TROUBLE, problem, of_host=status in _HOST_IN_TROUBLE)
    return Finding({410: Verdict.GONE, 404: Verdict.MISSING}.get(status, Verdict.UNUSABLE), problem)


def findings(response: Response, targets: Collection[str], parser: Examiner, with_embeds: bool) -> dict[str, Finding]:
    """For each target; the page is parsed once, in a process that hostile pages may kill."""
    if by_status := finding_of_status(response.status):
        return dict.fromkeys(targets, by_status)
    page = FetchedPage(response.url_final, tuple(response.headers), response.content)
    try:
        examined = parser.examine(page, targets, with_embeds)
    except ParsingFailed as failure:
        verdict = Verdict.TROUBLE if failure.transient else Verdict.UNUSABLE
        return dict.fromkeys(targets, Finding(verdict, f"The source cannot be read: {failure}"))
    return {target: _finding(examined[target], target, response) for target in targets}


def _finding(examined: Examined, target: str, response: Response) -> Finding:
    if examined.is_gone:
        return Finding(Verdict.GONE, "The source says that it was deleted.")
    if not examined.is_readable:
        return Finding(Verdict.UNUSABLE, "The source is neither HTML nor text.")
    if examined.target:
        return Finding(Verdict.LINKED, link=FoundLink(examined, target, response.url_final))
    if response.truncated:
        return Finding(Verdict.CUT, "There is no link in the part of the source that was read.")
    return Finding(Verdict.NOT_LINKED, "The source does not link to the target.")
