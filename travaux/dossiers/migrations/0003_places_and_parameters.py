import django.db.models.deletion
import travaux.lib.ids
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("captures", "0002_append_only"),
        ("dossiers", "0002_append_only"),
        ("instruments", "0004_texts_append_only"),
    ]

    operations = [
        migrations.AddField(
            model_name="event",
            name="answers",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="dossiers.event",
            ),
        ),
        migrations.AddField(
            model_name="event",
            name="text_version",
            field=models.CharField(blank=True, default="", max_length=80),
        ),
        migrations.CreateModel(
            name="Parameter",
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
                ("position", models.PositiveIntegerField(default=0)),
                ("text", models.JSONField(default=dict)),
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
                        to="dossiers.parameter",
                    ),
                ),
                (
                    "task",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parameters",
                        to="instruments.instrumentrelation",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("standing", "stated"), ("supersedes__isnull", True)),
                            models.Q(("supersedes__isnull", False), models.Q(("reason", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="dossiers_parameter_supersedes_with_reason",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ParameterAnswer",
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
                (
                    "outcome",
                    models.CharField(
                        choices=[("answered", "answered"), ("not_found", "looked for, not found")], max_length=10
                    ),
                ),
                ("provision", models.CharField(blank=True, max_length=200)),
                (
                    "citations",
                    models.ManyToManyField(blank=True, related_name="%(app_label)s_%(class)ss", to="captures.citation"),
                ),
                (
                    "instrument",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="instruments.instrument"
                    ),
                ),
                (
                    "parameter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="answers", to="dossiers.parameter"
                    ),
                ),
                (
                    "supersedes",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="superseded_by",
                        to="dossiers.parameteranswer",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="instruments.version",
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
                        name="dossiers_parameteranswer_supersedes_with_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("outcome", "answered"), models.Q(("provision", ""), _negated=True)),
                            models.Q(("outcome", "not_found"), ("provision", "")),
                            _connector="OR",
                        ),
                        name="dossiers_parameter_answered_by_a_provision",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Place",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "audience",
                    models.CharField(
                        choices=[("all", "everybody"), ("public", "the public"), ("inside", "the secretariat")],
                        max_length=6,
                    ),
                ),
                ("begins", models.DateField()),
                ("changes", models.DateField(null=True)),
                ("phase", models.CharField(blank=True, max_length=80)),
                ("here", models.CharField(blank=True, max_length=80)),
                ("begun", models.BooleanField()),
                ("over", models.BooleanField(null=True)),
                ("waits", models.TextField(blank=True)),
                ("follows", models.TextField(blank=True)),
                ("actors", models.TextField(blank=True)),
                ("barred", models.TextField(blank=True)),
                ("since", models.DateField(null=True)),
                ("due", models.DateField(null=True)),
                ("due_step", models.CharField(blank=True, max_length=80)),
                ("due_clock", models.CharField(blank=True, max_length=80)),
                ("known", models.DateField(null=True)),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="places", to="dossiers.dossier"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["dossier", "audience", "begins"], name="dossiers_place_of"),
                    models.Index(fields=["audience", "due"], name="dossiers_place_due"),
                ],
            },
        ),
        migrations.CreateModel(
            name="DossierOrder",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "audience",
                    models.CharField(
                        choices=[("all", "everybody"), ("public", "the public"), ("inside", "the secretariat")],
                        max_length=6,
                    ),
                ),
                ("lang", models.CharField(max_length=12)),
                ("key", models.CharField(max_length=600)),
                ("words", models.TextField()),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="orders", to="dossiers.dossier"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["lang", "audience", "key"], name="dossiers_order")],
                "constraints": [
                    models.UniqueConstraint(fields=("dossier", "audience", "lang"), name="dossiers_ordered_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Governing",
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
                ("start", models.CharField(blank=True, default="", max_length=40)),
                (
                    "start_basis",
                    models.CharField(
                        choices=[("stated", "stated"), ("inferred", "inferred"), ("unknown", "unknown")],
                        default="unknown",
                        max_length=8,
                    ),
                ),
                ("start_earliest", models.DateField(blank=True, null=True)),
                ("start_latest", models.DateField(blank=True, null=True)),
                ("end", models.CharField(blank=True, default="", max_length=40)),
                (
                    "end_basis",
                    models.CharField(
                        choices=[("stated", "stated"), ("inferred", "inferred"), ("unknown", "unknown")],
                        default="unknown",
                        max_length=8,
                    ),
                ),
                ("end_earliest", models.DateField(blank=True, null=True)),
                ("end_latest", models.DateField(blank=True, null=True)),
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
                ("procedure", models.CharField(max_length=80)),
                ("version", models.CharField(max_length=40)),
                (
                    "citations",
                    models.ManyToManyField(blank=True, related_name="%(app_label)s_%(class)ss", to="captures.citation"),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="dossiers.event"
                    ),
                ),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="governings", to="dossiers.dossier"
                    ),
                ),
                (
                    "supersedes",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="superseded_by",
                        to="dossiers.governing",
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
                        name="dossiers_governing_supersedes_with_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("start_earliest__isnull", True),
                            ("end_latest__isnull", True),
                            ("start_earliest__lte", models.F("end_latest")),
                            _connector="OR",
                        ),
                        name="dossiers_governing_ends_after_start",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("start", ""), ("start_basis", "unknown")),
                            models.Q(
                                models.Q(("start", ""), _negated=True),
                                models.Q(("start_basis", "unknown"), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="dossiers_governing_start_has_basis",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("end", ""), ("end_basis", "unknown")),
                            models.Q(
                                models.Q(("end", ""), _negated=True), models.Q(("end_basis", "unknown"), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="dossiers_governing_end_has_basis",
                    ),
                ],
            },
        ),
    ]
