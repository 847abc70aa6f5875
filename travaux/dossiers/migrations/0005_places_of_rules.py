from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("dossiers", "0004_places_append_only"),
    ]

    operations = [
        migrations.AddField(
            model_name="place",
            name="made_of",
            field=models.CharField(default="", max_length=16),
        ),
        migrations.AddField(
            model_name="place",
            name="procedure",
            field=models.CharField(blank=True, default="", max_length=80),
        ),
    ]
