"""Samples of what the out-of-hours team decided: they stay as they were recorded."""

from django.db import migrations, models

import kinkeeper.kernel.ids
import kinkeeper.kernel.moment
from kinkeeper.access.append_only import append_only


class Migration(migrations.Migration):
    """One table, of which rows are only added."""

    dependencies = [("frontdoor", "0005_when_all_was_decided")]

    operations = [
        migrations.CreateModel(
            name="NightSample",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=kinkeeper.kernel.ids.uuid7,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("by", models.UUIDField()),
                ("at", models.DateTimeField(default=kinkeeper.kernel.moment.now, editable=False)),
                (
                    "on",
                    models.DateField(
                        db_comment="The day it was checked: once a day at most", unique=True
                    ),
                ),
                (
                    "came",
                    models.PositiveIntegerField(
                        db_comment="Contacts out of hours since the last sample"
                    ),
                ),
                ("checked", models.PositiveIntegerField()),
                ("found", models.TextField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("checked__gte", 1), ("checked__lte", models.F("came"))
                        ),
                        name="night_sample_of_what_came",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("found", ""), _negated=True),
                        name="night_sample_says",
                    ),
                ],
            },
        ),
        append_only("frontdoor_nightsample"),
    ]
