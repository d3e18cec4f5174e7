from django.db import migrations, models


class Migration(migrations.Migration):
    """A placement says whether the carers came along from the one before."""

    dependencies = [("care", "0002_visits_and_interviews")]

    operations = [
        migrations.AddField(
            model_name="placement",
            name="same_carers",
            field=models.BooleanField(
                db_comment="Whether the carers came along from the placement before: "
                "SSDA903 Episodes.RNE T, U",
                null=True,
            ),
        ),
    ]
