from __future__ import annotations

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [("discussions", "0009_waiting")]

    operations: ClassVar = [
        migrations.AddIndex(
            model_name="topic",
            index=models.Index(
                condition=models.Q(kind="question", last_number=1, solution__isnull=True),
                fields=["group", "section", "kind", "-last_post_at", "-id"],
                name="topics_unanswered_in",
            ),
        )
    ]
