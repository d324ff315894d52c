"""What only one database can do: the condition that finds, and how well each article fits."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, NamedTuple

from django.db import connections
from django.db.models import BooleanField
from django.db.models.expressions import RawSQL

from articles.models.reading import read_alias
from articles.search.query import Query, Term

COMMON = 20_000
"""Matches from which a walk through the newest articles meets enough of them sooner than the index lists them."""
_CONFIG = "articles_search"
_WORD = f"phraseto_tsquery('{_CONFIG}', %s)"
_COMMON_IN_SQLITE = 1_000
_IN_SQLITE = (
    "articles_article.id IN "
    "(SELECT rowid FROM articles_search WHERE articles_search MATCH %s AND rowid BETWEEN %s AND %s)"
)
# An array is made first; of a subquery PostgreSQL would think that a walk through the newest meets one soon.
_IN_INDEX = "articles_article.id = ANY(ARRAY(SELECT article_id FROM articles_search WHERE vector @@ {query}))"
# A function instead of the operator: no index serves it, so the newest are asked one by one.
_ONE_BY_ONE = (
    "ts_match_vq((SELECT vector FROM articles_search WHERE article_id = articles_article.id OFFSET 0), {query})"
)


class Numbers(NamedTuple):
    """The lowest and the highest of the articles that are looked through."""

    first: int
    last: int


_ALL = Numbers(0, 2**63 - 1)


def is_common(query: Query) -> bool:
    """Whether each of its words is in very many articles: PostgreSQL has it written down, SQLite counts some."""
    if not _is_on_postgresql():
        form = "SELECT count(*) FROM (SELECT 1 FROM articles_search WHERE articles_search MATCH %s LIMIT %s)"
        return _rows(form, [_match(query), _COMMON_IN_SQLITE])[0][0] >= min(_COMMON_IN_SQLITE, COMMON)
    sql, params = _tsquery(query)
    return _estimated(sql, params) > COMMON


def is_found(query: Query, walked: Numbers | None = None) -> RawSQL:
    """The condition on articles; with the numbers of those that are walked through anyway, where there are such.

    PostgreSQL asks those one by one. To SQLite, asking for a phrase once costs as much as to go on to the next article
    that holds it: its index lists all between two numbers.
    """
    if _is_on_postgresql():
        sql, params = _tsquery(query)
        form = (_ONE_BY_ONE if walked else _IN_INDEX).format(query=sql)
        return RawSQL(form, params, output_field=BooleanField())  # noqa: S611  # values are bound
    return RawSQL(_IN_SQLITE, [_match(query), *(walked or _ALL)], output_field=BooleanField())  # noqa: S611


def marks(ids: Sequence[int], query: Query, *, is_common: bool) -> dict[int, float]:
    """By article, the higher the better: headline over standfirst over body."""
    if _is_on_postgresql():
        sql, params = _tsquery(query)
        form = f"SELECT article_id, ts_rank(vector, {sql}) FROM articles_search WHERE article_id = ANY(%s)"  # noqa: S608
        return dict(_rows(form, [*params, list(ids)]))
    if not is_common:
        form = (
            "SELECT rowid, -bm25(articles_search, 10.0, 4.0, 1.0) FROM articles_search WHERE articles_search MATCH %s"
        )
        return dict(_rows(form, [_match(query)]))
    # To weigh a word, FTS5 reads all that there is of it.
    form = (
        "SELECT rowid, max(mark) FROM (SELECT rowid, 2 AS mark FROM articles_search WHERE articles_search MATCH %s "
        "UNION ALL SELECT rowid, 1 FROM articles_search WHERE articles_search MATCH %s) "
        "WHERE rowid IN (SELECT value FROM json_each(%s)) GROUP BY rowid"
    )
    parts = [f"{{{column}}} : ({_match(query)})" for column in ("headline", "standfirst")]
    return dict(_rows(form, [*parts, json.dumps(list(ids))]))


def frequencies(words: Sequence[str], most: int) -> list[float]:
    """How many articles hold each word, one query: PostgreSQL's estimate; on SQLite counted, up to `most`."""
    if not words:
        return []
    if _is_on_postgresql():
        each = " UNION ALL ".join([f"SELECT 1 FROM articles_search WHERE vector @@ {_WORD}"] * len(words))  # noqa: S608
        # A cursor is never planned for parallel workers, which would reorder the parts and share out their rows.
        plan = _plan(f"DECLARE held CURSOR FOR {each}", words)
        return [float(part["Plan Rows"]) for part in (plan["Plans"] if len(words) > 1 else [plan])]
    held = "(SELECT count(*) FROM (SELECT 1 FROM articles_search WHERE articles_search MATCH %s LIMIT %s) AS counted)"
    params = [param for word in words for param in (_quoted((word,)), most)]
    return list(map(float, _rows(f"SELECT {', '.join([held] * len(words))}", params)[0]))


