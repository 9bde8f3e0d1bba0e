from typing import Any

from django.db import migrations, models
from PIL import Image, UnidentifiedImageError


def measure(apps: Any, schema_editor: Any) -> None:
    """Pictures that came before their size was kept are looked at once; one whose file is gone stays without."""
    for upload in apps.get_model("media", "Upload").objects.filter(is_picture=True, width=None).iterator():
        try:
            with upload.file.open("rb") as file, Image.open(file) as picture:
                upload.width, upload.height = picture.size
        except (OSError, UnidentifiedImageError):
            continue
        upload.save(update_fields=["width", "height"])


class Migration(migrations.Migration):
    dependencies = [("media", "0001_initial")]

    operations = [
        migrations.AddField("upload", "width", models.PositiveIntegerField(null=True)),
        migrations.AddField("upload", "height", models.PositiveIntegerField(null=True)),
        migrations.RunPython(measure, migrations.RunPython.noop, elidable=True),
    ]
