
import django.db.models.deletion
import kinkeeper.kernel.ids
import kinkeeper.kernel.moment
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('access', '0001_initial'),
        ('people', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='MeasureRun',
            fields=[
                ('id', models.UUIDField(default=kinkeeper.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('at', models.DateTimeField(default=kinkeeper.kernel.moment.now)),
                ('as_at', models.DateField()),
                ('values', models.PositiveIntegerField()),
                ('rows', models.PositiveIntegerField()),
                ('milliseconds', models.PositiveIntegerField()),
            ],
            options={
                'ordering': (models.OrderBy(models.F('at'), descending=True),),
            },
        ),
        migrations.CreateModel(
            name='MeasureRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('indicator', models.CharField(max_length=12)),
                ('month', models.DateField()),
                ('happened_on', models.DateField(null=True)),
                ('counts', models.BooleanField()),
                ('person', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.person')),
                ('team', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='access.team')),
            ],
            options={
                'indexes': [models.Index(fields=['indicator', 'month', 'team'], name='measure_row_of'), models.Index(fields=['person'], name='measure_row_person')],
            },
        ),
        migrations.CreateModel(
            name='MeasureValue',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('indicator', models.CharField(max_length=12)),
                ('month', models.DateField(db_comment='Its first day')),
                ('as_at', models.DateField(db_comment="The month's last day, or the day of the run")),
                ('scope', models.CharField(choices=[('authority', 'The whole authority'), ('team', 'A team with the teams below it'), ('unplaced', 'Children who have had no team')], max_length=9)),
                ('numerator', models.IntegerField(null=True)),
                ('denominator', models.IntegerField(null=True)),
                ('low', models.FloatField(null=True)),
                ('lower', models.FloatField(null=True)),
                ('middle', models.FloatField(null=True)),
                ('upper', models.FloatField(null=True)),
                ('high', models.FloatField(null=True)),
                ('not_run', models.CharField(max_length=200, null=True)),
                ('team', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='access.team')),
            ],
            options={
                'indexes': [models.Index(fields=['team', 'indicator', 'month'], name='measure_value_of')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('denominator__isnull', False), ('not_run__isnull', True)), models.Q(('denominator__isnull', True), ('not_run__isnull', False)), _connector='OR'), name='measure_value_or_reason'), models.CheckConstraint(condition=models.Q(models.Q(('scope', 'team'), ('team__isnull', False)), models.Q(models.Q(('scope', 'team'), _negated=True), ('team__isnull', True)), _connector='OR'), name='measure_value_team_of_a_team')],
            },
        ),
    ]
