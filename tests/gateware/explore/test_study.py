"""The study, its report and the command."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from lutcore.driver.errors import ToolFailedError, ToolMissingError
from lutcore.gateware.boards.parts import Part
from lutcore.gateware.explore import points, report, study, synthesis
from lutcore.gateware.explore.area import Resources

SILENT = lambda line: None # noqa: E731


def resources(luts: int, **more: int) -> Resources:
    fields = {"packed": luts, "beside": 0, "memory_luts": 0, "registers": 0, "dsps": 0,
              "block_rams": 0, "cells": {}}
    return Resources(luts=luts, **{**fields, **more})


def small(name: str, rival: str, **parts: Resources) -> points.Point:
    """A point whose units are their own resources."""
    class Unit:
        products = 10

        def __init__(self, found: Resources) -> None:
            self.found = found

    def make(part: str):
        return (lambda: Unit(parts[part])) if part in parts else None

    return points.Point(name, name, "W1A8", rival, {"plain": make("plain")}, make("shared"),
                        make("loader"), ("xc7",))


@pytest.fixture
def records(monkeypatch: pytest.MonkeyPatch) -> list[dict]:
    monkeypatch.setattr(study, "unit_verilog", lambda unit: unit.found)
    monkeypatch.setattr(study, "synthesise", lambda found, top, family: found)
    return study.measure_fabric(["xc7", "ecp5"], 2, SILENT, [
        small("lookup-c5t8", "", plain=resources(20),
              shared=resources(8, beside=160), loader=resources(40, beside=0)),
        small("gated-w1a8", "gated", plain=resources(66, packed=11)),
        small("fp16", "fp16", plain=resources(400, beside=880, dsps=3)),
    ])


def test_shared_parts_are_divided_by_rows(records: list[dict]) -> None:
    """luts: (20 + 8/4)/10; area: registers decide, 160/4 beside 22 tables; a loader's 40/4 more."""
    plain = next(r for r in records if (r["name"], r["scope"]) == ("lookup-c5t8", "plain"))
    assert points.ROWS == 4
    assert (plain["luts"], plain["area"], plain["loaded"]) == (2.2, 4.0, 4.0)
    assert plain["device"] == 9975.0                            # 0.75 * 53,200 / 40, times 10.
    assert plain["shared"]["luts"] == 8 and plain["loader"]["luts"] == 40
    assert [r["family"] for r in records] == ["xc7"]*3          # None of them is for the ECP5.


def test_comparison(records: list[dict]) -> None:
    found = {(c["rival"], c["scope"]): c for c in study.compare(records)}
    gated, fp16 = found["gated-w1a8", "plain"], found["fp16", "plain"]
    assert (gated["times"], gated["packed"], gated["wins"]) == (3.0, 0.28, False)
    assert (fp16["times"], fp16["packed"], fp16["wins"]) == (18.18, 22.0, True)
    assert fp16["device"] == 22.0 and fp16["rival_dsps"] == 3


def test_report_says_where_it_loses(records: list[dict], tmp_path: Path) -> None:
    results = {"versions": {"yosys": "Yosys 0.0"}, "fabric": records,
               "comparisons": study.compare(records), "engines": []}
    text = report.markdown(results)
    assert "| gated-w1a8 | W1A8 | 0 | 3.00 / 0.28 / 0.28 **loses** |" in text
    assert "| gated-w1a8 | 3 | lookup-c5t8 | 3.00 | 0.28 | 0.28 | by one count |" in text
    assert "| fp16 | 15 | lookup-c5t8 | 18.18 | 22.00 | 22.0 | yes |" in text
    assert "## Engines" not in text

    pytest.importorskip("matplotlib", reason="the plots need the extra explore")
    (tmp_path / "out").mkdir()
    report.write(results, tmp_path / "out")
    names = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert names == ["fabric-xc7.png", "results.json", "results.md"]
    assert json.loads((tmp_path / "out" / "results.json").read_text()) == results


def test_ablation_is_beside_the_papers() -> None:
    records = [{"name": name, "label": name, "family": "xc7", "luts": luts, "area": luts}
               for name, luts in zip(report.PAPER, (6, 4, 3, 2), strict=True)]
    lines = report.ablation_table({"fabric": records}, "xc7")
    assert lines[-1] == "| unpu-shared | 3.00 | 3.00 | 1.44 |" and len(lines) == 6
    assert report.ablation_table({"fabric": records[1:]}, "xc7") == []


