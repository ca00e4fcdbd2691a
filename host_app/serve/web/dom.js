// Elements. Every text becomes a text node, so no text can become markup or code.

const SVG = "http://www.w3.org/2000/svg";

/** The element of the page with this id. */
export const byId = (id) => document.getElementById(id);

/** Return an element. Attributes that are functions listen to the event of their name ("onclick");
 *  those that are null, undefined or false are left out. Children that are no nodes become text. */
export function h(tag, attributes = {}, ...children) {
  return filled(document.createElement(tag), attributes, children);
}

/** Return an element of SVG, as `h` does. */
export function svg(tag, attributes = {}, ...children) {
  return filled(document.createElementNS(SVG, tag), attributes, children);
}

function filled(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== null && value !== undefined && value !== false)
      element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

/** Change an element's text only where it differs: an unchanged figure costs no layout. */
export function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

// Icons -------------------------------------------------------------------------------------------

const ICONS = {                         // strokes in a square of 24
  menu:    "M4 7h16M4 12h16M4 17h10",
  machine: "M7 7h10v10H7zM10 3v4M14 3v4M10 17v4M14 17v4M3 10h4M3 14h4M17 10h4M17 14h4",
  close:   "M6 6l12 12M18 6L6 18",
  send:    "M12 19V5M6 11l6-6 6 6",
  stop:    "M7.5 7.5h9v9h-9z",
  edit:    "M4 20h4L19 9l-4-4L4 16zM13 7l4 4",
  remove:  "M5 7h14M10 7V4h4v3M7 7l1 13h8l1-13",
  copy:    "M9 9h11v11H9zM5 15H4V4h11v1",
  again:   "M20 11a8 8 0 1 0-2.3 6.3M20 5v6h-6",
  more:    "M5 12h14M13 6l6 6-6 6",
  gear:    "M4 7h9M19 7h1M4 17h1M11 17h9M13 7a3 3 0 1 0 6 0a3 3 0 1 0-6 0M5 17a3 3 0 1 0 6 0a3 3 0 1 0-6 0",
};

/** Return a picture of ICONS; its button says what it means. */
export function icon(name) {
  return svg("svg", { viewBox: "0 0 24 24", class: "glyph", "aria-hidden": "true" },
             svg("path", { d: ICONS[name] }));
}

/** Return a small button: a picture, and its meaning for those who do not see it. */
export function iconButton(name, label, onclick) {
  return h("button", { type: "button", class: "icon", "aria-label": label, title: label, onclick },
           icon(name));
}

// Notices -----------------------------------------------------------------------------------------

let fading = 0;

/** Say something at the foot of the page for a while. action: {label, run} makes a button. */
export function notify(text, action = null) {
  const place = byId("notice");
  const clear = () => place.replaceChildren();
  clearTimeout(fading);
  place.replaceChildren(h("span", {}, text), action && h("button", {
    type: "button", onclick: () => { clear(); action.run(); } }, action.label) || "");
  fading = setTimeout(clear, 8000);
}

/** Copy a text, and say so. Without https browsers offer only the way of a selected field. */
export async function copyText(text) {
  try {
    if (navigator.clipboard) await navigator.clipboard.writeText(text);
    else {
      const field = h("textarea", { class: "unseen", "aria-hidden": "true" });
      field.value = text;
      document.body.append(field);
      field.select();
      document.execCommand("copy");
      field.remove();
    }
    notify("Copied.");
  } catch {
    notify("The browser does not let this page copy; select the text instead.");
  }
}
