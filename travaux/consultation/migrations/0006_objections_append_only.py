"""Objections, their end and what was done with a part are kept as they were made."""

from django.db import migrations

from travaux.lib.triggers import append_only

MODELS = ("Objection", "Lifting", "PartDecision")


class Migration(migrations.Migration):
    dependencies = [("consultation", "0005_objections")]
    operations = [append_only(f"consultation.{name}", allow_update_of=("level",)) for name in MODELS]
