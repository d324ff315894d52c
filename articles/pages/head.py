"""What the head of a page says: title, description, canonical address, language, and its kind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.conf import settings
from django.utils.translation import gettext as _

from articles.models import Article, Image
from articles.pages.speculation import KINDS_WITHOUT
from articles.pictures import WIDE, Shared

DESCRIPTION = 160


@dataclass(frozen=True)
class Alternate:
    """The same in another language."""

    language: str
    address: str

    @property
    def url(self) -> str:
        return absolute(self.address)

    @property
    def html_language(self) -> str:
        return html_language(self.language)


@dataclass(frozen=True)
class Head:
    kind: str
    title: str = ""
    address: str = ""
    """Canonical: a path on this site, or an absolute address elsewhere. Empty where there is none."""
    description: str = ""
    language: str = field(default_factory=lambda: settings.LANGUAGE_CODE)
    is_indexed: bool = True
    scheme: str = ""
    """`light` or `dark` where the desk shows the page in a frame. Anywhere else the browser chooses."""
    article: Article | None = None
    image: Image | None = None
    feeds_of: str = "/"
    """The list whose feeds are offered: its path as it stands in a link."""
    feeds_query: str = ""
    """What follows the address of each of these feeds: a search says in it what is asked for."""
    alternates: Sequence[Alternate] = ()
    """With this page itself, the original first; empty where there is no other."""

    @property
    def canonical_url(self) -> str:
        return absolute(self.address) if self.address else ""

    @property
    def may_lead_on(self) -> bool:
        """Whether browsers may fetch ahead what it links to."""
        return self.kind not in KINDS_WITHOUT

    @property
    def shared_title(self) -> str:
        """What other sites show with a link."""
        return self.title or settings.SITE_NAME

    @property
    def shared(self) -> Shared | None:
        """The picture that other sites show with a link: in 16:9, where it is large enough for that."""
        return (self.image.shared.get(WIDE) or self.image.largest) if self.image else None

    @property
    def shared_url(self) -> str:
        return absolute(self.shared.url) if self.shared else ""

    @property
    def html_language(self) -> str:
        return html_language(self.language)


def html_language(code: str) -> str:
    """`en-IN` of Django's `en-in`, as HTML and feeds write it."""
    language, _hyphen, country = code.partition("-")
    return f"{language}-{country.upper()}" if country else language


def absolute(address: str) -> str:
    """A path on this site with its origin; what has an origin stays."""
    return settings.SITE_URL + address if address.startswith("/") else address


def of_paper() -> str:
    """What the paper is, in a line: for those who show its front page, or its feed."""
    return _("News, reports and opinion from {name}.").format(name=settings.SITE_NAME)


def shortened(text: str, longest: int = DESCRIPTION) -> str:
    """On one line, cut between words."""
    line = " ".join(text.split())
    if len(line) <= longest:
        return line
    return line[: longest - 1].rpartition(" ")[0].rstrip(",;:.–—- ") + "…"
