"""Contacts: what was told once, the children told of, and every step as a row of its own."""

import django.db.models.deletion
import kinkeeper.kernel.ids
import kinkeeper.kernel.moment
from django.db import migrations, models

from kinkeeper.access.append_only import append_only
from kinkeeper.access.together import Together

COLUMNS = (
    'episode', 'rag', 'rated_on', 'rated_at', 'outcome', 'decided_on', 'decided_at',
    'enquiry_decided_on', 'enquiry_decided_at', 'decided_by_role',
)
CONSTRAINTS = (
    'contact_rated_after_received', 'contact_decided_after_received', 'contact_rated_on_its_day',
    'contact_decided_on_its_day', 'contact_enquiry_decided_on_its_day', 'contact_rag_known',
    'contact_outcome_known', 'contact_decided_by_known_role', 'contact_rating_has_its_day',
    'contact_outcome_has_its_day', 'contact_enquiry_after_decision', 'contact_enquiry_was_made',
    'contact_role_needs_outcome', 'contact_episode_follows',
)
STAMP = 'recorded_at, recorded_by, source, load_id'
TOLD_ONCE = f"""
INSERT INTO frontdoor_contactgroup ({STAMP}, id, received_on, received_at, referral_source, channel, reason)
SELECT DISTINCT ON (contact_group) {STAMP}, contact_group, received_on, received_at, referral_source,
  channel, reason FROM frontdoor_contact ORDER BY contact_group, received_on, id
"""
# What was decided before said neither level nor reason: they are not known, and stay unknown.
STEPS = f"""
INSERT INTO frontdoor_contactstep
  ({STAMP}, id, contact_id, person_id, kind, "on", at, by_role, rating, outcome, episode_id)
SELECT {STAMP}, gen_random_uuid(), id, person_id, 'rated', rated_on, rated_at, NULL, rag, NULL, NULL
FROM frontdoor_contact WHERE rag IS NOT NULL
UNION ALL
SELECT {STAMP}, gen_random_uuid(), id, person_id, 'decided', decided_on, decided_at, decided_by_role,
  rag, outcome, episode_id::uuid FROM frontdoor_contact WHERE outcome IS NOT NULL
UNION ALL
SELECT {STAMP}, gen_random_uuid(), id, person_id, 'enquiry_decided', enquiry_decided_on,
  enquiry_decided_at, decided_by_role, rag,
  CASE WHEN episode_id IS NULL THEN 'no_further_action' ELSE 'referral' END, episode_id
FROM frontdoor_contact WHERE enquiry_decided_on IS NOT NULL
"""
GROUP_COLUMN = """
SET CONSTRAINTS ALL IMMEDIATE;
ALTER TABLE frontdoor_contact RENAME COLUMN contact_group TO contact_group_id;
ALTER TABLE frontdoor_contact ADD CONSTRAINT contact_group_fk FOREIGN KEY (contact_group_id)
  REFERENCES frontdoor_contactgroup (id) DEFERRABLE INITIALLY DEFERRED;
CREATE INDEX contact_group_idx ON frontdoor_contact (contact_group_id);
COMMENT ON COLUMN frontdoor_contact.contact_group_id IS NULL;
"""


