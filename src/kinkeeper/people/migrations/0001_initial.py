"""Who everybody is, and the extensions that find a misspelt name."""

import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.functions.comparison
import django.db.models.functions.text
import kinkeeper.kernel.ids
import kinkeeper.kernel.moment
from django.contrib.postgres.operations import (
    BtreeGistExtension,
    CreateExtension,
    TrigramExtension,
    UnaccentExtension,
)
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        BtreeGistExtension(),
        TrigramExtension(),
        UnaccentExtension(),
        CreateExtension('fuzzystrmatch'),
        migrations.CreateModel(
            name='FamilyGroup',
            fields=[
                ('id', models.UUIDField(default=kinkeeper.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(default=kinkeeper.kernel.moment.now, editable=False)),
                ('recorded_by', models.UUIDField(blank=True, editable=False, null=True)),
                ('source', models.CharField(choices=[('typed', 'Typed by a person'), ('imported', 'Loaded from a file'), ('derived', 'Worked out from other records')], default='typed', editable=False, max_length=8)),
                ('load_id', models.UUIDField(blank=True, editable=False, null=True)),
                ('kind', models.CharField(choices=[('household', 'Household'), ('family', 'Family'), ('sibling_group', 'Sibling group')], default='family', max_length=13)),
                ('label', models.TextField(blank=True, default='')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['family', 'household', 'sibling_group'])), name='family_kind_listed')],
            },
        ),
        migrations.CreateModel(
            name='Person',
            fields=[
                ('id', models.UUIDField(default=kinkeeper.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(default=kinkeeper.kernel.moment.now, editable=False)),
                ('recorded_by', models.UUIDField(blank=True, editable=False, null=True)),
                ('source', models.CharField(choices=[('typed', 'Typed by a person'), ('imported', 'Loaded from a file'), ('derived', 'Worked out from other records')], default='typed', editable=False, max_length=8)),
                ('load_id', models.UUIDField(blank=True, editable=False, null=True)),
                ('kind', models.CharField(choices=[('child', 'Child'), ('adult', 'Adult')], default='child', max_length=5)),
                ('sex', models.CharField(blank=True, max_length=2, null=True)),
                ('gender_identity', models.CharField(blank=True, max_length=20, null=True)),
                ('born_on', models.DateField(blank=True, db_index=True, null=True)),
                ('born_on_estimated', models.BooleanField(default=False)),
                ('expected_on', models.DateField(blank=True, db_index=True, null=True)),
                ('died_on', models.DateField(blank=True, null=True)),
                ('ethnicity', models.CharField(blank=True, max_length=8, null=True)),
                ('first_language', models.CharField(blank=True, max_length=8, null=True)),
                ('nationality', models.CharField(blank=True, max_length=8, null=True)),
                ('mother', models.BooleanField(blank=True, help_text='Has a child of her own', null=True)),
                ('first_child_born_on', models.DateField(blank=True, null=True)),
                ('merged_into', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged_from', to='people.person')),
            ],
            options={
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('kind__in', ['adult', 'child'])), name='person_kind_listed'),
                    models.CheckConstraint(condition=models.Q(('born_on__isnull', True), ('expected_on__isnull', True), _connector='OR'), name='person_born_or_expected'),
                    models.CheckConstraint(condition=models.Q(('died_on__gte', models.F('born_on'))), name='person_dies_after_birth'),
                    models.CheckConstraint(condition=models.Q(('first_child_born_on__gte', models.F('born_on'))), name='person_own_child_is_younger'),
                    models.CheckConstraint(condition=models.Q(('expected_on__isnull', True), ('kind', 'child'), _connector='OR'), name='person_expected_is_child'),
                    models.CheckConstraint(condition=models.Q(('born_on_estimated', False), ('born_on__isnull', False), _connector='OR'), name='person_estimate_has_date'),
                    models.CheckConstraint(condition=models.Q(('merged_into', models.F('id')), _negated=True), name='person_not_merged_into_self'),
                    models.CheckConstraint(condition=models.Q(('sex__regex', '^[A-Z0-9]+$')), name='person_sex_code'),
                    models.CheckConstraint(condition=models.Q(('ethnicity__regex', '^[A-Z0-9]+$')), name='person_ethnicity_code'),
                ],
                'indexes': [
                    models.Index(django.db.models.functions.text.Right(django.db.models.functions.comparison.Cast('id', models.TextField()), 12), name='person_reference'),
                ],
            },
        ),
        migrations.CreateModel(
            name='NameKey',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('word', 'The word itself, folded'), ('sound', 'How the word sounds'), ('near', 'The start of the word, whole or with one letter left out')], max_length=5)),
                ('key', models.TextField()),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='name_keys', to='people.person')),
            ],
            options={
                'constraints': [
                    models.UniqueConstraint(fields=('kind', 'key', 'person'), name='name_key_once'),
                ],
                'indexes': [
                    models.Index(django.contrib.postgres.indexes.OpClass(models.F('key'), 'text_pattern_ops'), condition=models.Q(('kind', 'word')), name='name_key_start'),
                    django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.indexes.OpClass(models.F('key'), 'gin_trgm_ops'), condition=models.Q(('kind', 'word')), name='name_key_like'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Merge',
            fields=[
                ('id', models.UUIDField(default=kinkeeper.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(default=kinkeeper.kernel.moment.now, editable=False)),
                ('recorded_by', models.UUIDField(blank=True, editable=False, null=True)),
                ('source', models.CharField(choices=[('typed', 'Typed by a person'), ('imported', 'Loaded from a file'), ('derived', 'Worked out from other records')], default='typed', editable=False, max_length=8)),
                ('load_id', models.UUIDField(blank=True, editable=False, null=True)),
                ('reason', models.TextField()),
                ('undone_at', models.DateTimeField(blank=True, null=True)),
                ('undone_by', models.UUIDField(blank=True, null=True)),
                ('undone_reason', models.TextField(blank=True, default='')),
                ('drop', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='merges_dropped', to='people.person')),
                ('keep', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='merges_kept', to='people.person')),
            ],
            options={
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('keep', models.F('drop')), _negated=True), name='merge_takes_two'),
                    models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='merge_has_reason'),
                    models.CheckConstraint(condition=models.Q(models.Q(('undone_at__isnull', True), ('undone_by__isnull', True)), models.Q(('undone_at__isnull', False), ('undone_by__isnull', False)), _connector='OR'), name='merge_undone_by_somebody'),
                    models.UniqueConstraint(condition=models.Q(('undone_at__isnull', True)), fields=('drop',), name='merge_dropped_once'),
                ],
            },
        ),
        migrations.CreateModel(
            name='ImmigrationPeriod',
            fields=[
                ('id', models.UUIDField(default=kinkeeper.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(default=kinkeeper.kernel.moment.now, editable=False)),
                ('recorded_by', models.UUIDField(blank=True, editable=False, null=True)),
                ('source', models.CharField(choices=[('typed', 'Typed by a person'), ('imported', 'Loaded from a file'), ('derived', 'Worked out from other records')], default='typed', editable=False, max_length=8)),
                ('load_id', models.UUIDField(blank=True, editable=False, null=True)),
                ('status', models.CharField(max_length=8)),
                ('claimed_on', models.DateField(blank=True, null=True)),
                ('started_on', models.DateField(blank=True, null=True)),
                ('ended_on', models.DateField(blank=True, null=True)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='immigration_periods', to='people.person')),
            ],
            options={
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('ended_on__gte', models.F('started_on'))), name='immigration_ends_after_start'),
                    models.CheckConstraint(condition=models.Q(('ended_on__gte', models.F('claimed_on'))), name='immigration_ends_after_claim'),
                    models.CheckConstraint(condition=models.Q(('status__regex', '^[A-Z0-9]+$')), name='immigration_status_code'),
                ],
            },
        ),
        migrations.CreateModel(
            name='FamilyMember',
            fields=[
                ('id', models.UUIDField(default=kinkeeper.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(default=kinkeeper.kernel.moment.now, editable=False)),
                ('recorded_by', models.UUIDField(blank=True, editable=False, null=True)),
                ('source', models.CharField(choices=[('typed', 'Typed by a person'), ('imported', 'Loaded from a file'), ('derived', 'Worked out from other records')], default='typed', editable=False, max_length=8)),
                ('load_id', models.UUIDField(blank=True, editable=False, null=True)),
                ('started_on', models.DateField(blank=True, null=True)),
                ('ended_on', models.DateField(blank=True, null=True)),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='members', to='people.familygroup')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='families', to='people.person')),
            ],
            options={
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('ended_on__gte', models.F('started_on'))), name='family_member_ends_after_start'),
                    models.UniqueConstraint(condition=models.Q(('ended_on__isnull', True)), fields=('group', 'person'), name='family_member_open_once'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Disability',
            fields=[
                ('id', models.UUIDField(default=kinkeeper.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(default=kinkeeper.kernel.moment.now, editable=False)),
                ('recorded_by', models.UUIDField(blank=True, editable=False, null=True)),
                ('source', models.CharField(choices=[('typed', 'Typed by a person'), ('imported', 'Loaded from a file'), ('derived', 'Worked out from other records')], default='typed', editable=False, max_length=8)),
                ('load_id', models.UUIDField(blank=True, editable=False, null=True)),
                ('code', models.CharField(max_length=8)),
                ('valid_from', models.DateField(blank=True, null=True)),
                ('valid_to', models.DateField(blank=True, null=True)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='disabilities', to='people.person')),
            ],
            options={
                'verbose_name_plural': 'disabilities',
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('valid_to__gte', models.F('valid_from'))), name='disability_ends_after_start'),
                    models.CheckConstraint(condition=models.Q(('code__regex', '^[A-Z0-9]+$')), name='disability_code_code'),
                ],
            },
        ),
        migrations.CreateModel(
            name='PersonAddress',
            fields=[
                ('id', models.UUIDField(default=kinkeeper.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(default=kinkeeper.kernel.moment.now, editable=False)),
                ('recorded_by', models.UUIDField(blank=True, editable=False, null=True)),
                ('source', models.CharField(choices=[('typed', 'Typed by a person'), ('imported', 'Loaded from a file'), ('derived', 'Worked out from other records')], default='typed', editable=False, max_length=8)),
                ('load_id', models.UUIDField(blank=True, editable=False, null=True)),
                ('kind', models.CharField(choices=[('home', 'Home'), ('placement', 'Placement'), ('safe', 'Safe address'), ('correspondence', 'For letters')], default='home', max_length=14)),
                ('lines', models.TextField(blank=True, default='')),
                ('postcode', models.CharField(blank=True, db_index=True, max_length=8, null=True)),
                ('la_code', models.CharField(blank=True, max_length=9, null=True)),
                ('valid_from', models.DateField(blank=True, null=True)),
                ('valid_to', models.DateField(blank=True, null=True)),
                ('protected', models.BooleanField(default=False)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='addresses', to='people.person')),
            ],
            options={
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('kind__in', ['correspondence', 'home', 'placement', 'safe'])), name='address_kind_listed'),
                    models.CheckConstraint(condition=models.Q(('valid_to__gte', models.F('valid_from'))), name='address_ends_after_start'),
                    models.CheckConstraint(condition=models.Q(models.Q(('lines', ''), _negated=True), ('postcode__isnull', False), _connector='OR'), name='address_not_empty'),
                    models.CheckConstraint(condition=models.Q(('postcode__regex', '^[A-Z]{1,2}[0-9][A-Z0-9]? [0-9][A-Z]{2}$')), name='address_postcode_shape'),
                    models.CheckConstraint(condition=models.Q(models.Q(('kind', 'safe'), _negated=True), ('protected', True), _connector='OR'), name='address_safe_is_protected'),
                ],
            },
        ),
        migrations.CreateModel(
            name='PersonIdentifier',
            fields=[
                ('id', models.UUIDField(default=kinkeeper.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(default=kinkeeper.kernel.moment.now, editable=False)),
                ('recorded_by', models.UUIDField(blank=True, editable=False, null=True)),
                ('source', models.CharField(choices=[('typed', 'Typed by a person'), ('imported', 'Loaded from a file'), ('derived', 'Worked out from other records')], default='typed', editable=False, max_length=8)),
                ('load_id', models.UUIDField(blank=True, editable=False, null=True)),
                ('kind', models.CharField(choices=[('la_child_id', 'Local authority child ID'), ('nhs', 'NHS number'), ('upn', 'Unique pupil number'), ('former_upn', 'Former unique pupil number'), ('uln', 'Unique learner number'), ('home_office', 'Home Office reference'), ('court', 'Court reference'), ('legacy', 'Reference in an earlier system')], max_length=11)),
                ('value', models.TextField(blank=True, null=True)),
                ('issuer', models.TextField(blank=True, default='')),
                ('unknown_reason', models.CharField(blank=True, max_length=8, null=True)),
                ('valid_from', models.DateField(blank=True, null=True)),
                ('valid_to', models.DateField(blank=True, null=True)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='identifiers', to='people.person')),
            ],
            options={
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('kind__in', ['court', 'former_upn', 'home_office', 'la_child_id', 'legacy', 'nhs', 'uln', 'upn'])), name='identifier_kind_listed'),
                    models.CheckConstraint(condition=models.Q(('valid_to__gte', models.F('valid_from'))), name='identifier_ends_after_start'),
                    models.CheckConstraint(condition=models.Q(models.Q(('unknown_reason__isnull', False), ('value__isnull', True)), models.Q(('unknown_reason__isnull', True), ('value__isnull', False)), _connector='OR'), name='identifier_value_or_reason'),
                    models.CheckConstraint(condition=models.Q(('value', ''), _negated=True), name='identifier_not_blank'),
                    models.UniqueConstraint(condition=models.Q(('kind__in', ['la_child_id', 'nhs']), ('valid_to__isnull', True)), fields=('kind', 'issuer', 'value'), name='identifier_is_one_persons'),
                    models.CheckConstraint(condition=models.Q(('unknown_reason__regex', '^[A-Z0-9]+$')), name='identifier_unknown_reason_code'),
                ],
                'indexes': [
                    models.Index(django.db.models.functions.text.Upper('value'), name='identifier_value'),
                ],
            },
        ),
        migrations.CreateModel(
            name='PersonName',
            fields=[
                ('id', models.UUIDField(default=kinkeeper.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(default=kinkeeper.kernel.moment.now, editable=False)),
                ('recorded_by', models.UUIDField(blank=True, editable=False, null=True)),
                ('source', models.CharField(choices=[('typed', 'Typed by a person'), ('imported', 'Loaded from a file'), ('derived', 'Worked out from other records')], default='typed', editable=False, max_length=8)),
                ('load_id', models.UUIDField(blank=True, editable=False, null=True)),
                ('kind', models.CharField(choices=[('legal', 'Legal name'), ('known_as', 'Known as'), ('former', 'Former name'), ('adoptive', 'Name since adoption')], default='legal', max_length=8)),
                ('forename', models.TextField(blank=True, default='')),
                ('surname', models.TextField(blank=True, default='')),
                ('valid_from', models.DateField(blank=True, null=True)),
                ('valid_to', models.DateField(blank=True, null=True)),
                ('sealed', models.BooleanField(default=False)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='names', to='people.person')),
            ],
            options={
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('kind__in', ['adoptive', 'former', 'known_as', 'legal'])), name='name_kind_listed'),
                    models.CheckConstraint(condition=models.Q(('valid_to__gte', models.F('valid_from'))), name='name_ends_after_start'),
                    models.CheckConstraint(condition=models.Q(models.Q(('forename', ''), _negated=True), models.Q(('surname', ''), _negated=True), _connector='OR'), name='name_not_empty'),
                    models.CheckConstraint(condition=models.Q(('sealed', False), ('kind__in', ['adoptive', 'former']), _connector='OR'), name='name_sealed_is_adoption'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Relationship',
            fields=[
                ('id', models.UUIDField(default=kinkeeper.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(default=kinkeeper.kernel.moment.now, editable=False)),
                ('recorded_by', models.UUIDField(blank=True, editable=False, null=True)),
                ('source', models.CharField(choices=[('typed', 'Typed by a person'), ('imported', 'Loaded from a file'), ('derived', 'Worked out from other records')], default='typed', editable=False, max_length=8)),
                ('load_id', models.UUIDField(blank=True, editable=False, null=True)),
                ('kind', models.CharField(choices=[('mother_of', 'Mother of'), ('father_of', 'Father of'), ('step_parent_of', 'Step-parent of'), ('parental_responsibility_for', 'Has parental responsibility for'), ('sibling_of', 'Sibling of'), ('half_sibling_of', 'Half-sibling of'), ('grandparent_of', 'Grandparent of'), ('aunt_or_uncle_of', 'Aunt or uncle of'), ('carer_of', 'Carer of'), ('partner_of', 'Partner of'), ('ex_partner_of', 'Former partner of')], max_length=27)),
                ('started_on', models.DateField(blank=True, null=True)),
                ('ended_on', models.DateField(blank=True, null=True)),
                ('no_contact', models.BooleanField(default=False)),
                ('other', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='relationships_of_others', to='people.person')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='relationships', to='people.person')),
            ],
            options={
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('person', models.F('other')), _negated=True), name='relationship_takes_two'),
                    models.CheckConstraint(condition=models.Q(('kind__in', ['aunt_or_uncle_of', 'carer_of', 'ex_partner_of', 'father_of', 'grandparent_of', 'half_sibling_of', 'mother_of', 'parental_responsibility_for', 'partner_of', 'sibling_of', 'step_parent_of'])), name='relationship_kind_listed'),
                    models.CheckConstraint(condition=models.Q(('ended_on__gte', models.F('started_on'))), name='relationship_ends_after_start'),
                    models.UniqueConstraint(condition=models.Q(('ended_on__isnull', True)), fields=('person', 'other', 'kind'), name='relationship_open_once'),
                ],
            },
        ),
        migrations.CreateModel(
            name='MergedRow',
            fields=[
                ('id', models.UUIDField(default=kinkeeper.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('model', models.TextField()),
                ('row_id', models.TextField()),
                ('field', models.TextField()),
                ('before', models.JSONField(null=True)),
                ('after', models.JSONField(null=True)),
                ('merge', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rows', to='people.merge')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('merge', 'model', 'row_id', 'field'), name='merged_row_once')],
            },
        ),
    ]
