"""Authors under the logins WordPress will know them by, and who signed what."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from articles.models import Author, Byline, ImportedItem
from articles.slugs import slugify
from articles.wordpress.exporting.items import Kept
from articles.wordpress.exporting.numbers import Numbers
from articles.wordpress.mapping import as_html
from articles.wordpress.own_fields import comes_back, written
from articles.wordpress.reading import Author as Written
from articles.wordpress.reading import Term


class People:
    """All authors at once: a newsroom has hundreds, not millions. Three queries."""

    def __init__(self, numbers: Numbers) -> None:
        self._authors = list(Author.objects.select_related("portrait", "user").order_by("pk"))
        self._numbers = numbers
        kept = ImportedItem.objects.filter(source=numbers.source_id, kind="author", local_id__isnull=False)
        # Of several logins of one author the first counts.
        rows = list(kept.order_by("-wordpress_id").values_list("local_id", "data"))
        self._kept: dict[int, Kept] = {pk or 0: data for pk, data in rows}
        self._logins = self._given_logins()
        self._renamed = {str(data.get("login", "")): self._logins.get(pk or 0, "") for pk, data in rows}

    def written(self) -> list[Written]:
        return [self._written(author) for author in self._authors]

    def creator(self, login: str) -> str:
        """Who WordPress said had made it, under the login of this export."""
        return self._renamed.get(login) or login

    def logins(self, bylines: Iterable[Byline]) -> list[str]:
        """Those with a page of their own, in order, each once."""
        return list(dict.fromkeys(self._logins[byline.author_id] for byline in bylines if byline.author_id))

    def own_bylines(self, bylines: Iterable[Byline]) -> list[dict[str, str]]:
        """What WordPress cannot say: roles, and those without a page. Empty when it can say all."""
        signed = list(bylines)
        plain = [byline for byline in signed if byline.author_id and byline.role == Byline.Role.WRITING]
        return [] if len(plain) == len(signed) else [self._own_byline(byline) for byline in signed]

    def _own_byline(self, byline: Byline) -> dict[str, str]:
        who = {"author": self._logins[byline.author_id]} if byline.author_id else {"guest": byline.guest_name}
        return {**who, "role": byline.role}

    def _given_logins(self) -> dict[int, str]:
        """The login it had, else the slug; each once. WordPress's importer cuts out all that is not ASCII."""
        given: dict[int, str] = {}
        for author in sorted(self._authors, key=lambda author: author.pk not in self._kept):
            wanted = str(self._kept.get(author.pk, {}).get("login") or author.slug)
            is_good = wanted.isascii() and wanted not in given.values()
            given[author.pk] = wanted if is_good else f"author-{self._numbers.of_author(author.pk)}"
        return given

    def _written(self, author: Author) -> Written:
        kept, login = self._kept.get(author.pk, {}), self._logins[author.pk]
        first, _space, last = author.name.rpartition(" ")
        own: dict[str, Any] = {
            "slug": "" if slugify(login, 100) == author.slug else author.slug,
            "name": "" if comes_back(author.name) else author.name,
            "role": author.role,
            "bio": author.bio,
            "portrait": self._numbers.of(author.portrait) if author.portrait else None,
        }
        return Written(
            login=login,
            display_name=as_html(author.name),
            email=author.user.email if author.user else str(kept.get("email", "")),
            first_name=str(kept.get("first_name", "")) if kept else as_html(first),
            last_name=str(kept.get("last_name", "")) if kept else as_html(last),
            author_id=self._numbers.of_author(author.pk),
            own=written(own),
        )


def coauthors(logins: list[str]) -> list[Term]:
    """As the plugin Co-Authors Plus keeps them; one author needs none."""
    return [Term(f"cap-{login}", login, domain="author") for login in logins] if len(logins) > 1 else []
