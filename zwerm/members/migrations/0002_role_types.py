"""The role types a community starts with; administrators change the list."""

from django.db import migrations

FIRST = [
    ("consultant", "Consultant or interim", "Consultant of interimmer"),
    ("organisation", "In an organisation", "In een organisatie"),
    ("recruiter", "Recruiter", "Recruiter"),
    ("student", "Student", "Student"),
    ("not-said", "Prefer not to say", "Zeg ik liever niet"),
]


def add(apps, schema_editor):
    role_type = apps.get_model("members", "RoleType")
    for position, (slug, english, dutch) in enumerate(FIRST):
        role_type.objects.create(slug=slug, label_en=english, label_nl=dutch, position=position)


class Migration(migrations.Migration):
    dependencies = [("members", "0001_initial")]
    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
