"""Speed predicted for boards: on small shapes, against steps that really run."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from pathlib import Path

import numpy as np
import pytest

from lutcore.driver import open_device
from lutcore.driver.contract import Lmma, preset
from lutcore.driver.contract.geometry import SLICE
from lutcore.driver.contract.instructions import ABSENT, Attn, Function, Quant, Vec
from lutcore.driver.contract.packing import TERNARY
from lutcore.driver.errors import BundleError, UsageError
from lutcore.driver.executor import library
from lutcore.driver.virtual.board import virtual_available
from lutcore.driver.virtual.memory import MEMORIES
from lutcore.gateware.boards import MODULES, find_target
from lutcore.host_app.checkpoints.hugging_face import Checkpoint
from lutcore.host_app.checkpoints.packed import pack_model
from lutcore.host_app.checkpoints.source import ModelData, float_model
from lutcore.host_app.commands import options
from lutcore.host_app.errors import (
    BoardMemoryError,
    PromptTooLongError,
    UnsupportedModelError,
)
from lutcore.host_app.measure import boards, fits, simulated_products
from lutcore.host_app.measure.board_speed import Programs, predict
from lutcore.host_app.measure.boards import A9, A53, BOARDS, PC, UART, Board, board
from lutcore.host_app.measure.decode_step import BITNET, INT4, SHAPES, Shapes
from lutcore.host_app.measure.host import MatrixShape, model_of
from lutcore.host_app.measure.host_cost import (
    ALONE_BYTES,
    FEW,
    INSTRUCTIONS,
    SHARING,
    Work,
    work_of,
)
from lutcore.host_app.measure.simulated_products import Figures, SimulatedProducts
from lutcore.host_app.model.engines import DeviceEngine
from lutcore.host_app.model.model import PARTS, Model
from lutcore.host_app.model.workspace import ROWS
from lutcore.host_app.quantise.rounding import weight_format

SMALL = Shapes(layers=3, hidden=200, feed=150, readers=100, size=20, vocabulary=300, format=INT4,
               geometry="demo")
SMALL_BITNET = replace(SMALL, readers=200, format=TERNARY, architecture=BITNET)
LOADS = ("decode", "sequences", "prefill")
DEMO  = Board("ecpix5", "demo", "ideal", 1600e6, PC, UART)


@pytest.fixture(scope="module", autouse=True)
def virtual() -> None:
    usable, missing = virtual_available()
    if not usable:
        pytest.skip(f"the virtual board needs {missing}")


@pytest.fixture(autouse=True)
def results(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of its own for kept results; the simulator's stays."""
    monkeypatch.setattr(simulated_products, "cache_folder", lambda name: tmp_path)
    return tmp_path


@pytest.fixture
def data(golden: Path) -> ModelData:
    return pack_model(Checkpoint(golden / "llama_random"), None, lambda done, total: None)


# Boards -------------------------------------------------------------------------------------------


def test_all_boards_are_there() -> None:
    assert {*BOARDS} == {*MODULES} == {*options.BOARDS}
    for name, one in BOARDS.items():
        assert one.geometry == find_target(name).preset
        assert one.memory in MEMORIES and one.host.processor in INSTRUCTIONS
        assert any(name in memory.boards for memory in fits.BOARDS)


def test_dram_peaks_by_hand() -> None:
    assert board("kv260").peak == pytest.approx(2 * 1066.67e6 * 8, rel=1e-3)
    assert board("pynq_z1").peak == pytest.approx(2 * 525e6 * 2)
    assert board("kv260").bandwidth is None
    assert board("ecpix5").bandwidth == pytest.approx(0.856 * 600e6)


def test_an_unknown_board_lists_them() -> None:
    with pytest.raises(UsageError, match="no board 'zybo' to predict for; there are: .*kv260"):
        board("zybo")


