"""Gathers what is wrong with the settings, so that one start names all of it."""

from dataclasses import dataclass, field

from kinkeeper.kernel.errors import BadSetting


@dataclass(frozen=True, slots=True)
class Problem:
    """One setting, what is wrong with it and what to do."""

    name: str
    what: str
    do: str

    def __str__(self) -> str:
        return f"{self.name} {self.what}. {self.do}"


@dataclass(slots=True)
class Problems:
    """All that was found; raised together."""

    found: list[Problem] = field(default_factory=list)

    def add(self, problem: Problem) -> None:
        self.found.append(problem)

    def raise_if_any(self) -> None:
        if not self.found:
            return
        count = len(self.found)
        heading = "A setting is wrong" if count == 1 else f"{count} settings are wrong"
        lines = "\n".join(f"  {number}. {each}" for number, each in enumerate(self.found, 1))
        raise BadSetting(
            f"{heading}:\n{lines}",
            do="Correct the environment and start again; "
            "docs/how-to/run-in-production.md lists every setting.",
        )
