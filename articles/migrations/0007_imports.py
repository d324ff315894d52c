import articles.models.media_file
import articles.slugs
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0006_announcement_untold_since'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Comment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('wordpress_id', models.PositiveBigIntegerField(blank=True, editable=False, null=True, verbose_name='WordPress id')),
                ('kind', models.CharField(blank=True, editable=False, max_length=20, verbose_name='kind')),
                ('status', models.CharField(choices=[('pending', 'Waiting for a decision'), ('approved', 'Approved'), ('spam', 'Spam'), ('deleted', 'Deleted')], default='pending', max_length=10, verbose_name='status')),
                ('author_name', models.CharField(blank=True, max_length=250, verbose_name='name')),
                ('author_email', models.CharField(blank=True, max_length=250, verbose_name='e-mail')),
                ('author_url', models.CharField(blank=True, max_length=2048, verbose_name='web address')),
                ('author_address', models.GenericIPAddressField(blank=True, null=True, verbose_name='network address')),
                ('body', models.TextField(blank=True, verbose_name='comment')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='written')),
                ('extra', models.JSONField(blank=True, default=dict, editable=False)),
            ],
            options={
                'verbose_name': 'comment',
                'verbose_name_plural': 'comments',
                'ordering': ['-created_at', '-id'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ImportedItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=40)),
                ('wordpress_id', models.PositiveBigIntegerField()),
                ('local_id', models.BigIntegerField(blank=True, null=True)),
                ('parent_number', models.PositiveBigIntegerField(default=0)),
                ('path', models.CharField(blank=True, max_length=500)),
                ('headline_key', models.CharField(blank=True, max_length=250)),
                ('is_public', models.BooleanField(default=False)),
                ('digest', models.CharField(blank=True, max_length=64)),
                ('stored_digest', models.CharField(blank=True, max_length=64)),
                ('is_due', models.BooleanField(default=False)),
                ('links', models.JSONField(blank=True, null=True)),
                ('data', models.JSONField(blank=True, default=dict)),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='ImportProblem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=40)),
                ('wordpress_id', models.PositiveBigIntegerField(default=0)),
                ('reason', models.TextField()),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='ImportRun',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('files', models.JSONField(default=list, verbose_name='files')),
                ('uploads', models.CharField(blank=True, max_length=1000, verbose_name='uploads folder')),
                ('fingerprint', models.CharField(blank=True, editable=False, max_length=64)),
                ('downloads', models.BooleanField(default=False, verbose_name='downloads missing files')),
                ('is_dry', models.BooleanField(default=False, verbose_name='dry run')),
                ('state', models.CharField(choices=[('waiting', 'Waiting'), ('running', 'Running'), ('done', 'Done'), ('failed', 'Stopped with an error')], default='waiting', max_length=10, verbose_name='state')),
                ('phase', models.CharField(blank=True, max_length=20, verbose_name='phase')),
                ('part', models.PositiveIntegerField(default=0)),
                ('offset', models.PositiveBigIntegerField(default=0)),
                ('done', models.PositiveBigIntegerField(default=0, verbose_name='items done')),
                ('expected', models.JSONField(default=dict, verbose_name='in the file')),
                ('counts', models.JSONField(default=dict, verbose_name='account')),
                ('message', models.TextField(blank=True, verbose_name='message')),
                ('started_at', models.DateTimeField(auto_now_add=True, verbose_name='started')),
                ('alive_at', models.DateTimeField(blank=True, null=True, verbose_name='last sign of life')),
                ('finished_at', models.DateTimeField(blank=True, null=True, verbose_name='finished')),
            ],
            options={
                'verbose_name': 'import',
                'verbose_name_plural': 'imports',
                'ordering': ['-id'],
            },
        ),
        migrations.CreateModel(
            name='MediaFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('wordpress_id', models.PositiveBigIntegerField(blank=True, editable=False, null=True, verbose_name='WordPress id')),
                ('file', models.FileField(blank=True, max_length=300, upload_to=articles.models.media_file.stored_name, verbose_name='file')),
                ('checksum', models.CharField(blank=True, editable=False, max_length=64)),
                ('size', models.PositiveBigIntegerField(default=0, editable=False)),
                ('title', models.CharField(blank=True, max_length=250, verbose_name='title')),
                ('caption', models.TextField(blank=True, verbose_name='caption')),
                ('source_url', models.URLField(blank=True, editable=False, max_length=1000)),
                ('upload_path', models.CharField(blank=True, editable=False, max_length=500, verbose_name='old path below uploads')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'verbose_name': 'file',
                'verbose_name_plural': 'files',
                'ordering': ['-created_at', '-id'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Page',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('wordpress_id', models.PositiveBigIntegerField(blank=True, editable=False, null=True, verbose_name='WordPress id')),
                ('title', models.CharField(max_length=250, verbose_name='title')),
                ('body', models.TextField(blank=True, verbose_name='body')),
                ('path', models.CharField(max_length=500, unique=True, validators=[articles.slugs.validate_path], verbose_name='path')),
                ('position', models.IntegerField(default=0, verbose_name='position')),
                ('is_published', models.BooleanField(default=False, verbose_name='published')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('modified_at', models.DateTimeField(auto_now=True)),
            ],
            options={
                'verbose_name': 'page',
                'verbose_name_plural': 'pages',
                'ordering': ['path'],
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='article',
            name='search_description',
            field=models.CharField(blank=True, help_text='Empty: the standfirst.', max_length=500, verbose_name='description for search engines'),
        ),
        migrations.AddField(
            model_name='article',
            name='search_title',
            field=models.CharField(blank=True, help_text='Empty: the headline.', max_length=250, verbose_name='title for search engines'),
        ),
        migrations.AddField(
            model_name='image',
            name='upload_path',
            field=models.CharField(blank=True, editable=False, max_length=500, verbose_name='old path below uploads'),
        ),
        migrations.AddIndex(
            model_name='image',
            index=models.Index(condition=models.Q(('upload_path', ''), _negated=True), fields=['upload_path'], name='image_by_upload'),
        ),
        migrations.AddField(
            model_name='comment',
            name='article',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='comments', to='articles.article', verbose_name='article'),
        ),
        migrations.AddField(
            model_name='comment',
            name='import_source',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='articles.importsource'),
        ),
        migrations.AddField(
            model_name='comment',
            name='parent',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='replies', to='articles.comment', verbose_name='answers'),
        ),
        migrations.AddField(
            model_name='importeditem',
            name='source',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='items', to='articles.importsource'),
        ),
        migrations.AddField(
            model_name='importrun',
            name='source',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='runs', to='articles.importsource'),
        ),
        migrations.AddField(
            model_name='importrun',
            name='started_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='importproblem',
            name='run',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='problems', to='articles.importrun'),
        ),
        migrations.AddField(
            model_name='importeditem',
            name='run',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='articles.importrun'),
        ),
        migrations.AddField(
            model_name='mediafile',
            name='import_source',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='articles.importsource'),
        ),
        migrations.AddField(
            model_name='page',
            name='import_source',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='articles.importsource'),
        ),
        migrations.AddField(
            model_name='page',
            name='parent',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='pages', to='articles.page', verbose_name='above it'),
        ),
        migrations.AddIndex(
            model_name='comment',
            index=models.Index(fields=['article', 'status', 'created_at'], name='comment_of_article'),
        ),
        migrations.AddIndex(
            model_name='comment',
            index=models.Index(fields=['status', '-created_at'], name='comment_inbox'),
        ),
        migrations.AddConstraint(
            model_name='comment',
            constraint=models.UniqueConstraint(fields=('import_source', 'wordpress_id'), name='comment_imported_once'),
        ),
        migrations.AddConstraint(
            model_name='comment',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('import_source__isnull', True), ('wordpress_id__isnull', True)), models.Q(('import_source__isnull', False), ('wordpress_id__isnull', False)), _connector='OR'), name='comment_source_with_id'),
        ),
        migrations.AddConstraint(
            model_name='comment',
            constraint=models.CheckConstraint(condition=models.Q(('parent__isnull', True), models.Q(('parent', models.F('id')), _negated=True), _connector='OR'), name='comment_not_to_itself'),
        ),
        migrations.AddIndex(
            model_name='importeditem',
            index=models.Index(fields=['path'], name='imported_item_path'),
        ),
        migrations.AddIndex(
            model_name='importeditem',
            index=models.Index(condition=models.Q(('headline_key', ''), _negated=True), fields=['headline_key'], name='imported_item_headline'),
        ),
        migrations.AddIndex(
            model_name='importeditem',
            index=models.Index(fields=['kind', 'local_id'], name='imported_item_local'),
        ),
        migrations.AddIndex(
            model_name='importeditem',
            index=models.Index(condition=models.Q(('parent_number__gt', 0)), fields=['source', 'parent_number'], name='imported_item_parent'),
        ),
        migrations.AddIndex(
            model_name='importeditem',
            index=models.Index(condition=models.Q(('links__isnull', False)), fields=['source', 'id'], name='imported_item_links'),
        ),
        migrations.AddConstraint(
            model_name='importeditem',
            constraint=models.UniqueConstraint(fields=('source', 'kind', 'wordpress_id'), name='imported_item_once'),
        ),
        migrations.AddIndex(
            model_name='mediafile',
            index=models.Index(fields=['upload_path'], name='media_file_by_upload'),
        ),
        migrations.AddConstraint(
            model_name='mediafile',
            constraint=models.UniqueConstraint(fields=('import_source', 'wordpress_id'), name='mediafile_imported_once'),
        ),
        migrations.AddConstraint(
            model_name='mediafile',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('import_source__isnull', True), ('wordpress_id__isnull', True)), models.Q(('import_source__isnull', False), ('wordpress_id__isnull', False)), _connector='OR'), name='mediafile_source_with_id'),
        ),
        migrations.AddConstraint(
            model_name='page',
            constraint=models.UniqueConstraint(fields=('import_source', 'wordpress_id'), name='page_imported_once'),
        ),
        migrations.AddConstraint(
            model_name='page',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('import_source__isnull', True), ('wordpress_id__isnull', True)), models.Q(('import_source__isnull', False), ('wordpress_id__isnull', False)), _connector='OR'), name='page_source_with_id'),
        ),
        migrations.AddConstraint(
            model_name='page',
            constraint=models.CheckConstraint(condition=models.Q(('path__startswith', '/')), name='page_path_from_root'),
        ),
    ]
