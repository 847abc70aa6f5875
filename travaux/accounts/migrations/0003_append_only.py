"""A release on a day is never changed; it can only be withdrawn before it opens."""

from django.db import migrations

from travaux.lib.triggers import append_only


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_capacities")]
    operations = [append_only("accounts.Release", allow_update_of=("withdrawn_at", "withdrawn_why"))]