def test_engines_report_shares_and_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    timing = synthesis.Timing(mhz=120.5, seed=1, logic_ns=1, routing_ns=2, path=[], utilisation={})
    monkeypatch.setattr(study.adapters, "engine_verilog", lambda *given: "")
    monkeypatch.setattr(study, "synthesise", lambda *args: resources(60, dsps=8))
    monkeypatch.setattr(study, "place", lambda *args: timing)
    make = lambda: points.adapters.engine_geometry("tiny") # noqa: E731
    part = Part("x", luts=100, memory_luts=50, registers=100, dsps=10, block_rams=5)
    monkeypatch.setitem(study.PARTS, "xc7", part)
    engines = study.measure_engines(["xc7", "ecp5"], 1, SILENT, [
        points.Engine("small", "xc7", make),
        points.Engine("small", "ecp5", make, placed=True),
        points.Engine("other", "xcup", make),
    ])
    assert [e["family"] for e in engines] == ["xc7", "ecp5"]
    assert engines[0]["shares"] == {"luts": 0.6, "memory_luts": 0, "registers": 0, "dsps": 0.8,
                                    "block_rams": 0} and not engines[0]["fits"]
    assert engines[1]["fits"]
    text = report.markdown({"versions": {}, "fabric": [], "comparisons": [], "engines": engines})
    assert "60 (60%)" in text and "8 (80%)" in text and "120.5 MHz, seed 1" in text


def test_an_error_ends_the_study() -> None:
    def fails(item: int) -> None:
        raise ToolFailedError(f"number {item}")
    with pytest.raises(ToolFailedError, match="number 0"):
        study._parallel(fails, range(100), 1)


# The command --------------------------------------------------------------------------------------

def test_json_is_one_object(fake_tools, lutcore, capsys: pytest.CaptureFixture) -> None:
    arguments = ["explore", "--json", "--points", "fabric", "--family", "xc7",
                 "--design", "lookup-c5t8", "--design", "gated-w1a8"]
    assert lutcore(*arguments) == 0
    out, err = capsys.readouterr()
    results = json.loads(out)
    assert {r["name"] for r in results["fabric"]} == {"lookup-c5t8", "gated-w1a8"}
    assert results["versions"]["yosys"] == "Yosys 0.0 fake" and results["engines"] == []
    assert "xc7 lookup-c5t8 loader: 1 LUTs" in err
    runs = fake_tools.runs
    assert runs == 5                                    # Two scopes, shared, loader; one scope.
    assert lutcore(*arguments) == 0 and json.loads(capsys.readouterr()[0]) == results
    assert fake_tools.runs == runs


def test_missing_tool_is_one_line(fake_tools, lutcore, capsys: pytest.CaptureFixture) -> None:
    fake_tools.remove()
    assert lutcore("explore", "--json") == 5
    out, err = capsys.readouterr()
    assert out == "" and err.count("\n") == 1
    assert err.startswith("lutcore: error: yosys is not installed; pip install")


@pytest.mark.parametrize(("arguments", "message"), [
    (["--family", "ice40"],  "'ice40' is not one of"),
    (["--design", "lookup"], "no design lookup; there are: lookup-c4t8, "),
    (["--jobs", "0"],        "0 is not in the range x>=1"),
    (["--jobs", "many"],     "'many' is not a valid integer"),
    (["--points", "some"],   "'some' is not one of"),
])
def test_bad_arguments(lutcore, arguments: list[str], message: str,
                       capsys: pytest.CaptureFixture) -> None:
    assert lutcore("explore", *arguments) == 2
    assert message in " ".join(capsys.readouterr().err.split())


def test_output_that_is_no_folder(fake_tools, lutcore, tmp_path: Path,
                                  capsys: pytest.CaptureFixture) -> None:
    pytest.importorskip("matplotlib", reason="the plots need the extra explore")
    (tmp_path / "file").write_text("kept")
    arguments = ["-o", str(tmp_path / "file"), "--points", "fabric", "--family", "xc7",
                 "--design", "gated-w1a8"]
    assert lutcore("explore", *arguments) == 3
    assert "file" in capsys.readouterr().err and (tmp_path / "file").read_text() == "kept"
    assert not fake_tools.runs


def test_names_of_designs_are_unique() -> None:
    names = [point.name for point in points.FABRIC]
    assert len(set(names)) == len(names)
    assert set(points.TARGETS) <= set(names) and set(report.SHOWN) <= set(names)


def test_one_real_synthesis() -> None:
    """Tables with one port take half the lookup tables of those with two, and gates are counted."""
    try:
        synthesis.find("yosys")
    except ToolMissingError:
        pytest.skip("Yosys is not there: pip install 'lutcore[explore]'")
    single = points.adapters.LookupArray(points.adapters.row_geometry(5, 8))
    found  = synthesis.synthesise(points.unit_verilog(single), "unit", "xc7")
    assert found.memory_luts == 28 * 4                  # 28 tables of 8 bits, 2 per lookup table.
    assert found.dsps == found.block_rams == 0 and found.luts == found.packed < 350
