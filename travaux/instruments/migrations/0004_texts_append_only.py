"""Versions and amendments never change; only a level can be released, and a language declared authentic."""

from django.db import migrations

from travaux.lib.triggers import append_only

MODELS = (
    "instruments.Version",
    "instruments.VersionText",
    "instruments.Manifestation",
    "instruments.Component",
    "instruments.Correspondence",
    "instruments.Alignment",
    "instruments.Pointer",
    "instruments.Amendment",
    "instruments.AmendmentRuling",
    "instruments.Provenance",
)


class Migration(migrations.Migration):
    dependencies = [("instruments", "0003_texts")]
    operations = [
        append_only("instruments.Expression", allow_update_of=("level", "authentic")),
        *(append_only(model, allow_update_of=("level",)) for model in MODELS),
    ]
