// A model's text as elements: paragraphs, headings, lists, quotes, code, bold, italic. Everything else
// stays text, links too: a model's text must not lead anywhere, load anything, or run.

import { copyText, h } from "./dom.js";

const FENCE = /^\s{0,3}(`{3,}|~{3,})\s*([\w+#.-]*)/;
const HEAD  = /^(#{1,6})\s+(.*)$/;
const ITEM  = /^(\s*)(?:([-*+])|(\d{1,9})[.)])\s+(.*)$/;
const QUOTE = /^\s{0,3}>\s?(.*)$/;
const RULE  = /^\s{0,3}(?:-{3,}|\*{3,}|_{3,})\s*$/;

/** Show a text in a place. Called again with a longer text, it remakes only the blocks that
 *  changed, so a selection in a finished paragraph lives on while more text comes. */
export function render(place, text) {
  const blocks = split(text);
  blocks.forEach((block, at) => {
    const before = place.children[at];
    if (before?.source === block.source && before.kind === block.kind) return;
    const element = build(block);
    element.source = block.source;
    element.kind = block.kind;
    if (before) before.replaceWith(element);
    else place.append(element);
  });
  while (place.children.length > blocks.length) place.lastElementChild.remove();
}

// Blocks ------------------------------------------------------------------------------------------

/** Cut a text into {kind, source, ...}. A fence that is not closed yet goes to the end. */
function split(text) {
  const lines  = text.split("\n");
  const blocks = [];
  const kinds  = [fence, heading, rule, quote, list, paragraph];
  let at = 0;
  while (at < lines.length) {
    if (!lines[at].trim()) {
      at += 1;
      continue;
    }
    const [end, block] = first(kinds, (kind) => kind(lines, at));
    blocks.push({ ...block, source: lines.slice(at, end).join("\n") });
    at = end;
  }
  return blocks;
}

function first(functions, call) {
  for (const one of functions) {
    const result = call(one);
    if (result) return result;
  }
  return null;
}

function fence(lines, at) {
  const open = FENCE.exec(lines[at]);
  if (!open) return null;
  let end = at + 1;
  while (end < lines.length && !lines[end].trim().startsWith(open[1])) end += 1;
  return [Math.min(end + 1, lines.length),
          { kind: "code", language: open[2], text: lines.slice(at + 1, end).join("\n") }];
}

function heading(lines, at) {
  const found = HEAD.exec(lines[at]);
  return found && [at + 1, { kind: "heading", text: found[2] }];
}

function rule(lines, at) {
  return RULE.test(lines[at]) ? [at + 1, { kind: "rule" }] : null;
}

function quote(lines, at) {
  let end = at;
  const inside = [];
  for (let found; end < lines.length && (found = QUOTE.exec(lines[end])); end += 1)
    inside.push(found[1]);
  return end > at ? [end, { kind: "quote", text: inside.join("\n") }] : null;
}

function list(lines, at) {
  const begin = ITEM.exec(lines[at]);
  if (!begin) return null;
  const items = [];
  let end = at;
  for (; end < lines.length; end += 1) {
    const found = ITEM.exec(lines[end]);
    if (found) {
      const number = found[3];
      if (found[1].length <= begin[1].length && Boolean(number) !== Boolean(begin[3])) break;
      items.push({ indent: found[1].length, number, text: found[4] });
    } else if (lines[end].trim() && /^\s/.test(lines[end])) {
      items[items.length - 1].text += `\n${lines[end].trim()}`;
    } else if (lines[end].trim() || !ITEM.test(lines[end + 1] ?? "")) {
      break;
    }
  }
  return [end, { kind: "list", items }];
}

function paragraph(lines, at) {
  let end = at + 1;
  const others = [FENCE, HEAD, ITEM, QUOTE, RULE];
  while (end < lines.length && lines[end].trim() && !others.some((one) => one.test(lines[end])))
    end += 1;
  return [end, { kind: "paragraph", text: lines.slice(at, end).join("\n") }];
}

function build(block) {
  switch (block.kind) {
    case "code":    return code(block);
    case "heading": return h("p", { class: "heading" }, ...spans(block.text));
    case "rule":    return h("hr");
    case "quote":   return h("blockquote", {}, ...spans(block.text));
    case "list":    return nested(block.items);
    default:        return h("p", {}, ...spans(block.text.replace(/^ (?! )/, "")));
  }
}

/** A list, and the lists within: what is indented further belongs to the item before it. */
function nested([begin, ...rest]) {
  const list = begin.number ? h("ol", { start: begin.number }) : h("ul");
  for (let at = 0, item = begin; item; item = rest[at++]) {
    const inner = [];
    while (rest[at]?.indent > begin.indent + 1) inner.push(rest[at++]);
    list.append(h("li", {}, ...spans(item.text), inner.length ? nested(inner) : null));
  }
  return list;
}

function code({ language, text }) {
  return h("div", { class: "code" },
    h("div", { class: "code-bar" }, h("span", {}, language || "text"),
      h("button", { type: "button", onclick: () => copyText(text) }, "Copy")),
    h("pre", { tabindex: "0", role: "group", "aria-label": `Code, ${language || "text"}` },
      h("code", {}, text)));
}

// Words -------------------------------------------------------------------------------------------

const SPAN = /(`+)(.+?)\1|\*\*(?=\S)([^]+?\S)\*\*|(?<![\w*])\*(?=[^\s*])([^*\n]*[^\s*])\*(?![\w*])/g;

function spans(text) {
  const out = [];
  let at = 0;
  for (const found of text.matchAll(SPAN)) {
    if (found.index > at) out.push(text.slice(at, found.index));
    if (found[2] !== undefined) out.push(h("code", {}, found[2]));
    else if (found[3] !== undefined) out.push(h("strong", {}, ...spans(found[3])));
    else out.push(h("em", {}, found[4]));
    at = found.index + found[0].length;
  }
  if (at < text.length) out.push(text.slice(at));
  return out;
}
