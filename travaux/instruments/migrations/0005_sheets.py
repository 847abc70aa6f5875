"""A version keeps what a comparison needs of it beside its bytes."""

from django.db import migrations, models

from travaux.lib.triggers import append_only


class Migration(migrations.Migration):
    dependencies = [("instruments", "0004_texts_append_only")]
    operations = [
        migrations.AddField("versiontext", "sheet", models.BinaryField(default=b"")),
        append_only("instruments.VersionText", allow_update_of=("level",)),
    ]
