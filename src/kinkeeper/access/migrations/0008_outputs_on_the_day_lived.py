"""When a document was made and checked is of the day that is lived, as all that people do."""

from django.db import migrations, models

import kinkeeper.kernel.moment


class Migration(migrations.Migration):
    """Defaults alone: the tables stay as they are."""

    dependencies = [
        ("access", "0007_more_roles"),
    ]

    operations = [
        migrations.AlterField(
            model_name="output",
            name="made_at",
            field=models.DateTimeField(default=kinkeeper.kernel.moment.lived, editable=False),
        ),
        migrations.AlterField(
            model_name="outputcheck",
            name="checked_at",
            field=models.DateTimeField(default=kinkeeper.kernel.moment.lived, editable=False),
        ),
    ]
