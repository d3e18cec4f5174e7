"""Runs of a whole return are told from those of some of its tables."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("returns", "0004_runs_of_checks")]

    operations = [
        migrations.AddField(
            model_name="returnrun",
            name="tables",
            field=models.JSONField(default=list, help_text="The tables of the year that were given"),
        ),
        migrations.AddField(
            model_name="returnrun",
            name="whole",
            field=models.BooleanField(
                default=True,
                help_text="Whether the table that every child of the return is in was given",
            ),
        ),
    ]
