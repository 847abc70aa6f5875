import django.db.models.deletion
import travaux.lib.ids
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Capture",
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
                ("sha256", models.CharField(max_length=64, unique=True)),
                ("url", models.URLField(blank=True, max_length=600)),
                ("publisher", models.CharField(blank=True, max_length=300)),
                ("title", models.CharField(blank=True, max_length=500)),
                ("lang", models.CharField(blank=True, max_length=12)),
                ("media_type", models.CharField(default="text/plain", max_length=100)),
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
                ("seen", models.CharField(blank=True, default="", max_length=40)),
                (
                    "seen_basis",
                    models.CharField(
                        choices=[("stated", "stated"), ("inferred", "inferred"), ("unknown", "unknown")],
                        default="unknown",
                        max_length=8,
                    ),
                ),
                ("seen_earliest", models.DateField(blank=True, null=True)),
                ("seen_latest", models.DateField(blank=True, null=True)),
                ("silent_on", models.JSONField(blank=True, default=list)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Document",
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
                ("number", models.CharField(blank=True, max_length=100)),
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
                ("sender", models.CharField(blank=True, max_length=300)),
                ("title", models.CharField(max_length=500)),
                ("lang", models.CharField(blank=True, max_length=12)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="CaptureContent",
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
                ("data", models.BinaryField()),
                ("encoding", models.CharField(blank=True, max_length=40)),
                ("text", models.TextField()),
                ("text_sha256", models.CharField(max_length=64)),
                (
                    "capture",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="content", to="captures.capture"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Reading",
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
                ("reader", models.CharField(max_length=40)),
                ("lang", models.CharField(max_length=12)),
                ("unread", models.JSONField(default=list)),
                ("made_at", models.DateTimeField()),
                (
                    "capture",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="readings", to="captures.capture"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Claim",
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
                ("ordinal", models.PositiveIntegerField()),
                ("kind", models.CharField(max_length=24)),
                ("start", models.PositiveIntegerField()),
                ("end", models.PositiveIntegerField()),
                ("fields", models.JSONField(default=dict)),
                ("values", models.JSONField(default=dict)),
                ("rule", models.CharField(max_length=80)),
                (
                    "reading",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="claims", to="captures.reading"
                    ),
                ),
            ],
            options={
                "ordering": ["ordinal"],
                "constraints": [
                    models.UniqueConstraint(fields=("reading", "ordinal"), name="captures_claim_once"),
                    models.CheckConstraint(
                        condition=models.Q(("start__lt", models.F("end"))), name="captures_claim_span"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Ruling",
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
                    "outcome",
                    models.CharField(
                        choices=[
                            ("confirmed", "confirmed"),
                            ("edited", "confirmed with changes"),
                            ("rejected", "rejected"),
                        ],
                        max_length=10,
                    ),
                ),
                ("values", models.JSONField(default=dict)),
                ("why", models.TextField(blank=True)),
                ("ruled_at", models.DateTimeField()),
                ("account", models.CharField(blank=True, max_length=12)),
                (
                    "claim",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="ruling", to="captures.claim"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Citation",
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
                    "kind",
                    models.CharField(
                        choices=[
                            ("span", "captured page"),
                            ("document", "document"),
                            ("pointer", "imported file"),
                            ("entry", "entered by an official"),
                        ],
                        max_length=10,
                    ),
                ),
                ("start", models.PositiveIntegerField(blank=True, null=True)),
                ("end", models.PositiveIntegerField(blank=True, null=True)),
                ("page", models.CharField(blank=True, max_length=40)),
                ("pointer", models.CharField(blank=True, max_length=300)),
                ("entered_by", models.CharField(blank=True, max_length=12)),
                ("capacity", models.CharField(blank=True, max_length=200)),
                ("entered_on", models.DateField(blank=True, null=True)),
                ("silent_on", models.JSONField(blank=True, default=list)),
                (
                    "capture",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="citations",
                        to="captures.capture",
                    ),
                ),
                (
                    "claim",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="citations",
                        to="captures.claim",
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="citations",
                        to="captures.document",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("capture__isnull", False),
                                ("end__gt", models.F("start")),
                                ("kind", "span"),
                                ("start__isnull", False),
                            ),
                            models.Q(("document__isnull", False), ("kind", "document")),
                            models.Q(
                                ("capture__isnull", False),
                                ("kind", "pointer"),
                                models.Q(("pointer", ""), _negated=True),
                            ),
                            models.Q(
                                ("entered_on__isnull", False),
                                ("kind", "entry"),
                                models.Q(("capacity", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="captures_citation_is_whole",
                    )
                ],
            },
        ),
    ]
