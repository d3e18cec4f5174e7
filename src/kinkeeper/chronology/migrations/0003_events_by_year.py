"""Events are kept by the year they were recorded in; what a correction corrects must be there."""

import django.db.models.deletion
from django.db import migrations, models

from kinkeeper.access.append_only import append_only
from kinkeeper.access.by_year import by_year

# A foreign key cannot point at a table kept by year: its key holds the moment as well.
_CORRECTS = """
CREATE FUNCTION kinkeeper_corrects_an_event() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM public.chronology_event WHERE id = NEW.corrects_id) THEN
        RAISE EXCEPTION 'an event corrects event %, which is not there', NEW.corrects_id
            USING ERRCODE = 'foreign_key_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER chronology_event_corrects AFTER INSERT ON chronology_event
    FOR EACH ROW WHEN (NEW.corrects_id IS NOT NULL) EXECUTE FUNCTION kinkeeper_corrects_an_event();
"""


class Migration(migrations.Migration):
    """What no model can declare."""

    dependencies = (("chronology", "0002_append_only"), ("access", "0003_audit_by_year"))
    operations = (
        migrations.AlterField(
            model_name="event",
            name="corrects",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="corrections",
                to="chronology.event",
            ),
        ),
        by_year("chronology_event", "recorded_at"),
        append_only("chronology_event"),
        migrations.RunSQL(_CORRECTS),
    )
