import django.db.models.deletion
import travaux.lib.ids
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
        ("registry", "0002_append_only"),
    ]

    operations = [
        migrations.CreateModel(
            name="Appointment",
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
                        default="secretariat",
                        max_length=12,
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("secretariat", "secretariat"),
                            ("operator", "operator"),
                            ("chair", "chair of a commission"),
                            ("commission_member", "member of a commission"),
                            ("delegation_head", "head of a delegation"),
                            ("delegation_member", "member of a delegation"),
                            ("national_secretary", "national secretary"),
                            ("national_expert", "national expert"),
                            ("board_expert", "expert of an advisory board"),
                            ("observer", "observer"),
                        ],
                        max_length=24,
                    ),
                ),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Release",
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
                        default="secretariat",
                        max_length=12,
                    ),
                ),
                ("type", models.CharField(max_length=100)),
                ("object_id", models.CharField(max_length=64)),
                (
                    "to",
                    models.CharField(
                        choices=[("public", "public"), ("secretariat", "secretariat only")], max_length=12
                    ),
                ),
                ("opens_on", models.DateField()),
                ("why", models.TextField()),
                ("made_at", models.DateTimeField()),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawn_why", models.TextField(blank=True)),
            ],
            options={
                "indexes": [models.Index(fields=["type", "object_id", "opens_on"], name="release_of_object")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("to__in", ["public", "assembly"])), name="release_opens_wider"
                    ),
                    models.CheckConstraint(condition=models.Q(("why", ""), _negated=True), name="release_has_reason"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("withdrawn_at__isnull", True), ("withdrawn_why", "")),
                            models.Q(("withdrawn_at__isnull", False), models.Q(("withdrawn_why", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="release_withdrawn_with_reason",
                    ),
                ],
            },
        ),
        migrations.RemoveConstraint(
            model_name="account",
            name="account_role_known",
        ),
        migrations.AddField(
            model_name="account",
            name="person",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="registry.person",
            ),
        ),
        migrations.AddField(
            model_name="invitation",
            name="body",
            field=models.ForeignKey(
                blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.body"
            ),
        ),
        migrations.AddField(
            model_name="invitation",
            name="ends_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="invitation",
            name="person",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="registry.person",
            ),
        ),
        migrations.AddField(
            model_name="invitation",
            name="starts_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AlterField(
            model_name="account",
            name="role",
            field=models.CharField(
                choices=[
                    ("secretariat", "secretariat"),
                    ("operator", "operator"),
                    ("chair", "chair of a commission"),
                    ("commission_member", "member of a commission"),
                    ("delegation_head", "head of a delegation"),
                    ("delegation_member", "member of a delegation"),
                    ("national_secretary", "national secretary"),
                    ("national_expert", "national expert"),
                    ("board_expert", "expert of an advisory board"),
                    ("observer", "observer"),
                ],
                max_length=24,
                verbose_name="role",
            ),
        ),
        migrations.AlterField(
            model_name="invitation",
            name="role",
            field=models.CharField(
                choices=[
                    ("secretariat", "secretariat"),
                    ("operator", "operator"),
                    ("chair", "chair of a commission"),
                    ("commission_member", "member of a commission"),
                    ("delegation_head", "head of a delegation"),
                    ("delegation_member", "member of a delegation"),
                    ("national_secretary", "national secretary"),
                    ("national_expert", "national expert"),
                    ("board_expert", "expert of an advisory board"),
                    ("observer", "observer"),
                ],
                max_length=24,
            ),
        ),
        migrations.AddConstraint(
            model_name="account",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "role__in",
                        [
                            "secretariat",
                            "operator",
                            "chair",
                            "commission_member",
                            "delegation_head",
                            "delegation_member",
                            "national_secretary",
                            "national_expert",
                            "board_expert",
                            "observer",
                        ],
                    )
                ),
                name="account_role_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="invitation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("body__isnull", True), ("person__isnull", True), ("role__in", ("secretariat", "operator"))
                    ),
                    models.Q(
                        ("body__isnull", False),
                        ("role__in", ("national_secretary", "national_expert", "board_expert", "observer")),
                        ("starts_on__isnull", False),
                    ),
                    models.Q(
                        models.Q(
                            (
                                "role__in",
                                [
                                    "secretariat",
                                    "operator",
                                    "national_secretary",
                                    "national_expert",
                                    "board_expert",
                                    "observer",
                                ],
                            ),
                            _negated=True,
                        ),
                        ("body__isnull", True),
                        ("person__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="invitation_is_bound_as_its_role_asks",
            ),
        ),
        migrations.AddField(
            model_name="appointment",
            name="account",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="appointments", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="appointment",
            name="body",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.body"),
        ),
        migrations.AddConstraint(
            model_name="appointment",
            constraint=models.CheckConstraint(
                condition=models.Q(("role__in", ("national_secretary", "national_expert", "board_expert", "observer"))),
                name="appointment_role_is_appointed",
            ),
        ),
        migrations.AddConstraint(
            model_name="appointment",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_on__isnull", True), ("ends_on__gte", models.F("starts_on")), _connector="OR"),
                name="appointment_ends_after_start",
            ),
        ),
    ]
