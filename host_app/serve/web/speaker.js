// What a screen reader says of an answer: whole sentences as they come, not every token.

const END = /[.!?:;…](?=\s)|\n/g;

/** Feeds a live region. */
export class Speaker {
  constructor(place) {
    this._place = place;
    this._said = 0;                     // characters of the text
  }

  /** An answer begins. */
  begin() {
    this._place.replaceChildren();
    this._said = 0;
  }

  /** The text so far: say the sentences that are complete. */
  more(text) {
    const ends = [...text.slice(this._said).matchAll(END)];
    if (ends.length) this._say(text, this._said + ends.at(-1).index + 1);
  }

  /** Say the rest, and how the answer ended. */
  end(text, note) {
    this._say(text, text.length);
    this._add(note);
  }

  _say(text, end) {
    this._add(text.slice(this._said, end).trim());
    this._said = end;
  }

  _add(text) {
    if (!text) return;
    const line = document.createElement("p");
    line.textContent = text;
    this._place.append(line);
  }
}
