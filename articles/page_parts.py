"""What many pages share is made once and kept: the menu, the entries of lists and feeds, what stands beside a page.

A page that is made anew asks the database for the order of things, and for those parts that nobody has made since
they last changed. Who keeps them is not known here (`page_cache.parts`); where nobody does, as for whoever has a
session, each is made. Parts are shared by pages and threads: whoever gets one changes nothing in it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar, cast

from articles import clock
from articles.page_keys import collected, depends_on

Value = TypeVar("Value")


@dataclass(frozen=True)
class Part(Generic[Value]):
    """`keys` as pages have them (`page_keys`): a change of one ends it. `size` in bytes, roughly."""

    value: Value
    keys: frozenset[str]
    size: int


class Keeper(Protocol):
    """Of the parts of one page in the making; all that it is given must have been read since it was made."""

    def held(self, name: str) -> Part[Any] | None: ...

    def keep(self, name: str, part: Part[Any]) -> None: ...


_keeper: ContextVar[Keeper | None] = ContextVar("page_parts", default=None)


@contextmanager
def kept_by(keeper: Keeper) -> Iterator[None]:
    """Pages that are made within are made of what it holds."""
    token = _keeper.set(keeper)
    try:
        yield
    finally:
        _keeper.reset(token)


def shared(name: str, size: int, make: Callable[[], Value]) -> Value:
    """The one part of that name; what it depends on is what names itself while it is made."""
    keeper = _at_hand()
    if keeper is None:
        return make()
    found = keeper.held(name)
    if found is None:
        with collected() as named:
            value = make()
        found = Part(value, frozenset(named.keys), size)
        keeper.keep(name, found)
    depends_on(*found.keys)
    return cast("Value", found.value)


def shared_some(names: Iterable[str], make: Callable[[list[str]], Mapping[str, Part[Value]]]) -> dict[str, Value]:
    """The parts of those names; `make` is asked once, for all that are missing, and may find fewer."""
    wanted, keeper = list(names), _at_hand()
    held = {name: part for name in wanted if (part := keeper.held(name))} if keeper else {}
    missing = [name for name in wanted if name not in held]
    made = make(missing) if missing else {}
    if keeper:
        for name, part in made.items():
            keeper.keep(name, part)
    found = {**held, **made}
    depends_on(*(key for part in found.values() for key in part.keys))
    return {name: part.value for name, part in found.items()}


def shared_rows(
    kind: str, numbers: Iterable[int], make: Callable[[list[int]], Mapping[int, Part[Value]]]
) -> dict[int, Value]:
    """Those of that kind by their numbers."""
    by_name = {f"{kind}:{number}": number for number in numbers}

    def made(missing: list[str]) -> dict[str, Part[Value]]:
        return {f"{kind}:{number}": part for number, part in make([by_name[name] for name in missing]).items()}

    return {by_name[name]: value for name, value in shared_some(by_name, made).items()}


def _at_hand() -> Keeper | None:
    """Nothing is taken from another time than the page's, and nothing of one to come is kept."""
    return None if clock.is_moved() else _keeper.get()
