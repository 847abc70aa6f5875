import django.db.models.deletion
import travaux.lib.ids
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("captures", "0002_append_only"),
    ]

    operations = [
        migrations.CreateModel(
            name="Body",
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
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("assembly", "assembly"),
                            ("state", "state"),
                            ("parliament", "parliament"),
                            ("chamber", "chamber"),
                            ("delegation", "delegation"),
                            ("commission", "commission"),
                            ("council", "council"),
                            ("board", "board"),
                            ("secretariat", "secretariat"),
                            ("committee", "committee"),
                            ("group", "working group"),
                            ("plenary", "plenary session"),
                            ("party", "party"),
                            ("legislature", "legislature"),
                            ("other", "other organisation"),
                        ],
                        max_length=12,
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Person",
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
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Post",
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
                ("role", models.CharField(max_length=300)),
                ("seated", models.BooleanField(default=False)),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="posts", to="registry.body"
                    ),
                ),
                (
                    "chamber",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="registry.body",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Mandate",
            fields=[
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
                    "citations",
                    models.ManyToManyField(blank=True, related_name="%(app_label)s_%(class)ss", to="captures.citation"),
                ),
                (
                    "on_behalf_of",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="registry.body",
                    ),
                ),
                (
                    "supersedes",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="superseded_by",
                        to="registry.mandate",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="mandates", to="registry.person"
                    ),
                ),
                (
                    "post",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="mandates", to="registry.post"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["post", "standing", "level", "start_earliest", "end_latest", "person"],
                        name="registry_mandate_holding",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("standing", "stated"), ("supersedes__isnull", True)),
                            models.Q(("supersedes__isnull", False), models.Q(("reason", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="registry_mandate_supersedes_with_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("start_earliest__isnull", True),
                            ("end_latest__isnull", True),
                            ("start_earliest__lte", models.F("end_latest")),
                            _connector="OR",
                        ),
                        name="registry_mandate_ends_after_start",
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
                        name="registry_mandate_start_has_basis",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("end", ""), ("end_basis", "unknown")),
                            models.Q(
                                models.Q(("end", ""), _negated=True), models.Q(("end_basis", "unknown"), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="registry_mandate_end_has_basis",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Imported",
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
                ("pointer", models.CharField(blank=True, max_length=300)),
                ("raw", models.TextField()),
                (
                    "body",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="imports",
                        to="registry.body",
                    ),
                ),
                (
                    "capture",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="captures.capture"
                    ),
                ),
                (
                    "mandate",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="imports",
                        to="registry.mandate",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="imports",
                        to="registry.person",
                    ),
                ),
                (
                    "post",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="imports",
                        to="registry.post",
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("capture", "pointer"), name="registry_imported_once")],
            },
        ),
        migrations.CreateModel(
            name="PostTitle",
            fields=[
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
                ("text", models.CharField(max_length=500)),
                ("lang", models.CharField(blank=True, max_length=12)),
                ("note", models.CharField(blank=True, max_length=100)),
                (
                    "origin",
                    models.CharField(
                        choices=[("attested", "as attested in the source"), ("ours", "our translation")],
                        default="attested",
                        max_length=8,
                    ),
                ),
                (
                    "citations",
                    models.ManyToManyField(blank=True, related_name="%(app_label)s_%(class)ss", to="captures.citation"),
                ),
                (
                    "post",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="titles", to="registry.post"
                    ),
                ),
                (
                    "supersedes",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="superseded_by",
                        to="registry.posttitle",
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
                        name="registry_posttitle_supersedes_with_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("start_earliest__isnull", True),
                            ("end_latest__isnull", True),
                            ("start_earliest__lte", models.F("end_latest")),
                            _connector="OR",
                        ),
                        name="registry_posttitle_ends_after_start",
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
                        name="registry_posttitle_start_has_basis",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("end", ""), ("end_basis", "unknown")),
                            models.Q(
                                models.Q(("end", ""), _negated=True), models.Q(("end_basis", "unknown"), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="registry_posttitle_end_has_basis",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="StatedComposition",
            fields=[
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
                ("seats", models.PositiveIntegerField()),
                ("unit", models.CharField(blank=True, max_length=100)),
                (
                    "chamber",
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
                (
                    "delegation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="compositions", to="registry.body"
                    ),
                ),
                (
                    "supersedes",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="superseded_by",
                        to="registry.statedcomposition",
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
                        name="registry_statedcomposition_supersedes_with_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("start_earliest__isnull", True),
                            ("end_latest__isnull", True),
                            ("start_earliest__lte", models.F("end_latest")),
                            _connector="OR",
                        ),
                        name="registry_statedcomposition_ends_after_start",
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
                        name="registry_statedcomposition_start_has_basis",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("end", ""), ("end_basis", "unknown")),
                            models.Q(
                                models.Q(("end", ""), _negated=True), models.Q(("end_basis", "unknown"), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="registry_statedcomposition_end_has_basis",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Vacancy",
            fields=[
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
                ("seats", models.PositiveIntegerField()),
                ("unit", models.CharField(blank=True, max_length=100)),
                (
                    "chamber",
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
                (
                    "delegation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="vacancies", to="registry.body"
                    ),
                ),
                (
                    "supersedes",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="superseded_by",
                        to="registry.vacancy",
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
                        name="registry_vacancy_supersedes_with_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("start_earliest__isnull", True),
                            ("end_latest__isnull", True),
                            ("start_earliest__lte", models.F("end_latest")),
                            _connector="OR",
                        ),
                        name="registry_vacancy_ends_after_start",
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
                        name="registry_vacancy_start_has_basis",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("end", ""), ("end_basis", "unknown")),
                            models.Q(
                                models.Q(("end", ""), _negated=True), models.Q(("end_basis", "unknown"), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="registry_vacancy_end_has_basis",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Website",
            fields=[
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
                ("url", models.URLField(blank=True, max_length=600)),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="websites", to="registry.body"
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
                        to="registry.website",
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
                        name="registry_website_supersedes_with_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("start_earliest__isnull", True),
                            ("end_latest__isnull", True),
                            ("start_earliest__lte", models.F("end_latest")),
                            _connector="OR",
                        ),
                        name="registry_website_ends_after_start",
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
                        name="registry_website_start_has_basis",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("end", ""), ("end_basis", "unknown")),
                            models.Q(
                                models.Q(("end", ""), _negated=True), models.Q(("end_basis", "unknown"), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="registry_website_end_has_basis",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Affiliation",
            fields=[
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
                    "kind",
                    models.CharField(
                        choices=[
                            ("parliament_of", "parliament of"),
                            ("chamber_of", "chamber of"),
                            ("delegation_of", "delegation of"),
                            ("delegation_to", "delegation to"),
                            ("organ_of", "organ of"),
                            ("under", "under"),
                            ("member", "member of"),
                            ("associate", "associate of"),
                            ("observer", "observer in"),
                            ("partner", "partner of"),
                        ],
                        max_length=14,
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
                        to="registry.affiliation",
                    ),
                ),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="affiliations", to="registry.body"
                    ),
                ),
                (
                    "to",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="affiliated", to="registry.body"
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
                        name="registry_affiliation_supersedes_with_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("start_earliest__isnull", True),
                            ("end_latest__isnull", True),
                            ("start_earliest__lte", models.F("end_latest")),
                            _connector="OR",
                        ),
                        name="registry_affiliation_ends_after_start",
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
                        name="registry_affiliation_start_has_basis",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("end", ""), ("end_basis", "unknown")),
                            models.Q(
                                models.Q(("end", ""), _negated=True), models.Q(("end_basis", "unknown"), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="registry_affiliation_end_has_basis",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("body", models.F("to")), _negated=True),
                        name="registry_affiliation_not_to_itself",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BodyMerge",
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
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="merges", to="registry.body"
                    ),
                ),
                (
                    "citations",
                    models.ManyToManyField(blank=True, related_name="%(app_label)s_%(class)ss", to="captures.citation"),
                ),
                (
                    "into",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="absorbed", to="registry.body"
                    ),
                ),
                (
                    "supersedes",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="superseded_by",
                        to="registry.bodymerge",
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
                        name="registry_bodymerge_supersedes_with_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("body", models.F("into")), _negated=True),
                        name="registry_bodymerge_not_into_itself",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BodyName",
            fields=[
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
                ("text", models.CharField(max_length=500)),
                ("lang", models.CharField(blank=True, max_length=12)),
                ("note", models.CharField(blank=True, max_length=100)),
                (
                    "origin",
                    models.CharField(
                        choices=[("attested", "as attested in the source"), ("ours", "our translation")],
                        default="attested",
                        max_length=8,
                    ),
                ),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="names", to="registry.body"
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
                        to="registry.bodyname",
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
                        name="registry_bodyname_supersedes_with_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("start_earliest__isnull", True),
                            ("end_latest__isnull", True),
                            ("start_earliest__lte", models.F("end_latest")),
                            _connector="OR",
                        ),
                        name="registry_bodyname_ends_after_start",
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
                        name="registry_bodyname_start_has_basis",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("end", ""), ("end_basis", "unknown")),
                            models.Q(
                                models.Q(("end", ""), _negated=True), models.Q(("end_basis", "unknown"), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="registry_bodyname_end_has_basis",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Entitlement",
            fields=[
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
                ("seats", models.PositiveIntegerField()),
                ("unit", models.CharField(blank=True, max_length=100)),
                ("rule", models.CharField(max_length=300)),
                (
                    "chamber",
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
                (
                    "delegation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="entitlements", to="registry.body"
                    ),
                ),
                (
                    "supersedes",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="superseded_by",
                        to="registry.entitlement",
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
                        name="registry_entitlement_supersedes_with_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("start_earliest__isnull", True),
                            ("end_latest__isnull", True),
                            ("start_earliest__lte", models.F("end_latest")),
                            _connector="OR",
                        ),
                        name="registry_entitlement_ends_after_start",
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
                        name="registry_entitlement_start_has_basis",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("end", ""), ("end_basis", "unknown")),
                            models.Q(
                                models.Q(("end", ""), _negated=True), models.Q(("end_basis", "unknown"), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="registry_entitlement_end_has_basis",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("rule", ""), _negated=True), name="registry_entitlement_has_rule"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="NameKey",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.BinaryField(max_length=400)),
                (
                    "level",
                    models.CharField(
                        choices=[("public", "public"), ("secretariat", "secretariat only")], max_length=12
                    ),
                ),
                (
                    "body",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.CASCADE, related_name="keys", to="registry.body"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="keys",
                        to="registry.person",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["key", "level", "person"], name="registry_key_of_person"),
                    models.Index(fields=["key", "level", "body"], name="registry_key_of_body"),
                ],
            },
        ),
        migrations.CreateModel(
            name="PersonMerge",
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
                    "citations",
                    models.ManyToManyField(blank=True, related_name="%(app_label)s_%(class)ss", to="captures.citation"),
                ),
                (
                    "into",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="absorbed", to="registry.person"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="merges", to="registry.person"
                    ),
                ),
                (
                    "supersedes",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="superseded_by",
                        to="registry.personmerge",
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
                        name="registry_personmerge_supersedes_with_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("person", models.F("into")), _negated=True),
                        name="registry_personmerge_not_into_itself",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PersonName",
            fields=[
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
                ("text", models.CharField(max_length=500)),
                ("lang", models.CharField(blank=True, max_length=12)),
                ("note", models.CharField(blank=True, max_length=100)),
                (
                    "origin",
                    models.CharField(
                        choices=[("attested", "as attested in the source"), ("ours", "our translation")],
                        default="attested",
                        max_length=8,
                    ),
                ),
                (
                    "citations",
                    models.ManyToManyField(blank=True, related_name="%(app_label)s_%(class)ss", to="captures.citation"),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="names", to="registry.person"
                    ),
                ),
                (
                    "supersedes",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="superseded_by",
                        to="registry.personname",
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
                        name="registry_personname_supersedes_with_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("start_earliest__isnull", True),
                            ("end_latest__isnull", True),
                            ("start_earliest__lte", models.F("end_latest")),
                            _connector="OR",
                        ),
                        name="registry_personname_ends_after_start",
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
                        name="registry_personname_start_has_basis",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("end", ""), ("end_basis", "unknown")),
                            models.Q(
                                models.Q(("end", ""), _negated=True), models.Q(("end_basis", "unknown"), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="registry_personname_end_has_basis",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PersonOrder",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("lang", models.CharField(max_length=12)),
                ("key", models.CharField(max_length=600)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="orders", to="registry.person"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["lang", "key", "person"], name="registry_person_order")],
                "constraints": [
                    models.UniqueConstraint(fields=("person", "lang"), name="registry_person_ordered_once")
                ],
            },
        ),
    ]
