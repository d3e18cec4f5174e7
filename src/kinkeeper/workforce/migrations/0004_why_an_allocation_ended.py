"""Why an allocation ended, where it was not a change of worker."""

from django.db import migrations, models

from kinkeeper.access.together import Together


class Migration(Together):
    """One column, null for what ended before and for what is loaded."""

    dependencies = [
        ("workforce", "0003_cover"),
    ]

    operations = [
        migrations.AddField(
            model_name="allocation",
            name="end_reason",
            field=models.CharField(
                choices=[("case_closed", "The case was closed")], max_length=20, null=True
            ),
        ),
        migrations.AddConstraint(
            model_name="allocation",
            constraint=models.CheckConstraint(
                condition=models.Q(("end_reason__in", ["case_closed"])),
                name="allocation_end_reason_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="allocation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("end_reason__isnull", True), ("ended_on__isnull", False), _connector="OR"
                ),
                name="allocation_end_reason_needs_end",
            ),
        ),
    ]
