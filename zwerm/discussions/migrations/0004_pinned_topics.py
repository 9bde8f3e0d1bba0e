from typing import Any

from django.db import migrations, models


def keep_pinned(apps: Any, schema_editor: Any) -> None:
    pins = apps.get_model("discussions", "Pin").objects.values("topic")
    apps.get_model("discussions", "Topic").objects.filter(pk__in=pins).update(pinned=True)


class Migration(migrations.Migration):
    dependencies = [("discussions", "0003_sendings")]

    operations = [
        migrations.AddField("topic", "pinned", models.BooleanField(default=False)),
        migrations.AddIndex(
            "topic",
            models.Index(fields=["group", "section", "kind", "-last_post_at", "-id"], name="topics_of_kind"),
        ),
        migrations.AddIndex(
            "topic",
            models.Index(fields=["group", "section"], name="topics_pinned", condition=models.Q(pinned=True)),
        ),
        migrations.RunPython(keep_pinned, migrations.RunPython.noop, elidable=True),
    ]
