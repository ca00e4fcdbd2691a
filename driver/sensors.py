"""A board's sensors of power, voltage and temperature, as Linux shows them, found by name.

    /sys/class/hwmon/hwmonN/name          power1_input uW, in1_input mV, curr1_input mA,
                                          temp1_input thousandths of a degree
    /sys/bus/iio/devices/iio:deviceN/name in_..._raw, _offset, _scale: (raw + offset) * scale is mV,
                                          or thousandths of a degree (xadc, ams)

The numbers N change from start to start, and with the kernel: the KV260's power sensor is hwmon0 in
one log and hwmon2 in another. `power` and `probes` read what is found here.

pynq.pmbus finds sensors through libsensors, by label, and records them with pandas. It is not used:
where libsensors is missing or does not start, it gives no rails and no error, a sensor that cannot
be read is 0 there, and it would make pynq and pandas necessary where neither runs the engine.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

SYS    = Path("/sys")
SUPPLY = ("ina260_u14",)                # sensors of a whole supply; KV260: the module's 5 V
_POWER = re.compile(r"ina(2\d\d|3221)") # power monitors of this family, whatever comes after


@dataclass(frozen=True)
class PowerSensor:
    """A power monitor; `power_sensor` finds it."""

    name: str                           # as its driver calls it
    folder: Path

    def watts(self) -> float | None:
        """Return the power now; None if it cannot be read."""
        power = _number(self.folder / "power1_input")
        if power is not None:
            return power / 1e6
        volts, amperes = self.volts(), _number(self.folder / "curr1_input")
        return None if volts is None or amperes is None else volts * amperes / 1e3

    def volts(self) -> float | None:
        """Return the voltage of the supply now; None if it cannot be read."""
        millivolts = _number(self.folder / "in1_input")
        return None if millivolts is None else millivolts / 1e3


def power_sensor(sys: Path = SYS) -> PowerSensor | None:
    """Return the sensor of a board's supply; None if there is none.

    A name in SUPPLY comes first. Of others, the one that reads most is taken: a supply reads more
    than any rail that it feeds.
    """
    found = [PowerSensor(name, folder) for name, folder in _chips(sys / "class/hwmon", "hwmon*")
             if _POWER.match(name)]
    known = [sensor for sensor in found if sensor.name in SUPPLY]
    return max(known or found, key=lambda sensor: (sensor.watts() or 0.0, sensor.name),
               default=None)


def temperatures(sys: Path = SYS) -> dict[str, float]:
    """Return degrees Celsius by sensor; one that cannot be read is left out."""
    values = {}
    for name, folder in _chips(sys / "class/hwmon", "hwmon*"):
        for path in sorted(folder.glob("temp*_input")):
            label = _text(path.with_name(path.name.replace("_input", "_label")))
            values[f"{name} {label or path.name.removesuffix('_input')}"] = _number(path)
    for name, channel, value in _iio(sys, "temp"):
        values[f"{name} {channel or 'temp'}"] = value
    return {name: value / 1e3 for name, value in values.items() if value is not None}


def voltages(sys: Path = SYS) -> dict[str, float]:
    """Return volts by the name of the supply, such as vccint, that the chip itself measures."""
    return {channel: value / 1e3 for _, channel, value in _iio(sys, "voltage") if channel}


def _iio(sys: Path, what: str) -> Iterator[tuple[str, str, float]]:
    """Yield (chip, name of the channel, value in thousandths) of a kind of channels."""
    channel = re.compile(rf"in_{what}\d*_?(.*?)_?raw")
    for name, folder in _chips(sys / "bus/iio/devices", "iio:device*"):
        for path in sorted(folder.glob(f"in_{what}*raw")):
            match, raw = channel.fullmatch(path.name), _number(path)
            scale  = _beside(path, "scale", what)
            offset = _beside(path, "offset", what)
            if match and raw is not None and scale is not None:
                yield name, match[1], (raw + (offset or 0.0)) * scale


def _beside(path: Path, which: str, what: str) -> float | None:
    """Return a channel's scale or offset, which a driver may give once for all of a kind."""
    own = _number(path.with_name(path.name.removesuffix("raw") + which))
    return _number(path.with_name(f"in_{what}_{which}")) if own is None else own


def _chips(folder: Path, pattern: str) -> Iterator[tuple[str, Path]]:
    for chip in sorted(folder.glob(pattern)):
        name = _text(chip / "name")
        if name:
            yield name, chip


def _text(path: Path) -> str:
    try:
        return path.read_text(errors="replace").strip("\0\n ")
    except OSError:                     # it is missing, or its bus does not answer
        return ""


def _number(path: Path) -> float | None:
    try:
        return float(_text(path))
    except ValueError:
        return None
