from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0005_decision_words")]

    operations = [
        migrations.AddField(
            model_name="announcement",
            name="untold_since",
            field=models.DateTimeField(blank=True, null=True),
        ),
    ]
