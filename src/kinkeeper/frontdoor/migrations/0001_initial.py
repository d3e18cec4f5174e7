"""Episodes of help and assessments."""

import django.db.models.deletion
import kinkeeper.kernel.ids
import kinkeeper.kernel.moment
from django.db import migrations, models

from kinkeeper.access.together import Together


class Migration(Together):

    initial = True

    dependencies = [
        ('people', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='HelpEpisode',
            fields=[
                ('id', models.UUIDField(default=kinkeeper.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(default=kinkeeper.kernel.moment.now, editable=False)),
                ('recorded_by', models.UUIDField(blank=True, editable=False, null=True)),
                ('source', models.CharField(choices=[('typed', 'Typed by a person'), ('imported', 'Loaded from a file'), ('derived', 'Worked out from other records')], default='typed', editable=False, max_length=8)),
                ('load_id', models.UUIDField(blank=True, editable=False, null=True)),
                ('level', models.CharField(choices=[('early_help', 'Early help'), ('family_help', 'Family help'), ('cin', 'Child in need')], default='cin', max_length=20)),
                ('referred_on', models.DateField(db_comment='CIN CINdetails.CINreferralDate')),
                ('referral_source', models.CharField(db_comment='CIN CINdetails.ReferralSource', max_length=10, null=True)),
                ('primary_need', models.CharField(db_comment='CIN CINdetails.PrimaryNeedCode', max_length=10, null=True)),
                ('no_further_action', models.BooleanField(db_comment='CIN CINdetails.ReferralNFA', null=True)),
                ('closed_on', models.DateField(db_comment='CIN CINdetails.CINclosureDate', null=True)),
                ('closure_reason', models.CharField(db_comment='CIN CINdetails.ReasonForClosure', max_length=10, null=True)),
                ('person', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
            ],
            options={
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('closed_on__gte', models.F('referred_on'))), name='help_episode_closes_after_referral'),
                    models.CheckConstraint(condition=models.Q(('level__in', ['cin', 'early_help', 'family_help'])), name='help_episode_level_known'),
                    models.CheckConstraint(condition=models.Q(('closure_reason__isnull', True), ('closed_on__isnull', False), _connector='OR'), name='help_episode_reason_needs_closure'),
                    models.CheckConstraint(condition=models.Q(('referral_source__regex', '^[A-Z0-9]+$')), name='help_episode_referral_source_code'),
                    models.CheckConstraint(condition=models.Q(('primary_need__regex', '^[A-Z0-9]+$')), name='help_episode_primary_need_code'),
                    models.CheckConstraint(condition=models.Q(('closure_reason__regex', '^[A-Z0-9]+$')), name='help_episode_closure_reason_code'),
                ],
                'indexes': [
                    models.Index(fields=['person', 'referred_on'], name='help_episode_person'),
                    models.Index(condition=models.Q(('closed_on__isnull', True)), fields=['person'], name='help_episode_open'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Assessment',
            fields=[
                ('id', models.UUIDField(default=kinkeeper.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(default=kinkeeper.kernel.moment.now, editable=False)),
                ('recorded_by', models.UUIDField(blank=True, editable=False, null=True)),
                ('source', models.CharField(choices=[('typed', 'Typed by a person'), ('imported', 'Loaded from a file'), ('derived', 'Worked out from other records')], default='typed', editable=False, max_length=8)),
                ('load_id', models.UUIDField(blank=True, editable=False, null=True)),
                ('kind', models.CharField(choices=[('early_help', 'Early help assessment'), ('c_and_f', 'Child and family assessment'), ('pre_birth', 'Pre-birth assessment'), ('exploitation', 'Exploitation assessment')], default='c_and_f', max_length=20)),
                ('started_on', models.DateField(db_comment='CIN Assessments.AssessmentActualStartDate')),
                ('internal_review_on', models.DateField(db_comment='CIN Assessments.AssessmentInternalReviewDate', null=True)),
                ('authorised_on', models.DateField(db_comment='CIN Assessments.AssessmentAuthorisationDate', null=True)),
                ('person', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('episode', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='frontdoor.helpepisode')),
            ],
            options={
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('authorised_on__gte', models.F('started_on'))), name='assessment_authorised_after_start'),
                    models.CheckConstraint(condition=models.Q(('kind__in', ['c_and_f', 'early_help', 'exploitation', 'pre_birth'])), name='assessment_kind_known'),
                ],
                'indexes': [
                    models.Index(fields=['person', 'started_on'], name='assessment_person'),
                ],
            },
        ),
        migrations.CreateModel(
            name='AssessmentFactor',
            fields=[
                ('id', models.UUIDField(default=kinkeeper.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(default=kinkeeper.kernel.moment.now, editable=False)),
                ('recorded_by', models.UUIDField(blank=True, editable=False, null=True)),
                ('source', models.CharField(choices=[('typed', 'Typed by a person'), ('imported', 'Loaded from a file'), ('derived', 'Worked out from other records')], default='typed', editable=False, max_length=8)),
                ('load_id', models.UUIDField(blank=True, editable=False, null=True)),
                ('code', models.CharField(db_comment='CIN Assessments.AssessmentFactors', max_length=10)),
                ('assessment', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='factors', to='frontdoor.assessment')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('assessment', 'code'), name='assessment_factor_once'), models.CheckConstraint(condition=models.Q(('code__regex', '^[A-Z0-9]+$')), name='assessment_factor_code_code')],
            },
        ),
    ]