# The whole ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("shapes", [SMALL, SMALL_BITNET])
def test_a_step_is_the_sum_of_its_parts(shapes: Shapes) -> None:
    found = predict(model_of(shapes, 300), DEMO, position=20, sequences=6, prompt=70)
    for name, tokens in zip(LOADS, (1, 6, 70), strict=True):
        load = found[name]
        parts = load["parts"]
        assert sum(part["milliseconds"] for part in parts.values()) == pytest.approx(
            load["milliseconds"])
        assert sum(part["share"] for part in parts.values()) == pytest.approx(1)
        assert load["tokens_per_second"] == pytest.approx(1e3 * tokens / load["milliseconds"])
        products, total = parts["products"]["milliseconds"], load["milliseconds"]
        assert load["range"] == pytest.approx([
            1e3 * tokens / (2 * total - products), 1e3 * tokens / ((total + products) / 2)])
        assert load["cycles"] == pytest.approx(sum(
            line["doorbells"] * line["cycles"] for line in load["products"]), abs=1)
        assert parts["products"]["milliseconds"] == pytest.approx(load["cycles"] / 100e3, rel=1e-3)
        assert {name: part["figures"] for name, part in parts.items() if name != "products"} == \
            dict.fromkeys(("transfers", *(PARTS[kind] for kind in (Quant, Vec, Attn)), "host"),
                          "estimated")
        assert parts["products"]["figures"] == "simulated"
        assert 0 < load["dram_share"] < load["stream_efficiency"] < 1
    assert sum(line["doorbells"] for line in found["decode"]["products"]) == 4 * 3 + 1
    assert {tuple(line["rows"]) for line in found["sequences"]["products"]} == {(4, 2)}
    assert {tuple(line["rows"]) for line in found["prefill"]["products"]} == {
        (4,) * 16, (4, 2), (1,)}
    assert found["decode"]["limited_by"] == "transfers"     # a UART
    assert json.loads(json.dumps(found)) == found


