"""Terms inside delegations and provisions handed on, which are not changed, only released; forms that are kept."""

import django.db.models.deletion
import travaux.lib.ids
from django.db import migrations, models

from travaux.lib.triggers import append_only


class Migration(migrations.Migration):
    dependencies = [
        ("consultation", "0011_arrivals"),
    ]

    operations = [
        migrations.AddField(
            model_name="effect",
            name="attached",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="consultation.storedfile",
            ),
        ),
        migrations.AddField(
            model_name="effect",
            name="attached_name",
            field=models.CharField(blank=True, max_length=300),
        ),
        migrations.AddField(
            model_name="effect",
            name="attached_type",
            field=models.CharField(blank=True, max_length=100),
        ),
        migrations.AddField(
            model_name="effect",
            name="reply_to",
            field=models.CharField(blank=True, max_length=254),
        ),
        migrations.CreateModel(
            name="InternalTerm",
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
                        default="delegation",
                        max_length=12,
                    ),
                ),
                ("due_on", models.DateField()),
                ("reminders", models.JSONField(blank=True, default=list)),
                ("words", models.TextField(blank=True)),
                ("set_at", models.DateTimeField()),
                ("account", models.CharField(blank=True, max_length=12)),
                (
                    "addressee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="terms", to="consultation.addressee"
                    ),
                ),
            ],
            options={
                "ordering": ["set_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="HandedOn",
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
                        default="delegation",
                        max_length=12,
                    ),
                ),
                ("uids", models.JSONField(blank=True, default=list)),
                ("recipients", models.PositiveSmallIntegerField()),
                ("handed_at", models.DateTimeField()),
                ("account", models.CharField(blank=True, max_length=12)),
                (
                    "addressee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="handed_on",
                        to="consultation.addressee",
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="consultation.storedfile"
                    ),
                ),
            ],
            options={
                "ordering": ["handed_at", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("recipients__gte", 1)), name="consultation_handed_on_to_somebody"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="InternalReminder",
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
                        default="delegation",
                        max_length=12,
                    ),
                ),
                ("planned_on", models.DateField()),
                ("recipients", models.PositiveSmallIntegerField()),
                ("sent_at", models.DateTimeField()),
                (
                    "term",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reminded",
                        to="consultation.internalterm",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("term", "planned_on"), name="consultation_reminded_inside_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="KeptForm",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("account", models.CharField(max_length=12)),
                ("address", models.CharField(max_length=200)),
                ("fields", models.JSONField(default=dict)),
                ("saved_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("account", "address"), name="consultation_form_kept_once")
                ],
            },
        ),
        append_only("consultation.InternalTerm", allow_update_of=("level",)),
        append_only("consultation.HandedOn", allow_update_of=("level",)),
        append_only("consultation.InternalReminder", allow_update_of=("level",)),
    ]
