"""Calendars of bodies; the database itself refuses to change or delete one, only its level can be released."""

import django.db.models.deletion
import travaux.lib.ids
from django.db import migrations, models

from travaux.lib.triggers import append_only


class Migration(migrations.Migration):
    dependencies = [
        ("captures", "0002_append_only"),
        ("dossiers", "0006_places_of_parts"),
        ("registry", "0002_append_only"),
    ]

    operations = [
        migrations.CreateModel(
            name="DayCalendar",
            fields=[
                (
                    "id",
                    models.CharField(
                        default=travaux.lib.ids.new_id, editable=False, max_length=12, primary_key=True, serialize=False
                    ),
                ),
                (
                    "level",
                    models.CharField(
                        choices=[("public", "public"), ("secretariat", "secretariat only")],
                        default="public",
                        max_length=12,
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                (
                    "standing",
                    models.CharField(
                        choices=[
                            ("stated", "stated"),
                            ("withdrawn", "withdrawn"),
                            ("set_aside", "set aside in favour of another"),
                        ],
                        default="stated",
                        max_length=10,
                    ),
                ),
                ("reason", models.TextField(blank=True)),
                ("name", models.CharField(max_length=200)),
                ("first", models.DateField()),
                ("last", models.DateField()),
                ("periods", models.JSONField(default=list)),
                ("weekend", models.JSONField(default=list)),
                ("languages", models.JSONField(blank=True, default=list)),
                ("sha256", models.CharField(max_length=64)),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="day_calendars", to="registry.body"
                    ),
                ),
                (
                    "citations",
                    models.ManyToManyField(blank=True, related_name="%(app_label)s_%(class)ss", to="captures.citation"),
                ),
                (
                    "supersedes",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="superseded_by",
                        to="dossiers.daycalendar",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("standing", "stated"), ("supersedes__isnull", True)),
                            models.Q(("supersedes__isnull", False), models.Q(("reason", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="dossiers_daycalendar_supersedes_with_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("first__lte", models.F("last"))), name="dossiers_calendar_first_before_last"
                    ),
                ],
            },
        ),
        append_only("dossiers.DayCalendar", allow_update_of=("level",)),
    ]
