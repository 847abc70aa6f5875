"""The database itself refuses to change or delete what was recorded; only a level can be released."""

from django.db import migrations

from travaux.lib.triggers import append_only

MODELS = (
    "captures.Capture",
    "captures.CaptureContent",
    "captures.Document",
    "captures.Reading",
    "captures.Claim",
    "captures.Ruling",
    "captures.Citation",
)


class Migration(migrations.Migration):
    dependencies = [("captures", "0001_initial")]
    operations = [append_only(model, allow_update_of=("level",)) for model in MODELS]
