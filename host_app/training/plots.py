"""All plots of the story grammar."""

from __future__ import annotations

from lutcore.host_app.training import plots_people, plots_quests, plots_world
from lutcore.host_app.training.plot import Plot

PLOTS = tuple(value for module in (plots_people, plots_quests, plots_world)
              for value in vars(module).values() if isinstance(value, Plot))
