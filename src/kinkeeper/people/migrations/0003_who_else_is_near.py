"""Ties to who has no record here; how sure a relationship is, and that one was a mistake."""

import django.db.models.deletion
import kinkeeper.kernel.ids
import kinkeeper.kernel.moment
from django.db import migrations, models

from kinkeeper.access.together import Together


class Migration(Together):

    dependencies = [
        ('people', '0002_words_and_the_ways_to_them'),
    ]

    operations = [
        migrations.CreateModel(
            name='EcomapTie',
            fields=[
                ('id', models.UUIDField(default=kinkeeper.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(default=kinkeeper.kernel.moment.now, editable=False)),
                ('recorded_by', models.UUIDField(blank=True, editable=False, null=True)),
                ('source', models.CharField(choices=[('typed', 'Typed by a person'), ('imported', 'Loaded from a file'), ('derived', 'Worked out from other records')], default='typed', editable=False, max_length=8)),
                ('load_id', models.UUIDField(blank=True, editable=False, null=True)),
                ('name', models.CharField(db_comment='Who or what, as the child would say it', max_length=200)),
                ('kind', models.CharField(choices=[('person', 'A person, such as a friend or a neighbour'), ('school', 'School, college, nursery or work'), ('health', 'Health or care'), ('community', 'Club, faith or community'), ('service', 'Another service')], max_length=9)),
                ('strength', models.CharField(choices=[('strong', 'Strong'), ('ordinary', 'Ordinary'), ('weak', 'Weak'), ('strained', 'Strained')], max_length=8)),
                ('way', models.CharField(choices=[('both', 'Each supports the other'), ('to_child', 'Supports this child or family'), ('from_child', 'Takes from this child or family')], max_length=10)),
                ('started_on', models.DateField(db_comment='Since when it is so, or was told to be so')),
                ('ended_on', models.DateField(null=True)),
            ],
        ),
        migrations.RemoveConstraint(
            model_name='relationship',
            name='relationship_kind_listed',
        ),
        migrations.AddField(
            model_name='relationship',
            name='confidence',
            field=models.CharField(blank=True, choices=[('seen', 'Seen in a document, such as a birth certificate'), ('said', 'Said by the family'), ('thought', 'Thought to be so by somebody else')], db_default='', default='', max_length=7),
        ),
        migrations.AddField(
            model_name='relationship',
            name='mistake',
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name='relationship',
            name='told_by',
            field=models.CharField(blank=True, db_comment='Who said so, or what', db_default='', default='', max_length=200),
        ),
        migrations.AlterField(
            model_name='relationship',
            name='kind',
            field=models.CharField(choices=[('mother_of', 'Mother of'), ('father_of', 'Father of'), ('step_parent_of', 'Step-parent of'), ('parental_responsibility_for', 'Has parental responsibility for'), ('sibling_of', 'Sibling of'), ('half_sibling_of', 'Half-sibling of'), ('grandparent_of', 'Grandparent of'), ('aunt_or_uncle_of', 'Aunt or uncle of'), ('carer_of', 'Carer of'), ('partner_of', 'Partner of'), ('ex_partner_of', 'Former partner of'), ('relative_of', 'Relative of')], max_length=27),
        ),
        migrations.AddConstraint(
            model_name='relationship',
            constraint=models.CheckConstraint(condition=models.Q(('confidence__in', ['', 'said', 'seen', 'thought'])), name='relationship_confidence_listed'),
        ),
        migrations.AddConstraint(
            model_name='relationship',
            constraint=models.CheckConstraint(condition=models.Q(('mistake', False), ('ended_on__isnull', False), _connector='OR'), name='relationship_mistake_is_ended'),
        ),
        migrations.AddConstraint(
            model_name='relationship',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['aunt_or_uncle_of', 'carer_of', 'ex_partner_of', 'father_of', 'grandparent_of', 'half_sibling_of', 'mother_of', 'parental_responsibility_for', 'partner_of', 'relative_of', 'sibling_of', 'step_parent_of'])), name='relationship_kind_listed'),
        ),
        migrations.AddField(
            model_name='ecomaptie',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person'),
        ),
        migrations.AddConstraint(
            model_name='ecomaptie',
            constraint=models.CheckConstraint(condition=models.Q(('ended_on__gte', models.F('started_on'))), name='ecomap_tie_ends_after_start'),
        ),
        migrations.AddConstraint(
            model_name='ecomaptie',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['community', 'health', 'person', 'school', 'service'])), name='ecomap_tie_kind_listed'),
        ),
        migrations.AddConstraint(
            model_name='ecomaptie',
            constraint=models.CheckConstraint(condition=models.Q(('strength__in', ['ordinary', 'strained', 'strong', 'weak'])), name='ecomap_tie_strength_listed'),
        ),
        migrations.AddConstraint(
            model_name='ecomaptie',
            constraint=models.CheckConstraint(condition=models.Q(('way__in', ['both', 'from_child', 'to_child'])), name='ecomap_tie_way_listed'),
        ),
        migrations.AddConstraint(
            model_name='ecomaptie',
            constraint=models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='ecomap_tie_named'),
        ),
        migrations.AddConstraint(
            model_name='ecomaptie',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_on__isnull', True)), fields=('person', 'name'), name='ecomap_tie_open_once'),
        ),
    ]
