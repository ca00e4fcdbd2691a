// Small pictures of figures. A screen reader gets the figures beside them instead.

import { svg } from "./dom.js";

const WIDTH = 300, HEIGHT = 56;

/** A curve with the area under it. */
export class Sparkline {
  constructor() {
    this.area = svg("path", { class: "area" });
    this.line = svg("path", { class: "line" });
    this.element = svg("svg", { class: "sparkline", viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
                                preserveAspectRatio: "none", "aria-hidden": "true" },
                       svg("path", { class: "ground", d: `M0 ${HEIGHT - 0.5}H${WIDTH}` }),
                       this.area, this.line);
  }

  /** Show [{at, value}]; the right edge is the time `end`, the left `span` seconds before. */
  show(points, end, span) {
    const top = Math.max(1e-9, ...points.map((point) => point.value)) * 1.08;
    const places = points.map(({ at, value }) =>
      [WIDTH * (1 - (end - at) / span), HEIGHT - 1 - (HEIGHT - 3) * (value / top)]);
    const path = places.map(([x, y], at) => `${at ? "L" : "M"}${x.toFixed(1)} ${y.toFixed(1)}`)
      .join("");
    this.line.setAttribute("d", path || "M0 0");
    this.area.setAttribute("d", places.length < 2 ? "M0 0"
      : `${path}L${places.at(-1)[0].toFixed(1)} ${HEIGHT}L${places[0][0].toFixed(1)} ${HEIGHT}Z`);
  }
}

/** Return a bar of segments. parts: [{name, share}]; a class of the name gives the colour. */
export function stacked(parts) {
  let x = 0;
  const bars = parts.filter(({ share }) => share > 0.002).map(({ name, share }) => {
    const bar = svg("rect", { class: `part-${name}`, x: (x * WIDTH).toFixed(2), y: 0,
                              width: Math.max(0, share * WIDTH - 1.2).toFixed(2), height: 10 });
    x += share;
    return bar;
  });
  return svg("svg", { class: "stacked", viewBox: `0 0 ${WIDTH} 10`, preserveAspectRatio: "none",
                      "aria-hidden": "true" }, ...bars);
}

/** Return a bar that is filled to a share. */
export function meter(share, kind) {
  const filled = Math.min(1, Math.max(0, share)) * WIDTH;
  return svg("svg", { class: "meter", viewBox: `0 0 ${WIDTH} 6`, preserveAspectRatio: "none",
                      "aria-hidden": "true" },
             svg("rect", { class: "ground", width: WIDTH, height: 6 }),
             svg("rect", { class: kind, width: filled.toFixed(2), height: 6 }));
}

/** Return one cell for every slot, the used ones filled. */
export function cells(used, all) {
  const columns = Math.min(all, 16);
  const rows = Math.ceil(all / columns);
  return svg("svg", { class: "cells", viewBox: `-1 -1 ${columns * 18 - 2} ${rows * 18 - 2}`,
                      "aria-hidden": "true" },
             ...Array.from({ length: all }, (_, at) => svg("rect", {
               class: at < used ? "used" : "free", x: (at % columns) * 18,
               y: Math.floor(at / columns) * 18, width: 14, height: 14, rx: 3 })));
}
