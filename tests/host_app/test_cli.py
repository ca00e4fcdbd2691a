"""The command as a user sees it: results on stdout, one line on stderr for each error."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import fields, replace
from importlib.metadata import version
from pathlib import Path
from typing import Any

import click
import numpy as np
import pytest
from click.testing import CliRunner, Result

from lutcore.driver import Device
from lutcore.driver.devices import DeviceInfo
from lutcore.driver.errors import EngineTimeoutError
from lutcore.driver.virtual.board import virtual_available
from lutcore.host_app.cli import GATEWARE, SECTIONS, cli
from lutcore.host_app.commands.options import DEVICE_NAMES
from lutcore.host_app.running import Report

TEXT = "Once upon a time"


def lutcore(*arguments: object, code: int = 0) -> Result:
    result = CliRunner().invoke(cli, [str(argument) for argument in arguments],
                                prog_name="lutcore")
    assert result.exit_code == code, result.output
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result


def failed(result: Result) -> str:
    """Return the one line that a failed command prints."""
    (line,) = result.stderr.splitlines()
    assert line.startswith("lutcore: error: ") and result.stdout == ""
    return line


def generate(model: object, *more: object, code: int = 0) -> Result:
    return lutcore("generate", model, "--device", "emulator", "--prompt", "Hello", "--max-tokens",
                   4, *more, code=code)


def test_help_imports_nothing_heavy() -> None:
    script = (
        "import sys; from click.testing import CliRunner; from lutcore.host_app.cli import cli; "
        "assert CliRunner().invoke(cli, ['--help']).exit_code == 0; "
        "print(*{'numpy', 'rich', 'tokenizers', 'safetensors', 'pynq', 'lutcore.gateware'} "
        "& set(sys.modules))")
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True,
                          check=True)
    assert done.stdout.strip() == ""


@pytest.mark.parametrize("command", [
    [], ["bench"], ["bench", "mpgemm"], ["bench", "decode"], ["bench", "kernels"],
    ["bench", "host"], ["bench", "model"], ["bench", "positions"], ["board"],
    ["board", "serve"], ["chat"], ["demo"], ["devices"], ["doctor"], ["eval"],
    ["generate"], ["pack"], ["program"], ["pull"], ["selftest"], ["serve"]])
def test_every_command_has_help(command: list[str]) -> None:
    assert "Usage: " in lutcore(*command, "--help").stdout


def test_the_sections_of_the_help_name_all_commands() -> None:
    names = [name for section in SECTIONS.values() for name in section]
    assert sorted(names) == sorted([*cli.commands, *GATEWARE])
    shown = lutcore("--help").stdout
    assert all(f"\n  {name} " in shown for name in names) and shown.count("...") == 1


def test_the_version_is_that_of_the_package() -> None:
    assert lutcore("--version").stdout == f"lutcore {version('lutcore')}\n"


@pytest.mark.parametrize("name", GATEWARE)
def test_gateware_commands_come_by_entry_point(name: str) -> None:
    command = cli.get_command(click.Context(cli), name)
    assert command.get_short_help_str(100) == GATEWARE[name]
    assert f"Usage: lutcore {name} " in lutcore(name, "--help").stdout


def test_a_gateware_command_that_is_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lutcore.host_app.cli.entry_points", lambda **selection: [])
    assert "has no command build" in failed(lutcore("build", "virtual", code=5))


def test_lutcore_gen_is_lutcore_core(monkeypatch: pytest.MonkeyPatch) -> None:
    from lutcore.host_app import cli as module
    ran = []
    core = click.Command("core", callback=lambda config: ran.append(config),
                         params=[click.Argument(["config"])])
    monkeypatch.setattr(module, "_load", {"core": core}.__getitem__)
    monkeypatch.setattr(sys, "argv", ["lutcore_gen", "engine.yml"])
    with pytest.raises(SystemExit) as ended:
        module.lutcore_gen()
    assert ended.value.code == 0 and ran == ["engine.yml"]


def test_devices_are_listed() -> None:
    found = json.loads(lutcore("devices", "--json").stdout)
    emulator = next(info for info in found if info["name"] == "emulator")
    assert emulator["available"] is True and "demo" in emulator["geometries"]
    assert "emulator" in lutcore("devices").stdout
    assert [info["name"] for info in found] == [name for name in DEVICE_NAMES if name != "auto"]


def test_remedies_in_brackets_are_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    """rich would take [words] for markup."""
    info = DeviceInfo("litex", False, "pip install 'lutcore[litex]'", [])
    monkeypatch.setattr("lutcore.driver.list_devices", lambda: [info])
    monkeypatch.setenv("COLUMNS", "200")
    assert "lutcore[litex]" in lutcore("devices").stdout


# Generation ---------------------------------------------------------------------------------------

def test_float32_gives_the_expected_text(stories: Path) -> None:
    expected = (stories / "expected_greedy.txt").read_text()
    arguments = ("generate", stories, "--weights", "float32", "--prompt", TEXT, "--max-tokens", 195)
    report = json.loads(lutcore(*arguments, "--json").stdout)
    assert report["text"] == expected
    assert report["prompt_tokens"] == report["prefill"]["tokens"] == 5
    assert len(report["tokens"]) == report["decode"]["tokens"] + 1 == 195
    assert report["engine"] is report["device"] is report["geometry"] is report["group"] is None
    assert lutcore(*arguments).stdout == expected + "\n"


def test_eight_bits_on_the_emulator_tell_the_same_story(stories: Path) -> None:
    report = json.loads(lutcore("generate", stories, "--weights", "int8", "--device", "emulator",
                                "--prompt", TEXT, "--max-tokens", 24, "--json").stdout)
    assert (stories / "expected_greedy.txt").read_text().startswith(report["text"])
    assert report["device"] == "emulator" and report["weights"] == "int8"
    assert report["engine"]["matmuls"] == (4 * 5 + 1) * 24
    assert report["engine"]["stream_words"] > 0
    assert 0 < report["host_seconds"] < report["prefill"]["seconds"] + report["decode"]["seconds"]


@pytest.fixture
def supply(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A computer whose supply has a sensor, and meters that are content with moments."""
    from lutcore.driver import power
    from lutcore.driver.sensors import PowerSensor
    (tmp_path / "power1_input").write_text("7250000\n")
    monkeypatch.setattr(power, "power_sensor", lambda: PowerSensor("ina260_u14", tmp_path))
    for name in ("INTERVAL", "REST", "LEAST", "REPEAT"):
        monkeypatch.setattr(power, name, 1e-6)


