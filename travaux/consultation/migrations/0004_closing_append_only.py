"""Reactions and closures are kept as they were made."""

from django.db import migrations

from travaux.lib.triggers import append_only


class Migration(migrations.Migration):
    dependencies = [("consultation", "0003_closing")]
    operations = [append_only(f"consultation.{name}", allow_update_of=("level",)) for name in ("Reaction", "Closure")]
