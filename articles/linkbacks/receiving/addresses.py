"""What a notice names: a source that may be asked, and the article that the target means. Found without a request."""

from __future__ import annotations

import ipaddress

from django.core.exceptions import ValidationError

from articles.fetch import FetchError, parse_url
from articles.fetch.networks import check_addresses, check_before_look_up
from articles.linkbacks import sites
from articles.linkbacks.formats.addresses import is_web_address, same_resource
from articles.linkbacks.receiving.declined import Declined, Reason
from articles.linkbacks.switches import accepts
from articles.models import Article, Section
from articles.models.archive import Archive, path_of
from articles.models.section import RESERVED_SLUGS
from articles.models.status import Status
from articles.slugs import validate_path

LONGEST_PATH = 500


def refuse_bad_source(url: str) -> None:
    """All of the fetcher's gate that needs no look-up of the name."""
    try:
        found = parse_url(url)
        check_before_look_up(found)
        if _is_address(found.host):
            check_addresses(found, [ipaddress.ip_address(found.host)])
    except FetchError:
        raise Declined(Reason.BAD_SOURCE) from None


def target_article(source: str, target: str) -> Article:
    """The article that `target` leads to and that takes linkbacks; `source` is no page of ours."""
    names = sites.own_names()
    if not is_web_address(target):
        raise Declined(Reason.BAD_TARGET)
    if same_resource(source, target):
        raise Declined(Reason.SAME_PAGE)
    if not sites.is_own(target, names):
        raise Declined(Reason.NOT_OURS)
    article = _accepting_article(target)
    if sites.is_own(source, names):
        is_same = Archive().articles_by_url([source]).get(source) == article.pk
        raise Declined(Reason.SAME_PAGE if is_same else Reason.OWN_SOURCE)
    return article


def _accepting_article(target: str) -> Article:
    """What the public has never seen is answered like what never was, and as fast: nothing tells it from a draft."""
    article = _article_at(target)
    if article is None or not (article.is_published() or article.status == Status.KILLED):
        raise Declined(Reason.UNUSABLE_TARGET if _is_other_page(path_of(target)) else Reason.NO_TARGET)
    if not accepts(article):
        raise Declined(Reason.UNUSABLE_TARGET)
    return article


def _article_at(target: str) -> Article | None:
    """Mostly a notice names a public path as it is: one query. All other targets take four."""
    articles, path = Article.objects.defer("body"), path_of(target)
    at_path = articles.published().filter(path=path).first() if path else None
    return at_path or articles.filter(pk=Archive().articles_by_url([target]).get(target, 0)).first()


def _is_other_page(path: str) -> bool:
    """Front page, sections, lists, what stands at fixed addresses, or nowhere; articles that were withdrawn."""
    first = path.strip("/").partition("/")[0]
    if not first or first in RESERVED_SLUGS or not _is_possible(path):
        return True
    forms = [f"{path.rstrip('/')}/", path.rstrip("/")]
    withdrawn = Article.objects.filter(path__in=forms, status=Status.KILLED)
    return Section.objects.filter(path__in=forms).exists() or withdrawn.exists()


def _is_possible(path: str) -> bool:
    try:
        validate_path(path)
    except ValidationError:
        return False
    return len(path) <= LONGEST_PATH


def _is_address(host: str) -> bool:
    return ":" in host or host.rpartition(".")[2].isdecimal()