@pytest.mark.parametrize("rows", [1, 6])
def test_a_real_step_takes_the_cycles(data: ModelData, rows: int) -> None:
    """All layers and the head, on the virtual board, within 2 %."""
    found = predict(data, DEMO, position=10, sequences=rows, prompt=1)
    with open_device("virtual", "demo") as device:
        model = Model(data, DeviceEngine(device), "int8")
        slots = model.slots(rows, 64)
        model.step([(slot, [1 + i]) for i, slot in enumerate(slots)])
        device.counters.reset()
        model.step([(slot, [2 + i]) for i, slot in enumerate(slots)])
        assert found["sequences"]["cycles"] == pytest.approx(device.counters.cycles, rel=0.02)
        words = sum(x.stream_words for _, part in model.program(rows) for x in part
                    if isinstance(x, Lmma))
        heads = -(-rows // 4)           # of which the program above has one
        head  = model.program(1)[-1][1]
        words += (heads - 1) * sum(x.stream_words for x in head if isinstance(x, Lmma))
        assert device.counters.stream_words == words
        model.free()


def test_the_clock_and_the_memory_decide() -> None:
    """Twice the clock, half the time of products, as long as the DRAM gives it."""
    data = model_of(SMALL, 300)
    slow, fast = (predict(data, DEMO, clock_mhz=mhz, prompt=3, sequences=1) for mhz in (50, 100))
    times = [one["decode"]["parts"]["products"]["milliseconds"] for one in (slow, fast)]
    assert times[0] == pytest.approx(2 * times[1])
    poor = predict(data, replace(DEMO, peak=100e6, share=0.5), prompt=3, sequences=1)["decode"]
    words = sum(line["doorbells"] * line["cycles"] * line["stream_efficiency"]
                for line in poor["products"])
    assert poor["parts"]["products"] == {
        "milliseconds": pytest.approx(1e3 * 16 * words / 50e6), "figures": "estimated",
        "share": pytest.approx(poor["parts"]["products"]["milliseconds"] / poor["milliseconds"])}


def test_what_limits() -> None:
    data = model_of(SMALL, 300)
    quick = replace(DEMO, host=replace(PC, instructions_per_second=1e15),
                    link=boards.Link("", 0, 0, 1e15, 1e15))
    assert predict(data, quick, prompt=3, sequences=1)["decode"]["limited_by"] in (
        "memory", "engine")
    slow = replace(quick, host=replace(PC, instructions_per_second=1e6))
    assert predict(data, slow, prompt=3, sequences=1)["decode"]["limited_by"] == "host"


# Refusals -----------------------------------------------------------------------------------------


def test_a_model_that_does_not_fit_says_so_with_sizes() -> None:
    with pytest.raises(BoardMemoryError, match=r"takes 8\d\d MiB \(weights 7\d\d, .* and "
                       r"PYNQ-Z1, Z2 with `cma=256M` has 256; use fewer"):
        predict(model_of(SHAPES["bitnet-2b"], 2048), board("pynq_z2"))


def test_as_many_sequences_as_fit(monkeypatch: pytest.MonkeyPatch) -> None:
    data = model_of(SMALL, 300)
    size = fits.footprint(data, preset("demo"), 21)
    room = size.weights + size.others + 2.5 * size.caches
    monkeypatch.setattr(fits, "MIB", int(room) // 512)       # the board has 512
    assert predict(data, DEMO, position=20, prompt=3)["sequences"]["tokens"] == 2
    with pytest.raises(BoardMemoryError, match="with 3 x 21 tokens"):
        predict(data, DEMO, position=20, prompt=3, sequences=3)


def test_what_cannot_be_predicted(golden: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = model_of(SMALL, 300)
    with pytest.raises(PromptTooLongError, match="301 tokens do not fit in .* of 300"):
        predict(data, DEMO, position=300)
    with pytest.raises(UsageError, match=f"65 sequences do not fit in a step; give 1 to {ROWS}"):
        predict(data, DEMO, sequences=65)
    experts = replace(data, config=replace(data.config, num_experts=8, num_experts_per_tok=2,
                                                 moe_intermediate_size=64))
    with pytest.raises(UnsupportedModelError, match="which experts a step reads depends"):
        predict(experts, DEMO)
    states = replace(data, config=replace(
        data.config, layer_types=("linear_attention",) * data.config.num_hidden_layers,
        linear_conv_kernel_dim=4, linear_num_key_heads=1, linear_num_value_heads=1,
        linear_key_head_dim=16, linear_value_head_dim=16))
    with pytest.raises(UnsupportedModelError, match="takes for states .* was not counted"):
        predict(states, DEMO)
    with pytest.raises(UsageError, match="float32 weights use no engine"):
        predict(float_model(Checkpoint(golden / "llama_random")), DEMO)
    monkeypatch.delenv("LUTCORE_BITSTREAMS", raising=False)
    with pytest.raises(BundleError, match="build it: lutcore build virtual --geometry kv260"):
        predict(data, replace(DEMO, geometry="kv260"))


# Products -----------------------------------------------------------------------------------------


def simulate(shape: MatrixShape, *rows: tuple[int, ...]) -> list[Figures]:
    with SimulatedProducts("demo", "ideal") as products:
        return [products.figures(shape, one) for one in rows]


def test_figures_are_kept_unless_they_are_damaged(results: Path) -> None:
    shape = MatrixShape(INT4, 64, 128)
    with SimulatedProducts("demo", "ideal") as products:
        first = products.figures(shape, (1,))
        assert products.figures(shape, (1,)) == first and products.simulated == 1
    with SimulatedProducts("demo", "ideal") as products:
        assert products.figures(shape, (1,)) == first and products.simulated == 0
        products.figures(shape, (2,))
        assert products.simulated == 1
    for path in results.iterdir():
        path.write_text('{"cycles": "many"')
    with SimulatedProducts("demo", "ideal") as products:
        assert products.figures(shape, (1,)) == first and products.simulated == 1
    with SimulatedProducts("demo", "kv260") as products:
        products.figures(shape, (1,))
        assert products.simulated == 1      # another memory


@pytest.mark.parametrize("name, group, asymmetric", [
    ("int4", "32", False), ("int4", "32", True), ("int2", "16", True), ("mxfp4", None, False),
    ("ternary", None, False)])
def test_every_format_runs(name: str, group: str | None, asymmetric: bool) -> None:
    fmt = weight_format(name, group, asymmetric)
    (found,) = simulate(MatrixShape(fmt, 100, 256), (1,))
    assert found.stream_words >= fmt.layout.words(100, fmt.slices(256))


def test_every_cycle_is_counted() -> None:
    (found,) = simulate(MatrixShape(INT4, 300, 200), (3,))
    assert found.cycles == sum(asdict(found).values()) - found.cycles > 0


@pytest.mark.parametrize("rows", [(1,), (4, 4, 4, 4, 4, 3)])
def test_the_straight_line_is_near(rows: tuple[int, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    """A long product and many LMMAs, from parts and as they are: within 1 %."""
    shape = MatrixShape(INT4, 5000, 128)
    with open_device("virtual", "demo") as device:
        matrix = device.load(simulated_products.random_packed(
            shape.n, shape.k, shape.format, np.random.default_rng(1)))
        device.counters.reset()
        device.products([matrix], np.ones((sum(rows), shape.k), np.float32))
        real = device.counters.cycles
    monkeypatch.setattr(simulated_products, "LONGEST", 1 << 11)
    (found,) = simulate(shape, rows)
    assert found.cycles == pytest.approx(real, rel=0.01)


def test_passes_are_those_of_a_model(data: ModelData) -> None:
    programs = Programs(data, preset("demo"), 2, 100)
    with open_device("emulator", "demo") as device:
        real = Model(data, DeviceEngine(device), "int8").program(5)
    body, head = programs.step([7] * 5)
    kinds = [type(x) for x in body.code]
    assert kinds == [type(x) for _, part in real[:-1] for x in part]
    assert sum(isinstance(x, Lmma) for x in head.code) == 2     # 4 rows, and 1
    assert [len(one.positions) for one in programs.prompt(130)] == [64, 64, 2, 1]
    assert sum(programs.doorbells([body, head]).values()) == len(body.doorbells) + 1
    programs.close()


# The host -----------------------------------------------------------------------------------------


def test_the_table_is_whole_and_has_the_limit_of_the_compiled_code() -> None:
    assert all({*rates.vec} == {*Function} for rates in INSTRUCTIONS.values())
    text = (library.FOLDER / "program.cpp").read_text(encoding="utf-8")
    assert f"ALONE_BYTES = {ALONE_BYTES >> 10} << 10;" in text
    assert f"FEW = {FEW};" in text
    for sharing in SHARING.values():
        assert (f"SMALL = {sharing.small}, SMALL_QUANT = {sharing.small_quant};\n"
                f"constexpr uint32_t PART = {sharing.part};\n") in text
        assert sharing.part_slices == max(1, sharing.part // (4 * SLICE))


def test_cores_share_rows_and_heads(data: ModelData) -> None:
    programs = Programs(data, preset("demo"), 2, 2048)
    (one, _), (many, _) = programs.step([1000]), programs.step([1000] * 3)
    for single, several in zip(work_of(one.code, one.positions, PC.processor),
                               work_of(many.code, many.positions, PC.processor), strict=True):
        assert several.instructions == pytest.approx(3 * single.instructions)
        assert several.pieces == (6 if single.part == "attention" else 1)    # vectors are short
        assert single.pieces == 1       # the caches are small
    programs.close()
    assert Work("vector", 6e9, 5).seconds(PC) == pytest.approx(2 / 5, rel=1e-4)
    assert Work("vector", 6e9, 1).seconds(PC) == 1
    assert Work("vector", 0, 5, 2).seconds(PC) == 2 * PC.loop


def test_cores_share_a_long_row() -> None:
    """On the processors of boards; a PC shares the rows of a prompt, and the logits."""
    def pieces(rows: int, length: int, processor: str) -> list[tuple[int, int]]:
        quant = Quant(rows=rows, length=length, a=ABSENT, activations=0, activation_words=0,
                      scale=0, total=0)
        vec = Vec(rows=rows, length=length, a=ABSENT, y=ABSENT)
        return [(x.pieces, x.loops) for x in work_of([quant, vec], [0] * rows, processor)]

    assert pieces(1, 1536, A53.processor) == [(12, 2), (3, 1)]
    assert pieces(1, 1000, A53.processor) == [(8, 2), (1, 1)]
    assert pieces(2, 600, A9.processor) == [(10, 2), (6, 1)]
    assert pieces(1, 6912, PC.processor) == [(1, 2), (1, 1)]
    assert pieces(8, 1536, PC.processor) == [(8, 1), (8, 1)]
    assert pieces(1, 49152, PC.processor)[1] == (3, 1)
