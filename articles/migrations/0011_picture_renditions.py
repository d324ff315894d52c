from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0010_changes'),
    ]

    operations = [
        migrations.CreateModel(
            name='LeftFolder',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('folder', models.CharField(max_length=300, unique=True)),
                ('left_at', models.DateTimeField()),
            ],
            options={
                'indexes': [models.Index(fields=['left_at'], name='left_folder_at')],
            },
        ),
        migrations.RemoveField(
            model_name='image',
            name='rendition_widths',
        ),
        migrations.AddField(
            model_name='image',
            name='renditions',
            field=models.CharField(blank=True, editable=False, max_length=300),
        ),
        migrations.AddField(
            model_name='image',
            name='renditions_due',
            field=models.BooleanField(default=False, editable=False),
        ),
    ]
