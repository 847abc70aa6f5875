import django.db.models.deletion
import travaux.lib.ids
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("captures", "0002_append_only"),
        ("instruments", "0002_append_only"),
        ("registry", "0002_append_only"),
    ]

    operations = [
        migrations.CreateModel(
            name="Amendment",
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
                ("number", models.CharField(max_length=20)),
                ("author_quoted", models.CharField(blank=True, max_length=500)),
                ("tabled", models.CharField(blank=True, default="", max_length=40)),
                (
                    "tabled_basis",
                    models.CharField(
                        choices=[("stated", "stated"), ("inferred", "inferred"), ("unknown", "unknown")],
                        default="unknown",
                        max_length=8,
                    ),
                ),
                ("tabled_earliest", models.DateField(blank=True, null=True)),
                ("tabled_latest", models.DateField(blank=True, null=True)),
                ("formula", models.JSONField(default=dict)),
                ("operations", models.JSONField(default=dict)),
                ("reason", models.JSONField(blank=True, default=dict)),
                ("recorded_at", models.DateTimeField()),
                (
                    "amends",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sub_amendments",
                        to="instruments.amendment",
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="registry.body",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Expression",
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
                ("lang", models.CharField(max_length=12)),
                ("authentic", models.BooleanField(default=False)),
                (
                    "instrument",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="expressions",
                        to="instruments.instrument",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("instrument", "lang"), name="instruments_expression_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Version",
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
                ("position", models.PositiveIntegerField()),
                ("number", models.CharField(max_length=40)),
                (
                    "origin",
                    models.CharField(
                        choices=[
                            ("uploaded", "uploaded"),
                            ("amended", "amended by an act"),
                            ("merged", "made of agreed amendments"),
                            ("translated", "translated"),
                        ],
                        default="uploaded",
                        max_length=10,
                    ),
                ),
                ("made", models.CharField(blank=True, default="", max_length=40)),
                (
                    "made_basis",
                    models.CharField(
                        choices=[("stated", "stated"), ("inferred", "inferred"), ("unknown", "unknown")],
                        default="unknown",
                        max_length=8,
                    ),
                ),
                ("made_earliest", models.DateField(blank=True, null=True)),
                ("made_latest", models.DateField(blank=True, null=True)),
                ("sha256", models.CharField(db_index=True, max_length=64)),
                ("profile", models.CharField(blank=True, max_length=40)),
                ("title", models.CharField(blank=True, max_length=1000)),
                ("label", models.JSONField(blank=True, default=dict)),
                ("why", models.TextField(blank=True)),
                ("recorded_at", models.DateTimeField()),
                (
                    "expression",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="instruments.expression",
                    ),
                ),
                (
                    "previous",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="next",
                        to="instruments.version",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("expression", "position"), name="instruments_version_position_once"
                    ),
                    models.UniqueConstraint(fields=("expression", "number"), name="instruments_version_number_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("position", 1), ("previous__isnull", True)),
                            models.Q(("position__gt", 1), ("previous__isnull", False)),
                            _connector="OR",
                        ),
                        name="instruments_version_follows_another",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Provenance",
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
                ("position", models.PositiveIntegerField()),
                ("kind", models.CharField(max_length=10)),
                ("uid", models.CharField(blank=True, max_length=100)),
                ("eid", models.CharField(blank=True, max_length=200)),
                ("words", models.JSONField(default=list)),
                (
                    "amendment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="changes", to="instruments.amendment"
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="provenance", to="instruments.version"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Pointer",
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
                (
                    "kind",
                    models.CharField(
                        choices=[("draft", "current draft"), ("adopted", "adopted"), ("in_force", "in force")],
                        max_length=10,
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
                        to="instruments.pointer",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="pointers", to="instruments.version"
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
                        name="instruments_pointer_supersedes_with_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("start_earliest__isnull", True),
                            ("end_latest__isnull", True),
                            ("start_earliest__lte", models.F("end_latest")),
                            _connector="OR",
                        ),
                        name="instruments_pointer_ends_after_start",
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
                        name="instruments_pointer_start_has_basis",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("end", ""), ("end_basis", "unknown")),
                            models.Q(
                                models.Q(("end", ""), _negated=True), models.Q(("end_basis", "unknown"), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="instruments_pointer_end_has_basis",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Manifestation",
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
                ("format", models.CharField(max_length=10)),
                ("name", models.CharField(max_length=300)),
                ("media_type", models.CharField(max_length=100)),
                ("filed", models.BooleanField()),
                ("sha256", models.CharField(db_index=True, max_length=64)),
                ("data", models.BinaryField()),
                ("recorded_at", models.DateTimeField()),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="manifestations",
                        to="instruments.version",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("version", "sha256"), name="instruments_manifestation_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Correspondence",
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
                ("reason", models.TextField(blank=True)),
                ("old_uids", models.JSONField(default=list)),
                ("new_uids", models.JSONField(default=list)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("same", "the same"),
                            ("moved", "moved"),
                            ("reworded", "reworded"),
                            ("split", "split"),
                            ("joined", "joined"),
                            ("added", "added"),
                            ("removed", "removed"),
                        ],
                        max_length=10,
                    ),
                ),
                ("score", models.PositiveSmallIntegerField(default=0)),
                ("needs_review", models.BooleanField(default=False)),
                (
                    "supersedes",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="superseded_by",
                        to="instruments.correspondence",
                    ),
                ),
                (
                    "new",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="correspondences",
                        to="instruments.version",
                    ),
                ),
                (
                    "old",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="instruments.version"
                    ),
                ),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("supersedes__isnull", True), models.Q(("reason", ""), _negated=True), _connector="OR"
                        ),
                        name="instruments_correspondence_supersedes_with_reason",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Component",
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
                ("eid", models.CharField(max_length=200)),
                (
                    "instrument",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="stands_in",
                        to="instruments.instrument",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="components", to="instruments.version"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("version", "eid"), name="instruments_component_once")],
            },
        ),
        migrations.AddField(
            model_name="amendment",
            name="version",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="amendments", to="instruments.version"
            ),
        ),
        migrations.CreateModel(
            name="Alignment",
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
                ("reason", models.TextField(blank=True)),
                ("left_uids", models.JSONField(default=list)),
                ("right_uids", models.JSONField(default=list)),
                (
                    "supersedes",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="superseded_by",
                        to="instruments.alignment",
                    ),
                ),
                (
                    "left",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="instruments.version"
                    ),
                ),
                (
                    "right",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="instruments.version"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("supersedes__isnull", True), models.Q(("reason", ""), _negated=True), _connector="OR"
                        ),
                        name="instruments_alignment_supersedes_with_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("left", models.F("right")), _negated=True),
                        name="instruments_alignment_of_two",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="VersionText",
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
                ("akn", models.BinaryField()),
                ("blocks", models.BinaryField()),
                (
                    "version",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="text", to="instruments.version"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="AmendmentRuling",
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
                ("reason", models.TextField(blank=True)),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("tabled", "tabled"),
                            ("withdrawn", "withdrawn"),
                            ("agreed", "agreed"),
                            ("rejected", "rejected"),
                            ("fell", "fell"),
                        ],
                        max_length=10,
                    ),
                ),
                ("ruled", models.CharField(blank=True, default="", max_length=40)),
                (
                    "ruled_basis",
                    models.CharField(
                        choices=[("stated", "stated"), ("inferred", "inferred"), ("unknown", "unknown")],
                        default="unknown",
                        max_length=8,
                    ),
                ),
                ("ruled_earliest", models.DateField(blank=True, null=True)),
                ("ruled_latest", models.DateField(blank=True, null=True)),
                ("note", models.TextField(blank=True)),
                (
                    "amendment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="rulings", to="instruments.amendment"
                    ),
                ),
                (
                    "supersedes",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="superseded_by",
                        to="instruments.amendmentruling",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("supersedes__isnull", True), models.Q(("reason", ""), _negated=True), _connector="OR"
                        ),
                        name="instruments_amendmentruling_supersedes_with_reason",
                    )
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="amendment",
            constraint=models.UniqueConstraint(fields=("version", "number"), name="instruments_amendment_number_once"),
        ),
        migrations.AddConstraint(
            model_name="amendment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("author__isnull", False), models.Q(("author_quoted", ""), _negated=True), _connector="OR"
                ),
                name="instruments_amendment_has_author",
            ),
        ),
        migrations.AddConstraint(
            model_name="amendment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("amends__isnull", True), models.Q(("amends", models.F("id")), _negated=True), _connector="OR"
                ),
                name="instruments_amendment_not_to_itself",
            ),
        ),
    ]
