"""The database itself refuses to change or delete what was recorded; only a level can be released."""

from django.db import migrations

from travaux.lib.triggers import append_only

MODELS = (
    "dossiers.Event",  # again: its table was rebuilt for new columns
    "dossiers.Governing",
    "dossiers.Parameter",
    "dossiers.ParameterAnswer",
)


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0003_places_and_parameters")]
    operations = [append_only(model, allow_update_of=("level",)) for model in MODELS]
