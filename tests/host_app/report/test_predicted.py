"""The speed of a board in a report: from a prediction, or from a measurement on a real one."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from lutcore.driver.contract import preset
from lutcore.driver.virtual.board import virtual_available
from lutcore.host_app.checkpoints.source import ModelData
from lutcore.host_app.measure.boards import board
from lutcore.host_app.opening import WeightChoice, open_model
from lutcore.host_app.report import predicted
from lutcore.host_app.report.predicted import Subject, roof_of


@pytest.fixture(scope="module")
def data(golden: Path) -> ModelData:
    return open_model(golden / "llama_random", WeightChoice("int4"), lambda done, total: None)


@pytest.fixture(scope="module")
def subject(data: ModelData) -> Subject:
    return Subject(data, "MODEL", "pynq_z2", 8, "--tokens 2")


def test_a_prediction_says_which_parts_were_simulated(subject: Subject,
                                                      monkeypatch: pytest.MonkeyPatch) -> None:
    usable, missing = virtual_available()
    if not usable:
        pytest.skip(f"the virtual board needs {missing}")
    small = replace(board("pynq_z2"), geometry="demo", memory="ideal")
    monkeypatch.setattr(predicted, "bitstream_manifest", lambda name: None)
    monkeypatch.setattr(predicted, "board", lambda name: small)
    speed = predicted.predicted(subject, lambda step, fraction: None)
    kinds = {part.label: part.kind for part in speed.split.parts}
    assert kinds["products"] in ("simulated", "estimated") and kinds["vector"] == "estimated"
    total = sum(part.milliseconds for part in speed.split.parts)
    assert speed.decode.value == pytest.approx(1e3 / total) and speed.decode.kind == "estimated"
    assert "% of the time simulated, the rest estimated" in speed.decode.note
    assert speed.sequences["sequences"].value > speed.decode.value
    assert speed.engine == preset("demo").name and speed.clock_mhz == 100
    assert speed.decode.command.startswith("lutcore bench model MODEL --board pynq_z2 --position")
    assert {fact.label for fact in speed.facts} >= {"Engine", "Clock", "Beside the engine"}


def test_a_bitstream_decides_what_is_predicted() -> None:
    manifest = predicted.bitstream_manifest("pynq_z2")
    assert manifest is not None and manifest.geometry.rows == 4
    assert manifest.clock_mhz == pytest.approx(83.333)
    assert predicted.bitstream_manifest("kv260") is None


@pytest.mark.parametrize("sensor", [True, False])
def test_a_real_board_is_measured_by_a_sensor_if_it_has_one(subject: Subject, sensor: bool
                                                            ) -> None:
    power  = {"joules_per_token": 0.4, "sensor": "ina260_u14"} if sensor else None
    result = {"decode": 10.0, "prefill": 80.0, "power": power,
              "token": {"parts": {"products": 70.0, "host": 30.0}}}
    device = SimpleNamespace(name="pynq", geometry=preset("kv260"), clock_mhz=200.0)
    speed  = predicted.measured(subject, result, device)
    assert (speed.decode.kind, speed.prefill.value) == ("measured", 80.0)
    assert speed.limited_by == "products" and {p.kind for p in speed.split.parts} == {"measured"}
    assert speed.decode.command == "lutcore bench model MODEL --device pynq --tokens 2"
    assert [figure.value for figure in speed.energy.values()] == [0.4] * sensor


def test_a_roof_counts_two_operations_for_a_weight_and_row(data: ModelData) -> None:
    answer = predicted.measured(
        Subject(data, "MODEL", "kv260", 8, ""),
        {"decode": 10.0, "prefill": 80.0, "power": None, "token": {"parts": {"host": 1.0}}},
        SimpleNamespace(name="pynq", geometry=preset("kv260"), clock_mhz=200.0)).decode
    engine = preset("kv260")
    roof = roof_of(data, engine, 200.0, None, "", (("one", 1, answer), ("all", 8, answer)))
    one, all_rows = roof.points
    assert roof.bandwidth == pytest.approx(12.8)        # 4 ports of 16 bytes at 200 MHz
    assert all_rows.intensity == pytest.approx(8 * one.intensity)
    # the slope meets the flat part where all rows share a read
    assert roof.bandwidth * all_rows.intensity == pytest.approx(roof.peak_gops)
    assert roof_of(data, engine, 200.0, 5e9, "", (("one", 1, answer),)).bandwidth == 5
