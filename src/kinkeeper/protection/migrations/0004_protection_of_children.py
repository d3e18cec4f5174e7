"""Protection from suspicion to the end of a plan: what was done or said stays as written."""

import django.db.models.deletion
import kinkeeper.kernel.ids
import kinkeeper.kernel.moment
from django.db import migrations, models

from kinkeeper.access.append_only import append_only, moves_only
from kinkeeper.access.together import Together

STAYS = (
    'agencyreport', 'conferenceheld', 'conferenceview', 'coregroupmember', 'enquirylead',
    'enquiryoutcome', 'enquiryview', 'invitation', 'listenquiry', 'plancheck', 'planending',
    'planterms', 'strategyattendance', 'strategyrecord',
)
MOVES = ('harmsuspicion',)


class Migration(Together):

    dependencies = [
        ('frontdoor', '0010_closure_decided'),
        ('people', '0002_words_and_the_ways_to_them'),
        ('protection', '0003_plans_and_meetings'),
        ('workforce', '0004_why_an_allocation_ended'),
    ]

    operations = [
        migrations.CreateModel(
            name='AgencyReport',
            fields=[
                ('id', models.UUIDField(default=kinkeeper.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(default=kinkeeper.kernel.moment.now, editable=False)),
                ('recorded_by', models.UUIDField(blank=True, editable=False, null=True)),
                ('source', models.CharField(choices=[('typed', 'Typed by a person'), ('imported', 'Loaded from a file'), ('derived', 'Worked out from other records')], default='typed', editable=False, max_length=8)),
                ('load_id', models.UUIDField(blank=True, editable=False, null=True)),
                ('received_on', models.DateField()),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ConferenceBooking',
            fields=[
                ('id', models.UUIDField(default=kinkeeper.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(default=kinkeeper.kernel.moment.now, editable=False)),
                ('recorded_by', models.UUIDField(blank=True, editable=False, null=True)),
                ('source', models.CharField(choices=[('typed', 'Typed by a person'), ('imported', 'Loaded from a file'), ('derived', 'Worked out from other records')], default='typed', editable=False, max_length=8)),
                ('load_id', models.UUIDField(blank=True, editable=False, null=True)),
                ('kind', models.CharField(choices=[('initial', 'Initial child protection conference'), ('review', 'Review child protection conference'), ('transfer_in', 'Transfer-in conference')], max_length=20)),
                ('booked_on', models.DateField()),
                ('booked_for', models.DateField()),
                ('moved_why', models.TextField(blank=True, db_comment='Why it was moved, the last time', default='')),
                ('report_shared_on', models.DateField(db_comment="The family has the worker's report", null=True)),
                ('reports_in_on', models.DateField(db_comment='The last report asked for has come', null=True)),
                ('held_on', models.DateField(null=True)),
                ('called_off_on', models.DateField(null=True)),
                ('called_off_why', models.TextField(blank=True, default='')),
                ('decisions_sent_on', models.DateField(null=True)),
                ('minutes_sent_on', models.DateField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name='ConferenceHeld',
            fields=[
                ('id', models.UUIDField(default=kinkeeper.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(default=kinkeeper.kernel.moment.now, editable=False)),
                ('recorded_by', models.UUIDField(blank=True, editable=False, null=True)),
                ('source', models.CharField(choices=[('typed', 'Typed by a person'), ('imported', 'Loaded from a file'), ('derived', 'Worked out from other records')], default='typed', editable=False, max_length=8)),
                ('load_id', models.UUIDField(blank=True, editable=False, null=True)),
                ('on', models.DateField()),
                ('decision', models.CharField(choices=[('plan', 'The child is made the subject of a child protection plan'), ('no_plan', 'No child protection plan'), ('continue', 'The child protection plan goes on'), ('end', 'The child protection plan ends')], max_length=10)),
                ('reasons', models.TextField()),
                ('childs_view', models.TextField(db_comment='How the child took part, or their view was sought')),
                ('family_view', models.TextField(blank=True, default='')),
                ('not_quorate_why', models.TextField(blank=True, db_comment='Why the chair went ahead without a quorum', default='')),
            ],
        ),
        migrations.CreateModel(
            name='ConferenceView',
            fields=[
                ('id', models.UUIDField(default=kinkeeper.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(default=kinkeeper.kernel.moment.now, editable=False)),
                ('recorded_by', models.UUIDField(blank=True, editable=False, null=True)),
                ('source', models.CharField(choices=[('typed', 'Typed by a person'), ('imported', 'Loaded from a file'), ('derived', 'Worked out from other records')], default='typed', editable=False, max_length=8)),
                ('load_id', models.UUIDField(blank=True, editable=False, null=True)),
                ('agency', models.CharField(choices=[('local_authority', 'Local authority'), ('police', 'Police'), ('health', 'Health'), ('education', 'School, college or nursery'), ('probation', 'Probation'), ('other', 'Another agency')], max_length=16)),
                ('name', models.CharField(blank=True, default='', max_length=200)),
                ('came', models.BooleanField()),
                ('view', models.CharField(choices=[('agrees', 'Agrees'), ('dissents', 'Dissents'), ('none', 'Gave no view')], max_length=10)),
                ('words', models.TextField(blank=True, db_comment='Why it dissents', default='')),
            ],
        ),
        migrations.CreateModel(
            name='CoreGroupMember',
            fields=[
                ('id', models.UUIDField(default=kinkeeper.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(default=kinkeeper.kernel.moment.now, editable=False)),
                ('recorded_by', models.UUIDField(blank=True, editable=False, null=True)),
                ('source', models.CharField(choices=[('typed', 'Typed by a person'), ('imported', 'Loaded from a file'), ('derived', 'Worked out from other records')], default='typed', editable=False, max_length=8)),
                ('load_id', models.UUIDField(blank=True, editable=False, null=True)),
                ('name', models.CharField(max_length=200)),
                ('agency', models.CharField(choices=[('local_authority', 'Local authority'), ('police', 'Police'), ('health', 'Health'), ('education', 'School, college or nursery'), ('probation', 'Probation'), ('other', 'Another agency')], max_length=16, null=True)),
            ],
        ),
        migrations.CreateModel(
            name='EnquiryLead',
            fields=[
                ('id', models.UUIDField(default=kinkeeper.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(default=kinkeeper.kernel.moment.now, editable=False)),
                ('recorded_by', models.UUIDField(blank=True, editable=False, null=True)),
                ('source', models.CharField(choices=[('typed', 'Typed by a person'), ('imported', 'Loaded from a file'), ('derived', 'Worked out from other records')], default='typed', editable=False, max_length=8)),
                ('load_id', models.UUIDField(blank=True, editable=False, null=True)),
                ('joint', models.BooleanField()),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='EnquiryOutcome',
            fields=[
                ('id', models.UUIDField(default=kinkeeper.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(default=kinkeeper.kernel.moment.now, editable=False)),
                ('recorded_by', models.UUIDField(blank=True, editable=False, null=True)),
                ('source', models.CharField(choices=[('typed', 'Typed by a person'), ('imported', 'Loaded from a file'), ('derived', 'Worked out from other records')], default='typed', editable=False, max_length=8)),
                ('load_id', models.UUIDField(blank=True, editable=False, null=True)),
                ('on', models.DateField()),
                ('result', models.CharField(choices=[('not_substantiated', 'Concerns are not substantiated'), ('safe', 'Substantiated, and the child is not likely to go on suffering harm'), ('continuing', 'Substantiated, and the child is likely to suffer significant harm')], max_length=20)),
                ('reason', models.TextField()),
                ('account', models.TextField(db_comment='What the child told, or how it was sought')),
                ('feedback', models.TextField(db_comment='When and how the family was told')),
            ],
        ),
        migrations.CreateModel(
            name='EnquiryView',
            fields=[
                ('id', models.UUIDField(default=kinkeeper.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(default=kinkeeper.kernel.moment.now, editable=False)),
                ('recorded_by', models.UUIDField(blank=True, editable=False, null=True)),
                ('source', models.CharField(choices=[('typed', 'Typed by a person'), ('imported', 'Loaded from a file'), ('derived', 'Worked out from other records')], default='typed', editable=False, max_length=8)),
                ('load_id', models.UUIDField(blank=True, editable=False, null=True)),
                ('agency', models.CharField(choices=[('local_authority', 'Local authority'), ('police', 'Police'), ('health', 'Health'), ('education', 'School, college or nursery'), ('probation', 'Probation'), ('other', 'Another agency')], max_length=16)),
                ('asks_for_conference', models.BooleanField()),
                ('words', models.TextField(blank=True, default='')),
            ],
        ),
        migrations.CreateModel(
            name='HarmSuspicion',
            fields=[
                ('id', models.UUIDField(default=kinkeeper.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(default=kinkeeper.kernel.moment.now, editable=False)),
                ('recorded_by', models.UUIDField(blank=True, editable=False, null=True)),
                ('source', models.CharField(choices=[('typed', 'Typed by a person'), ('imported', 'Loaded from a file'), ('derived', 'Worked out from other records')], default='typed', editable=False, max_length=8)),
                ('load_id', models.UUIDField(blank=True, editable=False, null=True)),
                ('on', models.DateField()),
                ('cause', models.TextField()),
                ('backdated_why', models.TextField(blank=True, db_comment='Why the day is before the referral that it rests on', default='')),
            ],
        ),
        migrations.CreateModel(
            name='Invitation',
            fields=[
                ('id', models.UUIDField(default=kinkeeper.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(default=kinkeeper.kernel.moment.now, editable=False)),
                ('recorded_by', models.UUIDField(blank=True, editable=False, null=True)),
                ('source', models.CharField(choices=[('typed', 'Typed by a person'), ('imported', 'Loaded from a file'), ('derived', 'Worked out from other records')], default='typed', editable=False, max_length=8)),
                ('load_id', models.UUIDField(blank=True, editable=False, null=True)),
                ('agency', models.CharField(choices=[('local_authority', 'Local authority'), ('police', 'Police'), ('health', 'Health'), ('education', 'School, college or nursery'), ('probation', 'Probation'), ('other', 'Another agency')], max_length=16)),
                ('name', models.CharField(db_comment='Who, or what the agency is called', max_length=200)),
                ('invited_on', models.DateField()),
            ],
        ),
        migrations.CreateModel(
            name='ListEnquiry',
            fields=[
                ('id', models.UUIDField(default=kinkeeper.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(default=kinkeeper.kernel.moment.now, editable=False)),
                ('recorded_by', models.UUIDField(blank=True, editable=False, null=True)),
                ('source', models.CharField(choices=[('typed', 'Typed by a person'), ('imported', 'Loaded from a file'), ('derived', 'Worked out from other records')], default='typed', editable=False, max_length=8)),
                ('load_id', models.UUIDField(blank=True, editable=False, null=True)),
                ('name', models.CharField(max_length=200)),
                ('born_on', models.DateField()),
                ('agency', models.CharField(choices=[('local_authority', 'Local authority'), ('police', 'Police'), ('health', 'Health'), ('education', 'School, college or nursery'), ('probation', 'Probation'), ('other', 'Another agency')], max_length=16)),
                ('asker', models.CharField(db_comment='Who asks, and of what', max_length=200)),
                ('telephone', models.CharField(max_length=40)),
                ('why', models.TextField()),
                ('asked_on', models.DateField()),
                ('asked_at', models.DateTimeField()),
                ('on_list', models.BooleanField()),
                ('earlier', models.PositiveSmallIntegerField(db_comment='Enquiries about the same child in the year before')),
            ],
        ),
        migrations.CreateModel(
            name='PlanCheck',
            fields=[
                ('id', models.UUIDField(default=kinkeeper.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(default=kinkeeper.kernel.moment.now, editable=False)),
                ('recorded_by', models.UUIDField(blank=True, editable=False, null=True)),
                ('source', models.CharField(choices=[('typed', 'Typed by a person'), ('imported', 'Loaded from a file'), ('derived', 'Worked out from other records')], default='typed', editable=False, max_length=8)),
                ('load_id', models.UUIDField(blank=True, editable=False, null=True)),
                ('kind', models.CharField(choices=[('midpoint', 'Midway check by the chair'), ('senior', 'Senior review of a long plan')], max_length=10)),
                ('on', models.DateField()),
                ('words', models.TextField()),
            ],
        ),
        migrations.CreateModel(
            name='PlanEnding',
            fields=[
                ('id', models.UUIDField(default=kinkeeper.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(default=kinkeeper.kernel.moment.now, editable=False)),
                ('recorded_by', models.UUIDField(blank=True, editable=False, null=True)),
                ('source', models.CharField(choices=[('typed', 'Typed by a person'), ('imported', 'Loaded from a file'), ('derived', 'Worked out from other records')], default='typed', editable=False, max_length=8)),
                ('load_id', models.UUIDField(blank=True, editable=False, null=True)),
                ('on', models.DateField()),
                ('reason', models.CharField(choices=[('not_needed', 'The conference judged it no longer needed'), ('looked_after', 'The child is looked after, and needs it no longer'), ('moved', 'Moved away for good, and the other authority held its conference'), ('eighteen', 'The young person turned 18'), ('died', 'The child died')], max_length=12)),
                ('words', models.TextField()),
                ('cin_offered', models.BooleanField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name='PlanTerms',
            fields=[
                ('id', models.UUIDField(default=kinkeeper.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(default=kinkeeper.kernel.moment.now, editable=False)),
                ('recorded_by', models.UUIDField(blank=True, editable=False, null=True)),
                ('source', models.CharField(choices=[('typed', 'Typed by a person'), ('imported', 'Loaded from a file'), ('derived', 'Worked out from other records')], default='typed', editable=False, max_length=8)),
                ('load_id', models.UUIDField(blank=True, editable=False, null=True)),
                ('on', models.DateField()),
                ('outline', models.TextField(db_comment='What has to change, and what is done')),
                ('contingency', models.TextField(db_comment='What is done if the plan does not work')),
                ('visit_days', models.PositiveSmallIntegerField(db_comment='Working days between visits')),
                ('review_by', models.DateField(db_comment='The day the next review conference is held by')),
            ],
        ),
        migrations.CreateModel(
            name='StrategyAttendance',
            fields=[
                ('id', models.UUIDField(default=kinkeeper.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(default=kinkeeper.kernel.moment.now, editable=False)),
                ('recorded_by', models.UUIDField(blank=True, editable=False, null=True)),
                ('source', models.CharField(choices=[('typed', 'Typed by a person'), ('imported', 'Loaded from a file'), ('derived', 'Worked out from other records')], default='typed', editable=False, max_length=8)),
                ('load_id', models.UUIDField(blank=True, editable=False, null=True)),
                ('agency', models.CharField(choices=[('local_authority', 'Local authority'), ('police', 'Police'), ('health', 'Health'), ('education', 'School, college or nursery'), ('probation', 'Probation'), ('other', 'Another agency')], max_length=16)),
                ('name', models.CharField(blank=True, default='', max_length=200)),
                ('came', models.BooleanField()),
            ],
        ),
        migrations.CreateModel(
            name='StrategyRecord',
            fields=[
                ('id', models.UUIDField(default=kinkeeper.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(default=kinkeeper.kernel.moment.now, editable=False)),
                ('recorded_by', models.UUIDField(blank=True, editable=False, null=True)),
                ('source', models.CharField(choices=[('typed', 'Typed by a person'), ('imported', 'Loaded from a file'), ('derived', 'Worked out from other records')], default='typed', editable=False, max_length=8)),
                ('load_id', models.UUIDField(blank=True, editable=False, null=True)),
                ('held_on', models.DateField()),
                ('decision', models.CharField(choices=[('s47_single', 'Section 47 enquiry by the local authority alone'), ('s47_joint', 'Section 47 enquiry by the local authority and the police'), ('assessment', 'Assessment or help without section 47'), ('nothing', 'Nothing more')], max_length=12)),
                ('reason', models.TextField(blank=True, default='')),
                ('shared', models.TextField(db_comment='What each agency told')),
                ('safety', models.TextField(db_comment='What keeps the child safe at once')),
                ('plan', models.TextField(blank=True, db_comment='Visit, medical, interview', default='')),
                ('seen_by', models.CharField(blank=True, default='', max_length=200)),
                ('see_by_on', models.DateField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name='TemporaryPlan',
            fields=[
                ('id', models.UUIDField(default=kinkeeper.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(default=kinkeeper.kernel.moment.now, editable=False)),
                ('recorded_by', models.UUIDField(blank=True, editable=False, null=True)),
                ('source', models.CharField(choices=[('typed', 'Typed by a person'), ('imported', 'Loaded from a file'), ('derived', 'Worked out from other records')], default='typed', editable=False, max_length=8)),
                ('load_id', models.UUIDField(blank=True, editable=False, null=True)),
                ('authority', models.CharField(max_length=200)),
                ('contact', models.CharField(db_comment='Whom to ring there, and the number', max_length=200)),
                ('category', models.CharField(max_length=10)),
                ('started_on', models.DateField()),
                ('ended_on', models.DateField(null=True)),
                ('ended_why', models.TextField(blank=True, default='')),
            ],
        ),
        migrations.CreateModel(
            name='Transfer',
            fields=[
                ('id', models.UUIDField(default=kinkeeper.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(default=kinkeeper.kernel.moment.now, editable=False)),
                ('recorded_by', models.UUIDField(blank=True, editable=False, null=True)),
                ('source', models.CharField(choices=[('typed', 'Typed by a person'), ('imported', 'Loaded from a file'), ('derived', 'Worked out from other records')], default='typed', editable=False, max_length=8)),
                ('load_id', models.UUIDField(blank=True, editable=False, null=True)),
                ('way', models.CharField(choices=[('in', 'Into this area'), ('out', 'Out of this area')], max_length=3)),
                ('authority', models.CharField(db_comment='The other authority', max_length=200)),
                ('notified_on', models.DateField()),
                ('received_on', models.DateField(db_comment='The day the receiving authority held its conference', null=True)),
            ],
        ),
        migrations.AddConstraint(
            model_name='plan',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'cp'), _negated=True), models.Q(('source', 'typed'), _negated=True), ('recorded_by__isnull', True), ('conference__isnull', False), _connector='OR'), name='plan_begun_by_conference'),
        ),
        migrations.AddField(
            model_name='conferencebooking',
            name='chair',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='workforce.worker'),
        ),
        migrations.AddField(
            model_name='conferencebooking',
            name='enquiry',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='bookings', to='protection.section47enquiry'),
        ),
        migrations.AddField(
            model_name='conferencebooking',
            name='episode',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='frontdoor.helpepisode'),
        ),
        migrations.AddField(
            model_name='conferencebooking',
            name='person',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person'),
        ),
        migrations.AddField(
            model_name='conferencebooking',
            name='plan',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='bookings', to='protection.plan'),
        ),
        migrations.AddField(
            model_name='conferenceheld',
            name='booking',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='came_to', to='protection.conferencebooking'),
        ),
        migrations.AddField(
            model_name='conferenceheld',
            name='conference',
            field=models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='came_to', to='protection.conference'),
        ),
        migrations.AddField(
            model_name='conferenceview',
            name='held',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='views', to='protection.conferenceheld'),
        ),
        migrations.AddField(
            model_name='enquirylead',
            name='enquiry',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='led', to='protection.section47enquiry'),
        ),
        migrations.AddField(
            model_name='enquirylead',
            name='worker',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='workforce.worker'),
        ),
        migrations.AddField(
            model_name='enquiryoutcome',
            name='enquiry',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='outcome', to='protection.section47enquiry'),
        ),
        migrations.AddField(
            model_name='enquiryoutcome',
            name='episode',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='frontdoor.helpepisode'),
        ),
        migrations.AddField(
            model_name='enquiryoutcome',
            name='person',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person'),
        ),
        migrations.AddField(
            model_name='enquiryview',
            name='outcome',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='views', to='protection.enquiryoutcome'),
        ),
        migrations.AddField(
            model_name='harmsuspicion',
            name='episode',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='frontdoor.helpepisode'),
        ),
        migrations.AddField(
            model_name='harmsuspicion',
            name='person',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person'),
        ),
        migrations.AddField(
            model_name='invitation',
            name='booking',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='invitations', to='protection.conferencebooking'),
        ),
        migrations.AddField(
            model_name='agencyreport',
            name='invitation',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='report', to='protection.invitation'),
        ),
        migrations.AddField(
            model_name='listenquiry',
            name='person',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person'),
        ),
        migrations.AddField(
            model_name='plancheck',
            name='episode',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='frontdoor.helpepisode'),
        ),
        migrations.AddField(
            model_name='plancheck',
            name='person',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person'),
        ),
        migrations.AddField(
            model_name='plancheck',
            name='plan',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='checks', to='protection.plan'),
        ),
        migrations.AddField(
            model_name='planending',
            name='booking',
            field=models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='ended_plan', to='protection.conferencebooking'),
        ),
        migrations.AddField(
            model_name='planending',
            name='plan',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='ending', to='protection.plan'),
        ),
        migrations.AddField(
            model_name='planterms',
            name='held',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='terms', to='protection.conferenceheld'),
        ),
        migrations.AddField(
            model_name='planterms',
            name='lead',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='workforce.worker'),
        ),
        migrations.AddField(
            model_name='planterms',
            name='plan',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='terms', to='protection.plan'),
        ),
        migrations.AddField(
            model_name='coregroupmember',
            name='terms',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='core_group', to='protection.planterms'),
        ),
        migrations.AddField(
            model_name='strategyrecord',
            name='discussion',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='told', to='protection.strategydiscussion'),
        ),
        migrations.AddField(
            model_name='strategyrecord',
            name='episode',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='frontdoor.helpepisode'),
        ),
        migrations.AddField(
            model_name='strategyrecord',
            name='person',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person'),
        ),
        migrations.AddField(
            model_name='strategyrecord',
            name='suspicion',
            field=models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='answer', to='protection.harmsuspicion'),
        ),
        migrations.AddField(
            model_name='strategyattendance',
            name='record_of',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='attendances', to='protection.strategyrecord'),
        ),
        migrations.AddField(
            model_name='temporaryplan',
            name='person',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person'),
        ),
        migrations.AddField(
            model_name='transfer',
            name='booking',
            field=models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='transfer', to='protection.conferencebooking'),
        ),
        migrations.AddField(
            model_name='transfer',
            name='episode',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='frontdoor.helpepisode'),
        ),
        migrations.AddField(
            model_name='transfer',
            name='person',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person'),
        ),
        migrations.AddField(
            model_name='transfer',
            name='plan',
            field=models.ForeignKey(db_comment='Of ours', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='transfers', to='protection.plan'),
        ),
        migrations.AddIndex(
            model_name='conferencebooking',
            index=models.Index(fields=['person', 'booked_for'], name='conference_booked_person'),
        ),
        migrations.AddConstraint(
            model_name='conferencebooking',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['initial', 'review', 'transfer_in'])), name='conference_booking_kind_known'),
        ),
        migrations.AddConstraint(
            model_name='conferencebooking',
            constraint=models.CheckConstraint(condition=models.Q(('booked_for__gte', models.F('booked_on'))), name='conference_booked_ahead'),
        ),
        migrations.AddConstraint(
            model_name='conferencebooking',
            constraint=models.UniqueConstraint(condition=models.Q(('called_off_on', None), ('held_on', None)), fields=('person',), name='conference_booked_one_at_a_time'),
        ),
        migrations.AddConstraint(
            model_name='conferencebooking',
            constraint=models.CheckConstraint(condition=models.Q(('held_on__isnull', True), ('called_off_on__isnull', True), _connector='OR'), name='conference_held_or_called_off'),
        ),
        migrations.AddConstraint(
            model_name='conferencebooking',
            constraint=models.CheckConstraint(condition=models.Q(('called_off_on', None), models.Q(('called_off_why', ''), _negated=True), _connector='OR'), name='conference_called_off_why'),
        ),
        migrations.AddConstraint(
            model_name='conferencebooking',
            constraint=models.CheckConstraint(condition=models.Q(('decisions_sent_on__isnull', True), ('held_on__isnull', False), _connector='OR'), name='conference_decisions_of_held'),
        ),
        migrations.AddConstraint(
            model_name='conferencebooking',
            constraint=models.CheckConstraint(condition=models.Q(('minutes_sent_on__isnull', True), ('held_on__isnull', False), _connector='OR'), name='conference_minutes_of_held'),
        ),
        migrations.AddConstraint(
            model_name='conferencebooking',
            constraint=models.CheckConstraint(condition=models.Q(('decisions_sent_on__gte', models.F('held_on'))), name='conference_decisions_after_held'),
        ),
        migrations.AddConstraint(
            model_name='conferencebooking',
            constraint=models.CheckConstraint(condition=models.Q(('minutes_sent_on__gte', models.F('held_on'))), name='conference_minutes_after_held'),
        ),
        migrations.AddConstraint(
            model_name='conferenceheld',
            constraint=models.CheckConstraint(condition=models.Q(('decision__in', ['continue', 'end', 'no_plan', 'plan'])), name='conference_decision_known'),
        ),
        migrations.AddConstraint(
            model_name='conferenceheld',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('reasons', ''), _negated=True), models.Q(('childs_view', ''), _negated=True)), name='conference_decision_told'),
        ),
        migrations.AddIndex(
            model_name='conferenceview',
            index=models.Index(fields=['held', 'agency'], name='conference_view_held'),
        ),
        migrations.AddConstraint(
            model_name='conferenceview',
            constraint=models.CheckConstraint(condition=models.Q(('agency__in', ['education', 'health', 'local_authority', 'other', 'police', 'probation'])), name='conference_view_agency_known'),
        ),
        migrations.AddConstraint(
            model_name='conferenceview',
            constraint=models.CheckConstraint(condition=models.Q(('view__in', ['agrees', 'dissents', 'none'])), name='conference_view_known'),
        ),
        migrations.AddConstraint(
            model_name='conferenceview',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('view', 'dissents'), _negated=True), models.Q(('words', ''), _negated=True), _connector='OR'), name='conference_dissent_says_why'),
        ),
        migrations.AddConstraint(
            model_name='enquiryoutcome',
            constraint=models.CheckConstraint(condition=models.Q(('result__in', ['continuing', 'not_substantiated', 'safe'])), name='enquiry_result_known'),
        ),
        migrations.AddConstraint(
            model_name='enquiryoutcome',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('reason', ''), _negated=True), models.Q(('account', ''), _negated=True), models.Q(('feedback', ''), _negated=True)), name='enquiry_outcome_told'),
        ),
        migrations.AddConstraint(
            model_name='enquiryview',
            constraint=models.CheckConstraint(condition=models.Q(('agency__in', ['education', 'health', 'local_authority', 'other', 'police', 'probation'])), name='enquiry_view_agency_known'),
        ),
        migrations.AddConstraint(
            model_name='enquiryview',
            constraint=models.UniqueConstraint(fields=('outcome', 'agency'), name='enquiry_view_once'),
        ),
        migrations.AddIndex(
            model_name='harmsuspicion',
            index=models.Index(fields=['person', 'on'], name='harm_suspicion_person'),
        ),
        migrations.AddConstraint(
            model_name='harmsuspicion',
            constraint=models.CheckConstraint(condition=models.Q(('cause', ''), _negated=True), name='harm_suspicion_cause'),
        ),
        migrations.AddConstraint(
            model_name='invitation',
            constraint=models.CheckConstraint(condition=models.Q(('agency__in', ['education', 'health', 'local_authority', 'other', 'police', 'probation'])), name='invitation_agency_known'),
        ),
        migrations.AddConstraint(
            model_name='invitation',
            constraint=models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='invitation_named'),
        ),
        migrations.AddConstraint(
            model_name='invitation',
            constraint=models.UniqueConstraint(fields=('booking', 'agency', 'name'), name='invitation_once'),
        ),
        migrations.AddIndex(
            model_name='listenquiry',
            index=models.Index(fields=['asked_at'], name='list_enquiry_asked'),
        ),
        migrations.AddConstraint(
            model_name='listenquiry',
            constraint=models.CheckConstraint(condition=models.Q(('agency__in', ['education', 'health', 'local_authority', 'other', 'police', 'probation'])), name='list_enquiry_agency_known'),
        ),
        migrations.AddConstraint(
            model_name='listenquiry',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('name', ''), _negated=True), models.Q(('asker', ''), _negated=True), models.Q(('why', ''), _negated=True), models.Q(('telephone', ''), _negated=True)), name='list_enquiry_whole'),
        ),
        migrations.AddConstraint(
            model_name='listenquiry',
            constraint=models.CheckConstraint(condition=models.Q(('on_list', False), ('person__isnull', False), _connector='OR'), name='list_enquiry_of_somebody'),
        ),
        migrations.AddIndex(
            model_name='plancheck',
            index=models.Index(fields=['plan', 'kind', 'on'], name='plan_check_plan'),
        ),
        migrations.AddConstraint(
            model_name='plancheck',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['midpoint', 'senior'])), name='plan_check_kind_known'),
        ),
        migrations.AddConstraint(
            model_name='plancheck',
            constraint=models.CheckConstraint(condition=models.Q(('words', ''), _negated=True), name='plan_check_told'),
        ),
        migrations.AddConstraint(
            model_name='planending',
            constraint=models.CheckConstraint(condition=models.Q(('reason__in', ['died', 'eighteen', 'looked_after', 'moved', 'not_needed'])), name='plan_ending_reason_known'),
        ),
        migrations.AddConstraint(
            model_name='planending',
            constraint=models.CheckConstraint(condition=models.Q(('words', ''), _negated=True), name='plan_ending_told'),
        ),
        migrations.AddConstraint(
            model_name='planending',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('reason__in', ('not_needed', 'looked_after')), _negated=True), models.Q(('booking__isnull', False), ('cin_offered__isnull', False)), _connector='OR'), name='plan_ending_by_conference'),
        ),
        migrations.AddConstraint(
            model_name='planterms',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('outline', ''), _negated=True), models.Q(('contingency', ''), _negated=True)), name='plan_terms_whole'),
        ),
        migrations.AddConstraint(
            model_name='planterms',
            constraint=models.CheckConstraint(condition=models.Q(('visit_days__gte', 1)), name='plan_terms_visits'),
        ),
        migrations.AddConstraint(
            model_name='planterms',
            constraint=models.CheckConstraint(condition=models.Q(('review_by__gt', models.F('on'))), name='plan_terms_review_after'),
        ),
        migrations.AddIndex(
            model_name='coregroupmember',
            index=models.Index(fields=['terms', 'name'], name='core_group_terms'),
        ),
        migrations.AddConstraint(
            model_name='coregroupmember',
            constraint=models.CheckConstraint(condition=models.Q(('agency__in', ['education', 'health', 'local_authority', 'other', 'police', 'probation'])), name='core_group_agency_known'),
        ),
        migrations.AddConstraint(
            model_name='coregroupmember',
            constraint=models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='core_group_named'),
        ),
        migrations.AddConstraint(
            model_name='strategyrecord',
            constraint=models.CheckConstraint(condition=models.Q(('decision__in', ['assessment', 'nothing', 's47_joint', 's47_single'])), name='strategy_decision_known'),
        ),
        migrations.AddConstraint(
            model_name='strategyrecord',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('shared', ''), _negated=True), models.Q(('safety', ''), _negated=True)), name='strategy_shared_and_safe'),
        ),
        migrations.AddConstraint(
            model_name='strategyrecord',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('decision__in', ('s47_single', 's47_joint')), _negated=True), models.Q(models.Q(('seen_by', ''), _negated=True), ('see_by_on__isnull', False)), _connector='OR'), name='strategy_enquiry_sees_the_child'),
        ),
        migrations.AddIndex(
            model_name='strategyattendance',
            index=models.Index(fields=['record_of', 'agency'], name='strategy_attendance_record'),
        ),
        migrations.AddConstraint(
            model_name='strategyattendance',
            constraint=models.CheckConstraint(condition=models.Q(('agency__in', ['education', 'health', 'local_authority', 'other', 'police', 'probation'])), name='strategy_attendance_agency_known'),
        ),
        migrations.AddConstraint(
            model_name='strategyattendance',
            constraint=models.CheckConstraint(condition=models.Q(('came', False), models.Q(('name', ''), _negated=True), _connector='OR'), name='strategy_attendance_named'),
        ),
        migrations.AddIndex(
            model_name='temporaryplan',
            index=models.Index(fields=['person', 'started_on'], name='temporary_plan_person'),
        ),
        migrations.AddConstraint(
            model_name='temporaryplan',
            constraint=models.CheckConstraint(condition=models.Q(('ended_on__gte', models.F('started_on'))), name='temporary_plan_ends_after_start'),
        ),
        migrations.AddConstraint(
            model_name='temporaryplan',
            constraint=models.CheckConstraint(condition=models.Q(('category__regex', '^[A-Z0-9]+$')), name='temporary_plan_category_code'),
        ),
        migrations.AddConstraint(
            model_name='temporaryplan',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_on', None)), fields=('person',), name='temporary_plan_one_open'),
        ),
        migrations.AddConstraint(
            model_name='temporaryplan',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('authority', ''), _negated=True), models.Q(('contact', ''), _negated=True)), name='temporary_plan_whose'),
        ),
        migrations.AddIndex(
            model_name='transfer',
            index=models.Index(fields=['person', 'way'], name='transfer_person'),
        ),
        migrations.AddConstraint(
            model_name='transfer',
            constraint=models.CheckConstraint(condition=models.Q(('way__in', ['in', 'out'])), name='transfer_way_known'),
        ),
        migrations.AddConstraint(
            model_name='transfer',
            constraint=models.CheckConstraint(condition=models.Q(('authority', ''), _negated=True), name='transfer_names_authority'),
        ),
        migrations.AddConstraint(
            model_name='transfer',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(models.Q(('way', 'out'), _negated=True), models.Q(('booking__isnull', True), ('plan__isnull', False)), _connector='OR'), models.Q(models.Q(('way', 'in'), _negated=True), ('plan__isnull', True), _connector='OR')), name='transfer_of_whose_plan'),
        ),
        migrations.AddConstraint(
            model_name='transfer',
            constraint=models.CheckConstraint(condition=models.Q(('received_on__gte', models.F('notified_on'))), name='transfer_received_after_told'),
        ),
        *(append_only(f'protection_{table}') for table in STAYS),
        *(moves_only(f'protection_{table}') for table in MOVES),
    ]
