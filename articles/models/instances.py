"""Instances of models made of a row at once: what `from_db` makes of it, in an eighth of the time.

Django sends two signals for each row and sets each column by its descriptor; a front page has two hundred rows.
Nothing here listens to those signals, and the descriptors of our columns put a value where it is put here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.db.models.base import ModelState

from articles.models.named import NamedInPages
from articles.page_keys import depends_on

Row = Sequence[Any]


class Maker:
    """Of a compiled query: `klass_info` and `select` are what its compiler knows of the columns."""

    def __init__(self, klass_info: dict[str, Any], select: Sequence[Any], annotations: dict[str, int]) -> None:
        self._one = _One(klass_info, select)
        self._annotations = annotations

    def instances(self, rows: Iterable[Row], using: str) -> list[Any]:
        """With the rows that were asked for together with them; each names itself to the page in the making."""
        keys: set[str] = set()
        made = [self._made(row, using, keys) for row in rows]
        depends_on(*keys)
        return made

    def _made(self, row: Row, using: str, keys: set[str]) -> Any:
        instance = self._one.made(row, using, keys)
        for name, place in self._annotations.items():
            instance.__dict__[name] = row[place]
        return instance


class _One:
    def __init__(self, klass_info: dict[str, Any], select: Sequence[Any]) -> None:
        columns = klass_info["select_fields"]
        self.model = klass_info["model"]
        self.start, self.end = columns[0], columns[-1] + 1
        self.names = [select[place][0].target.attname for place in columns]
        self.key_place = self.start + self.names.index(self.model._meta.pk.attname)
        self.is_named = issubclass(self.model, NamedInPages)
        self.related: list[tuple[_One, Callable[..., Any], Callable[..., Any]]] = [
            (_One(one, select), one["local_setter"], one["remote_setter"])
            for one in klass_info.get("related_klass_infos", ())
        ]

    def made(self, row: Row, using: str, keys: set[str]) -> Any:
        instance = self.model.__new__(self.model)
        state = ModelState()
        state.db, state.adding = using, False
        instance.__dict__ = {"_state": state, **dict(zip(self.names, row[self.start : self.end], strict=True))}
        if self.is_named:
            keys.add(instance.own_key)
        for maker, put_here, put_there in self.related:
            other = None if row[maker.key_place] is None else maker.made(row, using, keys)
            put_here(instance, other)
            if other is not None:
                put_there(other, instance)
        return instance
