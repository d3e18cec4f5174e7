"""The audit is kept by the year of its entries."""

from django.db import migrations

from kinkeeper.access.append_only import append_only
from kinkeeper.access.by_year import by_year, year_functions


class Migration(migrations.Migration):
    """What no model can declare."""

    dependencies = (("access", "0002_guards"),)
    operations = (
        year_functions(),
        by_year("access_auditentry", "at"),
        append_only("access_auditentry"),
    )
