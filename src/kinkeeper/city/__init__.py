"""A wholly invented authority: families, work and workers, from a scenario's figures and a seed."""

from kinkeeper.city.scenarios import SCENARIOS, Scenario, scenario
from kinkeeper.city.worlds import Kept, World, world

__all__ = ["SCENARIOS", "Kept", "Scenario", "World", "scenario", "world"]
