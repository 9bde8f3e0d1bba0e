from typing import Any

from django.db import migrations

from zwerm.media import sizes


def give_room(apps: Any, schema_editor: Any) -> None:
    """Posts that were rendered before pictures had a size say it now."""
    uploads = apps.get_model("media", "Upload").objects.filter(is_picture=True).exclude(width=None)
    known = {key: (width, height) for key, width, height in uploads.values_list("pk", "width", "height")}
    for post in apps.get_model("discussions", "Post").objects.filter(html__contains="<img ").iterator():
        post.html = sizes.written(post.html, known)
        post.save(update_fields=["html"])


class Migration(migrations.Migration):
    dependencies = [("discussions", "0001_initial"), ("media", "0002_size_of_a_picture")]

    operations = [migrations.RunPython(give_room, migrations.RunPython.noop, elidable=True)]