class Migration(Together):

    dependencies = [
        ('frontdoor', '0002_contacts'),
        ('partners', '0001_agencies_codes_drafts'),
        ('people', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='ContactGroup',
            fields=[
                ('id', models.UUIDField(default=kinkeeper.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(default=kinkeeper.kernel.moment.now, editable=False)),
                ('recorded_by', models.UUIDField(blank=True, editable=False, null=True)),
                ('source', models.CharField(choices=[('typed', 'Typed by a person'), ('imported', 'Loaded from a file'), ('derived', 'Worked out from other records')], default='typed', editable=False, max_length=8)),
                ('load_id', models.UUIDField(blank=True, editable=False, null=True)),
                ('received_on', models.DateField()),
                ('received_at', models.DateTimeField(db_comment='Null: only the day is known', null=True)),
                ('referral_source', models.CharField(db_comment='Who made it, as CIN CINdetails.ReferralSource', max_length=10, null=True)),
                ('channel', models.CharField(choices=[('telephone', 'Telephone'), ('form', 'Written referral form'), ('email', 'E-mail'), ('in_person', 'In person'), ('portal', "Partner's portal"), ('public_form', 'Public form'), ('notice', 'Notices in bulk'), ('out_of_hours', 'Out-of-hours team')], max_length=20)),
                ('reason', models.CharField(choices=[('domestic_abuse_police', 'Police notice of domestic abuse'), ('abuse_or_neglect', 'Abuse or neglect'), ('exploitation', 'Exploitation'), ('missing', 'Missing'), ('parental_ill_health', "A parent's ill health"), ('parental_substance_misuse', "A parent's substance misuse"), ('family_stress', 'Family under stress'), ('child_behaviour', "The child's behaviour"), ('disability', 'Disability or illness'), ('homelessness', 'Homelessness'), ('immigration', 'Immigration, or no recourse to public funds'), ('private_fostering', 'Private fostering'), ('request_for_support', 'Request for support'), ('other', 'Something else')], max_length=30)),
                ('agency', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partners.agency')),
                ('agency_reference', models.CharField(db_comment="The agency's own number of what it sent", max_length=60, null=True)),
                ('referrer_name', models.CharField(max_length=200, null=True)),
                ('referrer_role', models.CharField(max_length=200, null=True)),
                ('referrer_telephone', models.CharField(max_length=40, null=True)),
                ('referrer_email', models.CharField(max_length=254, null=True)),
                ('concern', models.TextField(db_comment='In the words of whoever told it', null=True)),
                ('place', models.TextField(db_comment='The place or group of young people it is about', null=True)),
                ('consent', models.CharField(choices=[('given', 'Agreed'), ('refused', 'Told, and did not agree'), ('not_sought', 'Not told')], max_length=12, null=True)),
                ('consent_why', models.TextField(db_comment='Why nobody was asked, or why it is passed on though they refused', null=True)),
                ('submission', models.UUIDField(db_comment='Of the form sent: sent twice, it is one contact', null=True, unique=True)),
            ],
            options={
                'indexes': [models.Index(fields=['received_on'], name='contact_group_received')],
                'constraints': [models.CheckConstraint(condition=models.Q(('received_at__isnull', True), ('received_on', models.Func(models.Func(models.Value('Europe/London'), models.F('received_at'), function='TIMEZONE'), function='DATE', output_field=models.DateField())), _connector='OR'), name='contact_group_received_on_its_day'), models.CheckConstraint(condition=models.Q(('channel__in', ['email', 'form', 'in_person', 'notice', 'out_of_hours', 'portal', 'public_form', 'telephone'])), name='contact_group_channel_known'), models.CheckConstraint(condition=models.Q(('reason__in', ['abuse_or_neglect', 'child_behaviour', 'disability', 'domestic_abuse_police', 'exploitation', 'family_stress', 'homelessness', 'immigration', 'missing', 'other', 'parental_ill_health', 'parental_substance_misuse', 'private_fostering', 'request_for_support'])), name='contact_group_reason_known'), models.CheckConstraint(condition=models.Q(('consent__in', ['given', 'not_sought', 'refused'])), name='contact_group_consent_known'), models.CheckConstraint(condition=models.Q(('agency_reference__isnull', True), ('agency__isnull', False), _connector='OR'), name='contact_group_number_needs_agency'), models.UniqueConstraint(fields=('agency', 'agency_reference'), name='contact_group_number_once'), models.CheckConstraint(condition=models.Q(('consent__isnull', True), ('consent', 'given'), ('consent_why__isnull', False), _connector='OR'), name='contact_group_says_why_no_consent'), models.CheckConstraint(condition=models.Q(('referral_source__regex', '^[A-Z0-9]+$')), name='contact_group_referral_source_code')],
            },
        ),
        migrations.CreateModel(
            name='ChildTold',
            fields=[
                ('id', models.UUIDField(default=kinkeeper.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('contact_group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='children', to='frontdoor.contactgroup')),
                ('place', models.PositiveSmallIntegerField(db_comment='First, second… as they were named')),
                ('forename', models.CharField(blank=True, default='', max_length=200)),
                ('surname', models.CharField(blank=True, default='', max_length=200)),
                ('born_on', models.DateField(null=True)),
                ('age_said', models.PositiveSmallIntegerField(null=True)),
                ('address', models.TextField(blank=True, default='')),
                ('postcode', models.CharField(blank=True, default='', max_length=12)),
                ('note', models.TextField(blank=True, db_comment='School, carers, what else was said', default='')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('contact_group', 'place'), name='child_told_place')],
            },
        ),
        migrations.CreateModel(
            name='ContactStep',
            fields=[
                ('id', models.UUIDField(default=kinkeeper.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(default=kinkeeper.kernel.moment.now, editable=False)),
                ('recorded_by', models.UUIDField(blank=True, editable=False, null=True)),
                ('source', models.CharField(choices=[('typed', 'Typed by a person'), ('imported', 'Loaded from a file'), ('derived', 'Worked out from other records')], default='typed', editable=False, max_length=8)),
                ('load_id', models.UUIDField(blank=True, editable=False, null=True)),
                ('contact', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='frontdoor.contact')),
                ('person', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('kind', models.CharField(choices=[('rated', 'Screened and rated'), ('decided', 'Decided'), ('enquiry_decided', 'Decided after the multi-agency enquiry'), ('acknowledged', 'Taken by the worker of the open case'), ('referrer_told', 'Referrer told the outcome'), ('not_told', 'Outcome kept from the referrer'), ('disagreed', 'An agency disagrees'), ('answered', 'Disagreement answered'), ('written_asked', 'Asked to confirm in writing'), ('written_came', 'Confirmed in writing'), ('night_ended', 'Left by the out-of-hours team for the day'), ('night_taken', 'Taken over from the out-of-hours team'), ('re_referral_reviewed', 'Re-referral reviewed')], max_length=20)),
                ('on', models.DateField()),
                ('at', models.DateTimeField(db_comment='Null: only the day is known', null=True)),
                ('by_role', models.CharField(db_comment='The role whose holder took the step', max_length=40, null=True)),
                ('rating', models.CharField(choices=[('red', 'Red: possible significant harm'), ('amber', 'Amber: complex needs, not immediate'), ('green', 'Green: lower need'), ('blue', 'Blue: no safeguarding need')], db_comment='Given, or standing when decided', max_length=8, null=True)),
                ('outcome', models.CharField(choices=[('no_further_action', 'No further action'), ('advice', 'Advice given'), ('early_help', 'Early help'), ('open_case', 'Sent to the worker of an open case'), ('mash_enquiry', 'Multi-agency enquiry'), ('referral', 'Referral to social care'), ('strategy_discussion', 'Strategy discussion')], max_length=20, null=True)),
                ('level', models.CharField(db_comment='Level of need, of law/levels', max_length=24, null=True)),
                ('threshold', models.CharField(db_comment='The threshold document the level is of', max_length=40, null=True)),
                ('reason', models.TextField(null=True)),
                ('evidence', models.TextField(db_comment='What it rests on: codes, a space between', null=True)),
                ('research', models.CharField(choices=[('complete', 'Every agency asked has answered'), ('not_needed', 'No further partner research needed'), ('did_not_wait', 'A strategy discussion does not wait')], max_length=12, null=True)),
                ('owed_on', models.DateField(db_comment='When the day service owes what the night left', null=True)),
                ('episode', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='frontdoor.helpepisode')),
            ],
            options={
                'indexes': [models.Index(fields=['contact', 'kind'], name='contact_step_contact'), models.Index(fields=['person', 'on'], name='contact_step_person')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('kind__in', ('decided', 'enquiry_decided'))), fields=('contact', 'kind'), name='contact_decided_once'), models.CheckConstraint(condition=models.Q(('at__isnull', True), ('on', models.Func(models.Func(models.Value('Europe/London'), models.F('at'), function='TIMEZONE'), function='DATE', output_field=models.DateField())), _connector='OR'), name='contact_step_on_its_day'), models.CheckConstraint(condition=models.Q(('kind__in', ['acknowledged', 'answered', 'decided', 'disagreed', 'enquiry_decided', 'night_ended', 'night_taken', 'not_told', 'rated', 're_referral_reviewed', 'referrer_told', 'written_asked', 'written_came'])), name='contact_step_kind_known'), models.CheckConstraint(condition=models.Q(('rating__in', ['amber', 'blue', 'green', 'red'])), name='contact_step_rating_known'), models.CheckConstraint(condition=models.Q(('outcome__in', ['advice', 'early_help', 'mash_enquiry', 'no_further_action', 'open_case', 'referral', 'strategy_discussion'])), name='contact_step_outcome_known'), models.CheckConstraint(condition=models.Q(('evidence__regex', '^[a-z]+( [a-z]+)*$')), name='contact_step_evidence_shape'), models.CheckConstraint(condition=models.Q(('research__in', ['complete', 'did_not_wait', 'not_needed'])), name='contact_step_research_known'), models.CheckConstraint(condition=models.Q(('by_role__regex', '^[a-z_]+$')), name='contact_step_by_role_shape'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'rated'), _negated=True), ('rating__isnull', False), _connector='OR'), name='contact_step_rated_has_rating'), models.CheckConstraint(condition=models.Q(models.Q(('kind__in', ('decided', 'enquiry_decided')), ('outcome__isnull', False)), models.Q(models.Q(('kind__in', ('decided', 'enquiry_decided')), _negated=True), ('outcome__isnull', True)), _connector='OR'), name='contact_step_decision_has_outcome'), models.CheckConstraint(condition=models.Q(('level__isnull', True), ('threshold__isnull', False), _connector='OR'), name='contact_step_level_needs_document'), models.CheckConstraint(condition=models.Q(('episode__isnull', True), ('outcome__isnull', True), ('outcome__in', ['early_help', 'mash_enquiry', 'open_case', 'referral', 'strategy_discussion']), _connector='OR'), name='contact_step_episode_follows'), models.CheckConstraint(condition=models.Q(models.Q(('kind__in', ('not_told', 'disagreed', 'answered', 're_referral_reviewed')), _negated=True), ('reason__isnull', False), _connector='OR'), name='contact_step_says_why')],
            },
        ),
        migrations.CreateModel(
            name='EnquiryRequest',
            fields=[
                ('id', models.UUIDField(default=kinkeeper.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(default=kinkeeper.kernel.moment.now, editable=False)),
                ('recorded_by', models.UUIDField(blank=True, editable=False, null=True)),
                ('source', models.CharField(choices=[('typed', 'Typed by a person'), ('imported', 'Loaded from a file'), ('derived', 'Worked out from other records')], default='typed', editable=False, max_length=8)),
                ('load_id', models.UUIDField(blank=True, editable=False, null=True)),
                ('contact', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='requests', to='frontdoor.contact')),
                ('person', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partners.agency')),
                ('asked', models.TextField(db_comment='What is needed, and no more', null=True)),
                ('basis', models.CharField(choices=[('consent', 'With consent'), ('without', 'Without consent, to safeguard a child')], max_length=8)),
                ('basis_why', models.TextField(db_comment='Why it is asked without consent', null=True)),
                ('rating', models.CharField(choices=[('red', 'Red: possible significant harm'), ('amber', 'Amber: complex needs, not immediate'), ('green', 'Green: lower need'), ('blue', 'Blue: no safeguarding need')], db_comment='Standing when it was sent', max_length=8)),
                ('sent_on', models.DateField()),
                ('sent_at', models.DateTimeField(null=True)),
            ],
            options={
                'indexes': [models.Index(fields=['person', 'sent_on'], name='enquiry_request_person'), models.Index(fields=['contact', 'agency'], name='enquiry_request_contact')],
                'constraints': [models.CheckConstraint(condition=models.Q(('sent_at__isnull', True), ('sent_on', models.Func(models.Func(models.Value('Europe/London'), models.F('sent_at'), function='TIMEZONE'), function='DATE', output_field=models.DateField())), _connector='OR'), name='enquiry_request_sent_on_its_day'), models.CheckConstraint(condition=models.Q(('basis__in', ['consent', 'without'])), name='enquiry_request_basis_known'), models.CheckConstraint(condition=models.Q(('rating__in', ['amber', 'blue', 'green', 'red'])), name='enquiry_request_rating_known'), models.CheckConstraint(condition=models.Q(models.Q(('basis', 'without'), _negated=True), ('basis_why__isnull', False), _connector='OR'), name='enquiry_request_says_why_no_consent')],
            },
        ),
        migrations.CreateModel(
            name='EnquiryAnswer',
            fields=[
                ('id', models.UUIDField(default=kinkeeper.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(default=kinkeeper.kernel.moment.now, editable=False)),
                ('recorded_by', models.UUIDField(blank=True, editable=False, null=True)),
                ('source', models.CharField(choices=[('typed', 'Typed by a person'), ('imported', 'Loaded from a file'), ('derived', 'Worked out from other records')], default='typed', editable=False, max_length=8)),
                ('load_id', models.UUIDField(blank=True, editable=False, null=True)),
                ('request', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='answers', to='frontdoor.enquiryrequest')),
                ('contact', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='frontdoor.contact')),
                ('person', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('kind', models.CharField(choices=[('known', 'Known: information given'), ('nothing_held', 'Nothing held (nil return)'), ('declined', 'Cannot share')], max_length=12)),
                ('told', models.TextField(null=True)),
                ('basis_why', models.TextField(db_comment='Why it can be shared, or cannot', null=True)),
                ('do_not_disclose', models.BooleanField(db_comment='Not to be passed on to the family or to anybody else', default=False)),
                ('answered_on', models.DateField()),
                ('answered_at', models.DateTimeField(null=True)),
            ],
            options={
                'indexes': [models.Index(fields=['person', 'answered_on'], name='enquiry_answer_person'), models.Index(fields=['request', 'answered_on'], name='enquiry_answer_request')],
                'constraints': [models.CheckConstraint(condition=models.Q(('answered_at__isnull', True), ('answered_on', models.Func(models.Func(models.Value('Europe/London'), models.F('answered_at'), function='TIMEZONE'), function='DATE', output_field=models.DateField())), _connector='OR'), name='enquiry_answer_on_its_day'), models.CheckConstraint(condition=models.Q(('kind__in', ['declined', 'known', 'nothing_held'])), name='enquiry_answer_kind_known'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'declined'), _negated=True), ('basis_why__isnull', False), _connector='OR'), name='enquiry_answer_says_why_not')],
            },
        ),
        migrations.CreateModel(
            name='ChildMatch',
            fields=[
                ('id', models.UUIDField(default=kinkeeper.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('child', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='match', to='frontdoor.childtold')),
                ('contact', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='frontdoor.contact')),
                ('added', models.BooleanField(db_comment='Nobody here was this child: they were added')),
                ('by', models.UUIDField()),
                ('at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='ShiftHandover',
            fields=[
                ('id', models.UUIDField(default=kinkeeper.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('by', models.UUIDField()),
                ('at', models.DateTimeField(default=kinkeeper.kernel.moment.now, editable=False)),
                ('waiting', models.PositiveIntegerField(db_comment='Contacts not decided, children not found too')),
                ('late', models.PositiveIntegerField(db_comment='Of them, those past their time')),
                ('asked', models.PositiveIntegerField(db_comment='Questions to agencies that were not answered')),
                ('words', models.TextField(blank=True, default='')),
            ],
        ),
        migrations.RunSQL(TOLD_ONCE, migrations.RunSQL.noop),
        migrations.RunSQL(STEPS, migrations.RunSQL.noop),
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunSQL(GROUP_COLUMN, migrations.RunSQL.noop)],
            state_operations=[
                migrations.AlterField(
                    model_name='contact',
                    name='contact_group',
                    field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='contacts', to='frontdoor.contactgroup'),
                ),
            ],
        ),
        migrations.RemoveIndex(model_name='contact', name='contact_waiting'),
        *(migrations.RemoveConstraint(model_name='contact', name=name) for name in CONSTRAINTS),
        *(migrations.RemoveField(model_name='contact', name=name) for name in COLUMNS),
        append_only('frontdoor_childtold'),
        append_only('frontdoor_childmatch'),
        append_only('frontdoor_contactstep'),
        append_only('frontdoor_enquiryrequest'),
        append_only('frontdoor_enquiryanswer'),
        append_only('frontdoor_shifthandover'),
    ]

