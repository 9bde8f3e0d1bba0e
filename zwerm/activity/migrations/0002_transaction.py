"""On PostgreSQL each entry knows the transaction that wrote it, so that readers see lines in commit order."""

from django.db import migrations

FORWARDS = """
ALTER TABLE activity_entry ADD COLUMN transaction xid8 NOT NULL DEFAULT pg_current_xact_id();
CREATE INDEX entry_transaction ON activity_entry (transaction, id);
"""


def add_column(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(FORWARDS)


def drop_column(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("ALTER TABLE activity_entry DROP COLUMN transaction")


class Migration(migrations.Migration):
    dependencies = [("activity", "0001_initial")]
    operations = [migrations.RunPython(add_column, drop_column)]
