from datetime import date

import django.db.models.functions.comparison
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('duties', '0003_waivers'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='duty',
            index=models.Index(
                django.db.models.functions.comparison.Coalesce(
                    django.db.models.functions.comparison.Least('met_on', 'ended_on', 'superseded_on'),
                    models.Value(date.max),
                ),
                models.F('due_on'),
                condition=models.Q(('not_run', None)),
                name='duty_closes',
            ),
        ),
    ]
