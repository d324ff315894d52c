from django.db import migrations

from articles.models.sources import site_of, source_key


def name_sources(apps, schema_editor):
    """Key and site of each row; where one address stands twice under an article, the later has its number in its key."""
    rows = apps.get_model("articles", "Linkback").objects
    seen = set()
    for row in rows.only("article_id", "source_url").order_by("id").iterator(1000):
        key = source_key(row.source_url)
        if (row.article_id, key) in seen:
            key = source_key(f"not an address {row.pk}")
        seen.add((row.article_id, key))
        rows.filter(pk=row.pk).update(source_key=key, site=site_of(row.source_url))


class Migration(migrations.Migration):
    dependencies = [("articles", "0002_linkbacks")]

    operations = [migrations.RunPython(name_sources, migrations.RunPython.noop)]
