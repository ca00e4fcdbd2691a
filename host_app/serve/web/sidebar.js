// The list of conversations: open, rename, delete, and undo of that.

import { byId, h, iconButton, notify } from "./dom.js";
import { conversations, forget, fresh, keep, onOthers } from "./store.js";
import { turnOf } from "./turn.js";

/** Wire the list. onOpen: called when one was chosen. Returns a function that shows it anew. */
export function startSidebar(chat, onOpen) {
  const list = byId("conversations");
  let renaming = null;                  // id of the conversation whose title is being written

  const choose = (conversation) => {
    chat.open(conversation);
    onOpen();
  };

  const rename = (conversation, title) => {
    const live = conversation.id === chat.conversation.id ? chat.conversation
      : turnOf(conversation)?.conversation ?? conversation;
    if (title.trim()) keep(Object.assign(live, { title: title.trim(), named: true }));
    renaming = null;
    chat.changed();
    list.querySelector(`[data-id="${conversation.id}"] .rename`)?.focus();
  };

  const remove = (conversation) => {
    turnOf(conversation)?.stop();
    forget(conversation);
    if (conversation.id === chat.conversation.id) chat.open(fresh());
    refresh();
    (list.querySelector(".open") ?? byId("new")).focus();
    notify(`“${conversation.title}” is deleted.`, { label: "Undo", run: () => {
      keep(conversation);
      choose(conversation);
    } });
  };

  function entry(conversation) {
    if (renaming === conversation.id) return h("li", { "data-id": conversation.id },
                                               titleForm(conversation));
    const current = conversation.id === chat.conversation.id;
    const { title } = conversation;
    const edit = iconButton("edit", `Rename ${title}`, () => {
      renaming = conversation.id;
      refresh();
      list.querySelector("input").select();
    });
    edit.classList.add("rename");
    return h("li", { "data-id": conversation.id, class: current ? "current" : null },
      h("button", { type: "button", class: "open", title,
                    "aria-current": current ? "true" : null,
                    onclick: () => choose(conversation) },
        turnOf(conversation) ? h("span", { class: "pulse" }, h("span", { class: "unseen" },
                                                               "Answering: ")) : null,
        h("span", {}, title)),
      edit, iconButton("remove", `Delete ${title}`, () => remove(conversation)));
  }

  function titleForm(conversation) {
    const field = h("input", { "aria-label": "Title", value: conversation.title,
                               maxlength: "80", autocomplete: "off" });
    field.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      event.stopPropagation();
      rename(conversation, "");
    });
    field.addEventListener("blur", () => {
      if (renaming === conversation.id) rename(conversation, field.value);
    });
    return h("form", { onsubmit: (event) => {
      event.preventDefault();
      rename(conversation, field.value);
    } }, field);
  }

  function refresh() {
    if (renaming && list.querySelector("input")) return;        // somebody is writing there
    const all = conversations();
    list.replaceChildren(...all.map(entry));
    if (!all.length) list.append(h("li", { class: "empty" }, "Conversations stay in this browser."));
  }

  byId("new").addEventListener("click", () => choose(fresh()));
  onOthers(refresh);
  refresh();
  return refresh;
}
