from typing import Any

from django.db import migrations

from articles.search import index_postgresql, index_sqlite


def _engine(editor: Any) -> Any:
    return index_postgresql if editor.connection.vendor == "postgresql" else index_sqlite


def make(apps: Any, editor: Any) -> None:
    # Filled when all migrations are done (articles.search.index), some thousands of articles at a time.
    for statement in _engine(editor).TABLES:
        editor.execute(statement, params=None)


def remove(apps: Any, editor: Any) -> None:
    for statement in _engine(editor).REMOVE:
        editor.execute(statement, params=None)


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0025_sitemap_months'),
    ]

    operations = [
        migrations.RunPython(make, remove),
    ]
