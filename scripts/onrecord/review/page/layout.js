/**
 * From entries to what the text shows: blocks, runs of text with the same places, and a lane for each place. Pure.
 *
 * A run ends wherever a place starts or ends, so that spans may nest, cross and be in pieces, and the text still flows as one line of
 * text. Places that share a run lie in lanes under it, the shorter nearer to the text: what holds another is outside of it.
 */

// Shown with their name, each in a run that isolates it: they are invisible, or would turn the text around them.
const CONTROL = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/g;
const CONTROL_NAMES = {
  "\x00": "NUL",
  "\x07": "BEL",
  "\x08": "BS",
  "\x1b": "ESC",
  "\x7f": "DEL",
  "\x85": "NEL",
  "\u2028": "LS",
  "\u2029": "PS",
  "\u202a": "LRE",
  "\u202b": "RLE",
  "\u202c": "PDF",
  "\u202d": "LRO",
  "\u202e": "RLO",
  "\u2066": "LRI",
  "\u2067": "RLI",
  "\u2068": "FSI",
  "\u2069": "PDI",
  "\ufeff": "BOM",
};
const ORDER = ["content", "source", "cue", "addressee", "number", "date", "modifier", "counted", "mention", "marks"];

/** The segments in order, and what of the text is in none of them (but white space). */
export function blocks(text, entries) {
  const segments = Object.values(entries)
    .filter(({ layer }) => layer === "segment")
    .sort((a, b) => a.start - b.start);
  const found = [];
  let end = 0;
  for (const segment of [...segments, { start: text.length }]) {
    const gap = text.fitted(end, segment.start, { start: end, end: Math.max(end, segment.start) });
    if (gap) found.push({ id: "", kind: "outside", start: gap.start, end: gap.end });
    if (segment.id)
      found.push({ id: segment.id, kind: segment.kind, start: Math.max(segment.start, end), end: segment.end });
    end = Math.max(end, segment.end ?? 0);
  }
  return found.filter((block) => block.start < block.end);
}

/** The places within a block, clipped to it, each with its lane; `lanes` is how many there are. */
export function inLanes(block, places) {
  const inside = places
    .filter(({ start, end }) => start < block.end && end > block.start)
    .map((place) => ({
      ...place,
      start: Math.max(place.start, block.start),
      end: Math.min(place.end, block.end),
      opens: place.start >= block.start,
    }));
  const lanes = [];
  for (const place of [...inside].sort(nearer)) {
    if (place.kind === "marks") continue;
    const free = lanes.findIndex((lane) => lane.every(({ start, end }) => end <= place.start || start >= place.end));
    place.lane = free < 0 ? lanes.length : free;
    (lanes[place.lane] ??= []).push(place);
  }
  return { places: inside, lanes: lanes.length };
}

function nearer(a, b) {
  return a.end - a.start - (b.end - b.start) || ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind) || a.start - b.start;
}

/** The runs of a block: `{start, end, text, places, opening, control}`, in order and without a gap. */
export function runs(text, block, places) {
  const source = text.slice(block.start, block.end);
  const edges = new Set([block.start, block.end]);
  for (const { start, end } of places) edges.add(start).add(end);
  const controls = new Map();
  const base = text.unit(block.start);
  for (const { 0: character, index } of source.matchAll(CONTROL)) {
    const point = text.point(base + index);
    controls.set(
      point,
      CONTROL_NAMES[character] ?? `U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}`,
    );
    edges.add(point).add(point + 1);
  }
  const ordered = [...edges].sort((a, b) => a - b);
  return ordered.slice(1).map((end, index) => {
    const start = ordered[index];
    const over = places.filter((place) => place.start <= start && place.end >= end);
    const opening = over.filter((place) => place.start === start && place.opens && place.chip);
    return { start, end, text: text.slice(start, end), places: over, opening, control: controls.get(start) ?? "" };
  });
}
