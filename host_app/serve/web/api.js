// The server's HTTP: keys, errors, and streams of events.

const KEY = "lutcore.key";              // of sessionStorage: it goes with the tab

/** An answer of the server that is no success; status is 0 if there was no answer at all. */
export class ApiError extends Error {
  constructor(message, status) {
    super(message);
    this.status = status;
  }
}

let asking = null;                      // one question for a key at a time, however many wait
let ask = async () => null;

/** Say how to ask the person for a key: an async function of the server's message. It returns
 *  null if there is none. */
export function askKeysWith(question) {
  ask = question;
}

/** Whether this tab has a key. */
export const hasKey = () => sessionStorage.getItem(KEY) !== null;

/** Forget the key of this tab. */
export function forgetKey() {
  sessionStorage.removeItem(KEY);
}

/** Return the JSON at a path. Throws ApiError. */
export async function get(path) {
  return (await request(path, { cache: "no-store" })).json();
}

/** Yield the objects of a stream of events. Throws ApiError; AbortError if the signal says so. */
export async function* stream(path, body, signal) {
  const reply = await request(path, { method: "POST", signal, body: JSON.stringify(body),
                                      headers: { "Content-Type": "application/json" } });
  const reader = reply.body.pipeThrough(new TextDecoderStream()).getReader();
  let held = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) throw new ApiError("the server ended the answer before it was complete", 0);
    const events = (held + value).split("\n\n");
    held = events.pop();
    for (const event of events) {
      const data = event.replace(/^data: /, "");
      if (data === "[DONE]") return;
      const object = JSON.parse(data);
      if (object.error) throw new ApiError(object.error.message, reply.status);
      yield object;
    }
  }
}

async function request(path, options) {
  for (;;) {
    const key = sessionStorage.getItem(KEY);
    const headers = { ...options.headers, ...(key && { Authorization: `Bearer ${key}` }) };
    const reply = await fetch(path, { ...options, headers }).catch((error) => {
      if (error.name === "AbortError") throw error;
      throw new ApiError("the server does not answer", 0);
    });
    if (reply.ok) return reply;
    const message = await messageOf(reply);
    if (reply.status !== 401) throw new ApiError(message, reply.status);
    asking ??= ask(key ? "The server did not accept this key." : "").finally(() => {
      asking = null;
    });
    const given = await asking;
    if (!given) throw new ApiError("the server needs a key", 401);
    sessionStorage.setItem(KEY, given);
  }
}

async function messageOf(reply) {
  try {
    return (await reply.json()).error.message;
  } catch {
    return `the server answered with status ${reply.status}`;
  }
}
