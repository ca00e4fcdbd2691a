// One answer on its way: asks the server, collects the text, measures.

import { stream } from "./api.js";
import { settings } from "./store.js";

const running = new Map();              // the Turn of a conversation, by its id

/** Return a conversation's answer on its way, or undefined. */
export const turnOf = (conversation) => running.get(conversation.id);

/** Whether any answer is on its way. */
export const busy = () => running.size > 0;

/** An answer on its way. Dispatches "text" after every piece, and "end".
 *
 *  The message gets: content, model, plain, pieces, tokens, first and whole (seconds), prompt,
 *  cached, finish ("stop", "length" or "stopped") and error. */
export class Turn extends EventTarget {
  /** message: the conversation's last. plain: continue the text, for models without a template. */
  constructor(conversation, message, plain) {
    super();
    this.conversation = conversation;
    this.message = Object.assign(message, {
      model: settings.model, plain, pieces: 0, tokens: undefined, first: undefined,
      whole: undefined, finish: undefined, error: undefined });
    this._abort = new AbortController();
    running.set(conversation.id, this);
  }

  /** Leave the answer as it is. */
  stop() {
    this._abort.abort();
  }

  /** Ask and collect until the end; never throws. */
  async run() {
    const { message } = this;
    const began = performance.now();
    const since = () => (performance.now() - began) / 1000;
    try {
      const path = message.plain ? "/v1/completions" : "/v1/chat/completions";
      for await (const { choices: [choice], usage } of stream(path, this._body(),
                                                              this._abort.signal)) {
        if (usage) this._count(usage);
        if (!choice) continue;
        message.finish = choice.finish_reason ?? message.finish;
        const text = message.plain ? choice.text : choice.delta.content;
        if (!text) continue;
        message.first ??= since();
        message.content += text;
        message.pieces += 1;
        message.whole = since();
        this.dispatchEvent(new Event("text"));
      }
    } catch (error) {
      if (this._abort.signal.aborted) message.finish = "stopped";
      else message.error = error.message;
    }
    running.delete(this.conversation.id);
    this.dispatchEvent(new Event("end"));
  }

  _body() {
    const { model, temperature, top_p, max_tokens, system } = settings;
    const common = { model, temperature, top_p, max_tokens, stream: true,
                     stream_options: { include_usage: true } };
    const before = this.conversation.messages.slice(0, -1).filter(({ content }) => content);
    if (this.message.plain) return { ...common, prompt: joined(before) + this.message.content };
    const messages = before.map(({ role, content }) => ({ role, content }));
    if (system.trim()) messages.unshift({ role: "system", content: system });
    return { ...common, messages };
  }

  _count({ prompt_tokens, completion_tokens, prompt_tokens_details }) {
    Object.assign(this.message, { prompt: prompt_tokens, tokens: completion_tokens,
                                  cached: prompt_tokens_details?.cached_tokens ?? 0 });
  }
}

/** The texts of messages as one, with a blank where a person's text would touch a word. */
function joined(messages) {
  return messages.reduce((text, { role, content }) =>
    text + (role === "user" && /\S$/.test(text) && /^\w/.test(content) ? " " : "") + content, "");
}
