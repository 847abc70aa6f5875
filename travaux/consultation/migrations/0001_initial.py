import django.db.models.deletion
import travaux.lib.ids
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("dossiers", "0004_places_append_only"),
        ("instruments", "0004_texts_append_only"),
        ("registry", "0002_append_only"),
    ]

    operations = [
        migrations.CreateModel(
            name="StoredFile",
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
                ("sha256", models.CharField(max_length=64, unique=True)),
                ("size", models.PositiveBigIntegerField()),
                ("data", models.BinaryField()),
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
                        default="delegation",
                        max_length=12,
                    ),
                ),
                ("direction", models.CharField(choices=[("out", "outgoing"), ("in", "incoming")], max_length=3)),
                ("year", models.PositiveSmallIntegerField()),
                ("number", models.PositiveIntegerField()),
                ("registered_on", models.DateField()),
                ("registered_at", models.DateTimeField()),
                ("correspondent_quoted", models.CharField(blank=True, max_length=500)),
                ("subject", models.CharField(max_length=500)),
                ("lang", models.CharField(blank=True, max_length=12)),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("email", "e-mail"),
                            ("post", "post"),
                            ("courier", "courier"),
                            ("hand", "by hand"),
                            ("site", "on this site"),
                            ("kit", "offline kit"),
                            ("other", "another way"),
                        ],
                        max_length=8,
                    ),
                ),
                ("sender_number", models.CharField(blank=True, max_length=100)),
                ("sender_dated", models.DateField(blank=True, null=True)),
                ("signatory", models.CharField(blank=True, max_length=300)),
                ("signatory_capacity", models.CharField(blank=True, max_length=300)),
                ("account", models.CharField(blank=True, max_length=12)),
                (
                    "answers",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answered_by",
                        to="consultation.document",
                    ),
                ),
                (
                    "assembly",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.body"
                    ),
                ),
                (
                    "correspondent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="registry.body",
                    ),
                ),
                (
                    "delegation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="registry.body",
                    ),
                ),
                (
                    "dossier",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="letters",
                        to="dossiers.dossier",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["dossier", "direction"], name="consultation_letters_of")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("assembly", "direction", "year", "number"), name="consultation_letter_numbered_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("number__gte", 1)), name="consultation_letters_count_from_one"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Addressee",
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
                ("position", models.PositiveSmallIntegerField()),
                ("name", models.JSONField(default=dict)),
                ("languages", models.JSONField(blank=True, default=list)),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.body"
                    ),
                ),
                (
                    "delegation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="registry.body",
                    ),
                ),
                (
                    "letter",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="addressee",
                        to="consultation.document",
                    ),
                ),
            ],
            options={
                "ordering": ["position"],
            },
        ),
        migrations.CreateModel(
            name="Acknowledgement",
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
                (
                    "kind",
                    models.CharField(
                        choices=[("received", "the letter came"), ("preparing", "an answer is being prepared")],
                        max_length=10,
                    ),
                ),
                ("said_at", models.DateTimeField()),
                ("account", models.CharField(blank=True, max_length=12)),
                (
                    "addressee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="acknowledgements",
                        to="consultation.addressee",
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="consultation.document",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Effect",
            fields=[
                ("key", models.CharField(max_length=80, primary_key=True, serialize=False)),
                ("to", models.JSONField(default=list)),
                ("subject", models.CharField(max_length=500)),
                ("body", models.TextField()),
                ("made_at", models.DateTimeField()),
                ("due_at", models.DateTimeField()),
                ("leased_until", models.DateTimeField(null=True)),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("last_error", models.TextField(blank=True)),
                ("done_at", models.DateTimeField(null=True)),
                ("dead_at", models.DateTimeField(null=True)),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="effects", to="consultation.document"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("dead_at__isnull", True), ("done_at__isnull", True)),
                        fields=["due_at"],
                        name="consultation_to_send",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Filing",
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
                ("receipt", models.PositiveIntegerField()),
                (
                    "door",
                    models.CharField(
                        choices=[
                            ("letter", "a letter"),
                            ("table", "a comment table"),
                            ("place", "on the text, here"),
                            ("email", "e-mail"),
                            ("kit", "an offline kit"),
                        ],
                        max_length=6,
                    ),
                ),
                ("received_on", models.DateField()),
                ("filed_at", models.DateTimeField()),
                ("due_on", models.DateField()),
                ("key", models.CharField(max_length=64, unique=True)),
                ("account", models.CharField(blank=True, max_length=12)),
                (
                    "addressee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="filings", to="consultation.addressee"
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="filings",
                        to="consultation.document",
                    ),
                ),
            ],
            options={
                "ordering": ["receipt"],
            },
        ),
        migrations.CreateModel(
            name="Confirmation",
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
                ("confirmed_at", models.DateTimeField()),
                ("account", models.CharField(blank=True, max_length=12)),
                (
                    "filing",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="confirmation",
                        to="consultation.filing",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Comment",
            fields=[
                (
                    "id",
                    models.CharField(
                        default=travaux.lib.ids.new_id, editable=False, max_length=12, primary_key=True, serialize=False
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                ("reason", models.TextField(blank=True)),
                (
                    "level",
                    models.CharField(
                        choices=[("public", "public"), ("secretariat", "secretariat only")],
                        default="commission",
                        max_length=12,
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("position", models.PositiveIntegerField(default=0)),
                ("author_quoted", models.CharField(blank=True, max_length=500)),
                (
                    "place",
                    models.CharField(
                        choices=[
                            ("provision", "a provision"),
                            ("whole", "the text as a whole"),
                            ("not_placed", "not placed yet"),
                        ],
                        max_length=10,
                    ),
                ),
                ("uid", models.CharField(blank=True, max_length=40)),
                ("until_uid", models.CharField(blank=True, max_length=40)),
                ("eid", models.CharField(blank=True, max_length=200)),
                ("until_eid", models.CharField(blank=True, max_length=200)),
                ("place_quoted", models.CharField(blank=True, max_length=500)),
                ("text_quoted", models.TextField(blank=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("general", "general"),
                            ("technical", "technical"),
                            ("editorial", "editorial"),
                            ("legal", "legal"),
                            ("translation", "translation"),
                        ],
                        default="general",
                        max_length=11,
                    ),
                ),
                ("text", models.TextField()),
                ("proposal", models.TextField(blank=True)),
                ("ground", models.TextField(blank=True)),
                ("national_provision", models.CharField(blank=True, max_length=500)),
                ("lang", models.CharField(blank=True, max_length=12)),
                ("extracted_by", models.CharField(blank=True, max_length=12)),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.body"
                    ),
                ),
                (
                    "supersedes",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="superseded_by",
                        to="consultation.comment",
                    ),
                ),
                (
                    "translation_of",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="translations",
                        to="consultation.comment",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="comments", to="instruments.version"
                    ),
                ),
                (
                    "filing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="comments", to="consultation.filing"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["filing", "number"], name="consultation_comments_of"),
                    models.Index(fields=["version", "uid"], name="consultation_comments_on"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("supersedes__isnull", True), models.Q(("reason", ""), _negated=True), _connector="OR"
                        ),
                        name="consultation_comment_supersedes_with_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True), name="consultation_comment_says_something"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("place", "provision"), models.Q(("uid", ""), _negated=True)),
                            models.Q(
                                models.Q(("place", "provision"), _negated=True),
                                ("eid", ""),
                                ("uid", ""),
                                ("until_uid", ""),
                            ),
                            _connector="OR",
                        ),
                        name="consultation_comment_place_is_whole",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Opinion",
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
                    "position",
                    models.CharField(
                        choices=[
                            ("not_stated", "not stated"),
                            ("no_remarks", "no remarks"),
                            ("takes_note", "takes note"),
                            ("supports", "supports"),
                            ("in_concept", "supports in concept"),
                            ("with_remarks", "supports with remarks"),
                            ("untimely", "considers it untimely"),
                            ("outside_competence", "outside its competence"),
                            ("objects", "objects"),
                        ],
                        default="not_stated",
                        max_length=20,
                    ),
                ),
                ("statement", models.TextField(blank=True)),
                ("lang", models.CharField(blank=True, max_length=12)),
                ("signatory", models.CharField(blank=True, max_length=300)),
                ("signatory_capacity", models.CharField(blank=True, max_length=300)),
                (
                    "filing",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="opinion", to="consultation.filing"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Reminder",
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
                (
                    "addressee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reminders",
                        to="consultation.addressee",
                    ),
                ),
                (
                    "letter",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="reminds", to="consultation.document"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("addressee", "planned_on"), name="consultation_reminded_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Round",
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
                ("number", models.PositiveSmallIntegerField()),
                ("subject", models.JSONField(default=dict)),
                ("scope", models.JSONField(blank=True, default=list)),
                ("questions", models.JSONField(blank=True, default=list)),
                ("opened_on", models.DateField()),
                ("closes_on", models.DateField()),
                ("sealed_until", models.DateField(blank=True, null=True)),
                ("reminders", models.JSONField(blank=True, default=list)),
                ("warnings", models.JSONField(blank=True, default=list)),
                ("opened_at", models.DateTimeField()),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                ("account", models.CharField(blank=True, max_length=12)),
                (
                    "commission",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="registry.body",
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="rounds", to="dossiers.event"
                    ),
                ),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="rounds", to="dossiers.dossier"
                    ),
                ),
                ("texts", models.ManyToManyField(related_name="+", to="instruments.version")),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="rounds", to="instruments.version"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("dossier", "number"), name="consultation_round_numbered_once"),
                    models.CheckConstraint(
                        condition=models.Q(("closes_on__gt", models.F("opened_on"))),
                        name="consultation_round_closes_after_opening",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="filing",
            name="round",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="filings", to="consultation.round"
            ),
        ),
        migrations.CreateModel(
            name="Extension",
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
                ("was", models.DateField()),
                ("closes_on", models.DateField()),
                ("reason", models.TextField()),
                ("extended_at", models.DateTimeField()),
                ("account", models.CharField(blank=True, max_length=12)),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="extensions", to="consultation.round"
                    ),
                ),
            ],
            options={
                "ordering": ["extended_at"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("closes_on__gt", models.F("was"))), name="consultation_extension_is_longer"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="consultation_extension_has_reason"
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="addressee",
            name="round",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="addressees", to="consultation.round"
            ),
        ),
        migrations.CreateModel(
            name="Sending",
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
                ("sent_at", models.DateTimeField()),
                ("attempts", models.PositiveSmallIntegerField()),
                ("recipients", models.PositiveSmallIntegerField()),
                (
                    "document",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="sending", to="consultation.document"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Enclosure",
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
                ("position", models.PositiveSmallIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("letter", "letter"),
                            ("extract", "extract of the decision"),
                            ("draft", "draft text"),
                            ("note", "explanatory note"),
                            ("form", "comment table"),
                            ("other", "other file"),
                        ],
                        max_length=8,
                    ),
                ),
                ("lang", models.CharField(blank=True, max_length=12)),
                ("name", models.CharField(max_length=300)),
                ("media_type", models.CharField(max_length=100)),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="enclosures",
                        to="consultation.document",
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="enclosed",
                        to="consultation.storedfile",
                    ),
                ),
            ],
            options={
                "ordering": ["position"],
                "constraints": [
                    models.UniqueConstraint(fields=("document", "position"), name="consultation_enclosure_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Disposition",
            fields=[
                (
                    "id",
                    models.CharField(
                        default=travaux.lib.ids.new_id, editable=False, max_length=12, primary_key=True, serialize=False
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                ("reason", models.TextField(blank=True)),
                (
                    "level",
                    models.CharField(
                        choices=[("public", "public"), ("secretariat", "secretariat only")],
                        default="secretariat",
                        max_length=12,
                    ),
                ),
                (
                    "stage",
                    models.CharField(
                        choices=[("proposed", "proposed by the drafter"), ("decided", "decided by the commission")],
                        max_length=8,
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("accepted", "accepted"),
                            ("accepted_in_principle", "accepted in principle"),
                            ("accepted_partially", "accepted in part"),
                            ("accepted_with_modification", "accepted with modification"),
                            ("noted", "noted"),
                            ("already_covered", "already covered"),
                            ("duplicate_of", "the same as another comment"),
                            ("deferred", "deferred"),
                            ("rejected", "rejected"),
                            ("withdrawn_by_author", "withdrawn by its author"),
                            ("out_of_scope", "out of scope"),
                            ("needs_decision", "sent to the commission"),
                        ],
                        max_length=26,
                    ),
                ),
                ("why", models.TextField(blank=True)),
                ("changed_uids", models.JSONField(blank=True, default=list)),
                ("no_change_because", models.TextField(blank=True)),
                ("account", models.CharField(blank=True, max_length=12)),
                (
                    "by_body",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="registry.body",
                    ),
                ),
                (
                    "changed_in",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="instruments.version",
                    ),
                ),
                (
                    "comment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="dispositions",
                        to="consultation.comment",
                    ),
                ),
                (
                    "duplicate_of",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="consultation.comment",
                    ),
                ),
                (
                    "supersedes",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="superseded_by",
                        to="consultation.disposition",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("supersedes__isnull", True), models.Q(("reason", ""), _negated=True), _connector="OR"
                        ),
                        name="consultation_disposition_supersedes_with_reason",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("supersedes__isnull", True)),
                        fields=("comment", "stage"),
                        name="consultation_answered_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("outcome", "rejected"), _negated=True),
                            models.Q(("why", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="consultation_rejection_has_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("duplicate_of__isnull", False), ("outcome", "duplicate_of")),
                            models.Q(
                                models.Q(("outcome", "duplicate_of"), _negated=True), ("duplicate_of__isnull", True)
                            ),
                            _connector="OR",
                        ),
                        name="consultation_duplicate_names_the_other",
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="filing",
            constraint=models.UniqueConstraint(fields=("round", "receipt"), name="consultation_receipt_once"),
        ),
        migrations.AddConstraint(
            model_name="addressee",
            constraint=models.UniqueConstraint(fields=("round", "body"), name="consultation_asked_once"),
        ),
        migrations.AddConstraint(
            model_name="addressee",
            constraint=models.UniqueConstraint(
                fields=("round", "position"), name="consultation_addressee_position_once"
            ),
        ),
    ]
