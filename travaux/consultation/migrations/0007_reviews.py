import django.db.models.deletion
import travaux.lib.ids
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("consultation", "0006_objections_append_only"),
        ("dossiers", "0005_places_of_rules"),
        ("instruments", "0005_sheets"),
        ("registry", "0002_append_only"),
    ]

    operations = [
        migrations.CreateModel(
            name="Absence",
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
                        default="commission",
                        max_length=12,
                    ),
                ),
                ("expert", models.CharField(max_length=12)),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField()),
                ("said_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                        name="consultation_absence_ends_after",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Review",
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
                        default="commission",
                        max_length=12,
                    ),
                ),
                ("question", models.TextField(blank=True)),
                ("due_on", models.DateField()),
                ("step", models.CharField(blank=True, max_length=40)),
                ("asked_at", models.DateTimeField()),
                ("account", models.CharField(blank=True, max_length=12)),
                (
                    "board",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.body"
                    ),
                ),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="reviews", to="dossiers.dossier"
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="reviews", to="instruments.version"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Assignment",
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
                        default="commission",
                        max_length=12,
                    ),
                ),
                ("expert", models.CharField(max_length=12)),
                ("name", models.CharField(max_length=300)),
                ("assigned_at", models.DateTimeField()),
                ("account", models.CharField(blank=True, max_length=12)),
                (
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assignments",
                        to="consultation.review",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("review", "expert"), name="consultation_assigned_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Finding",
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
                        default="commission",
                        max_length=12,
                    ),
                ),
                (
                    "result",
                    models.CharField(
                        choices=[
                            ("approve", "approve"),
                            ("with_remarks", "approve with remarks"),
                            ("return", "return"),
                        ],
                        max_length=12,
                    ),
                ),
                ("statement", models.TextField(blank=True)),
                ("remarks", models.JSONField(blank=True, default=list)),
                ("lang", models.CharField(blank=True, max_length=12)),
                ("filed_at", models.DateTimeField()),
                (
                    "assignment",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="finding",
                        to="consultation.assignment",
                    ),
                ),
                (
                    "event",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="dossiers.event",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("result", "return"), _negated=True),
                            models.Q(("statement", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="consultation_return_says_why",
                    )
                ],
            },
        ),
    ]
