from __future__ import annotations

import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("search", "0003_vocabulary")]

    operations = [
        migrations.AddField("sweep", "last_error", models.TextField(blank=True, default=""), preserve_default=False),
        migrations.AddField("sweep", "retry_at", models.DateTimeField(default=django.utils.timezone.now)),
        migrations.AddField("vocabulary", "at", models.DateTimeField(default=django.utils.timezone.now)),
    ]
