import django.db.models.deletion
import travaux.lib.ids
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("consultation", "0004_closing_append_only"),
        ("dossiers", "0005_places_of_rules"),
        ("instruments", "0005_sheets"),
    ]

    operations = [
        migrations.CreateModel(
            name="Objection",
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
                ("objection_class", models.CharField(max_length=60)),
                ("label", models.JSONField(default=dict)),
                ("part", models.CharField(blank=True, max_length=200)),
                ("uid", models.CharField(blank=True, max_length=40)),
                ("text", models.TextField()),
                ("raised_at", models.DateTimeField()),
                ("account", models.CharField(blank=True, max_length=12)),
                (
                    "addressee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="objections",
                        to="consultation.addressee",
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
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="objections", to="consultation.round"
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="instruments.version"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True), name="consultation_objection_says_something"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Lifting",
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
                    "how",
                    models.CharField(
                        choices=[("met", "met"), ("overruled", "not met"), ("withdrawn", "withdrawn")], max_length=10
                    ),
                ),
                ("why", models.TextField(blank=True)),
                ("lifted_at", models.DateTimeField()),
                ("account", models.CharField(blank=True, max_length=12)),
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
                (
                    "objection",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="lifting", to="consultation.objection"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PartDecision",
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
                ("part", models.CharField(max_length=200)),
                (
                    "way",
                    models.CharField(
                        choices=[
                            ("keep", "keep it"),
                            ("remove", "take it out"),
                            ("split", "make it a text of its own, with its own dossier"),
                            ("bracket", "put it in brackets"),
                            ("reservation", "keep it, with a reservation"),
                            ("separate_vote", "vote on it separately"),
                        ],
                        max_length=14,
                    ),
                ),
                ("why", models.TextField()),
                ("decided_at", models.DateTimeField()),
                ("account", models.CharField(blank=True, max_length=12)),
                (
                    "dossier",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="split_by",
                        to="dossiers.dossier",
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
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="part_decisions",
                        to="consultation.round",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("why", ""), _negated=True), name="consultation_part_decided_with_reason"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("dossier__isnull", False), ("way", "split")),
                            models.Q(models.Q(("way", "split"), _negated=True), ("dossier__isnull", True)),
                            _connector="OR",
                        ),
                        name="consultation_split_has_dossier",
                    ),
                ],
            },
        ),
    ]
