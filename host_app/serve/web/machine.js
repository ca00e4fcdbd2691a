// The live view of the machine: GET /stats every second, shown for the model that is chosen.

import { get } from "./api.js";
import { Sparkline, cells, meter, stacked } from "./chart.js";
import { byId, h, setText } from "./dom.js";
import { HISTORY, Recorder } from "./figures.js";
import * as format from "./format.js";

const PERIOD = 1000;                    // milliseconds between two readings

const ORIGINS = {
  measured:  "Measured: cycles and seconds are those of the hardware.",
  simulated: "Simulated: the engine's design runs clock by clock in a simulator. Its cycles are " +
             "exact; seconds are those of the simulation.",
  emulated:  "Emulated: this computer calculates the engine's bits without its clock. Seconds are " +
             "those of this computer.",
  host:      "Measured: this computer calculates in float32, without an engine.",
};

const TOTALS = {                        // fields of totals
  generated_tokens: "Tokens generated", prompt_tokens: "Prompt tokens read",
  cached_tokens: "Prompt tokens cached", steps: "Steps", rows: "Rows of all steps",
  finished: "Answers finished", cancelled: "Cancelled", failed: "Failed",
  moved: "Moved to another device",
};

const STALLS = {                        // causes, in the order of the engine's registers
  weights: "waits for weights", tables: "waits for tables", output: "waits for writes",
  issue: "applies groups' scales", control: "begins and drains",
};

/** Polls, keeps the last minute of every model, and shows one of them.
 *
 *  onModels: called with the server's models whenever they change */
export class Machine {
  constructor(onModels) {
    this.models = [];
    this._recorders = new Map();
    this._onModels = onModels;
    this._shown = "";
    this._names = null;
    this._view = new View(byId("figures"), byId("origin"));
    document.addEventListener("visibilitychange", () => this._wake());
  }

  /** Begin to poll, at once. */
  start() {
    clearTimeout(this._timer);
    return this._poll();
  }

  /** Show this model from now on. */
  choose(name) {
    this._shown = name;
    this._draw();
  }

  /** The figures of the model that is shown. */
  get model() {
    return this.models.find((model) => model.model === this._shown) ?? this.models[0];
  }

  async _poll() {
    let wait = PERIOD;
    try {
      const { time, models } = await get("/stats");
      this._take(time, models);
    } catch (error) {
      this._view.lost(error.message, () => this.start());
      if (error.status === 401) return; // the person gave no key: only they can go on
      wait = 3 * PERIOD;
    }
    if (!document.hidden) this._timer = setTimeout(() => this._poll(), wait);
  }

  _wake() {
    if (!document.hidden) this.start();
    else clearTimeout(this._timer);
  }

  _take(time, models) {
    this.models = models;
    for (const model of models) {
      if (!this._recorders.has(model.model)) this._recorders.set(model.model, new Recorder());
      this._recorders.get(model.model).push(time, model);
    }
    const names = models.map((model) => model.model).join("\n");
    if (names !== this._names) {
      this._names = names;
      this._onModels(models);
    }
    this._draw();
  }

  _draw() {
    const model = this.model;
    if (model) this._view.show(model, this._recorders.get(model.model));
  }
}

/** The elements of the view. Those that only change their text are made once. */
class View {
  constructor(place, origin) {
    this._place = place;
    this._origin = origin;
    this._speed = figure("tokens/s");
    this._curve = new Sparkline();
    this._peak  = h("span");
    this._small = { prompt: figure("prompt tokens/s"), rows: figure("rows a step"),
                    waiting: figure("waiting") };
    this._token  = section("Time of a token");
    this._stream = section("Weight stream");
    this._slots  = section("Rows in use");
    this._totals = section("Since the start");
    this._facts  = section("Model and device");
    this._state = h("p", { class: "lost", hidden: true });
    place.replaceChildren(
      this._state,
      h("div", { class: "hero" }, this._speed.element, this._curve.element,
        h("p", { class: "axis" }, h("span", {}, `${HISTORY} s ago`), this._peak,
          h("span", {}, "now"))),
      h("div", { class: "trio" }, ...Object.values(this._small).map(({ element }) => element)),
      ...[this._token, this._stream, this._slots, this._totals, this._facts]
        .map(({ element }) => element));
  }

  /** Say that there are no new figures. */
  lost(message, retry) {
    this._state.hidden = false;
    this._state.replaceChildren(`No figures: ${message}.`,
                                h("button", { type: "button", onclick: retry }, "Try again"));
    this._place.classList.add("stale");
  }

  /** Show a model's figures. */
  show(model, recorder) {
    const recent = recorder.recent();
    this._state.hidden = true;
    this._place.classList.remove("stale");
    this._speed.show(format.rate(recorder.rate("generated_tokens")));
    const rates = recorder.rates("generated_tokens");
    this._curve.show(rates, recorder.samples.at(-1).at, HISTORY);
    setText(this._peak, `most ${format.rate(Math.max(0, ...rates.map(({ value }) => value)))}`);
    this._small.prompt.show(format.rate(recorder.rate("prompt_tokens")));
    this._small.rows.show(format.rate(recent.rows));
    this._small.waiting.show(format.count(model.waiting));
    this._showOrigin(model);
    this._token.show(...tokenTime(recent));
    this._stream.show(...stream(recent, model));
    this._slots.show(...slots(model));
    this._totals.show(list(Object.entries(TOTALS).map(([name, label]) =>
      [label, format.count(model.totals[name]), name])));
    this._facts.show(facts(model));
  }

