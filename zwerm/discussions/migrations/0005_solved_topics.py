from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("discussions", "0004_pinned_topics")]

    operations = [
        migrations.AddIndex(
            "topic",
            models.Index(
                fields=["-last_post_at", "-id"], condition=models.Q(solution__isnull=False), name="topics_solved"
            ),
        )
    ]
