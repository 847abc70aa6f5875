"""The database itself refuses to change or delete what was recorded; only a level can be released."""

from django.db import migrations

from travaux.lib.triggers import append_only

MODELS = (
    "registry.BodyName",
    "registry.PersonName",
    "registry.Affiliation",
    "registry.StatedComposition",
    "registry.Entitlement",
    "registry.Vacancy",
    "registry.Website",
    "registry.PostTitle",
    "registry.Mandate",
    "registry.PersonMerge",
    "registry.BodyMerge",
    "registry.Imported",
)


class Migration(migrations.Migration):
    dependencies = [("registry", "0001_initial")]
    operations = [append_only(model, allow_update_of=("level",)) for model in MODELS]
