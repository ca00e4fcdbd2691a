// Arithmetic on the server's figures: counters of two moments make rates and shares.

export const HISTORY = 60;              // seconds that a curve shows
const SPAN = 15;                        // seconds of activity that shares are taken over
const PARTS = ["products", "attention", "vector", "quantiser", "host"];

/** The last minute of a model's counters. */
export class Recorder {
  constructor() {
    this.samples = [];                  // {at, sums}, the oldest first
  }

  /** Take a model's figures of /stats. at: the server's time, in seconds. */
  push(at, model) {
    const sums = sumsOf(model);
    const before = this.samples.at(-1);
    if (before && (sums.steps < before.sums.steps || at < before.at)) this.samples = [];
    if (at === this.samples.at(-1)?.at) return;
    this.samples.push({ at, sums });
    while (this.samples.length > 2 && this.samples[1].at < at - HISTORY) this.samples.shift();
  }

  /** Increases of a counter per second: [{at, value}] for every pair of samples. */
  rates(name) {
    return this.samples.slice(1).map((sample, index) => {
      const before = this.samples[index];
      return { at: sample.at,
               value: (sample.sums[name] - before.sums[name]) / (sample.at - before.at) };
    });
  }

  /** The rate of a counter in the last two seconds. */
  rate(name) {
    const [last, before] = [this.samples.at(-1), this.samples.at(-3) ?? this.samples[0]];
    return !last || last === before ? 0
      : (last.sums[name] - before.sums[name]) / (last.at - before.at);
  }

  /** What the newest steps did: see `shares`. Steps since the start if the page saw none. */
  recent() {
    const samples = this.samples;
    const steps = (at) => samples[at].sums.steps;
    let end = samples.length - 1;
    while (end > 0 && steps(end) === steps(end - 1)) end -= 1;
    let begin = end;
    while (begin > 0 && steps(begin) !== steps(begin - 1) &&
           samples[end].at - samples[begin].at < SPAN) begin -= 1;
    if (begin === end) return { ...shares(samples.at(-1)?.sums, null), basis: "since the start" };
    // The engine is read out after its steps, so the newest sample belongs to the last step.
    return { ...shares(samples.at(-1).sums, samples[begin].sums),
             basis: `last ${Math.max(1, Math.round(samples[end].at - samples[begin].at))} s of work` };
  }
}

/** All counters of a model, summed over its devices. */
function sumsOf(model) {
  const sums = { ...model.totals, step_seconds: 0, parts: {}, stalls: {}, words: 0, cycles: 0,
                 room: 0 };
  for (const { parts = {}, step_seconds = 0, engine, words_per_cycle: width } of model.devices) {
    sums.step_seconds += step_seconds;  // read out together with the parts
    for (const [name, seconds] of Object.entries(parts))
      sums.parts[name] = (sums.parts[name] ?? 0) + seconds;
    if (!engine) continue;
    sums.words  += engine.stream_words;
    sums.cycles += engine.cycles;
    sums.room   += engine.cycles * width;
    for (const [name, cycles] of Object.entries(engine.stall_cycles))
      sums.stalls[name] = (sums.stalls[name] ?? 0) + cycles;
  }
  return sums;
}

/** Return the increases between two sums as figures; before: null for zero.
 *
 *  parts:      [{name, seconds}] of a generated token, prompts included; host is what remains
 *  token:      their sum; 0 without a token
 *  rows:       rows of a step
 *  efficiency: words of the stream for each that the ports could have delivered; null: no cycles
 *  stalls:     [{name, share}] of the engine's cycles, the largest first
 *  words, cycles: for each generated token */
export function shares(now, before) {
  if (!now) return { parts: [], token: 0, rows: 0, efficiency: null, stalls: [], words: 0,
                     cycles: 0 };
  const grown = (name) => now[name] - (before?.[name] ?? 0);
  const within = (group, name) => now[group][name] - (before?.[group][name] ?? 0);
  const tokens = grown("generated_tokens") || Infinity;
  const named  = Object.fromEntries(Object.keys(now.parts).map((name) =>
    [name, within("parts", name)]));
  const counted = Object.values(named).reduce((sum, seconds) => sum + seconds, 0);
  named.host = Math.max(0, grown("step_seconds") - counted);
  const names = [...PARTS.filter((name) => name in named),
                 ...Object.keys(named).filter((name) => !PARTS.includes(name))];
  const parts = names.map((name) => ({ name, seconds: named[name] / tokens }));
  const cycles = grown("cycles");
  return {
    parts, token: parts.reduce((sum, part) => sum + part.seconds, 0),
    rows: grown("steps") ? grown("rows") / grown("steps") : 0,
    efficiency: cycles ? grown("words") / grown("room") : null,
    stalls: Object.keys(now.stalls).map((name) =>
      ({ name, share: cycles ? within("stalls", name) / cycles : 0 }))
      .sort((a, b) => b.share - a.share),
    words: grown("words") / tokens, cycles: cycles / tokens,
  };
}
