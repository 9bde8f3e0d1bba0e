import django.core.validators
import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import zwerm.members.models.invitation


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Community",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=80)),
                ("purpose", models.TextField(max_length=500)),
                ("audience", models.CharField(max_length=200)),
                ("welcome", models.TextField(blank=True, max_length=4000)),
                ("house_rules", models.TextField(blank=True, max_length=2000)),
                ("languages", models.JSONField(default=list)),
                (
                    "joining",
                    models.CharField(
                        choices=[("open", "Anyone"), ("invitation", "Whoever is invited")],
                        default="open",
                        max_length=12,
                    ),
                ),
                ("members_invite", models.BooleanField(default=True)),
                ("time_zone", models.CharField(default="Europe/Amsterdam", max_length=60)),
                ("founded_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
        ),
        migrations.CreateModel(
            name="InvitationStop",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("address_hash", models.CharField(max_length=64, unique=True)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
        ),
        migrations.CreateModel(
            name="RoleType",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slug", models.SlugField(max_length=40, unique=True)),
                ("label_en", models.CharField(max_length=60)),
                ("label_nl", models.CharField(max_length=60)),
                ("position", models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                "ordering": ["position", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Member",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                (
                    "handle",
                    models.CharField(
                        max_length=40,
                        unique=True,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[a-z0-9][a-z0-9_-]{1,38}[a-z0-9]$",
                                "Use small letters, digits, - and _, at least three.",
                            )
                        ],
                    ),
                ),
                ("name", models.CharField(max_length=80)),
                (
                    "name_key",
                    models.GeneratedField(
                        db_index=True,
                        db_persist=True,
                        expression=django.db.models.functions.text.Lower("name"),
                        output_field=models.CharField(max_length=80),
                    ),
                ),
                ("email", models.EmailField(max_length=254, null=True, unique=True)),
                ("is_active", models.BooleanField(default=True)),
                (
                    "standing",
                    models.CharField(
                        choices=[("member", "member"), ("placeholder", "not claimed yet"), ("left", "left")],
                        default="member",
                        max_length=12,
                    ),
                ),
                ("joined_at", models.DateTimeField(db_index=True, default=django.utils.timezone.now)),
                ("headline", models.CharField(blank=True, max_length=120)),
                ("organisation", models.CharField(blank=True, max_length=80)),
                ("languages", models.JSONField(blank=True, default=list)),
                ("helps_with", models.TextField(blank=True, max_length=1000)),
                ("wants_to_learn", models.TextField(blank=True, max_length=1000)),
                ("photo", models.FileField(blank=True, max_length=200, upload_to="photos/")),
                ("language", models.CharField(blank=True, max_length=10)),
                (
                    "audience",
                    models.CharField(
                        choices=[
                            ("everyone", "Everyone"),
                            ("members", "Members"),
                            ("groups", "My groups"),
                            ("me", "Only me"),
                        ],
                        default="everyone",
                        max_length=8,
                    ),
                ),
                ("field_audiences", models.JSONField(blank=True, default=dict)),
                (
                    "brought_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="brought",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "role_type",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="members",
                        to="members.roletype",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Invitation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(default=zwerm.members.models.invitation._code, max_length=40, unique=True)),
                ("email", models.EmailField(blank=True, max_length=254)),
                ("note", models.TextField(blank=True, max_length=1000)),
                ("language", models.CharField(default="en", max_length=10)),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("expires_at", models.DateTimeField()),
                ("most_uses", models.PositiveIntegerField(default=1)),
                ("uses", models.PositiveIntegerField(default=0)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                (
                    "invited_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="invitations",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Acceptance",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "invitation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="acceptances", to="members.invitation"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Role",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("administrator", "administrator"),
                            ("moderator", "moderator"),
                            ("facilitator", "facilitator"),
                        ],
                        max_length=15,
                    ),
                ),
                ("since", models.DateTimeField(default=django.utils.timezone.now)),
                ("until", models.DateTimeField(blank=True, null=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "ended_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "given_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="roles", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Block",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "blocked",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="blocked_by",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "blocker",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="blocks", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("blocker", "blocked"), name="one_block"),
                    models.CheckConstraint(
                        condition=models.Q(("blocker", models.F("blocked")), _negated=True),
                        name="nobody_blocks_themselves",
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="invitation",
            constraint=models.UniqueConstraint(
                condition=models.Q(("email", ""), _negated=True), fields=("email",), name="nobody_is_mailed_twice"
            ),
        ),
        migrations.AddConstraint(
            model_name="acceptance",
            constraint=models.UniqueConstraint(fields=("invitation", "member"), name="one_acceptance"),
        ),
        migrations.AddIndex(
            model_name="role",
            index=models.Index(fields=["kind", "ended_at"], name="role_kind"),
        ),
    ]
