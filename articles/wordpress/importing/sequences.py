"""Numbers for rows before they are written, so that what refers to them can be resolved first."""

from __future__ import annotations

from django.db import connection, models, transaction


def reserve(model: type[models.Model], count: int) -> list[int]:
    """So many primary keys that nobody else will be given. In the transaction at hand."""
    if not count:
        return []
    table, column = model._meta.db_table, str(model._meta.pk.column)
    if connection.vendor == "postgresql":
        return _from_sequence(table, column, count)
    return _from_autoincrement(table, count)


def _from_sequence(table: str, column: str, count: int) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)", [table, column, count]
        )
        return [row[0] for row in cursor.fetchall()]


@transaction.atomic
def _from_autoincrement(table: str, count: int) -> list[int]:
    """SQLite never gives a number at or below the one noted for the table."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        row = cursor.fetchone()
        last = row[0] if row else 0
        if row is None:
            cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, last + count])
        else:
            cursor.execute("UPDATE sqlite_sequence SET seq = %s WHERE name = %s", [last + count, table])
    return list(range(last + 1, last + count + 1))