def last_holding(words: Sequence[str], most: int) -> list[tuple[int, int]]:
    """Places of words and articles that hold them: of each word the `most` that were made last. One query."""
    if not words:
        return []
    if _is_on_postgresql():
        # By itself the inner part is one of the index; with the order in it, all articles might be walked through.
        found = f"SELECT article_id FROM articles_search WHERE vector @@ {_WORD} OFFSET 0"  # noqa: S608
        each = f"SELECT %s AS place, article_id FROM ({found}) AS found ORDER BY article_id DESC LIMIT %s"  # noqa: S608
        said = list(words)
    else:
        each = (
            "SELECT %s AS place, rowid FROM articles_search WHERE articles_search MATCH %s ORDER BY rowid DESC LIMIT %s"
        )
        said = [_quoted((word,)) for word in words]
    sql = " UNION ALL ".join([f"SELECT * FROM ({each}) AS one"] * len(words))  # noqa: S608
    return _rows(sql, [param for place, word in enumerate(said) for param in (place, word, most)])


def alike(word: str) -> list[str]:
    """Words of headlines and standfirsts that are written nearly like it, whoever may read those."""
    if _is_on_postgresql():
        form = (
            "SELECT word FROM articles_search_word WHERE word %% %s AND word <> %s "
            "ORDER BY similarity(word, %s) DESC, word LIMIT 20"
        )
        return [row[0] for row in _rows(form, [word, word, word])]
    form = (
        "SELECT word FROM articles_search_word WHERE word <> %s AND length(word) BETWEEN %s AND %s "
        "AND (substr(word, 1, 2) = %s OR substr(word, -2) = %s OR substr(word, 1, 1) = %s) LIMIT 3000"
    )
    near = len(word) - 2, len(word) + 2
    return [row[0] for row in _rows(form, [word, *near, word[:2], word[-2:], word[:1]])]


def _is_on_postgresql() -> bool:
    return connections[read_alias()].vendor == "postgresql"


def _rows(sql: str, params: Sequence[Any]) -> list[Any]:
    with connections[read_alias()].cursor() as cursor:
        cursor.execute(sql, params)
        return list(cursor.fetchall())


def _estimated(sql: str, params: list[str]) -> float:
    """How many articles match, by the planner's statistics; reads nothing."""
    return float(_plan(f"SELECT 1 FROM articles_search WHERE vector @@ {sql}", params)["Plan Rows"])  # noqa: S608


def _plan(sql: str, params: Sequence[Any]) -> dict[str, Any]:
    plan = _rows(f"EXPLAIN (FORMAT JSON) {sql}", params)[0][0]
    found: dict[str, Any] = (json.loads(plan) if isinstance(plan, str) else plan)[0]["Plan"]
    return found


def _tsquery(query: Query) -> tuple[str, list[str]]:
    """An expression of its own for each term, in which words are values; PostgreSQL's syntax is not spoken."""
    whole, begun = f"phraseto_tsquery('{_CONFIG}', %s)", f"to_tsquery('{_CONFIG}', '''' || %s || ''':*')"
    last = len(query.groups) - 1 if query.is_begun else -1
    groups = [
        f"({' || '.join([begun if place == last else whole] * len(group))})" for place, group in enumerate(query.groups)
    ]
    sql = " && ".join([*groups, *[f"!!({whole})"] * len(query.without)])
    terms = [*(term for group in query.groups for term in group), *query.without]
    return f"({sql})", [" ".join(term) for term in terms]


def _match(query: Query) -> str:
    """Words hold letters, marks and digits alone: nothing of FTS5's syntax can be in them."""
    last = len(query.groups) - 1 if query.is_begun else -1
    ends = [" *" if place == last else "" for place in range(len(query.groups))]
    groups = " AND ".join(
        f"({' OR '.join(_quoted(term) + end for term in group)})" for group, end in zip(query.groups, ends, strict=True)
    )
    return " NOT ".join([f"({groups})", *map(_quoted, query.without)])


def _quoted(term: Term) -> str:
    return f'"{" ".join(term)}"'