  _showOrigin(model) {
    const kind = originOf(model);
    setText(this._origin, kind === "host" ? "measured" : kind);
    this._origin.className = `badge ${kind}`;
    this._origin.title = ORIGINS[kind] ?? kind;
  }
}

// Parts of the view -------------------------------------------------------------------------------

function figure(label) {
  const value = h("strong", {}, "0");
  return { element: h("p", { class: "figure" }, value, " ", h("span", {}, label)),
           show: (text) => setText(value, text) };
}

function section(title) {
  const body = h("div");
  let shown = "";
  return {
    element: h("section", { "aria-label": title }, h("h3", {}, title), body),
    show: (...children) => {            // a selection stays where nothing has changed
      const made = h("div", {}, ...children);
      if (made.innerHTML === shown) return;
      shown = made.innerHTML;
      body.replaceChildren(...made.childNodes);
    },
  };
}

/** A list of [label, value, name of the figure]. */
function list(rows, kind = "facts") {
  return h("dl", { class: kind }, ...rows.filter(Boolean).map(([label, value, name]) =>
    h("div", {}, h("dt", {}, label), h("dd", { "data-figure": name }, value))));
}

function tokenTime({ parts, token, basis }) {
  if (!token) return [h("p", { class: "note" }, "No token yet: ask something.")];
  return [
    h("p", { class: "lead" }, h("strong", {}, format.time(token)), ` ${basis}, prompts included`),
    stacked(parts.map(({ name, seconds }) => ({ name, share: seconds / token }))),
    h("dl", { class: "parts" }, ...parts.map(({ name, seconds }) =>
      h("div", {}, h("dt", { class: `part-${name}` }, name),
        h("dd", {}, format.time(seconds)), h("dd", {}, format.percent(seconds / token))))),
  ];
}

function stream({ efficiency, stalls, words, cycles }, model) {
  const device = model.devices.find(({ engine }) => engine);
  if (!device) return [h("p", { class: "note" }, "There is no engine: float32 on this computer.")];
  const clock = device.clock_mhz * 1e6;
  const amount = ["Weights of a token", format.bytes(16 * words)];
  if (efficiency === null) {
    const least = words / (device.words_per_cycle * clock);
    return [
      list([amount, words > 0 && [`Least time at ${format.short(device.clock_mhz)} MHz, estimated`,
                                  format.time(least)]]),
      h("p", { class: "note" }, device.figures === "emulated"
        ? "The emulator has no cycles, so it has neither a stream efficiency nor stalls."
        : "No cycle has been counted yet."),
    ];
  }
  return [
    h("p", { class: "lead" }, h("strong", {}, format.percent(efficiency)), " of the ports' rate; lost to:"),
    meter(efficiency, "good"),
    h("dl", { class: "parts stalls" }, ...stalls.map(({ name, share }) =>
      h("div", {}, h("dt", {}, STALLS[name] ?? name), h("dd", {}, meter(share, "bad")),
        h("dd", {}, format.percent(share))))),
    list([amount, ["Cycles of a token", format.count(cycles)],
          [`Engine's time at ${format.short(device.clock_mhz)} MHz`,
           format.time(cycles / clock)]]),
  ];
}

function slots(model) {
  const cards = model.devices.map((device) => h("div", { class: "device" },
    h("p", { class: "lead" }, h("strong", {}, `${device.running} of ${device.slots}`),
      ` on ${device.name}`, device.up ? null : h("span", { class: "badge down" }, "lost")),
    cells(device.running, device.slots)));
  const bytes = model.devices.reduce((sum, device) => sum + device.cache_bytes, 0);
  const watts = model.devices.map((device) => device.power_watts).filter(Number.isFinite);
  return [...cards, list([
    ["Memory of caches", format.bytes(bytes)],
    watts.length > 0 && ["Power", `${format.short(watts.reduce((a, b) => a + b, 0))} W`],
  ])];
}

function facts(model) {
  const device = model.devices[0];
  return h("div", {}, list([
    ["Model", model.model], ["Weights", model.weights],
    ["Layers", format.count(model.layers)], ["Width", format.count(model.hidden)],
    ["Vocabulary", format.count(model.vocabulary)],
    ["Context", `${format.count(model.context)} tokens`],
    ["Device", device.device ?? "this computer"],
    device.geometry && ["Geometry", device.geometry],
    device.clock_mhz && ["Clock", `${format.short(device.clock_mhz)} MHz`],
  ]), h("p", { class: "note" }, ORIGINS[originOf(model)]));
}

function originOf(model) {
  const [device] = model.devices;
  return device.device === null ? "host" : device.figures;
}
