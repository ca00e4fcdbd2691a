// The conversation that is shown: its messages, and the answers that come.

import { byId, h, notify } from "./dom.js";
import { MessageView, figuresOf } from "./message.js";
import { Speaker } from "./speaker.js";
import { fresh, keep } from "./store.js";
import { Turn, turnOf } from "./turn.js";

const SAVE = 1000;                      // milliseconds between two savings of a text that comes
const NEAR = 80;                        // pixels from the end that count as being there

const QUESTIONS = ["Explain in two sentences what an FPGA is.",
                   "Write a short poem about the sea.",
                   "Give me three ideas for a rainy afternoon, as a list."];
const BEGINNINGS = ["Once upon a time", "One day, a little dog", "Tom and Lily went to the park"];

/** Shows a conversation and carries on with it.
 *
 *  isPlain:  returns whether the chosen model only continues texts
 *  onChange: called when a title, the list, or what runs may have changed */
export class Chat {
  constructor(isPlain, onChange) {
    this._isPlain = isPlain;
    this._onChange = onChange;
    this._views = [];
    this._list = byId("messages");
    this._scroller = byId("scroller");
    this._speaker = new Speaker(byId("spoken"));
    this._sticks = true;                // whether the newest text stays in sight
    this._scroller.addEventListener("scroll", () => this._scrolled(), { passive: true });
    byId("latest").addEventListener("click", () => this._toEnd());
    this.open(fresh());
  }

  /** The answer on its way in the conversation that is shown, if any. */
  get turn() {
    return turnOf(this.conversation);
  }

  /** Show a conversation. */
  open(conversation) {
    this.conversation = turnOf(conversation)?.conversation ?? conversation;
    this.rebuild();
    this._toEnd();
    this._onChange();
  }

  /** Make all elements anew. */
  rebuild() {
    const { messages } = this.conversation;
    this._views = messages.map((message, at) => new MessageView(message, this._acts(at)));
    this._list.replaceChildren(...this._views.map((view) => view.element));
    this._redraw();
    this._welcome();
  }

  /** The conversation has another title. */
  changed() {
    this._onChange();
  }

  /** Ask. */
  send(text) {
    this.conversation.messages.push({ role: "user", content: text });
    this._answer();
  }

  /** Leave the answer as it is. */
  stop() {
    this.turn?.stop();
  }

  /** Let the person change their last message. Returns whether there is one. */
  editLast() {
    const view = this._views.findLast(({ message }) => message.role === "user");
    if (!view || this.turn) return false;
    view.edit();
    return true;
  }

  // Answers ---------------------------------------------------------------------------------------

  _acts(at) {
    const { messages } = this.conversation;
    return {
      edit: (text) => {
        messages.splice(at, messages.length, { role: "user", content: text });
        this._answer();
      },
      again: () => {
        messages.length = at;
        this._answer();
      },
      more: () => this._run(messages[at], true),
    };
  }

  _answer() {
    const message = { role: "assistant", content: "" };
    this.conversation.messages.push(message);
    this._run(message, this._isPlain());
  }

  _run(message, plain) {
    const { conversation } = this;
    const turn = new Turn(conversation, message, plain);
    let saved = 0, due = false;
    const shown = () => this.conversation === conversation;
    conversation.updated = Date.now();
    keep(conversation);
    this._speaker.begin();
    this.rebuild();
    this._toEnd();
    turn.addEventListener("text", () => {
      if (performance.now() > saved + SAVE) {
        saved = performance.now();
        keep(conversation);
      }
      if (!shown() || due) return;
      due = true;                       // many pieces may come within a frame
      requestAnimationFrame(() => {
        due = false;
        if (!shown() || turn !== this.turn) return;
        this._redraw();
        this._speaker.more(message.content);
      });
    });
    turn.addEventListener("end", () => this._ended(turn, shown()));
    turn.run();
    this._onChange();
  }

  _ended({ conversation, message }, shown) {
    keep(conversation);
    if (shown) {
      this._redraw();
      this._speaker.end(message.content, message.error ?? `End of the answer: ${figuresOf(message)}`);
    } else {
      notify(`“${conversation.title}” has its answer.`,
             { label: "Show", run: () => this.open(conversation) });
    }
    this._onChange();
  }

  // View ------------------------------------------------------------------------------------------

  _redraw() {
    const free = !this.turn;
    this._views.forEach((view, at) => {
      const last = at === this._views.length - 1;
      view.draw({ running: view.message === this.turn?.message, last, free });
    });
    if (this._sticks) this._toEnd();
  }

  _welcome() {
    const place = byId("welcome");
    place.hidden = this._views.length > 0;
    if (place.hidden) return;
    const plain = this._isPlain();
    place.replaceChildren(
      h("h2", {}, plain ? "Begin a text" : "Ask something"),
      h("p", {}, plain
        ? "This model has no chat template, so it was not trained for conversations. It goes on " +
          "with what you write."
        : "Your text goes to this server and nowhere else; conversations stay in this browser."),
      h("ul", {}, ...(plain ? BEGINNINGS : QUESTIONS).map((text) =>
        h("li", {}, h("button", { type: "button", onclick: () => this.send(text) }, text)))));
  }

  _scrolled() {
    const { scrollHeight, scrollTop, clientHeight } = this._scroller;
    this._sticks = scrollHeight - scrollTop - clientHeight < NEAR;
    byId("latest").hidden = this._sticks;
  }

  _toEnd() {
    this._scroller.scrollTop = this._scroller.scrollHeight;
    this._sticks = true;
    byId("latest").hidden = true;
  }
}
