"""Legal planning, pre-proceedings and proceedings: what was done stays as written."""

import django.db.models.deletion
import kinkeeper.kernel.ids
import kinkeeper.kernel.moment
from django.db import migrations, models

from kinkeeper.access.append_only import moves_only
from kinkeeper.access.together import Together

MOVES = ('legalcase', 'legalplanning', 'legalstep')


class Migration(Together):

    initial = True

    dependencies = [
        ('casefile', '0002_the_day_a_document_was_kept'),
        ('people', '0002_words_and_the_ways_to_them'),
    ]

    operations = [
        migrations.CreateModel(
            name='LegalCase',
            fields=[
                ('id', models.UUIDField(default=kinkeeper.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(default=kinkeeper.kernel.moment.now, editable=False)),
                ('recorded_by', models.UUIDField(blank=True, editable=False, null=True)),
                ('source', models.CharField(choices=[('typed', 'Typed by a person'), ('imported', 'Loaded from a file'), ('derived', 'Worked out from other records')], default='typed', editable=False, max_length=8)),
                ('load_id', models.UUIDField(blank=True, editable=False, null=True)),
                ('asked_on', models.DateField()),
                ('why', models.TextField(db_comment='Closed to all but those granted legal advice')),
                ('person', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
            ],
        ),
        migrations.CreateModel(
            name='Hearing',
            fields=[
                ('id', models.UUIDField(default=kinkeeper.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(default=kinkeeper.kernel.moment.now, editable=False)),
                ('recorded_by', models.UUIDField(blank=True, editable=False, null=True)),
                ('source', models.CharField(choices=[('typed', 'Typed by a person'), ('imported', 'Loaded from a file'), ('derived', 'Worked out from other records')], default='typed', editable=False, max_length=8)),
                ('load_id', models.UUIDField(blank=True, editable=False, null=True)),
                ('kind', models.CharField(choices=[('interim', 'Interim hearing'), ('cmh', 'Case management hearing'), ('irh', 'Issues resolution hearing'), ('final', 'Final hearing')], max_length=8)),
                ('listed_on', models.DateField(db_comment='The day on which it was listed')),
                ('listed_for', models.DateField()),
                ('held_on', models.DateField(null=True)),
                ('outcome', models.TextField(blank=True, default='')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('case', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='hearings', to='court.legalcase')),
            ],
        ),
        migrations.CreateModel(
            name='LegalPlanning',
            fields=[
                ('id', models.UUIDField(default=kinkeeper.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(default=kinkeeper.kernel.moment.now, editable=False)),
                ('recorded_by', models.UUIDField(blank=True, editable=False, null=True)),
                ('source', models.CharField(choices=[('typed', 'Typed by a person'), ('imported', 'Loaded from a file'), ('derived', 'Worked out from other records')], default='typed', editable=False, max_length=8)),
                ('load_id', models.UUIDField(blank=True, editable=False, null=True)),
                ('held_on', models.DateField()),
                ('solicitor', models.CharField(max_length=200)),
                ('decision', models.CharField(choices=[('no', 'Neither: the plan goes on without court'), ('pre_proceedings', 'Pre-proceedings'), ('issue', 'Issue proceedings at once')], max_length=16)),
                ('chronology', models.TextField(db_comment='The chronology that was before the meeting')),
                ('family_conference', models.TextField(db_comment='Family group conference, considered')),
                ('kin', models.TextField(db_comment='Family and friends, considered')),
                ('advice', models.TextField()),
                ('reason', models.TextField()),
                ('case', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='planning', to='court.legalcase')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
            ],
        ),
        migrations.CreateModel(
            name='LegalStep',
            fields=[
                ('id', models.UUIDField(default=kinkeeper.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(default=kinkeeper.kernel.moment.now, editable=False)),
                ('recorded_by', models.UUIDField(blank=True, editable=False, null=True)),
                ('source', models.CharField(choices=[('typed', 'Typed by a person'), ('imported', 'Loaded from a file'), ('derived', 'Worked out from other records')], default='typed', editable=False, max_length=8)),
                ('load_id', models.UUIDField(blank=True, editable=False, null=True)),
                ('kind', models.CharField(choices=[('letter', 'Letter before proceedings sent'), ('meeting', 'Pre-proceedings meeting held'), ('review', 'Pre-proceedings reviewed'), ('extension', 'Pre-proceedings extended'), ('stepped_down', 'Pre-proceedings ended'), ('issued', 'Application issued'), ('documents', 'Court documents filed'), ('directions', 'Standard directions given'), ('court_extension', 'Timetable extended by the court'), ('final', 'Final order')], max_length=16)),
                ('on', models.DateField()),
                ('words', models.TextField(blank=True, db_comment='Why, or what was agreed', default='')),
                ('until', models.DateField(db_comment='The end as it is extended to', null=True)),
                ('order', models.CharField(blank=True, choices=[('care', 'Care order'), ('supervision', 'Supervision order'), ('special_guardianship', 'Special guardianship order'), ('child_arrangements', 'Child arrangements order'), ('placement', 'Care order and placement order'), ('none', 'No order, or the application was withdrawn')], default='', max_length=24)),
                ('case', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='court.legalcase')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
            ],
        ),
        migrations.AddIndex(
            model_name='legalcase',
            index=models.Index(fields=['person', 'asked_on'], name='legal_case_person'),
        ),
        migrations.AddConstraint(
            model_name='legalcase',
            constraint=models.CheckConstraint(condition=models.Q(('why', ''), _negated=True), name='legal_case_says_why'),
        ),
        migrations.AddIndex(
            model_name='hearing',
            index=models.Index(fields=['case', 'listed_for'], name='hearing_case'),
        ),
        migrations.AddConstraint(
            model_name='hearing',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['cmh', 'final', 'interim', 'irh'])), name='hearing_kind_known'),
        ),
        migrations.AddConstraint(
            model_name='hearing',
            constraint=models.CheckConstraint(condition=models.Q(('listed_for__gte', models.F('listed_on'))), name='hearing_listed_before'),
        ),
        migrations.AddConstraint(
            model_name='hearing',
            constraint=models.CheckConstraint(condition=models.Q(('held_on__gte', models.F('listed_on'))), name='hearing_held_after_listed'),
        ),
        migrations.AddConstraint(
            model_name='hearing',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('held_on__isnull', True), ('outcome', '')), models.Q(('held_on__isnull', False), models.Q(('outcome', ''), _negated=True)), _connector='OR'), name='hearing_held_has_outcome'),
        ),
        migrations.AddConstraint(
            model_name='legalplanning',
            constraint=models.CheckConstraint(condition=models.Q(('decision__in', ['issue', 'no', 'pre_proceedings'])), name='legal_planning_decision_known'),
        ),
        migrations.AddConstraint(
            model_name='legalplanning',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('solicitor', ''), _negated=True), models.Q(('chronology', ''), _negated=True), models.Q(('family_conference', ''), _negated=True), models.Q(('kin', ''), _negated=True), models.Q(('advice', ''), _negated=True), models.Q(('reason', ''), _negated=True)), name='legal_planning_whole'),
        ),
        migrations.AddIndex(
            model_name='legalstep',
            index=models.Index(fields=['case', 'on'], name='legal_step_case'),
        ),
        migrations.AddConstraint(
            model_name='legalstep',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['court_extension', 'directions', 'documents', 'extension', 'final', 'issued', 'letter', 'meeting', 'review', 'stepped_down'])), name='legal_step_kind_known'),
        ),
        migrations.AddConstraint(
            model_name='legalstep',
            constraint=models.UniqueConstraint(condition=models.Q(('kind__in', ('letter', 'stepped_down', 'issued', 'documents', 'directions', 'final'))), fields=('case', 'kind'), name='legal_step_once'),
        ),
        migrations.AddConstraint(
            model_name='legalstep',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind__in', ('extension', 'court_extension')), ('until__isnull', False)), models.Q(models.Q(('kind__in', ('extension', 'court_extension')), _negated=True), ('until__isnull', True)), _connector='OR'), name='legal_step_extension_ends'),
        ),
        migrations.AddConstraint(
            model_name='legalstep',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'final'), ('order__in', ['care', 'child_arrangements', 'none', 'placement', 'special_guardianship', 'supervision'])), models.Q(models.Q(('kind', 'final'), _negated=True), ('order', '')), _connector='OR'), name='legal_step_final_order_known'),
        ),
        *(moves_only(f'court_{table}') for table in MOVES),
    ]
