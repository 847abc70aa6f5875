from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("dossiers", "0005_places_of_rules"),
    ]

    operations = [
        migrations.AddField(
            model_name="place",
            name="part",
            field=models.CharField(blank=True, default="", max_length=80),
        ),
        migrations.RunSQL("UPDATE dossiers_place SET made_of = ''", ""),  # worked out anew, with their parts
    ]
