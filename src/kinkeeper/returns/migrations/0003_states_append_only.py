"""How a load stood is never rewritten: a state is added, and stays."""

from django.db import migrations

from kinkeeper.access.append_only import append_only


class Migration(migrations.Migration):

    dependencies = [
        ('access', '0002_guards'),
        ('returns', '0002_states_and_what_was_sent'),
    ]

    operations = [
        append_only('returns_loadstate'),
    ]
