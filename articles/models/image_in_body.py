"""Which pictures the texts of articles and pages show, in a table: so an index says whether one is used, and where.

The database keeps it, whoever writes a body: as with `copied_times`, its triggers are made after each migration and
dropped before it.
"""

from __future__ import annotations

from typing import Any

from django.db import connections, models, transaction

from articles.models.article import Article
from articles.models.image import Image
from articles.models.own_triggers import Plan, all_stand, nothing_ran
from articles.models.page import Page

SHOWN_IN = {"articles_article": "article_id", "articles_page": "page_id"}
"""Tables with a body, and the column that names their rows."""
_EVENTS = ("written", "changed", "gone")


class ImageInBody(models.Model):
    """Of one article or page. Nothing but triggers writes it; a body may name a picture that is not there."""

    image = models.ForeignKey(Image, models.DO_NOTHING, db_constraint=False, db_index=False, related_name="+")
    article = models.ForeignKey(Article, models.DO_NOTHING, db_constraint=False, null=True, related_name="+")
    page = models.ForeignKey(Page, models.DO_NOTHING, db_constraint=False, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["image", "article"], name="image_in_article_once"),
            models.UniqueConstraint(fields=["image", "page"], name="image_in_page_once"),
        ]

    def __str__(self) -> str:
        return f"{self.image_id} in {self.article_id or self.page_id}"


def drop(using: str, plan: Plan = None, **_: Any) -> None:
    if nothing_ran(plan):
        return
    for name in _names():
        _run(using, _DROP[connections[using].vendor].format(name=name))


def create(using: str, plan: Plan = None, **_: Any) -> None:
    """And looks through all bodies, unless nothing can have been written without the triggers.

    Where the migrations went back to before the table, there is nothing to keep.
    """
    connection = connections[using]
    if ImageInBody._meta.db_table not in connection.introspection.table_names():
        return
    with transaction.atomic(using=using):
        is_complete = nothing_ran(plan) and all_stand(using, _names())
        drop(using)
        for table, column in SHOWN_IN.items():
            for statement in _STATEMENTS[connection.vendor]:
                _run(using, statement.format(table=table, column=column, kind=column.removesuffix("_id")))
        if not is_complete:
            _fill(using)


def _fill(using: str) -> None:
    _run(using, "DELETE FROM articles_imageinbody")
    for table, column in SHOWN_IN.items():
        _run(using, _FILL[connections[using].vendor].format(table=table, column=column))


def _names() -> list[str]:
    return [f"shown_{event}_{column.removesuffix('_id')}" for column in SHOWN_IN.values() for event in _EVENTS]


def _run(using: str, statement: str) -> None:
    with connections[using].cursor() as cursor:
        cursor.execute(statement)


# Numbers have 15 digits at most, as `export.references` reads them.
# Cut before each number as a list in JSON; of what follows, all up to the next quotation mark. None in the first piece.
_NUMBERS_ON_SQLITE = (
    "SELECT DISTINCT CAST(substr(piece.value, 1, instr(piece.value, '\"') - 1) AS INTEGER) AS image, {row}.id AS shown "
    "FROM {source}json_each('[' || replace(json_quote({row}.body), "
    "'data-image=\\\"', '\",\"') || ']') AS piece "
    "WHERE piece.key > 0 AND instr(piece.value, '\"') BETWEEN 2 AND 16 "
    "AND substr(piece.value, 1, instr(piece.value, '\"') - 1) NOT GLOB '*[^0-9]*' AND {row}.body LIKE '%data-image=%'"
)
_NUMBERS_ON_POSTGRESQL = (
    "SELECT DISTINCT found.number[1]::bigint AS image, {row}.id AS shown "
    "FROM {source}regexp_matches({row}.body, 'data-image=\"([0-9]{{{{1,15}}}})\"', 'g') AS found(number) "
    "WHERE {row}.body LIKE '%data-image=%'"
)


def _writing(numbers: str, row: str, source: str = "") -> str:
    found = numbers.format(row=row, source=source)
    return f"INSERT INTO articles_imageinbody (image_id, {{column}}) SELECT image, shown FROM ({found}) AS numbers"  # noqa: S608


_GONE = "DELETE FROM articles_imageinbody WHERE {column} = OLD.id"
_SQLITE, _POSTGRESQL = _writing(_NUMBERS_ON_SQLITE, "NEW"), _writing(_NUMBERS_ON_POSTGRESQL, "NEW")
_DROP = {"sqlite": "DROP TRIGGER IF EXISTS {name}", "postgresql": "DROP FUNCTION IF EXISTS {name}() CASCADE"}
_ON_SQLITE = (
    f"CREATE TRIGGER shown_written_{{kind}} AFTER INSERT ON {{table}} FOR EACH ROW BEGIN {_SQLITE}; END",
    f"CREATE TRIGGER shown_changed_{{kind}} AFTER UPDATE ON {{table}} FOR EACH ROW "
    f"WHEN OLD.body IS NOT NEW.body OR OLD.id <> NEW.id BEGIN {_GONE}; {_SQLITE}; END",
    f"CREATE TRIGGER shown_gone_{{kind}} AFTER DELETE ON {{table}} FOR EACH ROW BEGIN {_GONE}; END",
)


def _on_postgresql(event: str, when: str, *statements: str) -> tuple[str, str]:
    name = f"shown_{event}_{{kind}}"
    return (
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ "
        f"BEGIN {'; '.join(statements)}; RETURN NULL; END $$",
        f"CREATE TRIGGER {name} AFTER {when} EXECUTE FUNCTION {name}()",
    )


_ON_POSTGRESQL = (
    *_on_postgresql("written", "INSERT ON {table} FOR EACH ROW", _POSTGRESQL),
    *_on_postgresql(
        "changed",
        "UPDATE ON {table} FOR EACH ROW WHEN (OLD.body IS DISTINCT FROM NEW.body OR OLD.id <> NEW.id)",
        _GONE,
        _POSTGRESQL,
    ),
    *_on_postgresql("gone", "DELETE ON {table} FOR EACH ROW", _GONE),
)
_STATEMENTS = {"sqlite": _ON_SQLITE, "postgresql": _ON_POSTGRESQL}
_FILL = {
    "sqlite": _writing(_NUMBERS_ON_SQLITE, "one", "{table} AS one, "),
    "postgresql": _writing(_NUMBERS_ON_POSTGRESQL, "one", "{table} AS one, "),
}
