"""Rows beside those at fault; the check an acceptance was given on; why one was withdrawn."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("returns", "0005_whole_or_partial_runs")]

    operations = [
        migrations.AddField(
            model_name="runrow",
            name="at_fault",
            field=models.BooleanField(default=True, help_text="Whether a rule points at it"),
        ),
        migrations.AddField(
            model_name="acceptance",
            name="run",
            field=models.ForeignKey(
                help_text="The check it was given on: one that was given less cannot end it",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="returns.returnrun",
            ),
        ),
        migrations.AddField(
            model_name="acceptanceend",
            name="reason",
            field=models.CharField(
                blank=True, default="", help_text="Why it was withdrawn", max_length=500
            ),
        ),
    ]
