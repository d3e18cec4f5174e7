"""Orders that hold for a time, with their last day and what became of them."""

import django.db.models.deletion
import kinkeeper.kernel.ids
import kinkeeper.kernel.moment
from django.db import migrations, models

from kinkeeper.access.together import Together


class Migration(Together):

    dependencies = [
        ('court', '0001_court'),
        ('people', '0003_who_else_is_near'),
    ]

    operations = [
        migrations.CreateModel(
            name='TimedOrder',
            fields=[
                ('id', models.UUIDField(default=kinkeeper.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(default=kinkeeper.kernel.moment.now, editable=False)),
                ('recorded_by', models.UUIDField(blank=True, editable=False, null=True)),
                ('source', models.CharField(choices=[('typed', 'Typed by a person'), ('imported', 'Loaded from a file'), ('derived', 'Worked out from other records')], default='typed', editable=False, max_length=8)),
                ('load_id', models.UUIDField(blank=True, editable=False, null=True)),
                ('kind', models.CharField(choices=[('ico', 'Interim care order'), ('iso', 'Interim supervision order'), ('epo', 'Emergency protection order'), ('cao', 'Child assessment order'), ('so', 'Supervision order')], max_length=8)),
                ('made_on', models.DateField()),
                ('ends_on', models.DateField(db_comment='Null where the court set no day', null=True)),
                ('words', models.TextField(blank=True, db_comment='What the court directed', default='')),
                ('extended_on', models.DateField(null=True)),
                ('extended_to', models.DateField(null=True)),
                ('concluded_on', models.DateField(null=True)),
                ('how', models.CharField(blank=True, choices=[('replaced', 'Renewed, or replaced by another order'), ('discharged', 'Discharged by the court'), ('done', 'What it was made for is done'), ('let_go', 'Decided to let it end on its day')], default='', max_length=12)),
                ('concluded_why', models.TextField(blank=True, default='')),
                ('case', models.ForeignKey(db_comment='The proceedings in which it was made', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='orders', to='court.legalcase')),
                ('person', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
            ],
            options={
                'indexes': [models.Index(fields=['person', 'made_on'], name='timed_order_person')],
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['cao', 'epo', 'ico', 'iso', 'so'])), name='timed_order_kind_known'), models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('made_on'))), name='timed_order_ends_after'), models.CheckConstraint(condition=models.Q(('concluded_on__gte', models.F('made_on'))), name='timed_order_concluded_after'), models.CheckConstraint(condition=models.Q(('extended_to__gte', models.F('extended_on'))), name='timed_order_extended_after'), models.CheckConstraint(condition=models.Q(('ends_on__isnull', False), ('kind__in', ('ico', 'iso')), _connector='OR'), name='timed_order_ends'), models.CheckConstraint(condition=models.Q(models.Q(('extended_on', None), ('extended_to', None)), models.Q(('extended_on__isnull', False), ('extended_to__isnull', False), ('kind', 'epo')), _connector='OR'), name='timed_order_emergency_extended'), models.CheckConstraint(condition=models.Q(models.Q(('concluded_on', None), ('concluded_why', ''), ('how', '')), models.Q(('concluded_on__isnull', False), ('how__in', ['discharged', 'done', 'let_go', 'replaced']), models.Q(('concluded_why', ''), _negated=True)), _connector='OR'), name='timed_order_concluded_whole'), models.UniqueConstraint(fields=('person', 'kind', 'made_on'), name='timed_order_once')],
            },
        ),
    ]
