"""Audits, samples, standards and oversight: what was found or said stays as written."""

import django.db.models.deletion
import kinkeeper.kernel.ids
import kinkeeper.kernel.moment
from django.conf import settings
from django.db import migrations, models

from kinkeeper.access.append_only import append_only, moves_only
from kinkeeper.access.together import Together

STAYS = (
    'auditaction', 'auditactiontask', 'auditmoderation', 'auditpart', 'auditresult', 'dipsample',
    'practicestandard', 'sampleanswer', 'standardacknowledgement',
)
MOVES = ('caseaudit', 'oversight', 'samplecase')


class Migration(Together):

    initial = True

    dependencies = [
        ('casefile', '0002_the_day_a_document_was_kept'),
        ('people', '0002_words_and_the_ways_to_them'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='AuditAction',
            fields=[
                ('id', models.UUIDField(default=kinkeeper.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(default=kinkeeper.kernel.moment.now, editable=False)),
                ('recorded_by', models.UUIDField(blank=True, editable=False, null=True)),
                ('source', models.CharField(choices=[('typed', 'Typed by a person'), ('imported', 'Loaded from a file'), ('derived', 'Worked out from other records')], default='typed', editable=False, max_length=8)),
                ('load_id', models.UUIDField(blank=True, editable=False, null=True)),
                ('what', models.CharField(max_length=300)),
                ('due_on', models.DateField()),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='AuditActionTask',
            fields=[
                ('id', models.UUIDField(default=kinkeeper.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(default=kinkeeper.kernel.moment.now, editable=False)),
                ('recorded_by', models.UUIDField(blank=True, editable=False, null=True)),
                ('source', models.CharField(choices=[('typed', 'Typed by a person'), ('imported', 'Loaded from a file'), ('derived', 'Worked out from other records')], default='typed', editable=False, max_length=8)),
                ('load_id', models.UUIDField(blank=True, editable=False, null=True)),
                ('action', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='became', to='quality.auditaction')),
                ('task', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='casefile.task')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='CaseAudit',
            fields=[
                ('id', models.UUIDField(default=kinkeeper.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(default=kinkeeper.kernel.moment.now, editable=False)),
                ('recorded_by', models.UUIDField(blank=True, editable=False, null=True)),
                ('source', models.CharField(choices=[('typed', 'Typed by a person'), ('imported', 'Loaded from a file'), ('derived', 'Worked out from other records')], default='typed', editable=False, max_length=8)),
                ('load_id', models.UUIDField(blank=True, editable=False, null=True)),
                ('given_on', models.DateField()),
                ('why', models.CharField(db_comment="Why this child's work", max_length=300)),
                ('auditor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
            ],
        ),
        migrations.AddField(
            model_name='auditaction',
            name='audit',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='actions', to='quality.caseaudit'),
        ),
        migrations.CreateModel(
            name='DipSample',
            fields=[
                ('id', models.UUIDField(default=kinkeeper.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(default=kinkeeper.kernel.moment.now, editable=False)),
                ('recorded_by', models.UUIDField(blank=True, editable=False, null=True)),
                ('source', models.CharField(choices=[('typed', 'Typed by a person'), ('imported', 'Loaded from a file'), ('derived', 'Worked out from other records')], default='typed', editable=False, max_length=8)),
                ('load_id', models.UUIDField(blank=True, editable=False, null=True)),
                ('population', models.CharField(choices=[('closed_unassessed', 'Cases closed in the time without an assessment'), ('closed', 'Cases closed in the time, to be looked at again'), ('quick', 'Contacts of the time that ended with no further action within a day')], max_length=20)),
                ('since', models.DateField()),
                ('until', models.DateField()),
                ('question', models.CharField(db_comment='Answered yes or no', max_length=200)),
                ('seed', models.PositiveIntegerField()),
                ('of', models.PositiveIntegerField(db_comment='How many there were to draw from')),
                ('wanted', models.PositiveSmallIntegerField()),
                ('drawn_on', models.DateField()),
                ('answerer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Oversight',
            fields=[
                ('id', models.UUIDField(default=kinkeeper.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(default=kinkeeper.kernel.moment.now, editable=False)),
                ('recorded_by', models.UUIDField(blank=True, editable=False, null=True)),
                ('source', models.CharField(choices=[('typed', 'Typed by a person'), ('imported', 'Loaded from a file'), ('derived', 'Worked out from other records')], default='typed', editable=False, max_length=8)),
                ('load_id', models.UUIDField(blank=True, editable=False, null=True)),
                ('kind', models.CharField(choices=[('supervision', 'Decision in supervision'), ('decision', "Manager's decision")], max_length=11)),
                ('on', models.DateField()),
                ('decided', models.TextField()),
                ('why', models.TextField()),
                ('late_why', models.CharField(blank=True, db_comment='Why it was recorded on a later day', default='', max_length=300)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
            ],
        ),
        migrations.CreateModel(
            name='PracticeStandard',
            fields=[
                ('id', models.UUIDField(default=kinkeeper.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(default=kinkeeper.kernel.moment.now, editable=False)),
                ('recorded_by', models.UUIDField(blank=True, editable=False, null=True)),
                ('source', models.CharField(choices=[('typed', 'Typed by a person'), ('imported', 'Loaded from a file'), ('derived', 'Worked out from other records')], default='typed', editable=False, max_length=8)),
                ('load_id', models.UUIDField(blank=True, editable=False, null=True)),
                ('number', models.PositiveSmallIntegerField(db_comment='The first is 1', unique=True)),
                ('published_on', models.DateField()),
                ('text', models.TextField()),
                ('changed', models.CharField(db_comment='What is new in it', max_length=500)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('text', ''), _negated=True), models.Q(('changed', ''), _negated=True)), name='practice_standard_says')],
            },
        ),
        migrations.AddField(
            model_name='caseaudit',
            name='standard',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='quality.practicestandard'),
        ),
        migrations.CreateModel(
            name='SampleCase',
            fields=[
                ('id', models.UUIDField(default=kinkeeper.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(default=kinkeeper.kernel.moment.now, editable=False)),
                ('recorded_by', models.UUIDField(blank=True, editable=False, null=True)),
                ('source', models.CharField(choices=[('typed', 'Typed by a person'), ('imported', 'Loaded from a file'), ('derived', 'Worked out from other records')], default='typed', editable=False, max_length=8)),
                ('load_id', models.UUIDField(blank=True, editable=False, null=True)),
                ('of_id', models.UUIDField(db_comment='The case or the contact that was drawn')),
                ('of_on', models.DateField(db_comment='The day it closed, or came')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('sample', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='cases', to='quality.dipsample')),
            ],
        ),
        migrations.CreateModel(
            name='SampleAnswer',
            fields=[
                ('id', models.UUIDField(default=kinkeeper.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(default=kinkeeper.kernel.moment.now, editable=False)),
                ('recorded_by', models.UUIDField(blank=True, editable=False, null=True)),
                ('source', models.CharField(choices=[('typed', 'Typed by a person'), ('imported', 'Loaded from a file'), ('derived', 'Worked out from other records')], default='typed', editable=False, max_length=8)),
                ('load_id', models.UUIDField(blank=True, editable=False, null=True)),
                ('answerer_then', models.UUIDField(db_comment='Who was asked')),
                ('yes', models.BooleanField()),
                ('words', models.CharField(blank=True, default='', max_length=500)),
                ('on', models.DateField()),
                ('case', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='answer', to='quality.samplecase')),
            ],
        ),
        migrations.CreateModel(
            name='StandardAcknowledgement',
            fields=[
                ('id', models.UUIDField(default=kinkeeper.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(default=kinkeeper.kernel.moment.now, editable=False)),
                ('recorded_by', models.UUIDField(blank=True, editable=False, null=True)),
                ('source', models.CharField(choices=[('typed', 'Typed by a person'), ('imported', 'Loaded from a file'), ('derived', 'Worked out from other records')], default='typed', editable=False, max_length=8)),
                ('load_id', models.UUIDField(blank=True, editable=False, null=True)),
                ('on', models.DateField()),
                ('standard', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='acknowledged', to='quality.practicestandard')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='AuditResult',
            fields=[
                ('id', models.UUIDField(default=kinkeeper.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(default=kinkeeper.kernel.moment.now, editable=False)),
                ('recorded_by', models.UUIDField(blank=True, editable=False, null=True)),
                ('source', models.CharField(choices=[('typed', 'Typed by a person'), ('imported', 'Loaded from a file'), ('derived', 'Worked out from other records')], default='typed', editable=False, max_length=8)),
                ('load_id', models.UUIDField(blank=True, editable=False, null=True)),
                ('on', models.DateField()),
                ('grade', models.CharField(choices=[('outstanding', 'Outstanding'), ('good', 'Good'), ('requires_improvement', 'Requires improvement'), ('inadequate', 'Inadequate')], max_length=20)),
                ('found', models.TextField()),
                ('child_says', models.TextField(db_comment='What the child says, or why they were not asked')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('audit', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='result', to='quality.caseaudit')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('grade__in', ['good', 'inadequate', 'outstanding', 'requires_improvement'])), name='audit_result_grade_known'), models.CheckConstraint(condition=models.Q(models.Q(('found', ''), _negated=True), models.Q(('child_says', ''), _negated=True)), name='audit_result_says_what')],
            },
        ),
        migrations.CreateModel(
            name='AuditPart',
            fields=[
                ('id', models.UUIDField(default=kinkeeper.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(default=kinkeeper.kernel.moment.now, editable=False)),
                ('recorded_by', models.UUIDField(blank=True, editable=False, null=True)),
                ('source', models.CharField(choices=[('typed', 'Typed by a person'), ('imported', 'Loaded from a file'), ('derived', 'Worked out from other records')], default='typed', editable=False, max_length=8)),
                ('load_id', models.UUIDField(blank=True, editable=False, null=True)),
                ('part', models.CharField(choices=[('assessment', 'Assessment and analysis of risk'), ('childs_voice', 'The child seen, heard and understood'), ('planning', 'Planning and what it changed'), ('family', 'Work with the family'), ('partners', 'Work with other agencies'), ('oversight', 'Supervision and management oversight'), ('recording', 'Recording')], max_length=12)),
                ('grade', models.CharField(choices=[('outstanding', 'Outstanding'), ('good', 'Good'), ('requires_improvement', 'Requires improvement'), ('inadequate', 'Inadequate')], max_length=20)),
                ('found', models.TextField()),
                ('audit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='parts', to='quality.caseaudit')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('audit', 'part'), name='audit_part_once'), models.CheckConstraint(condition=models.Q(('part__in', ['assessment', 'childs_voice', 'family', 'oversight', 'partners', 'planning', 'recording'])), name='audit_part_known'), models.CheckConstraint(condition=models.Q(('grade__in', ['good', 'inadequate', 'outstanding', 'requires_improvement'])), name='audit_part_grade_known'), models.CheckConstraint(condition=models.Q(('found', ''), _negated=True), name='audit_part_says_what')],
            },
        ),
        migrations.CreateModel(
            name='AuditModeration',
            fields=[
                ('id', models.UUIDField(default=kinkeeper.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(default=kinkeeper.kernel.moment.now, editable=False)),
                ('recorded_by', models.UUIDField(blank=True, editable=False, null=True)),
                ('source', models.CharField(choices=[('typed', 'Typed by a person'), ('imported', 'Loaded from a file'), ('derived', 'Worked out from other records')], default='typed', editable=False, max_length=8)),
                ('load_id', models.UUIDField(blank=True, editable=False, null=True)),
                ('auditor_then', models.UUIDField(db_comment='Whose audit it was')),
                ('on', models.DateField()),
                ('grade', models.CharField(choices=[('outstanding', 'Outstanding'), ('good', 'Good'), ('requires_improvement', 'Requires improvement'), ('inadequate', 'Inadequate')], max_length=20)),
                ('why', models.TextField()),
                ('audit', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='moderation', to='quality.caseaudit')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('grade__in', ['good', 'inadequate', 'outstanding', 'requires_improvement'])), name='audit_moderation_grade_known'), models.CheckConstraint(condition=models.Q(('recorded_by__isnull', False), models.Q(('recorded_by', models.F('auditor_then')), _negated=True)), name='audit_moderated_by_another'), models.CheckConstraint(condition=models.Q(('why', ''), _negated=True), name='audit_moderation_says_why')],
            },
        ),
        migrations.AddConstraint(
            model_name='auditaction',
            constraint=models.CheckConstraint(condition=models.Q(('what', ''), _negated=True), name='audit_action_says'),
        ),
        migrations.AddConstraint(
            model_name='dipsample',
            constraint=models.CheckConstraint(condition=models.Q(('population__in', ['closed', 'closed_unassessed', 'quick'])), name='dip_sample_population_known'),
        ),
        migrations.AddConstraint(
            model_name='dipsample',
            constraint=models.CheckConstraint(condition=models.Q(('until__gte', models.F('since'))), name='dip_sample_until_after_since'),
        ),
        migrations.AddConstraint(
            model_name='dipsample',
            constraint=models.CheckConstraint(condition=models.Q(('question', ''), _negated=True), name='dip_sample_asks'),
        ),
        migrations.AddConstraint(
            model_name='dipsample',
            constraint=models.CheckConstraint(condition=models.Q(('wanted__gt', 0)), name='dip_sample_wants_some'),
        ),
        migrations.AddConstraint(
            model_name='oversight',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['decision', 'supervision'])), name='oversight_kind_known'),
        ),
        migrations.AddConstraint(
            model_name='oversight',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('decided', ''), _negated=True), models.Q(('why', ''), _negated=True)), name='oversight_says'),
        ),
        migrations.AddConstraint(
            model_name='caseaudit',
            constraint=models.CheckConstraint(condition=models.Q(('why', ''), _negated=True), name='case_audit_says_why'),
        ),
        migrations.AddConstraint(
            model_name='samplecase',
            constraint=models.UniqueConstraint(fields=('sample', 'of_id'), name='sample_case_once'),
        ),
        migrations.AddConstraint(
            model_name='sampleanswer',
            constraint=models.CheckConstraint(condition=models.Q(('recorded_by', models.F('answerer_then'))), name='sample_answered_by_asked'),
        ),
        migrations.AddConstraint(
            model_name='sampleanswer',
            constraint=models.CheckConstraint(condition=models.Q(('yes', True), models.Q(('words', ''), _negated=True), _connector='OR'), name='sample_no_says_why'),
        ),
        migrations.AddConstraint(
            model_name='standardacknowledgement',
            constraint=models.UniqueConstraint(fields=('standard', 'user'), name='standard_acknowledged_once_by_each'),
        ),
        *(append_only(f'quality_{table}') for table in STAYS),
        *(moves_only(f'quality_{table}') for table in MOVES),
    ]
