// The elements of one message: text, figures of an answer, and what can be done with it.

import { copyText, h, icon, iconButton, setText } from "./dom.js";
import { count, rate, time } from "./format.js";
import { render } from "./render.js";

const FINISHES = { stopped: "stopped", length: "reached its limit of tokens" };

/** One message in the list.
 *
 *  acts: {edit(text), again(), more()}: what the buttons do */
export class MessageView {
  constructor(message, acts) {
    this.message = message;
    this._acts = acts;
    this._user = message.role === "user";
    this._body = h("div", { class: "body" });
    this._figures = h("p", { class: "figures" });
    this._tools = h("div", { class: "tools" });
    this.element = h("li", { class: `message ${this._user ? "user" : "answer"}` },
      h("h2", { class: "unseen" }, this._user ? "You" : `Answer of ${message.model}`),
      this._body, h("div", { class: "under" }, this._figures, this._tools));
  }

  /** Show the message as it is now.
   *
   *  running: its text is still coming. last: it ends the conversation. free: nothing is coming */
  draw({ running = false, last = false, free = true } = {}) {
    const { message } = this;
    this.element.classList.toggle("running", running);
    if (this._user) setText(this._body, message.content);
    else this._drawAnswer(running);
    this._drawTools(last, free);
  }

  /** Let the person change the text; the focus goes there. */
  edit() {
    const field = h("textarea", { "aria-label": "Your message", rows: "3" });
    const close = () => {
      this._body.textContent = this.message.content;
      this._tools.hidden = false;
      this._tools.querySelector("button")?.focus();
    };
    const send = (event) => {
      event.preventDefault();
      if (field.value.trim()) this._acts.edit(field.value.trim());
    };
    field.value = this.message.content;
    field.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.shiftKey && !event.isComposing) send(event);
      if (event.key !== "Escape") return;
      event.stopPropagation();          // Escape elsewhere stops an answer
      close();
    });
    this._tools.hidden = true;
    this._body.replaceChildren(h("form", { class: "editor", onsubmit: send }, field,
      h("div", {}, h("button", { type: "button", onclick: close }, "Cancel"),
        h("button", { type: "submit", class: "primary" }, "Send again"))));
    field.focus();
  }

  _drawAnswer(running) {
    const { message } = this;
    const wait = running && !message.content;
    const text = this._body.querySelector(".text") ?? h("div", { class: "text" });
    render(text, message.content);
    this._body.replaceChildren(text,
      wait ? h("p", { class: "wait" }, "Reading the prompt") : "",
      message.error ? h("p", { class: "error" }, message.error) : "");
    setText(this._figures, figuresOf(message, running));
  }

  _drawTools(last, free) {
    const { message } = this;
    const tools = [];
    if (message.content)
      tools.push(iconButton("copy", "Copy", () => copyText(message.content)));
    if (free && this._user) tools.unshift(iconButton("edit", "Edit", () => this.edit()));
    if (free && last && !this._user) {
      tools.push(iconButton("again", "Regenerate", () => this._acts.again()));
      if (message.plain && message.content)
        tools.push(h("button", { type: "button", class: "quiet", onclick: () => this._acts.more() },
                     "Continue", icon("more")));
    }
    const labels = (list) => [...list].map((tool) => tool.textContent + tool.ariaLabel).join();
    if (labels(tools) !== labels(this._tools.children)) this._tools.replaceChildren(...tools);
  }
}

/** The figures of an answer, for people: speed, first token, cache, end. */
export function figuresOf(message, running = false) {
  const tokens = message.tokens ?? message.pieces;
  const parts = [message.model];
  if (tokens) parts.push(`${count(tokens)} token${tokens === 1 ? "" : "s"}`);
  if (tokens > 1 && message.whole > message.first)
    parts.push(`${rate((tokens - 1) / (message.whole - message.first))} tokens/s`);
  if (message.first !== undefined) parts.push(`first after ${time(message.first)}`);
  if (message.cached) parts.push(`${count(message.cached)} of ${count(message.prompt)} prompt ` +
                                 "tokens cached");
  if (!running && FINISHES[message.finish]) parts.push(FINISHES[message.finish]);
  return parts.join(" · ");
}
