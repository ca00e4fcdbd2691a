// The two panels beside the conversation: columns where there is room, else drawers over it.

import { byId, icon } from "./dom.js";
import { change, settings } from "./store.js";

/** A panel. media: where it is a column. kept: the setting that says whether it is open there. */
class Panel {
  constructor(name, media, kept) {
    this._name = name;
    this._panel = byId(name);
    this._button = byId(`open-${name}`);
    this._wide = matchMedia(media);
    this._kept = kept;
    this._button.addEventListener("click", () => this.set(!this.open));
    byId(`close-${name}`).addEventListener("click", () => this.set(false));
    this._wide.addEventListener("change", () => this._fit());
    this._fit();
  }

  /** Whether it covers the conversation. */
  get covers() {
    return this.open && !this._wide.matches;
  }

  /** Open or close it; the focus follows. */
  set(open) {
    if (this._wide.matches && this._kept) change({ [this._kept]: open });
    this._show(open);
    if (this.covers) byId(`close-${this._name}`).focus();
    else if (!open) this._button.focus();
  }

  _fit() {
    this._show(this._wide.matches && (!this._kept || settings[this._kept]));
  }

  _show(open) {
    this.open = open;
    this._panel.classList.toggle("open", open);
    this._button.setAttribute("aria-expanded", open);
    document.body.classList.toggle(`with-${this._name}`, open);
    const covered = panels.some((panel) => panel.covers) || this.covers;
    document.querySelector("main").inert = covered;
    byId("scrim").hidden = !covered;
  }
}

const panels = [];

/** Wire the panels. */
export function startPanels() {
  for (const [id, name] of [["open-sidebar", "menu"], ["close-sidebar", "close"],
                            ["open-machine", "machine"], ["close-machine", "close"]])
    byId(id).append(icon(name));
  panels.push(new Panel("sidebar", "(min-width: 800px)", null));
  panels.push(new Panel("machine", "(min-width: 1180px)", "machine"));
  byId("scrim").addEventListener("click", closeDrawer);
}

/** Close the panel that covers the conversation. Returns whether there was one. */
export function closeDrawer() {
  const covering = panels.find((panel) => panel.covers);
  covering?.set(false);
  return Boolean(covering);
}
