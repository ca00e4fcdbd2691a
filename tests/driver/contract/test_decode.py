"""Dataclasses out of JSON values and text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pytest

from lutcore.driver.contract import Geometry, preset
from lutcore.driver.contract.decode import decode_dataclass, parse_fields
from lutcore.driver.errors import BundleFormatError, FormatError, GeometryError


@dataclass(frozen=True)
class Wheel:
    radius: float

    def __post_init__(self) -> None:
        if self.radius <= 0:
            raise FormatError(f"radius = {self.radius}; it must be positive")


@dataclass(frozen=True)
class Cart:
    name: str
    seats: int
    open: bool
    spare: Wheel | None
    wheels: tuple[Wheel, ...]
    colours: Mapping[str, str]


FIELDS = {"name": "hay", "seats": 2, "open": True, "spare": None,
          "wheels": [{"radius": 1}, {"radius": 0.5}], "colours": {"axle": "red"}}


def decoded(**changes: object) -> Cart:
    return decode_dataclass(Cart, {**FIELDS, **changes}, BundleFormatError, "cart.json")


def test_every_type() -> None:
    assert decoded() == Cart("hay", 2, True, None, (Wheel(1), Wheel(0.5)), {"axle": "red"})
    assert decoded(spare={"radius": 2.0}).spare == Wheel(2.0)


@pytest.mark.parametrize("changes, message", [
    ({"name": 1}, r"cart.json: name = 1; it must be a text"),
    ({"seats": True}, r"cart.json: seats = True; it must be an integer"),
    ({"seats": 2.0}, r"cart.json: seats = 2.0; it must be an integer"),
    ({"seats": None}, r"cart.json: seats = None; it must be an integer"),
    ({"open": 1}, r"cart.json: open = 1; it must be true or false"),
    ({"spare": 3}, r"cart.json: spare: 3 is not an object with fields"),
    ({"spare": {"radius": "1"}}, r"cart.json: spare: radius = '1'; it must be a number"),
    ({"wheels": {}}, r"cart.json: wheels = {}; it must be a list"),
    ({"wheels": [{"radius": 1}, {}]}, r"cart.json: wheels\[1\]: fields missing or unknown: radius"),
    ({"wheels": [{"radius": 0}]}, r"cart.json: wheels\[0\]: radius = 0; it must be positive"),
    ({"colours": []}, r"cart.json: colours = \[\]; it must be an object"),
    ({"colours": {"axle": 1}}, r"cart.json: colours: axle = 1; it must be a text"),
    ({"horse": 1, "mule": 2}, r"cart.json: fields missing or unknown: horse, mule")])
def test_what_does_not_fit(changes: dict[str, object], message: str) -> None:
    with pytest.raises(BundleFormatError, match=message):
        decoded(**changes)


@pytest.mark.parametrize("value", [None, [], 1, "text"])
def test_what_is_no_object(value: object) -> None:
    with pytest.raises(BundleFormatError, match="cart.json: .* is not an object with fields"):
        decode_dataclass(Cart, value, BundleFormatError, "cart.json")


def test_settings() -> None:
    changed = preset("demo").with_settings(["rows=8", "double_buffer=false", "port_kind=axi3",
                                            "clock_mhz=50", "port_width=64"])
    assert changed == Geometry(rows=8, double_buffer=False, port_kind="axi3", clock_mhz=50.0,
                               port_width=64)
    assert preset("demo").with_settings([]) == preset("demo")
    assert parse_fields(Geometry, ["rows=1", "rows=2"], GeometryError) == {"rows": 2}


@pytest.mark.parametrize("setting, message", [
    ("rows", "rows: rows takes an integer"), ("rows=4.0", "rows=4.0: rows takes an integer"),
    ("ternary=yes", "ternary takes true or false"), ("clock_mhz=fast", "clock_mhz takes a number"),
    ("colour=red", "colour=red: fields are rows, lanes, "),
    ("rows=0", "rows = 0; it must be from")])
def test_settings_that_do_not_fit(setting: str, message: str) -> None:
    with pytest.raises(GeometryError, match=message):
        preset("demo").with_settings([setting])
