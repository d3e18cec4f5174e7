"""Workers and allocations."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import kinkeeper.kernel.ids
import kinkeeper.kernel.moment
from django.contrib.postgres.operations import BtreeGistExtension
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('access', '0001_initial'),
        ('people', '0001_initial'),
    ]

    operations = [
        BtreeGistExtension(),
        migrations.CreateModel(
            name='Worker',
            fields=[
                ('id', models.UUIDField(default=kinkeeper.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(default=kinkeeper.kernel.moment.now, editable=False)),
                ('recorded_by', models.UUIDField(blank=True, editable=False, null=True)),
                ('source', models.CharField(choices=[('typed', 'Typed by a person'), ('imported', 'Loaded from a file'), ('derived', 'Worked out from other records')], default='typed', editable=False, max_length=8)),
                ('load_id', models.UUIDField(blank=True, editable=False, null=True)),
                ('swe_number', models.CharField(db_comment='SSDA903 SWEpisodes.SW_ID: Social Work England number', max_length=20, null=True, unique=True)),
                ('full_name', models.CharField(db_comment='Null when only the number has been received', max_length=200, null=True)),
                ('user', models.OneToOneField(db_comment='The sign-in of this worker', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.user')),
            ],
            options={
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('swe_number__isnull', False), ('full_name__isnull', False), _connector='OR'), name='worker_known_by_something'),
                    models.CheckConstraint(condition=models.Q(('swe_number__regex', '^[A-Z0-9]{4,20}$')), name='worker_swe_number_shape'),
                    models.CheckConstraint(condition=models.Q(('full_name', ''), _negated=True), name='worker_full_name_not_blank'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Allocation',
            fields=[
                ('id', models.UUIDField(default=kinkeeper.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(default=kinkeeper.kernel.moment.now, editable=False)),
                ('recorded_by', models.UUIDField(blank=True, editable=False, null=True)),
                ('source', models.CharField(choices=[('typed', 'Typed by a person'), ('imported', 'Loaded from a file'), ('derived', 'Worked out from other records')], default='typed', editable=False, max_length=8)),
                ('load_id', models.UUIDField(blank=True, editable=False, null=True)),
                ('role', models.CharField(choices=[('lead', 'Lead social worker'), ('co_worker', 'Co-worker'), ('personal_adviser', 'Personal adviser'), ('iro', 'Independent reviewing officer'), ('conference_chair', 'Child protection conference chair'), ('adoption', 'Adoption worker')], max_length=20)),
                ('started_on', models.DateField(db_comment='SSDA903 SWEpisodes.SW_DECOM')),
                ('ended_on', models.DateField(db_comment='SSDA903 SWEpisodes.SW_DEC', null=True)),
                ('change_reason', models.CharField(db_comment='SSDA903 SWEpisodes.SW_REASON: why the worker changed', max_length=10, null=True)),
                ('person', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('team', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.team')),
                ('worker', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='workforce.worker')),
            ],
            options={
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('ended_on__gte', models.F('started_on'))), name='allocation_ends_after_start'),
                    models.CheckConstraint(condition=models.Q(('role__in', ['adoption', 'co_worker', 'conference_chair', 'iro', 'lead', 'personal_adviser'])), name='allocation_role_known'),
                    models.CheckConstraint(condition=models.Q(('change_reason__regex', '^[A-Z0-9]+$')), name='allocation_change_reason_code'),
                    django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('role', 'lead')), expressions=[('person', '='), (models.Func(models.F('started_on'), models.F('ended_on'), models.Value('[)'), function='DATERANGE', output_field=django.contrib.postgres.fields.ranges.DateRangeField()), '&&')], name='allocation_one_lead'),
                ],
                'indexes': [
                    models.Index(fields=['person', 'started_on'], name='allocation_person'),
                    models.Index(fields=['worker', 'ended_on'], name='allocation_worker'),
                    models.Index(fields=['team', 'ended_on'], name='allocation_team'),
                ],
            },
        ),
    ]
