"""Authors of an import: by login, and remembered by it, so that nobody is taken for somebody else.

They are names on articles; a WordPress login never becomes, or changes, a login here.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import cached_property
from urllib.parse import unquote

from articles.models import Author, ImportedItem, ImportSource
from articles.slugs import slugify
from articles.wordpress import mapping, own_fields
from articles.wordpress.importing import own_rows
from articles.wordpress.importing.account import Account
from articles.wordpress.own_fields import OwnFields
from articles.wordpress.reading import Author as Found
from articles.wordpress.reading import Term

KIND = "author"
# For those whom the export gives no number: far beyond WordPress's own.
_MADE = 10**17


class Authors:
    def __init__(self, source: ImportSource, described: Iterable[Found], account: Account) -> None:
        self._source, self._account = source, account
        self._described = {author.login: author for author in described}
        self._logins_by_nicename = {slugify(login): login for login in reversed(self._described)}

    def make_all(self) -> None:
        """Of the whole channel, whether or not they wrote anything."""
        for login in self._described:
            self.by_login(login)

    def by_login(self, login: str, name: str = "") -> int:
        """One whom the export does not describe has the given name, or the login for one (E129)."""
        if login not in self._known:
            self._known[login] = self._made(login, name)
        return self._known[login]

    def coauthor(self, term: Term) -> int:
        nicename = term.slug.removeprefix("cap-")
        return self.by_login(self._logins_by_nicename.get(slugify(unquote(nicename)), nicename), term.name)

    @cached_property
    def _known(self) -> dict[str, int]:
        """Whom each login of this site became, in this import or an earlier one."""
        rows = ImportedItem.objects.filter(source=self._source, kind=KIND, data__has_key="login")
        numbers = {row.data["login"]: row.local_id or 0 for row in rows}
        there = set(Author.objects.filter(pk__in=numbers.values()).values_list("pk", flat=True))
        return {login: number for login, number in numbers.items() if number in there}

    def _made(self, login: str, name: str) -> int:
        described = self._described.get(login) or Found(login)
        own = own_fields.parsed(described.own) or OwnFields()
        shown = own.exact("name", 120, mapping.plain(described.display_name or name)[:120])
        author = self._found_or_made(login, shown, own)
        ImportedItem.objects.update_or_create(
            source=self._source, kind=KIND, wordpress_id=_number_of(described),
            defaults={"local_id": author.pk, "data": _data_of(described)},
        )  # fmt: skip
        return author.pk

    def _found_or_made(self, login: str, name: str, own: OwnFields) -> Author:
        """An author who is here under that address is the same one only when the name says so, too (E130)."""
        wanted = own_rows.slug(own, 110) or slugify(unquote(login), 100) or slugify(name, 100) or "author"
        for count in range(1, 10_000):
            slug = wanted if count == 1 else f"{wanted}-{count}"
            here = Author.objects.filter(slug=slug).first()
            if here is None:
                return self._new(login, slug, count, name=name or login, **own_rows.author_details(own))
            if here.name.casefold() == (name or login).casefold():
                self._account.note(KIND, 0, f"“{login}” is taken for {here.name}, who is here already")
                return here
        raise RuntimeError(f"No address is free for the author {login!r}.")

    def _new(self, login: str, slug: str, count: int, **details: str) -> Author:
        if count > 1:
            self._account.note(KIND, 0, f"“{login}” is somebody else here: the new author's address ends in {slug}")
        return Author.objects.create(slug=slug, **{**details, "name": details["name"][:120]})

    def give_portraits(self) -> None:
        """Of an export of ours, when the pictures are there; whoever has one keeps it."""
        for login, described in self._described.items():
            own = own_fields.parsed(described.own)
            if own and (image := own_rows.portrait(own, self._source)):
                Author.objects.filter(pk=self.by_login(login), portrait=None).update(portrait=image)


def _number_of(author: Found) -> int:
    if author.author_id > 0:
        return author.author_id
    return _MADE + int(hashlib.sha256(author.login.encode("utf-8", "surrogatepass")).hexdigest()[:14], 16)


def _data_of(author: Found) -> dict[str, str]:
    named = {name: getattr(author, name) for name in ("login", "email", "display_name", "first_name", "last_name")}
    return {name: value for name, value in named.items() if value}
