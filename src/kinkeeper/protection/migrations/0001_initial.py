"""Enquiries, conferences and plans."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import kinkeeper.kernel.ids
import kinkeeper.kernel.moment
from django.contrib.postgres.operations import BtreeGistExtension
from django.db import migrations, models

from kinkeeper.access.together import Together


class Migration(Together):

    initial = True

    dependencies = [
        ('frontdoor', '0001_initial'),
        ('people', '0001_initial'),
    ]

    operations = [
        BtreeGistExtension(),
        migrations.CreateModel(
            name='Conference',
            fields=[
                ('id', models.UUIDField(default=kinkeeper.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(default=kinkeeper.kernel.moment.now, editable=False)),
                ('recorded_by', models.UUIDField(blank=True, editable=False, null=True)),
                ('source', models.CharField(choices=[('typed', 'Typed by a person'), ('imported', 'Loaded from a file'), ('derived', 'Worked out from other records')], default='typed', editable=False, max_length=8)),
                ('load_id', models.UUIDField(blank=True, editable=False, null=True)),
                ('kind', models.CharField(choices=[('initial', 'Initial child protection conference'), ('review', 'Review child protection conference'), ('transfer_in', 'Transfer-in conference')], max_length=20)),
                ('held_on', models.DateField(db_comment='CIN Section47.DateOfInitialCPC')),
                ('episode', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='frontdoor.helpepisode')),
                ('person', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
            ],
            options={
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('kind__in', ['initial', 'review', 'transfer_in'])), name='conference_kind_known'),
                ],
                'indexes': [
                    models.Index(fields=['person', 'held_on'], name='conference_person'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Plan',
            fields=[
                ('id', models.UUIDField(default=kinkeeper.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(default=kinkeeper.kernel.moment.now, editable=False)),
                ('recorded_by', models.UUIDField(blank=True, editable=False, null=True)),
                ('source', models.CharField(choices=[('typed', 'Typed by a person'), ('imported', 'Loaded from a file'), ('derived', 'Worked out from other records')], default='typed', editable=False, max_length=8)),
                ('load_id', models.UUIDField(blank=True, editable=False, null=True)),
                ('kind', models.CharField(choices=[('cin', 'Child in need plan'), ('cp', 'Child protection plan')], max_length=20)),
                ('started_on', models.DateField(db_comment='CIN CINPlanDates.CINPlanStartDate, ChildProtectionPlans.CPPstartDate')),
                ('ended_on', models.DateField(db_comment='CIN CINPlanDates.CINPlanEndDate, ChildProtectionPlans.CPPendDate', null=True)),
                ('previous_plans', models.PositiveSmallIntegerField(db_comment='CIN ChildProtectionPlans.NumberOfPreviousCPP', null=True)),
                ('conference', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='protection.conference')),
                ('episode', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='frontdoor.helpepisode')),
                ('person', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
            ],
            options={
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('ended_on__gte', models.F('started_on'))), name='plan_ends_after_start'),
                    models.CheckConstraint(condition=models.Q(('kind__in', ['cin', 'cp'])), name='plan_kind_known'),
                    django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('person', '='), ('kind', '='), (models.Func(models.F('started_on'), models.F('ended_on'), models.Value('[)'), function='DATERANGE', output_field=django.contrib.postgres.fields.ranges.DateRangeField()), '&&')], name='plan_one_of_a_kind'),
                    models.CheckConstraint(condition=models.Q(('kind', 'cp'), models.Q(('conference__isnull', True), ('previous_plans__isnull', True)), _connector='OR'), name='plan_protection_facts'),
                ],
                'indexes': [
                    models.Index(fields=['person', 'started_on'], name='plan_person'),
                ],
            },
        ),
        migrations.CreateModel(
            name='AbuseCategoryPeriod',
            fields=[
                ('id', models.UUIDField(default=kinkeeper.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(default=kinkeeper.kernel.moment.now, editable=False)),
                ('recorded_by', models.UUIDField(blank=True, editable=False, null=True)),
                ('source', models.CharField(choices=[('typed', 'Typed by a person'), ('imported', 'Loaded from a file'), ('derived', 'Worked out from other records')], default='typed', editable=False, max_length=8)),
                ('load_id', models.UUIDField(blank=True, editable=False, null=True)),
                ('category', models.CharField(db_comment='CIN ChildProtectionPlans.InitialCategoryOfAbuse, LatestCategoryOfAbuse', max_length=10)),
                ('started_on', models.DateField(db_comment='Null: the category changed during the plan on a day not known', null=True)),
                ('ended_on', models.DateField(null=True)),
                ('plan', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='categories', to='protection.plan')),
            ],
            options={
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('ended_on__gte', models.F('started_on'))), name='abuse_category_ends_after_start'),
                    models.CheckConstraint(condition=models.Q(('category__regex', '^[A-Z0-9]+$')), name='abuse_category_category_code'),
                    models.UniqueConstraint(fields=('plan', 'started_on'), name='abuse_category_once', nulls_distinct=False),
                ],
            },
        ),
        migrations.CreateModel(
            name='Section47Enquiry',
            fields=[
                ('id', models.UUIDField(default=kinkeeper.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(default=kinkeeper.kernel.moment.now, editable=False)),
                ('recorded_by', models.UUIDField(blank=True, editable=False, null=True)),
                ('source', models.CharField(choices=[('typed', 'Typed by a person'), ('imported', 'Loaded from a file'), ('derived', 'Worked out from other records')], default='typed', editable=False, max_length=8)),
                ('load_id', models.UUIDField(blank=True, editable=False, null=True)),
                ('started_on', models.DateField(db_comment='CIN Section47.S47ActualStartDate')),
                ('conference_needed', models.BooleanField(db_comment='CIN Section47.ICPCnotRequired, the other way round', null=True)),
                ('conference_target_on', models.DateField(db_comment='CIN Section47.InitialCPCtarget, as it was returned', null=True)),
                ('ended_on', models.DateField(db_comment='Not in the CIN census', null=True)),
                ('episode', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='frontdoor.helpepisode')),
                ('person', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
            ],
            options={
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('ended_on__gte', models.F('started_on'))), name='enquiry_ends_after_start'),
                    models.CheckConstraint(condition=models.Q(('conference_target_on__gte', models.F('started_on'))), name='enquiry_target_after_start'),
                ],
                'indexes': [
                    models.Index(fields=['person', 'started_on'], name='enquiry_person'),
                ],
            },
        ),
        migrations.AddField(
            model_name='conference',
            name='enquiry',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='protection.section47enquiry'),
        ),
        migrations.CreateModel(
            name='StrategyDiscussion',
            fields=[
                ('id', models.UUIDField(default=kinkeeper.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(default=kinkeeper.kernel.moment.now, editable=False)),
                ('recorded_by', models.UUIDField(blank=True, editable=False, null=True)),
                ('source', models.CharField(choices=[('typed', 'Typed by a person'), ('imported', 'Loaded from a file'), ('derived', 'Worked out from other records')], default='typed', editable=False, max_length=8)),
                ('load_id', models.UUIDField(blank=True, editable=False, null=True)),
                ('held_on', models.DateField(db_comment='CIN Section47.S47ActualStartDate (guide 4.12.1)')),
                ('episode', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='frontdoor.helpepisode')),
                ('person', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
            ],
            options={
                'indexes': [
                    models.Index(fields=['person', 'held_on'], name='strategy_person'),
                ],
            },
        ),
        migrations.AddField(
            model_name='section47enquiry',
            name='strategy',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='protection.strategydiscussion'),
        ),
    ]
