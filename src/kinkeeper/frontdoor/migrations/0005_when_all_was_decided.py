"""Contacts know when everything about them was decided, so that those that wait are found at once."""

from django.db import migrations, models
from django.db.models import Q

# Those of before, by the steps they have.
FILLED = """
UPDATE frontdoor_contact AS told SET over_on = made.over_on
FROM (
    SELECT contact_id, min("on") AS over_on FROM frontdoor_contactstep
    WHERE outcome IS NOT NULL AND outcome <> 'mash_enquiry' GROUP BY contact_id
) AS made
WHERE made.contact_id = told.id
"""


class Migration(migrations.Migration):
    """The day, filled in from the steps; and where to look for the few steps that keep one waiting."""

    dependencies = [("frontdoor", "0004_channels_of_the_public")]

    operations = [
        migrations.AddField(
            "contact",
            "over_on",
            models.DateField(
                null=True,
                db_comment="When the last step that decides was taken, of its steps; null while one waits",
            ),
        ),
        migrations.RunSQL(FILLED, migrations.RunSQL.noop),
        migrations.AddIndex("contact", models.Index(fields=["over_on"], name="contact_over")),
        migrations.AddIndex(
            "contactstep",
            models.Index(
                fields=["kind"],
                condition=Q(kind__in=("disagreed", "answered")),
                name="contact_step_disputed",
            ),
        ),
        migrations.AddIndex(
            "contactstep",
            models.Index(
                fields=["contact"], condition=Q(outcome="open_case"), name="contact_step_to_worker"
            ),
        ),
    ]
