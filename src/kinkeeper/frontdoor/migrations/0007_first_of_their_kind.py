"""Indexes by which the first step of a kind, and contacts about a place, are found."""

from django.db import migrations, models

from kinkeeper.access.together import Together


class Migration(Together):
    """Four small ones in place of one."""

    dependencies = [
        ('frontdoor', '0006_night_samples'),
        ('people', '0002_words_and_the_ways_to_them'),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='contactstep',
            name='contact_step_disputed',
        ),
        migrations.AddIndex(
            model_name='contactstep',
            index=models.Index(condition=models.Q(('kind__in', ('disagreed', 'answered', 're_referral_reviewed', 'written_asked', 'night_ended'))), fields=['kind', 'on'], name='contact_step_rare'),
        ),
        migrations.AddIndex(
            model_name='contactstep',
            index=models.Index(condition=models.Q(('episode__isnull', False), ('kind__in', ('referrer_told', 'not_told'))), fields=['on'], name='contact_step_told'),
        ),
        migrations.AddIndex(
            model_name='contactstep',
            index=models.Index(condition=models.Q(('episode__isnull', False), ('outcome__in', ('referral', 'strategy_discussion'))), fields=['on'], name='contact_step_led_on'),
        ),
        migrations.AddIndex(
            model_name='contactgroup',
            index=models.Index(condition=models.Q(('place__isnull', False)), fields=['received_on'], name='contact_group_of_a_place'),
        ),
    ]
