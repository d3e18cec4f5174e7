"""The day on which a document was kept, as it was lived; of those before, the day recorded stands."""

from django.db import migrations, models

import kinkeeper.kernel.moment


class Migration(migrations.Migration):
    """One column, empty for what is kept already."""

    dependencies = [
        ("casefile", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="document",
            name="kept_on",
            field=models.DateField(
                help_text="The day lived; null: the day it was recorded", null=True
            ),
        ),
        migrations.AlterField(
            model_name="document",
            name="kept_on",
            field=models.DateField(
                default=kinkeeper.kernel.moment.today,
                help_text="The day lived; null: the day it was recorded",
                null=True,
            ),
        ),
    ]
