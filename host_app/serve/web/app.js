// The page: puts its parts together.

import { Chat } from "./chat.js";
import { startComposer } from "./composer.js";
import { byId, h, icon, setText } from "./dom.js";
import { Machine } from "./machine.js";
import { closeDrawer, startPanels } from "./panels.js";
import { startKeys, startSettings } from "./settings.js";
import { startSidebar } from "./sidebar.js";
import { change, settings } from "./store.js";
import { busy } from "./turn.js";

let refreshers = [];                    // empty until all parts are there

const machine = new Machine(showModels);
const isPlain = () => machine.model?.chat === false;
const chat = new Chat(isPlain, refresh);

byId("open-settings").append(icon("gear"));
startKeys();
startPanels();
startSettings(() => machine.start());
refreshers = [showTitle, startSidebar(chat, closeDrawer),
              startComposer(chat, () => machine.models.length > 0, isPlain)];
machine.start();
if (matchMedia("(hover: hover)").matches) byId("prompt").focus();        // no keyboard over a phone

byId("model").addEventListener("change", (event) => choose(event.target.value));
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || document.querySelector("dialog[open]")) return;
  if (!closeDrawer()) chat.stop();
});
addEventListener("beforeunload", (event) => {
  if (busy()) event.preventDefault();   // the browser asks whether to leave
});

function refresh() {
  for (const one of refreshers) one();
}

function showTitle() {
  const { title } = chat.conversation;
  setText(byId("title"), title);
  document.title = `${title} · lutcore`;
}

function showModels(models) {
  const names = models.map(({ model }) => model);
  byId("model").replaceChildren(...names.map((name) => h("option", { value: name }, name)));
  choose(names.includes(settings.model) ? settings.model : names[0]);
}

function choose(name) {
  byId("model").value = name;
  change({ model: name });
  machine.choose(name);
  chat.rebuild();
  refresh();
}
