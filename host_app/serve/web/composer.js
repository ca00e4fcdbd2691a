// The box for messages: Enter sends, and the one button sends or stops.

import { byId, icon } from "./dom.js";

/** Wire the box. chat: see chat.js; ready: returns whether a model can be asked. Returns a function
 *  that brings button and placeholder up to date. */
export function startComposer(chat, ready, isPlain) {
  const form = byId("composer"), field = byId("prompt"), button = byId("send");

  const grow = () => {
    field.style.height = "auto";
    field.style.height = `${field.scrollHeight}px`;
  };

  const submit = () => {
    if (chat.turn) chat.stop();
    else if (field.value.trim() && ready()) {
      const text = isPlain() ? field.value : field.value.trim();
      field.value = "";
      grow();
      chat.send(text);
    }
    field.focus();
  };

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    submit();
  });
  field.addEventListener("input", () => {
    grow();
    refresh();
  });
  field.addEventListener("keydown", (event) => {
    if (event.isComposing) return;      // Enter chooses a word of an input method
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      if (!chat.turn) submit();
    } else if (event.key === "ArrowUp" && !field.value && chat.editLast()) {
      event.preventDefault();
    }
  });

  function refresh() {
    const running = Boolean(chat.turn);
    if (button.dataset.running !== String(running)) {
      button.dataset.running = running;
      button.setAttribute("aria-label", running ? "Stop" : "Send");
      button.title = running ? "Stop (Escape)" : "Send (Enter)";
      button.replaceChildren(icon(running ? "stop" : "send"));
    }
    button.disabled = !running && !(field.value.trim() && ready());
    field.placeholder = isPlain() ? "Begin or go on with a text" : "Ask something";
  }

  refresh();
  return refresh;
}
