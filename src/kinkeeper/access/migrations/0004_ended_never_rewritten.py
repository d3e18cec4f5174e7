"""What was granted and what stands against may be ended, never deleted or rewritten."""

from django.db import migrations

from kinkeeper.access.append_only import append_only, ending_function, ends_only
from kinkeeper.access.database_role import ENDS_ONLY


class Migration(migrations.Migration):
    """Guards no model can declare."""

    dependencies = (("access", "0003_audit_by_year"),)
    operations = (
        ending_function(),
        append_only("access_conflict"),
        *(ends_only(table, *columns) for table, columns in ENDS_ONLY.items()),
    )
