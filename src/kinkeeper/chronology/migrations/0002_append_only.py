"""Nothing is ever taken out of events or revisions."""

from django.db import migrations

from kinkeeper.access.append_only import append_only


class Migration(migrations.Migration):
    """Guards no model can declare."""

    dependencies = (("chronology", "0001_initial"), ("access", "0002_guards"))
    operations = (append_only("chronology_event"), append_only("chronology_revision"))
