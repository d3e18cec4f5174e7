"""Care, legal statuses, placements, and what goes with them."""

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
        ('people', '0001_initial'),
    ]

    operations = [
        BtreeGistExtension(),
        migrations.CreateModel(
            name='CarePeriod',
            fields=[
                ('id', models.UUIDField(default=kinkeeper.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(default=kinkeeper.kernel.moment.now, editable=False)),
                ('recorded_by', models.UUIDField(blank=True, editable=False, null=True)),
                ('source', models.CharField(choices=[('typed', 'Typed by a person'), ('imported', 'Loaded from a file'), ('derived', 'Worked out from other records')], default='typed', editable=False, max_length=8)),
                ('load_id', models.UUIDField(blank=True, editable=False, null=True)),
                ('started_on', models.DateField(db_comment='SSDA903 Episodes.DECOM where RNE is S')),
                ('start_known', models.BooleanField(db_comment='False: looked after on started_on already, since a day not known', db_default=True, default=True)),
                ('primary_need', models.CharField(db_comment='SSDA903 Episodes.CIN', max_length=10, null=True)),
                ('ended_on', models.DateField(db_comment='SSDA903 Episodes.DEC where REC is not X1', null=True)),
                ('cease_reason', models.CharField(db_comment='SSDA903 Episodes.REC, never X1', max_length=10, null=True)),
                ('previous_permanence', models.CharField(db_comment='SSDA903 PrevPerm.PREV_PERM', max_length=10, null=True)),
                ('previous_permanence_la', models.CharField(db_comment='SSDA903 PrevPerm.LA_PERM', max_length=10, null=True)),
                ('previous_permanence_on_text', models.CharField(db_comment='SSDA903 PrevPerm.DATE_PERM: DD/MM/YYYY, ZZ where day or month is not known', max_length=10, null=True)),
                ('person', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
            ],
            options={
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('ended_on__gte', models.F('started_on'))), name='care_period_ends_after_start'),
                    django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('person', '='), (models.Func(models.F('started_on'), models.F('ended_on'), models.Value('[)'), function='DATERANGE', output_field=django.contrib.postgres.fields.ranges.DateRangeField()), '&&')], name='care_period_one_at_a_time'),
                    models.CheckConstraint(condition=models.Q(('cease_reason__isnull', True), ('ended_on__isnull', False), _connector='OR'), name='care_period_reason_needs_end'),
                    models.CheckConstraint(condition=models.Q(('cease_reason', 'X1'), _negated=True), name='care_period_cease_reason_is_final'),
                    models.CheckConstraint(condition=models.Q(('previous_permanence_on_text__regex', '^(\\d\\d|ZZ)/(\\d\\d|ZZ)/(\\d{4}|ZZZZ)$')), name='care_period_previous_permanence_on_shape'),
                    models.CheckConstraint(condition=models.Q(('primary_need__regex', '^[A-Z0-9]+$')), name='care_period_primary_need_code'),
                    models.CheckConstraint(condition=models.Q(('cease_reason__regex', '^[A-Z0-9]+$')), name='care_period_cease_reason_code'),
                    models.CheckConstraint(condition=models.Q(('previous_permanence__regex', '^[A-Z0-9]+$')), name='care_period_previous_permanence_code'),
                    models.CheckConstraint(condition=models.Q(('previous_permanence_la__regex', '^[A-Z0-9]+$')), name='care_period_previous_permanence_la_code'),
                ],
                'indexes': [
                    models.Index(fields=['person', 'started_on'], name='care_period_person'),
                ],
            },
        ),
        migrations.CreateModel(
            name='DeprivationOfLiberty',
            fields=[
                ('id', models.UUIDField(default=kinkeeper.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(default=kinkeeper.kernel.moment.now, editable=False)),
                ('recorded_by', models.UUIDField(blank=True, editable=False, null=True)),
                ('source', models.CharField(choices=[('typed', 'Typed by a person'), ('imported', 'Loaded from a file'), ('derived', 'Worked out from other records')], default='typed', editable=False, max_length=8)),
                ('load_id', models.UUIDField(blank=True, editable=False, null=True)),
                ('started_on', models.DateField(db_comment='SSDA903 DoLo.DOLO_START')),
                ('ended_on', models.DateField(db_comment='SSDA903 DoLo.DOLO_END', null=True)),
                ('person', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
            ],
            options={
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('ended_on__gte', models.F('started_on'))), name='deprivation_ends_after_start'),
                    django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('person', '='), (models.Func(models.F('started_on'), models.F('ended_on'), models.Value('[)'), function='DATERANGE', output_field=django.contrib.postgres.fields.ranges.DateRangeField()), '&&')], name='deprivation_one_at_a_time'),
                ],
            },
        ),
        migrations.CreateModel(
            name='HealthCheck',
            fields=[
                ('id', models.UUIDField(default=kinkeeper.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(default=kinkeeper.kernel.moment.now, editable=False)),
                ('recorded_by', models.UUIDField(blank=True, editable=False, null=True)),
                ('source', models.CharField(choices=[('typed', 'Typed by a person'), ('imported', 'Loaded from a file'), ('derived', 'Worked out from other records')], default='typed', editable=False, max_length=8)),
                ('load_id', models.UUIDField(blank=True, editable=False, null=True)),
                ('kind', models.CharField(choices=[('development', 'Development check'), ('immunisation', 'Immunisations up to date'), ('dental', 'Dental check'), ('assessment', 'Health assessment')], db_comment='SSDA903 OC2: HEALTH_CHECK, IMMUNISATIONS, TEETH_CHECK, HEALTH_ASSESSMENT', max_length=20)),
                ('held_on', models.DateField(db_comment='Null where only the year was returned', null=True)),
                ('year_ended', models.PositiveSmallIntegerField(db_comment='2026: the year to 31 March 2026, which the return was about', null=True)),
                ('done', models.BooleanField(db_comment='SSDA903 OC2: 1 done, 0 not done')),
                ('person', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
            ],
            options={
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('kind__in', ['assessment', 'dental', 'development', 'immunisation'])), name='health_check_kind_known'),
                    models.CheckConstraint(condition=models.Q(('held_on__isnull', False), ('year_ended__isnull', False), _connector='OR'), name='health_check_some_date'),
                    models.CheckConstraint(condition=models.Q(('done', True), ('held_on__isnull', True), _connector='OR'), name='health_check_not_done_has_no_day'),
                ],
                'indexes': [
                    models.Index(fields=['person', 'year_ended'], name='health_check_person'),
                ],
            },
        ),
        migrations.CreateModel(
            name='LeavingCareContact',
            fields=[
                ('id', models.UUIDField(default=kinkeeper.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(default=kinkeeper.kernel.moment.now, editable=False)),
                ('recorded_by', models.UUIDField(blank=True, editable=False, null=True)),
                ('source', models.CharField(choices=[('typed', 'Typed by a person'), ('imported', 'Loaded from a file'), ('derived', 'Worked out from other records')], default='typed', editable=False, max_length=8)),
                ('load_id', models.UUIDField(blank=True, editable=False, null=True)),
                ('on_date', models.DateField(db_comment='Null where only the year was returned', null=True)),
                ('year_ended', models.PositiveSmallIntegerField(db_comment='2026: the year to 31 March 2026, which the return was about', null=True)),
                ('in_touch', models.CharField(db_comment='SSDA903 OC3.IN_TOUCH', max_length=10, null=True)),
                ('activity', models.CharField(db_comment='SSDA903 OC3.ACTIV', max_length=10, null=True)),
                ('accommodation', models.CharField(db_comment='SSDA903 OC3.ACCOM', max_length=10, null=True)),
                ('person', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
            ],
            options={
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('on_date__isnull', False), ('year_ended__isnull', False), _connector='OR'), name='leaving_care_some_date'),
                    models.CheckConstraint(condition=models.Q(('in_touch__regex', '^[A-Z0-9]+$')), name='leaving_care_in_touch_code'),
                    models.CheckConstraint(condition=models.Q(('activity__regex', '^[A-Z0-9]+$')), name='leaving_care_activity_code'),
                    models.CheckConstraint(condition=models.Q(('accommodation__regex', '^[A-Z0-9]+$')), name='leaving_care_accommodation_code'),
                ],
                'indexes': [
                    models.Index(fields=['person', 'year_ended'], name='leaving_care_person'),
                ],
            },
        ),
        migrations.CreateModel(
            name='LegalStatusPeriod',
            fields=[
                ('id', models.UUIDField(default=kinkeeper.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(default=kinkeeper.kernel.moment.now, editable=False)),
                ('recorded_by', models.UUIDField(blank=True, editable=False, null=True)),
                ('source', models.CharField(choices=[('typed', 'Typed by a person'), ('imported', 'Loaded from a file'), ('derived', 'Worked out from other records')], default='typed', editable=False, max_length=8)),
                ('load_id', models.UUIDField(blank=True, editable=False, null=True)),
                ('code', models.CharField(db_comment='SSDA903 Episodes.LS', max_length=10)),
                ('started_on', models.DateField()),
                ('start_known', models.BooleanField(db_comment='False: in force on started_on already', db_default=True, default=True)),
                ('ended_on', models.DateField(null=True)),
                ('care_period', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='care.careperiod')),
                ('person', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
            ],
            options={
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('ended_on__gte', models.F('started_on'))), name='legal_status_ends_after_start'),
                    django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('person', '='), (models.Func(models.F('started_on'), models.F('ended_on'), models.Value('[)'), function='DATERANGE', output_field=django.contrib.postgres.fields.ranges.DateRangeField()), '&&')], name='legal_status_one_at_a_time'),
                    models.CheckConstraint(condition=models.Q(('code__regex', '^[A-Z0-9]+$')), name='legal_status_code_code'),
                ],
                'indexes': [
                    models.Index(fields=['person', 'started_on'], name='legal_status_person'),
                ],
            },
        ),
        migrations.CreateModel(
            name='MissingEpisode',
            fields=[
                ('id', models.UUIDField(default=kinkeeper.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(default=kinkeeper.kernel.moment.now, editable=False)),
                ('recorded_by', models.UUIDField(blank=True, editable=False, null=True)),
                ('source', models.CharField(choices=[('typed', 'Typed by a person'), ('imported', 'Loaded from a file'), ('derived', 'Worked out from other records')], default='typed', editable=False, max_length=8)),
                ('load_id', models.UUIDField(blank=True, editable=False, null=True)),
                ('kind', models.CharField(choices=[('M', 'Missing from care'), ('A', 'Away from placement without authorisation')], db_comment='SSDA903 Missing.MISSING', max_length=1)),
                ('started_on', models.DateField(db_comment='SSDA903 Missing.MIS_START')),
                ('returned_on', models.DateField(db_comment='SSDA903 Missing.MIS_END', null=True)),
                ('person', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
            ],
            options={
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('returned_on__gte', models.F('started_on'))), name='missing_returns_after_start'),
                    models.CheckConstraint(condition=models.Q(('kind__in', ['A', 'M'])), name='missing_kind_known'),
                    models.UniqueConstraint(condition=models.Q(('returned_on__isnull', True)), fields=('person',), name='missing_one_open'),
                ],
                'indexes': [
                    models.Index(fields=['person', 'started_on'], name='missing_person'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Placement',
            fields=[
                ('id', models.UUIDField(default=kinkeeper.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(default=kinkeeper.kernel.moment.now, editable=False)),
                ('recorded_by', models.UUIDField(blank=True, editable=False, null=True)),
                ('source', models.CharField(choices=[('typed', 'Typed by a person'), ('imported', 'Loaded from a file'), ('derived', 'Worked out from other records')], default='typed', editable=False, max_length=8)),
                ('load_id', models.UUIDField(blank=True, editable=False, null=True)),
                ('kind', models.CharField(db_comment='SSDA903 Episodes.PLACE', max_length=10, null=True)),
                ('provider_kind', models.CharField(db_comment='SSDA903 Episodes.PLACE_PROVIDER', max_length=10, null=True)),
                ('postcode', models.CharField(db_comment='SSDA903 Episodes.PL_POST', max_length=10, null=True)),
                ('home_postcode', models.CharField(db_comment='SSDA903 Episodes.HOME_POST: home on entry to care', max_length=10, null=True)),
                ('provider_urn', models.CharField(db_comment='SSDA903 Episodes.URN', max_length=10, null=True)),
                ('change_reason', models.CharField(db_comment='SSDA903 Episodes.REASON_PLACE_CHANGE: why this placement ended', max_length=10, null=True)),
                ('started_on', models.DateField()),
                ('start_known', models.BooleanField(db_comment='False: living there on started_on already', db_default=True, default=True)),
                ('ended_on', models.DateField(null=True)),
                ('care_period', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='care.careperiod')),
                ('person', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
            ],
            options={
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('ended_on__gte', models.F('started_on'))), name='placement_ends_after_start'),
                    django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('person', '='), (models.Func(models.F('started_on'), models.F('ended_on'), models.Value('[)'), function='DATERANGE', output_field=django.contrib.postgres.fields.ranges.DateRangeField()), '&&')], name='placement_one_at_a_time'),
                    models.CheckConstraint(condition=models.Q(('change_reason__isnull', True), ('ended_on__isnull', False), _connector='OR'), name='placement_reason_needs_end'),
                    models.CheckConstraint(condition=models.Q(('kind__regex', '^[A-Z0-9]+$')), name='placement_kind_code'),
                    models.CheckConstraint(condition=models.Q(('provider_kind__regex', '^[A-Z0-9]+$')), name='placement_provider_kind_code'),
                    models.CheckConstraint(condition=models.Q(('change_reason__regex', '^[A-Z0-9]+$')), name='placement_change_reason_code'),
                    models.CheckConstraint(condition=models.Q(('provider_urn__regex', '^[A-Z0-9]+$')), name='placement_provider_urn_code'),
                    models.CheckConstraint(condition=models.Q(('postcode__regex', '^[A-Z]{1,3}[A-Z0-9]{0,3} ?[0-9][A-Z]{2}$')), name='placement_postcode_shape'),
                    models.CheckConstraint(condition=models.Q(('home_postcode__regex', '^[A-Z]{1,3}[A-Z0-9]{0,3} ?[0-9][A-Z]{2}$')), name='placement_home_postcode_shape'),
                ],
                'indexes': [
                    models.Index(fields=['person', 'started_on'], name='placement_person'),
                ],
            },
        ),
        migrations.CreateModel(
            name='WellbeingRecord',
            fields=[
                ('id', models.UUIDField(default=kinkeeper.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(default=kinkeeper.kernel.moment.now, editable=False)),
                ('recorded_by', models.UUIDField(blank=True, editable=False, null=True)),
                ('source', models.CharField(choices=[('typed', 'Typed by a person'), ('imported', 'Loaded from a file'), ('derived', 'Worked out from other records')], default='typed', editable=False, max_length=8)),
                ('load_id', models.UUIDField(blank=True, editable=False, null=True)),
                ('kind', models.CharField(choices=[('sdq', 'Strengths and difficulties questionnaire'), ('offence', 'Offending'), ('substance', 'Substance misuse')], max_length=20)),
                ('on_date', models.DateField(db_comment='Null where only the year was returned', null=True)),
                ('year_ended', models.PositiveSmallIntegerField(db_comment='2026: the year to 31 March 2026, which the return was about', null=True)),
                ('score', models.PositiveSmallIntegerField(db_comment='SSDA903 OC2.SDQ_SCORE', null=True)),
                ('no_score_reason', models.CharField(db_comment='SSDA903 OC2.SDQ_REASON', max_length=10, null=True)),
                ('convicted', models.BooleanField(db_comment='SSDA903 OC2.CONVICTED', null=True)),
                ('substance_misuse', models.BooleanField(db_comment='SSDA903 OC2.SUBSTANCE_MISUSE', null=True)),
                ('intervention_received', models.BooleanField(db_comment='SSDA903 OC2.INTERVENTION_RECEIVED', null=True)),
                ('intervention_offered', models.BooleanField(db_comment='SSDA903 OC2.INTERVENTION_OFFERED', null=True)),
                ('person', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
            ],
            options={
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('kind__in', ['offence', 'sdq', 'substance'])), name='wellbeing_kind_known'),
                    models.CheckConstraint(condition=models.Q(('on_date__isnull', False), ('year_ended__isnull', False), _connector='OR'), name='wellbeing_some_date'),
                    models.CheckConstraint(condition=models.Q(('score__range', (0, 40))), name='wellbeing_score_range'),
                    models.CheckConstraint(condition=models.Q(('score__isnull', True), ('no_score_reason__isnull', True), _connector='OR'), name='wellbeing_score_or_reason'),
                    models.CheckConstraint(condition=models.Q(('no_score_reason__regex', '^[A-Z0-9]+$')), name='wellbeing_no_score_reason_code'),
                    models.CheckConstraint(condition=models.Q(('kind', 'sdq'), models.Q(('no_score_reason__isnull', True), ('score__isnull', True)), _connector='OR'), name='wellbeing_score_facts'),
                    models.CheckConstraint(condition=models.Q(('kind', 'offence'), ('convicted__isnull', True), _connector='OR'), name='wellbeing_offence_facts'),
                    models.CheckConstraint(condition=models.Q(('kind', 'substance'), models.Q(('intervention_offered__isnull', True), ('intervention_received__isnull', True), ('substance_misuse__isnull', True)), _connector='OR'), name='wellbeing_substance_facts'),
                ],
                'indexes': [
                    models.Index(fields=['person', 'year_ended'], name='wellbeing_person'),
                ],
            },
        ),
        migrations.CreateModel(
            name='AdoptionCase',
            fields=[
                ('id', models.UUIDField(default=kinkeeper.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(default=kinkeeper.kernel.moment.now, editable=False)),
                ('recorded_by', models.UUIDField(blank=True, editable=False, null=True)),
                ('source', models.CharField(choices=[('typed', 'Typed by a person'), ('imported', 'Loaded from a file'), ('derived', 'Worked out from other records')], default='typed', editable=False, max_length=8)),
                ('load_id', models.UUIDField(blank=True, editable=False, null=True)),
                ('decision_on', models.DateField(db_comment='SSDA903 AD1.DATE_INT; without an AD1 row, PlacedAdoption.DATE_PLACED, its equal')),
                ('matched_on', models.DateField(db_comment='SSDA903 AD1.DATE_MATCH', null=True)),
                ('placed_on', models.DateField(db_comment='SSDA903 PlacedAdoption.DATE_PLACED: the decision to place, not the move', null=True)),
                ('placed_ceased_on', models.DateField(db_comment='SSDA903 PlacedAdoption.DATE_PLACED_CEASED', null=True)),
                ('placed_ceased_reason', models.CharField(db_comment='SSDA903 PlacedAdoption.REASON_PLACED_CEASED', max_length=10, null=True)),
                ('by_foster_carer', models.BooleanField(db_comment='SSDA903 AD1.FOSTER_CARE', null=True)),
                ('adopters', models.PositiveSmallIntegerField(db_comment='SSDA903 AD1.NB_ADOPTR', null=True)),
                ('adopters_sex', models.CharField(db_comment='SSDA903 AD1.SEX_ADOPTR', max_length=10, null=True)),
                ('adopters_legal_status', models.CharField(db_comment='SSDA903 AD1.LS_ADOPTR', max_length=10, null=True)),
                ('person', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
            ],
            options={
                'indexes': [models.Index(fields=['person', 'decision_on'], name='adoption_person')],
                'constraints': [models.CheckConstraint(condition=models.Q(('matched_on__gte', models.F('decision_on'))), name='adoption_matched_after_decision'), models.CheckConstraint(condition=models.Q(('placed_ceased_on__isnull', True), models.Q(('placed_ceased_on__gte', models.F('placed_on')), ('placed_on__isnull', False)), _connector='OR'), name='adoption_ceased_after_placed'), models.CheckConstraint(condition=models.Q(('placed_ceased_reason__isnull', True), ('placed_ceased_on__isnull', False), _connector='OR'), name='adoption_reason_needs_reversal'), models.CheckConstraint(condition=models.Q(('adopters__in', (1, 2))), name='adoption_one_or_two_adopters'), models.CheckConstraint(condition=models.Q(('placed_ceased_reason__regex', '^[A-Z0-9]+$')), name='adoption_placed_ceased_reason_code'), models.CheckConstraint(condition=models.Q(('adopters_sex__regex', '^[A-Z0-9]+$')), name='adoption_adopters_sex_code'), models.CheckConstraint(condition=models.Q(('adopters_legal_status__regex', '^[A-Z0-9]+$')), name='adoption_adopters_legal_status_code')],
            },
        ),
    ]
