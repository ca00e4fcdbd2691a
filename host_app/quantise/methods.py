"""The methods that choose codes by a text, by name; the other one is quantise/rounding.py alone."""

from __future__ import annotations

from collections.abc import Callable

from lutcore.host_app.checkpoints.source import Source
from lutcore.host_app.quantise.calibrated import CalibratedSource
from lutcore.host_app.quantise.propagated import PropagatedSource
from lutcore.host_app.quantise.rounding import FEEDBACK, PROPAGATION

# Each makes a `Source` of one, from the formats, the windows of a calibration text and a progress.
CALIBRATED: dict[str, Callable[..., Source]] = {FEEDBACK: CalibratedSource,
                                                PROPAGATION: PropagatedSource}