@pytest.mark.parametrize("arguments, unit", [
    (("generate", "MODEL", "--prompt", TEXT, "--max-tokens", 5), "token"),
    (("bench", "model", "MODEL", "--prompt", 4, "--tokens", 2, "--repeats", 1), "token"),
    (("bench", "mpgemm", "--n", 40, "--k", 128), "product"),
])
def test_energy_where_the_supply_has_a_sensor(golden: Path, supply: None, unit: str,
                                              arguments: tuple[object, ...]) -> None:
    words = [golden / "llama_random" if word == "MODEL" else word for word in arguments]
    power = json.loads(lutcore(*words, "--device", "emulator", "--json").stdout)["power"]
    assert power["sensor"] == "ina260_u14" and power["idle_watts"] == pytest.approx(7.25)
    assert power["joules"] == pytest.approx(0, abs=1e-6 * power["seconds"])
    assert set(power) == {"sensor", "joules", "seconds", "watts", "idle_watts", "readings",
                          f"joules_per_{unit}"}


def test_energy_where_there_is_no_sensor(golden: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lutcore.driver.power.power_sensor", lambda: None)
    arguments = ("bench", "mpgemm", "--device", "emulator", "--n", 40, "--k", 128)
    assert json.loads(lutcore(*arguments, "--json").stdout)["power"] is None
    assert "not measured" in lutcore(*arguments).stdout


@pytest.mark.parametrize("weights, group, more", [
    ("int4", "32", []), ("int2", "row", ["--asymmetric"]), ("int1", "128", ["--asymmetric"]),
    ("ternary", "row", []), ("mxfp4", "32", []), ("int5", "256", []),
])
def test_a_packed_file_says_the_same_as_its_folder(golden: Path, tmp_path: Path, weights: str,
                                                   group: str, more: list[str]) -> None:
    folder, file = golden / "llama_random", tmp_path / "x.safetensors"
    lutcore("pack", folder, "-o", file, "--weights", weights, "--group", group, *more)
    told    = generate(folder, "--weights", weights, "--group", group, *more, "--json")
    packed  = generate(file, "--json")
    agreed  = generate(file, "--weights", weights, "--group", group, *more, "--json")
    reports = [json.loads(result.stdout) for result in (told, packed, agreed)]
    assert len({(report["text"], *report["tokens"]) for report in reports}) == 1
    assert reports[1]["weights"] == weights
    assert reports[1]["group"] == (int(group) if group != "row" else "row")
    assert reports[1]["asymmetric"] == bool(more)


def test_a_folder_is_quantised_to_four_bits_by_default(golden: Path) -> None:
    report = json.loads(generate(golden / "llama_random", "--json").stdout)
    assert (report["weights"], report["group"]) == ("int4", 32)


@pytest.mark.parametrize("weights, group", [("ternary", "row"), ("mxfp4", 32)])
def test_weights_with_a_group_of_their_own(golden: Path, weights: str, group: int | str) -> None:
    """On every engine: native ternary runs as planes where the geometry has none."""
    reports = [json.loads(generate(golden / "llama_random", "--weights", weights, "--geometry",
                                   name, "--json").stdout) for name in ("demo", "ternary")]
    assert [(r["weights"], r["group"]) for r in reports] == 2 * [(weights, group)]
    assert reports[0]["tokens"] == reports[1]["tokens"]
    words = [report["engine"]["stream_words"] for report in reports]
    assert words[0] > words[1] if weights == "ternary" else words[0] == words[1]


def test_ternary_with_a_group(golden: Path) -> None:
    assert "group row" in failed(generate(
        golden / "llama_random", "--weights", "ternary", "--group", "64", code=3))


def test_geometry_does_not_change_the_words(golden: Path) -> None:
    reports = [json.loads(generate(golden / "llama_random", "--geometry", name, "--json").stdout)
               for name in ("demo", "kv260")]
    assert reports[0]["tokens"] == reports[1]["tokens"]
    assert reports[0]["geometry"] != reports[1]["geometry"]


def test_sampling_follows_the_seed(golden: Path) -> None:
    texts = [generate(golden / "llama_random", "--temperature", 1.5, "--max-tokens", 20,
                      "--seed", seed).stdout for seed in (3, 3, 4)]
    assert texts[0] == texts[1] != texts[2]


# Failures -----------------------------------------------------------------------------------------

def test_a_model_that_is_not_there(tmp_path: Path) -> None:
    assert "nowhere" in failed(generate(tmp_path / "nowhere", code=3))
    assert "nowhere" in failed(lutcore("pack", tmp_path / "nowhere", "-o", tmp_path / "x", code=3))


def test_an_empty_folder(tmp_path: Path) -> None:
    assert "config.json" in failed(generate(tmp_path, code=3))


def test_a_file_that_is_no_model(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("not tensors")
    assert "safetensors" in failed(generate(tmp_path / "x", code=3))


@pytest.mark.parametrize("option", [["--weights", "int2"], ["--group", "64"], ["--asymmetric"],
                                    ["--weights", "float32"]])
def test_a_packed_file_is_not_contradicted(golden: Path, tmp_path: Path, option: list[str]) -> None:
    file = tmp_path / "x.safetensors"
    lutcore("pack", golden / "llama_random", "-o", file)
    assert "contradicts" in failed(generate(file, *option, code=3))


def test_float32_with_a_group(golden: Path) -> None:
    assert "group" in failed(
        generate(golden / "llama_random", "--weights", "float32", "--group", 32, code=3))


@pytest.mark.parametrize("option, word", [
    (["--temperature", "-1"],   "temperature"),
    (["--temperature", "nan"],  "temperature"),
    (["--top-p", "0"],          "top-p"),
    (["--top-k", "-1"],         "top-k"),
    (["--seed", "-1"],          "seed"),
    (["--prompt", ""],          "empty"),
    (["--prompt", "x" * 200],   "context of 128"),
    (["--geometry", "nosuch"],  "nosuch"),
])
def test_bad_values(golden: Path, option: list[str], word: str) -> None:
    assert word in failed(generate(golden / "llama_random", *option, code=3))


@pytest.mark.parametrize("option", [["--max-tokens", "0"], ["--weights", "int9"],
                                    ["--group", "48"], ["--device", "toaster"]])
def test_usage(golden: Path, option: list[str]) -> None:
    assert generate(golden / "llama_random", *option, code=2).stderr.startswith("Usage: ")


def test_an_option_that_the_device_does_not_have(golden: Path) -> None:
    assert "read_latency" in failed(
        generate(golden / "llama_random", "--read-latency", "5", code=2))


def test_places_that_cannot_be_written(golden: Path, tmp_path: Path) -> None:
    pack = ("pack", golden / "llama_random", "-o")
    assert "folder" in failed(lutcore(*pack, tmp_path, code=3))
    assert "gone" in failed(lutcore(*pack, tmp_path / "gone" / "x", code=3))


def test_errors_of_the_system(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args, **kwargs):
        raise PermissionError(13, "Permission denied", "config.json")

    monkeypatch.setattr(Path, "read_text", refuse)
    assert failed(generate(folder, code=3)).endswith("config.json: Permission denied")


def test_errors_of_the_device_keep_their_code(
        golden: Path, failing_device: Callable[[BaseException], Device],
        monkeypatch: pytest.MonkeyPatch) -> None:
    use(monkeypatch, failing_device(EngineTimeoutError("not done\nafter 1 s")))
    line = failed(generate(golden / "llama_random", "--json", code=4))
    assert line.endswith("not done after 1 s")


def test_no_memory_is_one_line_too(golden: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args):
        raise MemoryError("Unable to allocate 9 TiB")

    monkeypatch.setattr("lutcore.host_app.model.compiler.rope_table", refuse)
    assert "9 TiB" in failed(generate(golden / "llama_random", code=5))


def test_an_interrupt_ends_without_a_traceback(
        golden: Path, failing_device: Callable[[BaseException], Device],
        monkeypatch: pytest.MonkeyPatch) -> None:
    use(monkeypatch, failing_device(KeyboardInterrupt()))
    result = generate(golden / "llama_random", code=130)
    assert result.stdout == "Hello\n"
    assert result.stderr == "lutcore: error: interrupted\n"


# Bench and demo -----------------------------------------------------------------------------------

@pytest.mark.parametrize("activations", ["float32", "bfloat16", "float8_e5m2", "int8"])
@pytest.mark.parametrize("group, more", [("64", []), ("row", ["--asymmetric"])])
def test_bench_reports_the_error(activations: str, group: str, more: list[str]) -> None:
    result = json.loads(lutcore("bench", "mpgemm", "--device", "emulator", "--m", 3, "--n", 40,
                                "--k", 300, "--weights", "int3", "--group", group, *more,
                                "--activations", activations, "--json").stdout)
    assert result["bit_exact"] is True
    assert 0 < result["nmse"] < 1e-4
    assert (result["m"], result["n"], result["k"]) == (3, 40, 300)
    assert result["stream_words"] > 0 and result["stream_efficiency"] is None
    assert (result["activations"], result["outliers"]) == (activations, 1.0)


@pytest.mark.parametrize("weights, group, bits", [("ternary", "row", 128 / 75), ("mxfp4", 32, 5.5),
                                                  ("int6", 128, 6.125)])
def test_bench_has_types_and_modes(weights: str, group: int | str, bits: float) -> None:
    result = json.loads(lutcore("bench", "mpgemm", "--device", "emulator", "--geometry", "ternary",
                                "--n", 64, "--k", 9600, "--weights", weights, "--table-mode",
                                "host", "--outliers", 40, "--json").stdout)
    assert (result["weights"], result["group"], result["table_mode"]) == (weights, group, "host")
    assert result["bits_per_weight"] == bits
    assert result["bit_exact"] is True and 0 < result["nmse"] < 2e-5


def test_bench_decodes(fake_device: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    use(monkeypatch, fake_device)
    arguments = ("bench", "decode", "--shapes", "bitnet-0.7b", "--layers", 1)
    result = lutcore(*arguments, "--json")
    report = json.loads(result.stdout)
    assert "1 of 24 layers were run" in result.stderr
    assert (report["shapes"], report["layers"], report["layers_run"]) == ("bitnet-0.7b", 24, 1)
    assert report["stream_words"] == 24 * (21 * (4 * 1536 + 2 * 4096) + 55 * 1536)
    assert "stream_efficiency" in lutcore(*arguments, "--clock", 50, "--bandwidth", 2).stdout


def test_decoding_needs_a_clock() -> None:
    result = lutcore("bench", "decode", "--shapes", "bitnet-0.7b", "--device", "emulator", code=2)
    assert "'emulator' is not one of" in result.stderr


def test_bench_prints_a_table() -> None:
    assert "bit_exact" in lutcore("bench", "mpgemm", "--device", "emulator", "--n", 8).stdout


def test_bench_predicts_for_a_board(golden: Path, tmp_path: Path,
                                    monkeypatch: pytest.MonkeyPatch) -> None:
    usable, missing = virtual_available()
    if not usable:
        pytest.skip(f"the virtual board needs {missing}")
    monkeypatch.setattr("lutcore.host_app.measure.simulated_products.cache_folder",
                        lambda name: tmp_path)
    arguments = ("bench", "model", golden / "llama_random", "--board", "ecpix5", "--geometry",
                 "demo", "--position", 9, "--prompt", 7, "--sequences", 3, "--clock", 50)
    found = json.loads(lutcore(*arguments, "--json").stdout)
    assert (found["board"], found["clock_mhz"], found["position"]) == ("ecpix5", 50, 9)
    assert [found[name]["tokens"] for name in ("decode", "sequences", "prefill")] == [1, 3, 7]
    shown = lutcore(*arguments).stdout
    assert f"{found['prefill']['tokens_per_second']:.2f}" in shown and "simulated" in shown


@pytest.mark.parametrize("arguments, message", [
    (("--board", "kv260"), "--board takes either a FILE or --shapes"),
    (("x.gguf", "--board", "kv260", "--shapes", "bitnet-2b"), "either a FILE or --shapes"),
    (("--shapes", "bitnet-2b"), "--shapes needs --board"),
    (("x.gguf", "--position", 0), "--position needs --board"),
    ((), "give a FILE; or --board with --shapes"),
    (("--board", "zybo", "--shapes", "bitnet-2b"), "no board 'zybo' to predict for; there are: "),
    (("--board", "kv260", "--shapes", "bitnet-2b", "--device", "virtual"), "leave --device"),
    (("--board", "kv260", "--shapes", "bitnet-2b", "--cache", "float16"), "leave --cache out"),
])
def test_what_a_prediction_takes(arguments: tuple[object, ...], message: str) -> None:
    assert message in lutcore("bench", "model", *arguments, code=2).stderr


def test_bench_fails_if_a_bit_differs(fake_device: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    correct = fake_device.matmul
    fake_device.matmul = lambda *args: np.nextafter(correct(*args), np.float32(9))
    use(monkeypatch, fake_device)
    result = lutcore("bench", "mpgemm", "--device", "virtual", "--n", 8, "--json", code=4)
    report = json.loads(result.stdout)
    assert report["bit_exact"] is False and report["stream_efficiency"] == 0.5
    assert "other bits" in result.stderr


def test_the_demo_tells_a_story() -> None:
    options = ("demo", "--device", "emulator", "--prompt", "One day Tom", "--max-tokens", 8)
    texts   = [lutcore(*options, "--seed", seed).stdout for seed in (0, 0, 1)]
    stories = [text[:text.index("\u250f" if "\u250f" in text else "\u250c")] for text in texts]
    assert stories[0] == stories[1] != stories[2]
    assert all(story.startswith("One day Tom ") and story.isascii() for story in stories)
    assert "tokens/s" in texts[0] and "not compared" in texts[0] and "ternary" in texts[0]


@pytest.mark.parametrize("factor, code", [(1, 0), (-1, 4)])
def test_the_demo_compares_with_the_emulator(monkeypatch: pytest.MonkeyPatch, factor: int,
                                             code: int) -> None:
    from lutcore.driver import devices
    real = devices.open_device

    def board(name, geometry=None, **options):
        device = real("emulator", geometry)
        if name == "virtual":
            monkeypatch.setattr(type(device), "name", "virtual")
            load = device.load
            device.load = lambda *matrices: load(*(
                replace(m, column_scale=m.column_scale * np.float32(factor)) for m in matrices))
        return device

    monkeypatch.setattr("lutcore.driver.devices.open_device", board)
    result = lutcore("demo", "--max-tokens", 3, code=code)
    assert ("yes, all 3 tokens" in result.stdout) == (factor == 1)
    assert ("and the emulator" in result.stderr) == (factor == -1)


@pytest.mark.parametrize("device, same", [("emulator", None), ("virtual", True)])
def test_the_demo_as_json(monkeypatch: pytest.MonkeyPatch, device: str, same: bool | None) -> None:
    from lutcore.driver import devices
    real = devices.open_device

    def board(name, geometry=None, **options):
        opened = real("emulator", geometry)
        if name == "virtual":
            monkeypatch.setattr(type(opened), "name", "virtual")
        return opened

    monkeypatch.setattr("lutcore.driver.devices.open_device", board)
    result = lutcore("demo", "--device", device, "--max-tokens", 3, "--json")
    report = json.loads(result.stdout)
    assert result.stderr == ""
    documented = lutcore("demo", "--help").stdout
    assert set(report) == {*(field.name for field in fields(Report)), "same_on_emulator"}
    assert all(name in documented for name in report)
    assert report["same_on_emulator"] is same and len(report["tokens"]) == 3
    assert report["text"].startswith(TEXT) and report["engine"]["matmuls"] > 0


def test_bench_times_the_kernels() -> None:
    sizes = ("bench", "kernels", "--n", 8, "--k", 128, "--threads", 1, "--megabytes", 1,
             "--rounds", 1)
    figures = json.loads(lutcore(*sizes, "--json").stdout)
    assert {figure["threads"] for figure in figures} == {1} and len(figures) == 9
    assert all(0 < figure["best"] <= figure["median"] for figure in figures)
    assert "int4g32" in lutcore(*sizes).stdout


def test_the_kernels_need_a_compiler(monkeypatch: pytest.MonkeyPatch) -> None:
    from lutcore.driver.executor import library
    library.library_path.cache_clear()
    monkeypatch.setattr(library, "look_for", lambda *names: None)
    assert "need a C++ compiler" in failed(lutcore("bench", "kernels", code=5))


def test_the_demo_falls_back_to_the_emulator(monkeypatch: pytest.MonkeyPatch) -> None:
    from lutcore.driver import devices
    from lutcore.driver.errors import VirtualBoardUnavailableError
    real = devices.open_device

    def without_board(name, *args, **options):
        if name == "virtual":
            raise VirtualBoardUnavailableError("no compiler")
        return real(name, *args, **options)

    monkeypatch.setattr("lutcore.driver.devices.open_device", without_board)
    result = lutcore("demo", "--max-tokens", 1)
    assert "no compiler" in result.stderr and "emulator" in result.stdout


def use(monkeypatch: pytest.MonkeyPatch, device: Any) -> None:
    """Open this device for every name, except the emulator that bench compares it with."""
    from lutcore.driver import devices
    real = devices.open_device

    def open_device(name, geometry=None, **options):
        return real(name) if geometry is device.geometry else device

    monkeypatch.setattr("lutcore.driver.devices.open_device", open_device)


# Token programs -----------------------------------------------------------------------------------


def test_the_program_of_a_model(golden: Path) -> None:
    result = json.loads(lutcore("program", golden / "llama_random", "--rows", 6, "--json").stdout)
    assert [part["part"] for part in result["parts"]] == ["layer 0", "layer 1", "head"]
    lines = [line for part in result["parts"] for line in part["instructions"]]
    assert sum(result["instructions"].values()) == len(lines)
    assert {kind: sum(line.startswith(kind.lower()) for line in lines)
            for kind in result["instructions"]} == result["instructions"]
    # chunks of 4 and 2 rows on the demo geometry; the head has one row
    assert result["instructions"]["LMMA"] == 2 * 4 * 2 + 1
    assert result["descriptor_bytes"]["LMMA"] == 64 * 17
    assert result["descriptor_bytes"]["VEC"] == 128 * result["instructions"]["VEC"]
    assert result["stream_bytes"] > 0 and result["rows"] == 6


def test_a_program_is_printed(golden: Path) -> None:
    text = lutcore("program", golden / "mistral_window", "--geometry", "ternary", "--cache",
                   "float16").stdout
    assert text.startswith("layer 0:\n    vec.r0+1n") and "\nhead:\n" in text
    assert ".f16.w" in text and "ATTN" in text and "bytes of weights" in text


def test_bench_times_a_model(golden: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LUTCORE_THREADS", "2")
    arguments = ("bench", "model", golden / "llama_random", "--prompt", 9, "--tokens", 2,
                 "--repeats", 1)
    result = json.loads(lutcore(*arguments, "--threads", 1, "--json").stdout)
    assert {"file", "threads", "prefill", "decode", "prefill_median", "decode_median",
            "token"} <= set(result)
    assert (result["threads"], result["prompt"], result["device"]) == (1, 9, "emulator")
    assert {"products", "quantiser", "vector", "attention", "transfers", "host",
            "sampling"} == set(result["token"]["parts"])
    assert os.environ["LUTCORE_THREADS"] == "2"
    assert "sequences" not in result
    text = lutcore(*arguments, "--sequences", 3).stdout
    assert "attention" in text and "as the program counts them" in text and "prefill" in text
    assert "count 3, tokens_per_second" in text


def test_bench_times_positions(golden: Path, tmp_path: Path) -> None:
    model     = golden / "llama_random"
    arguments = ("bench", "positions", model, "--count", 3, "--repeats", 1, "--cache", "int8",
                 "--cache", "float32")
    picture   = tmp_path / "positions.svg"
    lines = json.loads(lutcore(*arguments, "--last", 40, "--plot", picture, "--json").stdout)
    assert [(x["cache"], x["position"]) for x in lines["positions"]] == [
        (cache, position) for cache in ("int8", "float32") for position in (0, 20, 40)]
    int8, float32 = (x["cache_bytes"] for x in lines["positions"][2::3])
    assert 2 < float32 / int8 < 4 and "milliseconds per token" in picture.read_text()
    assert "MiB of cache" in lutcore(*arguments, "--last", 40).stdout
    assert "lies outside the model's context of" in failed(lutcore(*arguments, "--last", 1 << 20,
                                                                   code=3))


def test_bench_times_the_host(monkeypatch: pytest.MonkeyPatch) -> None:
    from lutcore.host_app.measure.decode_step import SHAPES
    monkeypatch.delenv("LUTCORE_THREADS", raising=False)
    monkeypatch.setitem(SHAPES, "bitnet-0.7b", replace(
        SHAPES["bitnet-0.7b"], layers=1, hidden=192, feed=256, readers=192, vocabulary=100))
    arguments = ("bench", "host", "--shapes", "bitnet-0.7b", "--position", 5, "--repeats", 1)
    result = json.loads(lutcore(*arguments, "--cache", "float32", "--threads", 1, "--json").stdout)
    assert result["doorbells"] == 5 and result["cache"] == "float32" and result["position"] == 5
    assert {"milliseconds", "python_calls", "register_accesses", "accesses_per_doorbell",
            "bytes_flushed", "bytes_invalidated", "token", "threads"} <= set(result)
    assert "LUTCORE_THREADS" not in os.environ
    assert "register_accesses" in lutcore(*arguments).stdout


def test_bench_of_a_model_that_is_too_short(golden: Path) -> None:
    assert "do not fit" in failed(lutcore("bench", "model", golden / "llama_random", code=3))
