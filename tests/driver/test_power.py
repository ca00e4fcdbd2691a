"""Sensors of made-up /sys trees, found by name, and the energy of work between two readings."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from lutcore.driver import open_device, power, selftest
from lutcore.driver.devices import computes_here
from lutcore.driver.power import Integral, Meter, describe, meter_for, power_of
from lutcore.driver.pynq.network import REMOTE_VARIABLE
from lutcore.driver.sensors import PowerSensor, power_sensor, temperatures, voltages

Plant = Callable[[dict[str, object]], Path]

KV260 = {                               # hwmon numbers as one start of the board gave them
    "class/hwmon/hwmon0/name": "nvme",
    "class/hwmon/hwmon0/temp1_input": 41850,
    "class/hwmon/hwmon2/name": "ina260_u14",
    "class/hwmon/hwmon2/power1_input": 4810000,
    "class/hwmon/hwmon2/in1_input": 5020,
    "class/hwmon/hwmon2/curr1_input": 958,
    "bus/iio/devices/iio:device0/name": "xilinx-ams",
    "bus/iio/devices/iio:device0/in_temp0_ps_temp_raw": 41000,
    "bus/iio/devices/iio:device0/in_temp0_ps_temp_offset": -36058,
    "bus/iio/devices/iio:device0/in_temp0_ps_temp_scale": 7.771514892,
}
PYNQ_Z2 = {
    "bus/iio/devices/iio:device0/name": "xadc",
    "bus/iio/devices/iio:device0/in_temp0_raw": 2650,
    "bus/iio/devices/iio:device0/in_temp0_offset": -2219,
    "bus/iio/devices/iio:device0/in_temp0_scale": 123.040771484,
    "bus/iio/devices/iio:device0/in_voltage0_vccint_raw": 1365,
    "bus/iio/devices/iio:device0/in_voltage0_vccint_scale": 0.732421875,
    "bus/iio/devices/iio:device0/in_voltage8_raw": 12,
}


def test_the_sensor_is_found_by_its_name_whatever_its_number(plant: Plant) -> None:
    found = power_sensor(plant(KV260))
    assert found and (found.name, found.watts(), found.volts()) == ("ina260_u14", 4.81, 5.02)
    moved = {name.replace("hwmon2", "hwmon7"): value for name, value in KV260.items()}
    assert power_sensor(plant({f"other/{name}": value for name, value in moved.items()}) / "other"
                        ).watts() == 4.81


def test_the_sensor_of_the_supply_comes_before_those_of_rails(plant: Plant) -> None:
    rails = {"class/hwmon/hwmon1/name": "ina226_u76", "class/hwmon/hwmon1/power1_input": 1500000,
             "class/hwmon/hwmon3/name": "ina226_u79", "class/hwmon/hwmon3/power1_input": 9500000}
    assert power_sensor(plant(rails)).name == "ina226_u79"      # it reads most
    assert power_sensor(plant(KV260)).name == "ina260_u14"


def test_watts_from_volts_and_amperes(plant: Plant) -> None:
    tree = plant({"class/hwmon/hwmon0/name": "ina219", "class/hwmon/hwmon0/in1_input": 12000,
                  "class/hwmon/hwmon0/curr1_input": 500})
    assert power_sensor(tree).watts() == pytest.approx(6.0)
    (tree / "class/hwmon/hwmon0/curr1_input").write_text("broken\n")
    assert power_sensor(tree).watts() is None


def test_nothing_is_found_where_nothing_is(plant: Plant, tmp_path: Path) -> None:
    assert power_sensor(tmp_path) is None and temperatures(tmp_path) == {}
    tree = plant(PYNQ_Z2)
    assert power_sensor(tree) is None
    assert voltages(tree) == {"vccint": pytest.approx(1.0, abs=1e-3)}


def test_temperatures(plant: Plant) -> None:
    assert temperatures(plant(KV260)) == {"nvme temp1": 41.85,
                                          "xilinx-ams ps_temp": pytest.approx(38.4, abs=0.1)}


def test_temperature_of_the_xadc(plant: Plant) -> None:
    assert temperatures(plant(PYNQ_Z2)) == {"xadc temp": pytest.approx(53.0, abs=0.1)}


# Energy -------------------------------------------------------------------------------------------


def test_the_integral_of_a_power_that_changes() -> None:
    integral = Integral()
    for moment, watts in ((0.0, 4.0), (1.0, 4.0), (2.0, 8.0), (4.0, 8.0)):
        integral.add(moment, watts)
    integral.pause(4.0)
    for moment, watts in ((10.0, 5.0), (11.0, 5.0)):        # the pause does not count
        integral.add(moment, watts)
    integral.pause(1.0)
    assert (integral.joules, integral.seconds, integral.readings) == (4 + 6 + 16 + 5, 5.0, 6)
    assert integral.covered
    integral.pause(1.0)                 # a block of a second without a reading
    assert not integral.covered


class Supply:
    """A sensor of a made-up tree whose power a test sets."""

    def __init__(self, plant: Plant) -> None:
        self._tree = plant(KV260)
        self.sensor = power_sensor(self._tree)

    def set(self, watts: float) -> None:
        path = self._tree / "class/hwmon/hwmon2/power1_input"
        partial = path.with_name("partial")
        partial.write_text(f"{watts * 1e6:.0f}\n")
        partial.replace(path)

    def meter(self) -> Meter:
        return Meter(self.sensor)


@pytest.fixture
def supply(plant: Plant, monkeypatch: pytest.MonkeyPatch) -> Supply:
    """A supply, in a process whose meters rest, read and repeat for moments only."""
    for name, seconds in (("INTERVAL", 0.005), ("REST", 0.02), ("LEAST", 0.02), ("REPEAT", 0.05)):
        monkeypatch.setattr(power, name, seconds)
    return Supply(plant)


def test_idle_power_is_subtracted(supply: Supply) -> None:
    meter = supply.meter()
    supply.set(5.0)
    meter.rest()
    supply.set(7.0)
    for _ in range(2):
        with meter.running():
            time.sleep(0.05)
    found = meter.energy
    assert found.sensor == "ina260_u14" and found.readings >= 4 and found.seconds >= 0.09
    assert (found.watts, found.idle_watts) == (pytest.approx(7.0), pytest.approx(5.0))
    assert found.joules == pytest.approx(2.0 * found.seconds)
    assert meter.per(4, "token")["joules_per_token"] == pytest.approx(found.joules / 4)
    assert meter.per(0, "token")["joules_per_token"] is None


def test_a_power_that_changes_while_the_work_runs(supply: Supply) -> None:
    meter = supply.meter()
    supply.set(5.0)
    meter.rest()
    with meter.running():
        supply.set(6.0)
        time.sleep(0.05)
        supply.set(9.0)
        time.sleep(0.05)
    found = meter.energy
    assert 1.0 * found.seconds < found.joules < 4.0 * found.seconds


def test_what_is_not_measured(supply: Supply, monkeypatch: pytest.MonkeyPatch) -> None:
    without, enough, unread, unrested = Meter(None), supply.meter(), supply.meter(), supply.meter()
    for meter in (without, enough):
        meter.rest()
        with meter.running():
            time.sleep(0.03)
    assert without.energy is None and without.per(1, "token") is None
    assert enough.energy
    monkeypatch.setattr(power, "LEAST", 60.0)
    assert enough.energy is None        # the same work is too short
    monkeypatch.setattr(power, "LEAST", 0.02)
    with unrested.running():
        time.sleep(0.03)
    assert unrested.energy is None
    unread.rest()
    monkeypatch.setattr(PowerSensor, "watts", lambda self: None)
    with unread.running():
        time.sleep(0.03)
    assert unread.energy is None
    assert describe(None) == "not measured"


def test_a_bus_that_hangs_does_not_hang_the_work(supply: Supply, monkeypatch) -> None:
    awake = threading.Event()
    monkeypatch.setattr(power, "PATIENCE", 0.02)
    monkeypatch.setattr(PowerSensor, "watts", lambda self: awake.wait() and 1.0)
    meter = supply.meter()
    meter.rest()
    with meter.running():
        pass
    assert meter.energy is None
    awake.set()


# Devices ------------------------------------------------------------------------------------------


def test_only_what_computes_here_is_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(REMOTE_VARIABLE, raising=False)
    assert [computes_here(name) for name in ("pynq", "litex", "virtual", "emulator")] == [
        True, False, False, True]
    monkeypatch.setenv(REMOTE_VARIABLE, "192.168.1.50")
    assert not computes_here("pynq")
    assert not meter_for(None).present


@pytest.fixture
def measured(supply: Supply, monkeypatch: pytest.MonkeyPatch) -> Supply:
    """A computer with a sensor."""
    monkeypatch.setattr(power, "power_sensor", lambda: supply.sensor)
    return supply


def test_power_of_short_work(measured: Supply) -> None:
    runs: list[None] = []
    with open_device("emulator", "tiny") as device:
        found = power_of(device, lambda: runs.append(time.sleep(0.01)), "product")
    assert found["joules_per_product"] * len(runs) == pytest.approx(found["joules"])
    assert describe(found).endswith("4.81 W, 4.81 W idle, by ina260_u14")


def test_the_selftest_measures_where_there_is_a_sensor(measured: Supply) -> None:
    with open_device("emulator", "tiny") as device:
        assert selftest.run(device).bandwidth.power["sensor"] == "ina260_u14"


def test_the_selftest_says_that_it_does_not_measure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(power, "power_sensor", lambda: None)
    with open_device("emulator", "tiny") as device:
        assert selftest.run(device).bandwidth.power is None
