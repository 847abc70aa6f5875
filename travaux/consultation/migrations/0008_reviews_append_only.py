"""What a board was asked and what it found are kept as they were."""

from django.db import migrations

from travaux.lib.triggers import append_only

MODELS = ("Review", "Assignment", "Finding", "Absence")


class Migration(migrations.Migration):
    dependencies = [("consultation", "0007_reviews")]
    operations = [append_only(f"consultation.{name}", allow_update_of=("level",)) for name in MODELS]
