"""Migrations that make many tables: the tables as they will be are worked out once, not each step."""

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import Migration, operations
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

ADDED = ("AddField", "AddIndex", "AddConstraint")
ALONE = (operations.RunPython, operations.RenameModel, operations.RenameField)


class Together(Migration):
    """A migration that is one step: each model is built anew once, not after each operation.

    A table it makes is made with all that it adds to it. What such a migration may not do is run
    code or rename; and it changes each field of a table that was there before once at most.
    """

    def apply(
        self,
        project_state: ProjectState,
        schema_editor: BaseDatabaseSchemaEditor,
        collect_sql: bool = False,
    ) -> ProjectState:
        """Make what it makes, and say what there is then."""
        if any(isinstance(one, ALONE) for one in self.operations):
            raise TypeError(f"{self} runs code or renames: it cannot be one step")
        before = project_state.clone()
        project_state.__dict__.pop("apps", None)
        self.mutate_state(project_state, preserve=False)
        for one in self._needed():
            one.database_forwards(self.app_label, schema_editor, before, project_state)
        return project_state

    def _needed(self) -> list[Operation]:
        made = {
            one.name_lower for one in self.operations if isinstance(one, operations.CreateModel)
        }
        return [one for one in self.operations if _added_to(one) not in made]


def _added_to(one: Operation) -> str | None:
    """The model that something is added to, if that is all the operation does."""
    name, _, facts = one.deconstruct()
    return str(facts["model_name"]).lower() if name in ADDED else None
