"""How a word may be misheard or misspelt is kept once a word, not once for each who is called so."""

from typing import Any

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import migrations, models


def learn_words(apps: Any, schema_editor: Any) -> None:
    """The words there are, and what leads to each."""
    from kinkeeper.people import folding

    del schema_editor
    words = apps.get_model("people", "NameKey").objects.order_by("key").values_list("key", flat=True)
    key_of = apps.get_model("people", "WordKey")
    made = (
        key_of(kind=kind, key=key, word=word)
        for word in words.distinct()
        for kind, keys in (("near", folding.near(word)), ("sound", {folding.sound(word)} - {""}))
        for key in sorted(keys)
    )
    key_of.objects.bulk_create(made, batch_size=5_000)


class Migration(migrations.Migration):
    """Name keys are words; word keys lead to words."""

    dependencies = (("people", "0001_initial"),)
    operations = (
        migrations.CreateModel(
            name="WordKey",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("sound", "How the word sounds"),
                            ("near", "The start of the word, whole or with one letter left out"),
                        ],
                        max_length=5,
                    ),
                ),
                ("key", models.TextField()),
                ("word", models.TextField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("kind", "key", "word"), name="word_key_once")
                ]
            },
        ),
        migrations.RunSQL(
            "DELETE FROM people_namekey WHERE kind <> 'word'; SET CONSTRAINTS ALL IMMEDIATE;",
            migrations.RunSQL.noop,
        ),
        migrations.RemoveConstraint("namekey", "name_key_once"),
        migrations.RemoveIndex("namekey", "name_key_start"),
        migrations.RemoveIndex("namekey", "name_key_like"),
        migrations.RemoveField("namekey", "kind"),
        migrations.AddConstraint(
            "namekey", models.UniqueConstraint(fields=("key", "person"), name="name_key_once")
        ),
        migrations.AddIndex(
            "namekey",
            models.Index(OpClass(models.F("key"), "text_pattern_ops"), name="name_key_start"),
        ),
        migrations.AddIndex(
            "namekey",
            GinIndex(OpClass(models.F("key"), "gin_trgm_ops"), name="name_key_like"),
        ),
        migrations.RunPython(learn_words, migrations.RunPython.noop),
    )
