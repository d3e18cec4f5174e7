"""A wholly invented authority: families, work and workers, from a scenario's figures and a seed."""

from kinkeeper.city.scenarios import SCENARIOS, Scenario, scenario
from kinkeeper.city.worlds import World, world

__all__ = ["SCENARIOS", "Scenario", "World", "scenario", "world"]
