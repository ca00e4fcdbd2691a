// Dialogs: how to answer, the colours, and the server's key.

import { askKeysWith, forgetKey, hasKey } from "./api.js";
import { byId, h, iconButton } from "./dom.js";
import { DEFAULTS, change, settings } from "./store.js";

const SLIDERS = [
  { name: "temperature", label: "Temperature", min: 0, max: 2, step: 0.05,
    help: "0 always takes the likeliest token; more is more varied." },
  { name: "top_p", label: "Top p", min: 0.05, max: 1, step: 0.05,
    help: "Only the likeliest tokens that together have this probability." },
];

/** Wire the dialog of settings. onKey: called when the key was forgotten. */
export function startSettings(onKey) {
  const dialog = byId("settings");
  byId("open-settings").addEventListener("click", () => {
    dialog.replaceChildren(form(dialog, onKey));
    dialog.showModal();
  });
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();        // outside of its content
  });
  for (const input of byId("theme").querySelectorAll("input")) {
    input.checked = input.value === settings.theme;
    input.addEventListener("change", () => {
      change({ theme: input.value });
      if (input.value === "auto") delete document.documentElement.dataset.theme;
      else document.documentElement.dataset.theme = input.value;
    });
  }
}

function form(dialog, onKey) {
  const close = () => dialog.close();
  const system = h("textarea", { id: "system", rows: "4", "aria-describedby": "system-help",
                                 oninput: () => change({ system: system.value }) });
  system.value = settings.system;
  const limit = h("input", { id: "limit", type: "number", min: "1", max: "1048576", step: "1",
                             value: settings.max_tokens, oninput: () => {
    if (limit.validity.valid && limit.value) change({ max_tokens: Number(limit.value) });
  } });
  return h("form", { onsubmit: (event) => {
    event.preventDefault();
    close();
  } },
  h("div", { class: "bar" }, h("h2", { id: "settings-title" }, "Settings"),
    iconButton("close", "Close the settings", close)),
  h("div", { class: "field" }, h("label", { for: "system" }, "System message"), system,
    h("p", { id: "system-help", class: "note" }, "Said before every conversation: who the model " +
      "is, how it should answer. Models without a chat template do not get it.")),
  ...SLIDERS.map(slider),
  h("div", { class: "field inline" }, h("label", { for: "limit" }, "Most tokens of an answer"),
    limit),
  h("div", { class: "actions" },
    hasKey() ? h("button", { type: "button", onclick: () => {
      forgetKey();
      close();
      onKey();
    } }, "Forget the key") : null,
    h("button", { type: "button", onclick: () => {
      const { system: text, temperature, top_p, max_tokens } = DEFAULTS;
      change({ system: text, temperature, top_p, max_tokens });
      dialog.replaceChildren(form(dialog, onKey));
      dialog.querySelector("textarea").focus();
    } }, "Defaults"),
    h("button", { type: "submit", class: "primary" }, "Done")));
}

function slider({ name, label, min, max, step, help }) {
  const shown = h("output", { for: name }, settings[name].toFixed(2));
  const range = h("input", { id: name, type: "range", min, max, step,
                             "aria-describedby": `${name}-help`, oninput: () => {
    change({ [name]: Number(range.value) });
    shown.value = settings[name].toFixed(2);
  } });
  range.value = settings[name];
  return h("div", { class: "field" }, h("div", { class: "line" },
    h("label", { for: name }, label), shown), range,
  h("p", { id: `${name}-help`, class: "note" }, help));
}

// Key ---------------------------------------------------------------------------------------------

/** Ask the person whenever the server wants a key. */
export function startKeys() {
  const dialog = byId("key");
  askKeysWith((message) => new Promise((resolve) => {
    const field = h("input", { id: "key-field", type: "password", autocomplete: "off",
                               required: true });
    let given = null;
    dialog.replaceChildren(h("form", { onsubmit: (event) => {
      event.preventDefault();
      given = field.value;
      dialog.close();
    } },
    h("h2", { id: "key-title" }, "This server needs a key"),
    message ? h("p", { class: "error", role: "alert" }, message) : null,
    h("div", { class: "field" }, h("label", { for: "key-field" }, "Key"), field,
      h("p", { class: "note" }, "The value of LUTCORE_API_KEY at the server. It is kept until " +
        "this tab is closed.")),
    h("div", { class: "actions" },
      h("button", { type: "button", onclick: () => dialog.close() }, "Cancel"),
      h("button", { type: "submit", class: "primary" }, "Use the key"))));
    dialog.addEventListener("close", () => resolve(given), { once: true });
    dialog.showModal();
  }));
}
