// What the browser keeps: settings, and every conversation under a key of its own, so that two tabs
// do not overwrite each other's.
//
// A conversation is {id, title, named, updated, messages}; `named` says that a person chose the
// title. A message is {role, content}; an answer also has what its Turn noted.

import { notify } from "./dom.js";

const SETTINGS = "lutcore.settings";
const PREFIX   = "lutcore.conversation.";

export const DEFAULTS = Object.freeze({
  model: "", system: "", temperature: 0.7, top_p: 0.95, max_tokens: 512, theme: "auto",
  machine: true,                        // whether the figures are open where there is room
});

export const settings = { ...DEFAULTS, ...read(SETTINGS) };

/** Change settings, and keep them. */
export function change(values) {
  Object.assign(settings, values);
  write(SETTINGS, settings);
}

/** Return all conversations, the last used first. */
export function conversations() {
  const found = [];
  for (let at = 0; at < localStorage.length; at++) {
    const key = localStorage.key(at);
    const one = key.startsWith(PREFIX) ? read(key) : null;
    if (one && typeof one.title === "string" && Array.isArray(one.messages)) found.push(one);
  }
  return found.sort((a, b) => b.updated - a.updated);
}

/** Return a conversation that is not kept until it has a message. */
export function fresh() {
  const id = Date.now().toString(36) + Math.random().toString(36).slice(2, 8);
  return { id, title: "New conversation", named: false, updated: Date.now(), messages: [] };
}

/** Keep a conversation. */
export function keep(conversation) {
  const first = conversation.messages.find((message) => message.role === "user");
  if (!conversation.named && first) conversation.title = titleOf(first.content);
  write(PREFIX + conversation.id, conversation);
}

/** Forget a conversation. */
export function forget(conversation) {
  localStorage.removeItem(PREFIX + conversation.id);
}

/** Call back when another tab has changed a conversation. */
export function onOthers(callback) {
  addEventListener("storage", (event) => {
    if (event.key === null || event.key.startsWith(PREFIX)) callback();
  });
}

function titleOf(text) {
  const line = text.trim().split("\n")[0];
  return line.length > 60 ? `${line.slice(0, 57).trimEnd()}…` : line || "New conversation";
}

function read(key) {
  try {
    return JSON.parse(localStorage.getItem(key));
  } catch {
    return null;
  }
}

function write(key, value) {
  try {
    localStorage.setItem(key, JSON.stringify(value));
  } catch {
    notify("The browser keeps no more: delete conversations that you do not need.");
  }
}
