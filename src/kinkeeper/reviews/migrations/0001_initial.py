"""Reviews."""

import django.db.models.deletion
import kinkeeper.kernel.ids
import kinkeeper.kernel.moment
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('care', '0001_initial'),
        ('frontdoor', '0001_initial'),
        ('people', '0001_initial'),
        ('protection', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Review',
            fields=[
                ('id', models.UUIDField(default=kinkeeper.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(default=kinkeeper.kernel.moment.now, editable=False)),
                ('recorded_by', models.UUIDField(blank=True, editable=False, null=True)),
                ('source', models.CharField(choices=[('typed', 'Typed by a person'), ('imported', 'Loaded from a file'), ('derived', 'Worked out from other records')], default='typed', editable=False, max_length=8)),
                ('load_id', models.UUIDField(blank=True, editable=False, null=True)),
                ('kind', models.CharField(choices=[('cla', 'Looked after review'), ('cp', 'Child protection review')], max_length=20)),
                ('held_on', models.DateField(db_comment='SSDA903 Reviews.REVIEW, CIN Reviews.CPPreviewDate')),
                ('participation', models.CharField(db_comment='SSDA903 Reviews.REVIEW_CODE', max_length=10, null=True)),
                ('care_period', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='care.careperiod')),
                ('episode', models.ForeignKey(db_comment='The episode of the plan under review', db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='frontdoor.helpepisode')),
                ('person', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('plan', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='protection.plan')),
            ],
            options={
                'indexes': [models.Index(fields=['person', 'held_on'], name='review_person')],
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['cla', 'cp'])), name='review_kind_known'), models.CheckConstraint(condition=models.Q(('participation__regex', '^[A-Z0-9]+$')), name='review_participation_code'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'cla'), _negated=True), models.Q(('episode__isnull', True), ('plan__isnull', True)), _connector='OR'), name='review_looked_after_has_no_plan'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'cp'), _negated=True), models.Q(('care_period__isnull', True), ('participation__isnull', True)), _connector='OR'), name='review_protection_has_no_care')],
            },
        ),
    ]
