"""Parts of pages that look the same wherever they stand: rendered once for the rows and words they are given.

After a change the front page and many lists are made anew, and nearly all their stories are as they were.
"""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import datetime
from threading import Lock
from typing import Any

from django import template
from django.conf import settings
from django.db.models import Model, QuerySet
from django.db.models.fields.files import FieldFile
from django.template.base import NodeList, Parser, Token
from django.template.context import Context
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import get_language

register = template.Library()

MOST = 0 if settings.DEBUG else 2_000
_PLAIN = frozenset({str, int, float, bool, type(None), datetime})
_making_room = Lock()
_remembered: dict[tuple[Any, ...], SafeString] = {}


@register.tag
def remember(parser: Parser, token: Token) -> RememberNode:
    """`{% remember %}…{% endremember %}` in a template that is included with `only`.

    What stands between may look at nothing but what it is given, the language and the day; the key is all of that,
    every column of a row and of the rows loaded with it.
    """
    nodes = parser.parse(("endremember",))
    parser.delete_first_token()
    return RememberNode(nodes)


class RememberNode(template.Node):
    def __init__(self, nodelist: NodeList) -> None:
        self.nodelist = nodelist

    def render(self, context: Context) -> SafeString:
        given = tuple((name, _frozen(value)) for name, value in sorted(context.flatten().items()))
        key = (id(self), get_language(), timezone.get_current_timezone_name(), timezone.localdate(), given)
        found = _remembered.get(key)
        if found is None:
            found = self.nodelist.render(context)
            with _making_room:
                _remembered[key] = found
                while len(_remembered) > MOST:
                    del _remembered[next(iter(_remembered))]
        return found


def _frozen(value: Any) -> Any:
    """All that is in it, as something that can be compared."""
    if type(value) in _PLAIN:
        return value
    if isinstance(value, Model):
        return _row(value)
    if isinstance(value, FieldFile):
        return value.name
    if isinstance(value, list | tuple | QuerySet):
        return tuple(map(_frozen, value))
    if is_dataclass(value):
        return tuple(_frozen(getattr(value, field.name)) for field in fields(value))
    return (value, "safe") if isinstance(value, SafeString) else value


def _row(row: Model) -> tuple[Any, ...]:
    """Its columns, and the rows that were loaded with it."""
    loaded = vars(row)
    columns = [value if type(value) in _PLAIN else _frozen(value) for name, value in loaded.items() if name[0] != "_"]
    related = [*row._state.fields_cache.values(), *loaded.get("_prefetched_objects_cache", {}).values()]
    return (type(row), *columns, *map(_frozen, related))
