"""What a plan is agreed on, its meetings, and what became of the child: it stays as written."""

import django.db.models.deletion
import kinkeeper.kernel.ids
import kinkeeper.kernel.moment
from django.db import migrations, models

from kinkeeper.access.append_only import append_only
from kinkeeper.access.together import Together

STAYS = (
    'agreedplanending', 'needoutcome', 'planaction', 'planactiondone', 'planagreement',
    'planmeeting', 'planmeetingattendance', 'planneed',
)


class Migration(Together):

    dependencies = [
        ('frontdoor', '0010_closure_decided'),
        ('people', '0002_words_and_the_ways_to_them'),
        ('protection', '0002_visits'),
    ]

    operations = [
        migrations.CreateModel(
            name='PlanAction',
            fields=[
                ('id', models.UUIDField(default=kinkeeper.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(default=kinkeeper.kernel.moment.now, editable=False)),
                ('recorded_by', models.UUIDField(blank=True, editable=False, null=True)),
                ('source', models.CharField(choices=[('typed', 'Typed by a person'), ('imported', 'Loaded from a file'), ('derived', 'Worked out from other records')], default='typed', editable=False, max_length=8)),
                ('load_id', models.UUIDField(blank=True, editable=False, null=True)),
                ('on', models.DateField(db_comment='The day it was agreed')),
                ('what', models.TextField()),
                ('who', models.CharField(max_length=200)),
                ('by_when', models.DateField()),
            ],
        ),
        migrations.CreateModel(
            name='PlanActionDone',
            fields=[
                ('id', models.UUIDField(default=kinkeeper.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(default=kinkeeper.kernel.moment.now, editable=False)),
                ('recorded_by', models.UUIDField(blank=True, editable=False, null=True)),
                ('source', models.CharField(choices=[('typed', 'Typed by a person'), ('imported', 'Loaded from a file'), ('derived', 'Worked out from other records')], default='typed', editable=False, max_length=8)),
                ('load_id', models.UUIDField(blank=True, editable=False, null=True)),
                ('on', models.DateField()),
                ('action', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='done', to='protection.planaction')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='PlanMeeting',
            fields=[
                ('id', models.UUIDField(default=kinkeeper.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(default=kinkeeper.kernel.moment.now, editable=False)),
                ('recorded_by', models.UUIDField(blank=True, editable=False, null=True)),
                ('source', models.CharField(choices=[('typed', 'Typed by a person'), ('imported', 'Loaded from a file'), ('derived', 'Worked out from other records')], default='typed', editable=False, max_length=8)),
                ('load_id', models.UUIDField(blank=True, editable=False, null=True)),
                ('kind', models.CharField(choices=[('cin', 'Child in need meeting'), ('core_group', 'Core group')], max_length=12)),
                ('on', models.DateField()),
                ('progress', models.TextField()),
                ('childs_view', models.TextField(db_comment='What the child said, or why they were not asked')),
                ('decision', models.CharField(choices=[('go_on', 'The plan goes on'), ('step_down', 'Step down'), ('step_up', 'Step up')], max_length=10)),
                ('next_on', models.DateField(null=True)),
                ('episode', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='frontdoor.helpepisode')),
                ('person', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('plan', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='meetings', to='protection.plan')),
            ],
        ),
        migrations.CreateModel(
            name='PlanMeetingAttendance',
            fields=[
                ('id', models.UUIDField(default=kinkeeper.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(default=kinkeeper.kernel.moment.now, editable=False)),
                ('recorded_by', models.UUIDField(blank=True, editable=False, null=True)),
                ('source', models.CharField(choices=[('typed', 'Typed by a person'), ('imported', 'Loaded from a file'), ('derived', 'Worked out from other records')], default='typed', editable=False, max_length=8)),
                ('load_id', models.UUIDField(blank=True, editable=False, null=True)),
                ('name', models.CharField(max_length=200)),
                ('agency', models.CharField(choices=[('local_authority', 'Local authority'), ('police', 'Police'), ('health', 'Health'), ('education', 'School, college or nursery'), ('probation', 'Probation'), ('other', 'Another agency')], max_length=16, null=True)),
                ('meeting', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='attendances', to='protection.planmeeting')),
            ],
        ),
        migrations.CreateModel(
            name='PlanNeed',
            fields=[
                ('id', models.UUIDField(default=kinkeeper.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(default=kinkeeper.kernel.moment.now, editable=False)),
                ('recorded_by', models.UUIDField(blank=True, editable=False, null=True)),
                ('source', models.CharField(choices=[('typed', 'Typed by a person'), ('imported', 'Loaded from a file'), ('derived', 'Worked out from other records')], default='typed', editable=False, max_length=8)),
                ('load_id', models.UUIDField(blank=True, editable=False, null=True)),
                ('on', models.DateField()),
                ('need', models.TextField()),
                ('outcome', models.TextField(db_comment='What is to be different for the child')),
                ('plan', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='needs', to='protection.plan')),
            ],
        ),
        migrations.AddField(
            model_name='planaction',
            name='need',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='actions', to='protection.planneed'),
        ),
        migrations.CreateModel(
            name='NeedOutcome',
            fields=[
                ('id', models.UUIDField(default=kinkeeper.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(default=kinkeeper.kernel.moment.now, editable=False)),
                ('recorded_by', models.UUIDField(blank=True, editable=False, null=True)),
                ('source', models.CharField(choices=[('typed', 'Typed by a person'), ('imported', 'Loaded from a file'), ('derived', 'Worked out from other records')], default='typed', editable=False, max_length=8)),
                ('load_id', models.UUIDField(blank=True, editable=False, null=True)),
                ('on', models.DateField()),
                ('change', models.CharField(choices=[('reached', 'The outcome is reached'), ('better', 'Better than before'), ('same', 'No different'), ('worse', 'Worse than before')], max_length=8)),
                ('different', models.TextField(db_comment='What is different for the child')),
                ('need', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='outcomes', to='protection.planneed')),
            ],
        ),
        migrations.CreateModel(
            name='AgreedPlanEnding',
            fields=[
                ('id', models.UUIDField(default=kinkeeper.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(default=kinkeeper.kernel.moment.now, editable=False)),
                ('recorded_by', models.UUIDField(blank=True, editable=False, null=True)),
                ('source', models.CharField(choices=[('typed', 'Typed by a person'), ('imported', 'Loaded from a file'), ('derived', 'Worked out from other records')], default='typed', editable=False, max_length=8)),
                ('load_id', models.UUIDField(blank=True, editable=False, null=True)),
                ('on', models.DateField()),
                ('reason', models.CharField(choices=[('outcomes', 'The outcomes are reached'), ('step_down', 'Stepped down to early help'), ('step_up', 'Stepped up: a child protection plan or care'), ('withdrawn', 'The family withdrew its consent'), ('moved', 'The child moved away'), ('other', 'Another reason')], max_length=12)),
                ('words', models.TextField()),
                ('plan', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='agreed_ending', to='protection.plan')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('reason__in', ['moved', 'other', 'outcomes', 'step_down', 'step_up', 'withdrawn'])), name='agreed_plan_ending_reason_known'), models.CheckConstraint(condition=models.Q(('words', ''), _negated=True), name='agreed_plan_ending_told')],
            },
        ),
        migrations.CreateModel(
            name='PlanAgreement',
            fields=[
                ('id', models.UUIDField(default=kinkeeper.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(default=kinkeeper.kernel.moment.now, editable=False)),
                ('recorded_by', models.UUIDField(blank=True, editable=False, null=True)),
                ('source', models.CharField(choices=[('typed', 'Typed by a person'), ('imported', 'Loaded from a file'), ('derived', 'Worked out from other records')], default='typed', editable=False, max_length=8)),
                ('load_id', models.UUIDField(blank=True, editable=False, null=True)),
                ('on', models.DateField()),
                ('consent', models.TextField(db_comment='Who consented, and how')),
                ('review_by', models.DateField(db_comment='The day of the first review')),
                ('contingency', models.TextField(db_comment='What is done if the plan does not work')),
                ('plan', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='agreement', to='protection.plan')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('consent', ''), _negated=True), models.Q(('contingency', ''), _negated=True)), name='plan_agreement_whole'), models.CheckConstraint(condition=models.Q(('review_by__gt', models.F('on'))), name='plan_agreement_review_after')],
            },
        ),
        migrations.AddIndex(
            model_name='planmeeting',
            index=models.Index(fields=['plan', 'kind', 'on'], name='plan_meeting_plan'),
        ),
        migrations.AddConstraint(
            model_name='planmeeting',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['cin', 'core_group'])), name='plan_meeting_kind_known'),
        ),
        migrations.AddConstraint(
            model_name='planmeeting',
            constraint=models.CheckConstraint(condition=models.Q(('decision__in', ['go_on', 'step_down', 'step_up'])), name='plan_meeting_decision_known'),
        ),
        migrations.AddConstraint(
            model_name='planmeeting',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('progress', ''), _negated=True), models.Q(('childs_view', ''), _negated=True)), name='plan_meeting_told'),
        ),
        migrations.AddConstraint(
            model_name='planmeeting',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('decision', 'go_on'), _negated=True), models.Q(('next_on__gt', models.F('on')), ('next_on__isnull', False)), _connector='OR'), name='plan_meeting_goes_on'),
        ),
        migrations.AddConstraint(
            model_name='planmeetingattendance',
            constraint=models.UniqueConstraint(fields=('meeting', 'name'), name='plan_meeting_came_once'),
        ),
        migrations.AddConstraint(
            model_name='planmeetingattendance',
            constraint=models.CheckConstraint(condition=models.Q(('agency__in', ['education', 'health', 'local_authority', 'other', 'police', 'probation'])), name='plan_meeting_agency_known'),
        ),
        migrations.AddConstraint(
            model_name='planmeetingattendance',
            constraint=models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='plan_meeting_named'),
        ),
        migrations.AddIndex(
            model_name='planneed',
            index=models.Index(fields=['plan', 'on'], name='plan_need_plan'),
        ),
        migrations.AddConstraint(
            model_name='planneed',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('need', ''), _negated=True), models.Q(('outcome', ''), _negated=True)), name='plan_need_whole'),
        ),
        migrations.AddIndex(
            model_name='planaction',
            index=models.Index(fields=['need', 'by_when'], name='plan_action_need'),
        ),
        migrations.AddConstraint(
            model_name='planaction',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('what', ''), _negated=True), models.Q(('who', ''), _negated=True)), name='plan_action_whole'),
        ),
        migrations.AddConstraint(
            model_name='planaction',
            constraint=models.CheckConstraint(condition=models.Q(('by_when__gte', models.F('on'))), name='plan_action_ahead'),
        ),
        migrations.AddIndex(
            model_name='needoutcome',
            index=models.Index(fields=['need', 'on'], name='need_outcome_need'),
        ),
        migrations.AddConstraint(
            model_name='needoutcome',
            constraint=models.CheckConstraint(condition=models.Q(('change__in', ['better', 'reached', 'same', 'worse'])), name='need_outcome_change_known'),
        ),
        migrations.AddConstraint(
            model_name='needoutcome',
            constraint=models.CheckConstraint(condition=models.Q(('different', ''), _negated=True), name='need_outcome_told'),
        ),
        *(append_only(f'protection_{table}') for table in STAYS),
    ]
