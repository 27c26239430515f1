/**
 * Code points and UTF-16 units. The files count code points, the browser counts units: only this module knows both.
 *
 * Also what a selection may cut: whole graphemes, no white space at its edges.
 */

// What Python's str.strip() takes away; String.trim() differs (U+FEFF, U+001C to U+001F, U+0085).
const SPACE = /^[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+$/;
const GRAPHEMES = new Intl.Segmenter("en", { granularity: "grapheme" });
const WORDS = new Intl.Segmenter("en", { granularity: "word" });

/** A text that is addressed by code points. */
export class Text {
  #wide = []; // the code point offsets of the characters that take two units, ascending

  constructor(text) {
    this.text = text;
    for (let unit = 0, point = 0; unit < text.length; unit += 1, point += 1) {
      if (text.codePointAt(unit) > 0xffff) {
        this.#wide.push(point);
        unit += 1;
      }
    }
    this.length = text.length - this.#wide.length;
  }

  /** The unit at which code point `point` starts. */
  unit(point) {
    return point + this.#before((index) => this.#wide[index] < point);
  }

  /** The code point that holds unit `unit`; inside a surrogate pair, the pair's. */
  point(unit) {
    return unit - this.#before((index) => this.#wide[index] + index < unit);
  }

  /** The surface of half-open code point offsets. */
  slice(start, end) {
    return this.text.slice(this.unit(start), this.unit(end));
  }

  /** A span as the files hold it. */
  span(start, end) {
    return { start, end, text: this.slice(start, end) };
  }

  /** The span that a selection inside `block` means: whole graphemes without white space at the edges; null if nothing is left. */
  fitted(start, end, block) {
    const base = this.unit(block.start);
    const [from, to] = fit(this.slice(block.start, block.end), this.unit(start) - base, this.unit(end) - base);
    return from < to ? this.span(this.point(base + from), this.point(base + to)) : null;
  }

  /** The offsets in `block` at which a caret may stand: between graphemes, or at the edges of words and marks. */
  stops(block, size) {
    const base = this.unit(block.start);
    const text = this.slice(block.start, block.end);
    const units = size === "word" ? wordEdges(text) : graphemeEdges(text);
    return units.map(([from, to]) => [this.point(base + from), this.point(base + to)]);
  }

  #before(holds) {
    let low = 0;
    let high = this.#wide.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (holds(middle)) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function fit(text, start, end) {
  const parts = GRAPHEMES.segment(text);
  const first = parts.containing(start);
  let from = first ? first.index : start;
  const last = parts.containing(end);
  let to = last && last.index < end ? last.index + last.segment.length : end;
  for (
    let part = parts.containing(from);
    part && from < to && SPACE.test(part.segment);
    part = parts.containing(from)
  ) {
    from = part.index + part.segment.length;
  }
  for (
    let part = parts.containing(to - 1);
    part && from < to && SPACE.test(part.segment);
    part = parts.containing(to - 1)
  ) {
    to = part.index;
  }
  return [from, to];
}

function graphemeEdges(text) {
  return [...GRAPHEMES.segment(text)].map(({ index, segment }) => [index, index + segment.length]);
}

/** Words, and runs of marks between them. */
function wordEdges(text) {
  const edges = [];
  let run = false;
  for (const { index, segment, isWordLike } of WORDS.segment(text)) {
    const mark = !isWordLike && !SPACE.test(segment);
    if (mark && run) edges.at(-1)[1] = index + segment.length;
    else if (isWordLike || mark) edges.push([index, index + segment.length]);
    run = mark;
  }
  return edges;
}
