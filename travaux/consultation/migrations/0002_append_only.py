"""The database itself refuses to change or delete what was sent, filed or answered; only a level can be released."""

from django.db import migrations

from travaux.lib.triggers import append_only

MODELS = (
    "consultation.StoredFile",
    "consultation.Document",
    "consultation.Enclosure",
    "consultation.Addressee",
    "consultation.Extension",
    "consultation.Acknowledgement",
    "consultation.Reminder",
    "consultation.Filing",
    "consultation.Opinion",
    "consultation.Confirmation",
    "consultation.Comment",
    "consultation.Disposition",
    "consultation.Sending",
)


class Migration(migrations.Migration):
    dependencies = [("consultation", "0001_initial")]
    operations = [append_only(model, allow_update_of=("level",)) for model in MODELS]
