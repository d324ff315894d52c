from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0003_linkback_sources")]

    operations = [
        migrations.RemoveConstraint(
            model_name='linkback',
            name='linkback_source_once',
        ),
        migrations.AddConstraint(
            model_name='linkback',
            constraint=models.UniqueConstraint(fields=('article', 'source_key'), name='linkback_page_once'),
        ),
    ]
