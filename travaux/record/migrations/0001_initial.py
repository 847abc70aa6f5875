import django.db.models.deletion
from django.db import migrations, models

from travaux.lib.triggers import append_only

# The single change a body admits: its content goes, lawfully, and the time and the reason stay.
ERASING = """
    OLD.erased_at IS NULL AND NEW.erased_at IS NOT NULL AND NEW.erased_why <> '' AND NEW.salt = '' AND NEW.text = ''
    AND NEW.line_id = OLD.line_id AND NEW.level = OLD.level
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Line",
            fields=[
                ("seq", models.BigIntegerField(primary_key=True, serialize=False)),
                ("v", models.SmallIntegerField(default=1)),
                ("at", models.CharField(max_length=27)),
                ("prev", models.CharField(max_length=64, unique=True)),
                ("commitment", models.CharField(max_length=64)),
                ("hash", models.CharField(max_length=64, unique=True)),
                (
                    "level",
                    models.CharField(
                        choices=[("public", "public"), ("secretariat", "secretariat only")], max_length=12
                    ),
                ),
            ],
            options={
                "ordering": ("seq",),
            },
        ),
        migrations.CreateModel(
            name="Touch",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("type", models.CharField(max_length=100)),
                ("object_id", models.CharField(max_length=64)),
                ("sha256", models.CharField(max_length=64)),
            ],
        ),
        migrations.CreateModel(
            name="Body",
            fields=[
                (
                    "line",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="body",
                        serialize=False,
                        to="record.line",
                    ),
                ),
                ("salt", models.CharField(blank=True, max_length=64)),
                ("text", models.TextField(blank=True)),
                (
                    "level",
                    models.CharField(
                        choices=[("public", "public"), ("secretariat", "secretariat only")], max_length=12
                    ),
                ),
                ("erased_at", models.DateTimeField(null=True)),
                ("erased_why", models.TextField(blank=True)),
            ],
        ),
        migrations.AddConstraint(
            model_name="line",
            constraint=models.CheckConstraint(condition=models.Q(("seq__gte", 1)), name="line_counts_from_one"),
        ),
        migrations.AddField(
            model_name="touch",
            name="line",
            field=models.ForeignKey(
                db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="touches", to="record.line"
            ),
        ),
        migrations.AddConstraint(
            model_name="body",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("erased_at", None),
                        models.Q(("text", ""), _negated=True),
                        models.Q(("salt", ""), _negated=True),
                    ),
                    models.Q(("erased_at__isnull", False), ("salt", ""), ("text", "")),
                    _connector="OR",
                ),
                name="body_is_whole_or_erased",
            ),
        ),
        migrations.AddIndex(
            model_name="touch",
            index=models.Index(fields=["type", "object_id", "line"], name="touch_by_object"),
        ),
        migrations.AddConstraint(
            model_name="touch",
            constraint=models.UniqueConstraint(fields=("line", "type", "object_id"), name="touch_named_once_a_line"),
        ),
        append_only("record.line"),
        append_only("record.body", allow_update_when=ERASING),
        append_only("record.touch"),
    ]
