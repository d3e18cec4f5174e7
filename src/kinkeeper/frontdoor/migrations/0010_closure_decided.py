"""The day it was decided to close a case, which a clock runs from; who triaged a notice together."""

from django.db import migrations, models

from kinkeeper.access.together import Together


class Migration(Together):
    """Columns that are null for what was recorded before, and for what is loaded."""

    dependencies = [
        ("frontdoor", "0008_children_put_right"),
    ]

    operations = [
        migrations.AddField(
            model_name="helpepisode",
            name="closure_decided_on",
            field=models.DateField(
                db_comment="The day it was decided to close; null where it is not known", null=True
            ),
        ),
        migrations.AddField(
            model_name="contactstep",
            name="took_part",
            field=models.TextField(
                db_comment="Agencies at the joint triage: their ids, a space between", null=True
            ),
        ),
        migrations.AddIndex(
            model_name="helpepisode",
            index=models.Index(
                condition=models.Q(("closure_decided_on__isnull", False)),
                fields=["id"],
                name="help_episode_to_close_first",
            ),
        ),
        migrations.AddConstraint(
            model_name="helpepisode",
            constraint=models.CheckConstraint(
                condition=models.Q(("closure_decided_on__gte", models.F("referred_on"))),
                name="help_episode_decided_in_it",
            ),
        ),
    ]
