
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0031_undo_and_audit'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='TagAlias',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(blank=True, max_length=100, verbose_name='old name')),
                ('key', models.CharField(blank=True, editable=False, max_length=200)),
                ('slug', models.CharField(blank=True, max_length=120, verbose_name='old slug')),
            ],
            options={
                'verbose_name': 'old name of a tag',
                'verbose_name_plural': 'old names of tags',
                'ordering': ['name', 'slug'],
            },
        ),
        migrations.AddIndex(
            model_name='article',
            index=models.Index(fields=['section', '-modified_at', '-id'], name='article_desk_section'),
        ),
        migrations.AddIndex(
            model_name='article',
            index=models.Index(fields=['language', '-modified_at', '-id'], name='article_desk_language'),
        ),
        migrations.AddIndex(
            model_name='article',
            index=models.Index(condition=models.Q(('status__in', ['killed', 'spiked'])), fields=['status', '-modified_at', '-id'], name='article_gone'),
        ),
        migrations.AddField(
            model_name='tagalias',
            name='tag',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='aliases', to='articles.tag', verbose_name='tag'),
        ),
        migrations.AddConstraint(
            model_name='tagalias',
            constraint=models.UniqueConstraint(condition=models.Q(('key', ''), _negated=True), fields=('key',), name='tag_alias_name_once'),
        ),
        migrations.AddConstraint(
            model_name='tagalias',
            constraint=models.UniqueConstraint(condition=models.Q(('slug', ''), _negated=True), fields=('slug',), name='tag_alias_slug_once'),
        ),
    ]
