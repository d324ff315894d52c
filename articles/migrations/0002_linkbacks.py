import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0001_articles'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Announcement',
            fields=[
                ('article', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='announcement', serialize=False, to='articles.article')),
                ('due_at', models.DateTimeField(blank=True, null=True)),
                ('digest', models.CharField(blank=True, max_length=64)),
                ('known_links', models.JSONField(blank=True, default=list)),
                ('done_at', models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name='Decision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('before', models.CharField(choices=[('received', 'Received, not verified yet'), ('pending', 'Waiting for a decision'), ('approved', 'Approved'), ('rejected', 'Rejected'), ('spam', 'Spam'), ('deleted', 'Deleted'), ('unverified', 'Does not link to us'), ('gone', 'Gone at its source')], max_length=10)),
                ('after', models.CharField(choices=[('received', 'Received, not verified yet'), ('pending', 'Waiting for a decision'), ('approved', 'Approved'), ('rejected', 'Rejected'), ('spam', 'Spam'), ('deleted', 'Deleted'), ('unverified', 'Does not link to us'), ('gone', 'Gone at its source')], max_length=10)),
                ('decided_at', models.DateTimeField(auto_now_add=True)),
                ('batch', models.UUIDField(default=uuid.uuid4)),
                ('is_undone', models.BooleanField(default=False)),
            ],
        ),
        migrations.CreateModel(
            name='Delivery',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('target_url', models.CharField(max_length=2048, verbose_name='target')),
                ('target_key', models.CharField(editable=False, max_length=64)),
                ('is_linked', models.BooleanField(default=True, verbose_name='still linked')),
                ('status', models.CharField(choices=[('waiting', 'Waiting'), ('sent', 'Sent'), ('silent', 'Takes no linkbacks'), ('refused', 'Refused'), ('failed', 'Failed'), ('uncertain', 'Perhaps sent')], default='waiting', max_length=10, verbose_name='status')),
                ('kind', models.CharField(blank=True, choices=[('pingback', 'Pingback'), ('trackback', 'Trackback'), ('webmention', 'Webmention')], max_length=10, verbose_name='protocol')),
                ('endpoint', models.CharField(blank=True, max_length=2048, verbose_name='endpoint')),
                ('answer', models.CharField(blank=True, max_length=300, verbose_name='answer')),
                ('status_url', models.CharField(blank=True, max_length=2048, verbose_name='status page')),
                ('attempts', models.PositiveSmallIntegerField(default=0, verbose_name='attempts')),
                ('due_at', models.DateTimeField(blank=True, null=True, verbose_name='next try')),
                ('lease_until', models.DateTimeField(blank=True, editable=False, null=True)),
                ('posting_since', models.DateTimeField(blank=True, editable=False, null=True)),
                ('tried_at', models.DateTimeField(blank=True, null=True, verbose_name='last try')),
                ('sent_at', models.DateTimeField(blank=True, null=True, verbose_name='sent')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='since')),
            ],
            options={
                'verbose_name': 'delivery',
                'verbose_name_plural': 'deliveries',
                'ordering': ['-id'],
            },
        ),
        migrations.CreateModel(
            name='Pace',
            fields=[
                ('key', models.CharField(max_length=300, primary_key=True, serialize=False)),
                ('moments', models.JSONField(default=list)),
                ('last_at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='SiteRule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('site', models.CharField(help_text="A domain such as blog.example, or a writer's part of a shared one such as medium.com/@asha.", max_length=253, unique=True, verbose_name='site')),
                ('rule', models.CharField(choices=[('block', 'Block: refuse what it sends'), ('allow', 'Allow: show what is verified')], max_length=5, verbose_name='rule')),
                ('note', models.CharField(blank=True, max_length=250, verbose_name='note')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='since')),
            ],
            options={
                'verbose_name': 'rule for a site',
                'verbose_name_plural': 'rules for sites',
                'ordering': ['site'],
            },
        ),
        migrations.AddField(
            model_name='article',
            name='sends_trackbacks',
            field=models.BooleanField(default=False, help_text='To pages it links to that take neither webmentions nor pingbacks.', verbose_name='may send trackbacks'),
        ),
        migrations.AddField(
            model_name='linkback',
            name='asked_kind',
            field=models.CharField(blank=True, editable=False, max_length=10, verbose_name='last told by'),
        ),
        migrations.AddField(
            model_name='linkback',
            name='asked_target',
            field=models.CharField(blank=True, editable=False, max_length=2048, verbose_name='target as named last'),
        ),
        migrations.AddField(
            model_name='linkback',
            name='canonical_url',
            field=models.CharField(blank=True, editable=False, max_length=2048, verbose_name='calls itself'),
        ),
        migrations.AddField(
            model_name='linkback',
            name='changed_excerpt',
            field=models.TextField(blank=True, editable=False, verbose_name='excerpt now'),
        ),
        migrations.AddField(
            model_name='linkback',
            name='changed_title',
            field=models.CharField(blank=True, editable=False, max_length=500, verbose_name='title now'),
        ),
        migrations.AddField(
            model_name='linkback',
            name='checked_at',
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name='last check'),
        ),
        migrations.AddField(
            model_name='linkback',
            name='checks',
            field=models.PositiveSmallIntegerField(default=0, editable=False, verbose_name='checks'),
        ),
        migrations.AddField(
            model_name='linkback',
            name='due_at',
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name='next check'),
        ),
        migrations.AddField(
            model_name='linkback',
            name='failing_since',
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name='unreachable since'),
        ),
        migrations.AddField(
            model_name='linkback',
            name='failures',
            field=models.PositiveSmallIntegerField(default=0, editable=False),
        ),
        migrations.AddField(
            model_name='linkback',
            name='final_url',
            field=models.CharField(blank=True, editable=False, max_length=2048, verbose_name='answered at'),
        ),
        migrations.AddField(
            model_name='linkback',
            name='is_hidden',
            field=models.BooleanField(default=False, editable=False, verbose_name='link is hidden'),
        ),
        migrations.AddField(
            model_name='linkback',
            name='is_nofollow',
            field=models.BooleanField(default=False, editable=False, verbose_name='link is nofollow'),
        ),
        migrations.AddField(
            model_name='linkback',
            name='lease_until',
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name='linkback',
            name='link_count',
            field=models.PositiveIntegerField(default=0, editable=False, verbose_name='links on the page'),
        ),
        migrations.AddField(
            model_name='linkback',
            name='link_text',
            field=models.CharField(blank=True, editable=False, max_length=120, verbose_name='words of the link'),
        ),
        migrations.AddField(
            model_name='linkback',
            name='problem',
            field=models.CharField(blank=True, editable=False, max_length=300, verbose_name='problem'),
        ),
        migrations.AddField(
            model_name='linkback',
            name='reporter',
            field=models.GenericIPAddressField(blank=True, editable=False, null=True, verbose_name="reporter's address"),
        ),
        migrations.AddField(
            model_name='linkback',
            name='site',
            field=models.CharField(blank=True, editable=False, max_length=253, verbose_name='site'),
        ),
        migrations.AddField(
            model_name='linkback',
            name='source_key',
            field=models.CharField(default='', editable=False, max_length=64),
        ),
        migrations.AddField(
            model_name='linkback',
            name='target_url',
            field=models.CharField(blank=True, editable=False, max_length=2048, verbose_name='target as named'),
        ),
        migrations.AddField(
            model_name='linkback',
            name='token',
            field=models.CharField(blank=True, editable=False, max_length=22, null=True, unique=True),
        ),
        migrations.AlterField(
            model_name='linkback',
            name='source_url',
            field=models.URLField(max_length=2048, verbose_name='source'),
        ),
        migrations.AlterField(
            model_name='linkback',
            name='status',
            field=models.CharField(choices=[('received', 'Received, not verified yet'), ('pending', 'Waiting for a decision'), ('approved', 'Approved'), ('rejected', 'Rejected'), ('spam', 'Spam'), ('deleted', 'Deleted'), ('unverified', 'Does not link to us'), ('gone', 'Gone at its source')], default='received', max_length=10, verbose_name='status'),
        ),
        migrations.AddIndex(
            model_name='linkback',
            index=models.Index(condition=models.Q(('due_at__isnull', False)), fields=['due_at'], name='linkback_due'),
        ),
        migrations.AddIndex(
            model_name='linkback',
            index=models.Index(fields=['source_key'], name='linkback_source'),
        ),
        migrations.AddIndex(
            model_name='linkback',
            index=models.Index(fields=['site', 'status'], name='linkback_site'),
        ),
        migrations.AddIndex(
            model_name='announcement',
            index=models.Index(condition=models.Q(('due_at__isnull', False)), fields=['due_at'], name='announcement_due'),
        ),
        migrations.AddField(
            model_name='decision',
            name='decided_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='decision',
            name='linkback',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='decisions', to='articles.linkback'),
        ),
        migrations.AddField(
            model_name='delivery',
            name='article',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='deliveries', to='articles.article', verbose_name='article'),
        ),
        migrations.AddIndex(
            model_name='pace',
            index=models.Index(fields=['last_at'], name='pace_last'),
        ),
        migrations.AddField(
            model_name='siterule',
            name='created_by',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddIndex(
            model_name='decision',
            index=models.Index(fields=['batch'], name='decision_batch'),
        ),
        migrations.AddIndex(
            model_name='delivery',
            index=models.Index(condition=models.Q(('due_at__isnull', False)), fields=['due_at'], name='delivery_due'),
        ),
        migrations.AddIndex(
            model_name='delivery',
            index=models.Index(fields=['target_key'], name='delivery_target'),
        ),
        migrations.AddConstraint(
            model_name='delivery',
            constraint=models.UniqueConstraint(fields=('article', 'target_key'), name='delivery_target_once'),
        ),
    ]
