/** What an entry is made of: its parts in the text, how it is named and shown, and what it is tied to. Pure. */

export const LAYERS = ["quote", "speaker", "date", "number", "segment"];

/** The roles that people give, by layer, each with the sign of its chip. */
export const ROLES = {
  quote: { content: "", cue: "C", source: "S", addressee: "A" },
  number: { span: "", modifier_spans: "M", counted: "#" },
  date: { span: "" },
  segment: { span: "" },
  speaker: { span: "" },
};

export const ROLE_NAMES = { modifier_spans: "modifier", span: "place" };

/** The parts of an entry that can be moved: `id` addresses it in an operation, `spans` are all of its role. */
export function parts(entry) {
  if (entry.layer === "speaker") {
    return entry.mentions.map((mention) => ({
      id: mention.id,
      role: "span",
      index: 0,
      span: mention,
      spans: [bare(mention)],
    }));
  }
  return Object.keys(ROLES[entry.layer]).flatMap((role) => {
    const spans = spansOf(entry, role);
    return spans.map((span, index) => ({ id: entry.id, role, index, span, spans }));
  });
}

export function spansOf(entry, role) {
  return role === "span" ? [bare(entry)] : (entry[role] ?? []).map(bare);
}

function bare({ start, end, text }) {
  return { start, end, text };
}

/** The places of an entry that the text shows: `kind` says how, `chip` what stands over its start. */
export function places(entry) {
  if (entry.layer === "segment") return [];
  if (entry.layer === "speaker") return entry.mentions.map((m) => place(entry, m, "mention", entry.id, m.id));
  if (entry.layer === "date") return [place(entry, entry, "date", entry.id)];
  const number = entry.id.slice(1);
  if (entry.layer === "number") {
    return [
      place(entry, entry, "number", entry.id),
      ...entry.modifier_spans.map((span) => place(entry, span, "modifier", `M${number}`)),
      ...entry.counted.map((span) => place(entry, span, "counted", `#${number}`)),
    ];
  }
  return [
    ...entry.content.map((span) => place(entry, span, "content", entry.id)),
    ...entry.marks.map((span) => place(entry, span, "marks", "")),
    ...["cue", "source", "addressee"].flatMap((role) =>
      entry[role].map((span) => place(entry, span, role, ROLES.quote[role] + number)),
    ),
  ];
}

function place(entry, { start, end }, kind, chip, part = entry.id) {
  return { id: entry.id, layer: entry.layer, part, start, end, kind, chip };
}

/** Where an entry begins: its first part. */
export function startOf(entry) {
  return Math.min(...parts(entry).map(({ span }) => span.start));
}

/** One line that tells an entry apart. */
export function summary(entry) {
  if (entry.layer === "quote") return entry.content.map(({ text }) => text).join(" … ");
  return entry.layer === "speaker" ? entry.name : entry.text;
}

/** What an entry says beside its text. */
export function remark(entry, entries) {
  switch (entry.layer) {
    case "quote":
      return [entries[entry.speaker]?.name ?? "", entry.kind === "direct" ? "" : entry.kind]
        .filter(Boolean)
        .join(" · ");
    case "speaker":
      return `${entry.kind} · ${entry.mentions.length}`;
    case "date":
      return [entry.value, entry.mod].filter(Boolean).join(" ");
    case "number":
      return [figures(entry), entry.unit].filter(Boolean).join(" ");
    default:
      return entry.kind;
  }
}

function figures({ value, low, high, terms, kind }) {
  if (terms?.length) return terms.join(kind === "score" ? "–" : ":");
  if (value !== null) return String(value);
  return low === null && high === null ? "" : `${low ?? ""}–${high ?? ""}`;
}

/** The entry that an id stands for: of a mention, its speaker's; null where there is none. */
export function ownerOf(entries, id) {
  if (entries[id]) return entries[id];
  return (
    Object.values(entries).find((entry) => entry.layer === "speaker" && entry.mentions.some((m) => m.id === id)) ?? null
  );
}

/** What an entry is tied to: `[what it is, id]`. */
export function links(entry, entries) {
  const others = Object.values(entries);
  if (entry.layer === "quote") {
    const children = others.filter((other) => other.parent === entry.id).map((other) => ["holds", other.id]);
    return [["speaker", entry.speaker], ["inside", entry.parent], ...children].filter(([, id]) => id);
  }
  if (entry.layer === "speaker")
    return others.filter((other) => other.speaker === entry.id).map(({ id }) => ["says", id]);
  if (entry.layer !== "date") return [];
  const using = others.filter((other) => other.anchor?.dates.includes(entry.id)).map(({ id }) => ["anchors", id]);
  return [...entry.anchor.dates.map((id) => ["anchored on", id]), ...using];
}
