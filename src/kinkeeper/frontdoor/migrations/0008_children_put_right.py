"""Children of a contact named later, unmatched or closed; why a contact was typed in late."""

import django.db.models.deletion
from django.db import migrations, models

import kinkeeper.kernel.ids
from kinkeeper.access.append_only import append_only
from kinkeeper.access.together import Together


class Migration(Together):
    """Two tables of which rows are only added, and what the others need for them."""

    dependencies = [("frontdoor", "0007_first_of_their_kind")]

    operations = [
        migrations.AddField(
            model_name="childmatch",
            name="number",
            field=models.PositiveSmallIntegerField(
                db_comment="First, second… time that it was said of this child", default=1
            ),
        ),
        migrations.AlterField(
            model_name="childmatch",
            name="child",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="matches",
                to="frontdoor.childtold",
            ),
        ),
        migrations.AddConstraint(
            model_name="childmatch",
            constraint=models.UniqueConstraint(fields=("child", "number"), name="child_match_once"),
        ),
        migrations.AddField(
            model_name="childtold", name="named_at", field=models.DateTimeField(null=True)
        ),
        migrations.AddField(
            model_name="childtold",
            name="named_by",
            field=models.UUIDField(
                db_comment="Who read it in what was told; null: whoever told it named them",
                null=True,
            ),
        ),
        migrations.AddField(
            model_name="contactgroup",
            name="entered_why",
            field=models.TextField(
                db_comment="Why it was typed in more than a working day after it came", null=True
            ),
        ),
        migrations.RemoveConstraint(model_name="contact", name="contact_once"),
        migrations.AddField(
            model_name="contact",
            name="withdrawn_at",
            field=models.DateTimeField(
                db_comment="When it was found that it is of another child; null: it stands",
                null=True,
            ),
        ),
        migrations.AddConstraint(
            model_name="contact",
            constraint=models.UniqueConstraint(
                condition=models.Q(("withdrawn_at", None)),
                fields=("person", "contact_group"),
                name="contact_once",
            ),
        ),
        migrations.CreateModel(
            name="ChildUnmatch",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=kinkeeper.kernel.ids.uuid7,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("reason", models.TextField()),
                ("by", models.UUIDField()),
                ("at", models.DateTimeField()),
                (
                    "match",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="undone",
                        to="frontdoor.childmatch",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="child_unmatch_says_why",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ChildClosed",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=kinkeeper.kernel.ids.uuid7,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("spam", "Advertising or nonsense"),
                            ("wrong_address", "Meant for somebody else"),
                            ("staff_matter", "About work here, and about no child"),
                            ("mistake", "Named by mistake: there is no such child in it"),
                            ("named", "Each child that it tells of is named apart"),
                        ],
                        max_length=16,
                    ),
                ),
                ("reason", models.TextField()),
                ("by", models.UUIDField()),
                ("by_role", models.CharField(max_length=40, null=True)),
                ("at", models.DateTimeField()),
                (
                    "child",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="closed",
                        to="frontdoor.childtold",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                ["mistake", "named", "spam", "staff_matter", "wrong_address"],
                            )
                        ),
                        name="child_closed_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="child_closed_says_why",
                    ),
                ],
            },
        ),
        append_only("frontdoor_childunmatch"),
        append_only("frontdoor_childclosed"),
    ]
