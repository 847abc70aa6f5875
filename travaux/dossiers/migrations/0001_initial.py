import django.db.models.deletion
import travaux.lib.ids
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("captures", "0002_append_only"),
        ("instruments", "0002_append_only"),
        ("registry", "0002_append_only"),
    ]

    operations = [
        migrations.CreateModel(
            name="Dossier",
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
                (
                    "notice",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "real data of this assembly"),
                            ("demonstration", "unofficial demonstration"),
                            ("exercise", "EXERCISE"),
                        ],
                        default="",
                        max_length=14,
                    ),
                ),
                ("procedure", models.CharField(max_length=80)),
                (
                    "assembly",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.body"
                    ),
                ),
                (
                    "instrument",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="dossiers",
                        to="instruments.instrument",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Event",
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
                ("date", models.CharField(blank=True, default="", max_length=40)),
                (
                    "date_basis",
                    models.CharField(
                        choices=[("stated", "stated"), ("inferred", "inferred"), ("unknown", "unknown")],
                        default="unknown",
                        max_length=8,
                    ),
                ),
                ("date_earliest", models.DateField(blank=True, null=True)),
                ("date_latest", models.DateField(blank=True, null=True)),
                ("position", models.PositiveIntegerField(default=0)),
                (
                    "mood",
                    models.CharField(
                        choices=[
                            ("done", "done"),
                            ("decided", "decided, not reported as done"),
                            ("advocated", "advocated"),
                            ("state", "state of affairs"),
                        ],
                        default="done",
                        max_length=10,
                    ),
                ),
                ("label", models.JSONField(default=dict)),
                ("verb", models.CharField(blank=True, max_length=60)),
                ("actor_quoted", models.CharField(blank=True, max_length=500)),
                (
                    "actor_link",
                    models.CharField(
                        choices=[
                            ("named", "named in the source"),
                            ("implied", "implied by the source"),
                            ("unresolved", "not resolved"),
                        ],
                        default="unresolved",
                        max_length=10,
                    ),
                ),
                ("reporter_quoted", models.CharField(blank=True, max_length=300)),
                ("reported", models.CharField(blank=True, default="", max_length=40)),
                (
                    "reported_basis",
                    models.CharField(
                        choices=[("stated", "stated"), ("inferred", "inferred"), ("unknown", "unknown")],
                        default="unknown",
                        max_length=8,
                    ),
                ),
                ("reported_earliest", models.DateField(blank=True, null=True)),
                ("reported_latest", models.DateField(blank=True, null=True)),
                ("place", models.CharField(blank=True, max_length=200)),
                ("steps", models.JSONField(blank=True, default=list)),
                ("outcome", models.JSONField(blank=True, default=list)),
                ("orders", models.JSONField(blank=True, default=list)),
                (
                    "actor",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="registry.body",
                    ),
                ),
                (
                    "citations",
                    models.ManyToManyField(blank=True, related_name="%(app_label)s_%(class)ss", to="captures.citation"),
                ),
                ("documents", models.ManyToManyField(blank=True, related_name="+", to="captures.document")),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="events", to="dossiers.dossier"
                    ),
                ),
                ("instruments", models.ManyToManyField(blank=True, related_name="+", to="instruments.instrument")),
                (
                    "reporter",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="registry.person",
                    ),
                ),
                (
                    "supersedes",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="superseded_by",
                        to="dossiers.event",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["dossier", "date_latest", "position"], name="dossiers_ev_dossier_902000_idx")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("standing", "stated"), ("supersedes__isnull", True)),
                            models.Q(("supersedes__isnull", False), models.Q(("reason", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="dossiers_event_supersedes_with_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("date_earliest__isnull", True),
                            ("date_latest__isnull", True),
                            ("date_earliest__lte", models.F("date_latest")),
                            _connector="OR",
                        ),
                        name="dossiers_event_date_in_order",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="NewsItem",
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
                (
                    "notice",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "real data of this assembly"),
                            ("demonstration", "unofficial demonstration"),
                            ("exercise", "EXERCISE"),
                        ],
                        default="",
                        max_length=14,
                    ),
                ),
                ("headline", models.CharField(max_length=500)),
                ("lang", models.CharField(max_length=12)),
                ("publisher", models.CharField(max_length=300)),
                ("url", models.URLField(blank=True, max_length=600)),
                ("published", models.CharField(blank=True, default="", max_length=40)),
                (
                    "published_basis",
                    models.CharField(
                        choices=[("stated", "stated"), ("inferred", "inferred"), ("unknown", "unknown")],
                        default="unknown",
                        max_length=8,
                    ),
                ),
                ("published_earliest", models.DateField(blank=True, null=True)),
                ("published_latest", models.DateField(blank=True, null=True)),
                (
                    "capture",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="captures.capture",
                    ),
                ),
                ("dossiers", models.ManyToManyField(blank=True, related_name="news", to="dossiers.dossier")),
                ("events", models.ManyToManyField(blank=True, related_name="news", to="dossiers.event")),
                ("instruments", models.ManyToManyField(blank=True, related_name="news", to="instruments.instrument")),
                ("people", models.ManyToManyField(blank=True, related_name="news", to="registry.person")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Participation",
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
                ("capacity_quoted", models.CharField(blank=True, max_length=500)),
                (
                    "citations",
                    models.ManyToManyField(blank=True, related_name="%(app_label)s_%(class)ss", to="captures.citation"),
                ),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="participations", to="dossiers.event"
                    ),
                ),
                (
                    "mandate",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="registry.mandate",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="participations", to="registry.person"
                    ),
                ),
                (
                    "supersedes",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="superseded_by",
                        to="dossiers.participation",
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
                        name="dossiers_participation_supersedes_with_reason",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Statement",
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
                ("date", models.CharField(blank=True, default="", max_length=40)),
                (
                    "date_basis",
                    models.CharField(
                        choices=[("stated", "stated"), ("inferred", "inferred"), ("unknown", "unknown")],
                        default="unknown",
                        max_length=8,
                    ),
                ),
                ("date_earliest", models.DateField(blank=True, null=True)),
                ("date_latest", models.DateField(blank=True, null=True)),
                ("capacity_quoted", models.CharField(blank=True, max_length=500)),
                ("position", models.PositiveIntegerField(default=0)),
                ("label", models.JSONField(blank=True, default=dict)),
                ("lang", models.CharField(blank=True, max_length=12)),
                (
                    "citations",
                    models.ManyToManyField(blank=True, related_name="%(app_label)s_%(class)ss", to="captures.citation"),
                ),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="statements", to="dossiers.dossier"
                    ),
                ),
                ("mandates", models.ManyToManyField(blank=True, related_name="+", to="registry.mandate")),
                (
                    "speaker",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="statements", to="registry.person"
                    ),
                ),
                (
                    "supersedes",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="superseded_by",
                        to="dossiers.statement",
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
                        name="dossiers_statement_supersedes_with_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("date_earliest__isnull", True),
                            ("date_latest__isnull", True),
                            ("date_earliest__lte", models.F("date_latest")),
                            _connector="OR",
                        ),
                        name="dossiers_statement_date_in_order",
                    ),
                ],
            },
        ),
    ]
