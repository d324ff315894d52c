from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0011_picture_renditions'),
    ]

    operations = [
        migrations.CreateModel(
            name='Purge',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('url', models.CharField(max_length=500, unique=True)),
                ('read_from', models.CharField(default='', max_length=20)),
                ('position', models.JSONField(default=dict)),
                ('told_until', models.DateTimeField()),
                ('failures', models.PositiveIntegerField(default=0)),
                ('lease_until', models.DateTimeField(null=True)),
            ],
        ),
    ]
