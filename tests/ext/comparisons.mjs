/**
 * Comparisons to draw, made from texts of our own. A sentence of both sides is written once, with what differs in braces:
 * `{kind|the copy's words|the original's words|route}`; `+` begins one that only the copy has, `-` one that only the original
 * has, `~` one that stands at the end of the original. `&` joins two sentences of the original that the copy made into one.
 */

/** @import { Change, ChangeKind, ChangeRef, Channel, Comparison, Place, Row, Side } from "../../extension/lib/types.js" */

const WHY = {
  name: "“$1” is $2 in the original.",
  title: "“$1” is the title “$2” in the original.",
  number: "The original has $2, not $1.",
  date: "The original has $2, not $1.",
  quote: "Words inside quotation marks differ: the original has $2.",
  negation: "The original says the opposite here.",
  meaning: "“$1” does not mean “$2”.",
  wording: "",
};

const ABOUT = { url: null, title: null, publisher: null, byline: null, published: null, paragraphs: [], sentences: [] };

/**
 * @param {{ title?: string, paragraphs: string[][], copy?: Partial<Side>, original?: Partial<Side> } & Partial<Omit<Comparison, "copy" | "original">>} text
 * @returns {Comparison}
 */
export function comparison({ title, paragraphs, copy: ourAbout, original: theirAbout, ...more }) {
  /** @type {Side} */
  const copy = { ...ABOUT, ...ourAbout, paragraphs: [], sentences: [] };
  /** @type {Side} */
  const original = { ...ABOUT, ...theirAbout, paragraphs: [], sentences: [] };
  /** @type {Row[]} */
  const rows = [];
  /** @type {{ row: Row, template: string }[]} */
  const late = [];
  if (title) {
    rows.push(row(title, null));
  }
  paragraphs.forEach((sentences, paragraph) => {
    copy.paragraphs.push({ kind: "body", text: "" });
    original.paragraphs.push({ kind: "body", text: "" });
    for (const sentence of sentences) {
      rows.push(row(sentence, paragraph));
    }
  });
  for (const { row: one, template } of late) {
    put(original, "original", template, original.paragraphs.length - 1, one);
  }

  /** @param {string} text @param {number | null} paragraph @returns {Row} */
  function row(text, paragraph) {
    const template = text.replace(/^[-+~]/, "");
    /** @type {Row} */
    const made = { copy: null, copy_sentences: 0, original: null, original_sentences: 0, similarity: 0.8, moved: text.startsWith("~"), changes: [] };
    for (const [, kind, observed = "", expected = "", channel] of template.matchAll(/\{(\w+)\|([^|}]*)\|([^|}]*)(?:\|([\w-]+))?\}/g)) {
      const message = WHY[/** @type {ChangeKind} */ (kind)].replace("$1", observed).replace("$2", expected);
      made.changes.push({
        kind: /** @type {ChangeKind} */ (kind), copy: null, original: null, observed: observed || null, expected: expected || null,
        channel: /** @type {Channel | undefined} */ (channel) ?? null, message, message_id: `fixture_${kind}`, params: [observed, expected],
      });
    }
    if (!text.startsWith("-")) {
      put(copy, "copy", template, paragraph, made);
    }
    if (made.moved) {
      late.push({ row: made, template });
    } else if (!text.startsWith("+")) {
      put(original, "original", template, paragraph, made);
    }
    return made;
  }

  /** @param {ChangeKind[]} kinds @returns {ChangeRef[]} */
  const refs = (...kinds) =>
    rows.flatMap(({ changes }, at) =>
      changes.flatMap((change, index) =>
        kinds.includes(change.kind) ? [{ row: at, change: index, observed: change.observed ?? "", expected: change.expected ?? "", why: change.message }] : []));
  /** @type {Map<string, import("../../extension/lib/types.js").NameRow>} */
  const names = new Map();
  for (const change of rows.flatMap((one) => one.changes).filter(({ kind }) => kind === "name")) {
    const likely = change.expected ?? "";
    // Who was named in full before is named by a part.
    const known = [...names.values()].find((name) => name.likely.endsWith(likely.replace("Von", "von")));
    if (known) {
      known.observed = [...new Set([...known.observed, change.observed ?? ""])];
    } else {
      names.set(likely, {
        observed: [change.observed ?? ""], likely, role: null, channel: change.channel ?? "other", confidence: 0.97, basis: "source", why: change.message,
        message_id: "fixture_name", params: change.params,
      });
    }
  }
  return {
    relation: "garbled-copy", confidence: 0.97, aligned: 0.91, in_order: 1, verbatim: 0.24, used: 0.86, copy, original, sentences: rows,
    names: [...names.values()], titles: refs("title"), numbers: refs("number"), dates: refs("date"), quotes: refs("quote"), meanings: refs("negation", "meaning"),
    ...more,
  };
}

/**
 * Writes a sentence into one side and notes where it and its changes stand.
 *
 * @param {Side} side
 * @param {"copy" | "original"} which
 * @param {string} template
 * @param {number | null} paragraph
 * @param {Row} row
 */
function put(side, which, template, paragraph, row) {
  const target = paragraph === null ? null : side.paragraphs[paragraph];
  const before = target ? target.text : "";
  let text = before === "" ? "" : `${before} `;
  row[which] = side.sentences.length;
  let start = text.length;
  let change = 0;
  for (const part of template.split(/(\{[^}]*\}|&)/)) {
    if (part.startsWith("{")) {
      const [, observed = "", expected = ""] = part.slice(1, -1).split("|");
      const words = which === "copy" ? observed : expected;
      /** @type {Place} */
      const place = { paragraph, start: text.length, end: text.length + words.length };
      const made = /** @type {Change} */ (row.changes[change]);
      made[which] = words === "" ? null : place;
      text += words;
      change += 1;
    } else if (part === "&") {
      if (which === "original") {
        side.sentences.push({ paragraph, start, end: text.length });
        row.original_sentences += 1;
        text += " ";
        start = text.length;
      } else {
        text += " ";
      }
    } else {
      text += part;
    }
  }
  side.sentences.push({ paragraph, start, end: text.length });
  row[which === "copy" ? "copy_sentences" : "original_sentences"] += 1;
  if (target) {
    target.text = text;
  } else {
    side.title = text;
  }
}

/** A garbled copy of an article about a flood warning network, of which everything but the people in office is invented. */
export function floods() {
  return comparison({
    title: "{wording|Seaside|Coastal} cities to share one flood {wording|alarm|warning} network",
    copy: { url: "https://daily-mirrorings.example/seaside-cities", publisher: "Daily Mirrorings" },
    original: {
      url: "https://www.harbour-record.example/2026/11/17/coastal-cities-flood-warning", publisher: "Harbour Record", byline: "Ines Duarte", published: "2026-11-17T06:00:00Z",
    },
    paragraphs: [
      [
        "Forty {wording|seaside|coastal} cities in Europe and Africa will share a {wording|lone|single} {wording|alarm|warning} network for storm floods, the United Nations and the European Union said on {date|Thursday|Tuesday}, after two winters in which {wording|tall|high} water closed ports from Rotterdam to Lagos.",
        "The network will {wording|tie|link} tide gauges, weather satellites and harbour offices, and will {wording|alert|warn} people by {wording|portable|mobile} phone at least six hours before the water arrives.",
        "It is to cost {number|310 billion|310 million} euros over five years.",
      ],
      [
        "UN {title|office director|Secretary-General} {name|Antonio Gutelles|António Guterres|japanese} told a {wording|reporter|news} conference in Lisbon that {quote|“no person needs to study of a flood”|“nobody should learn of a flood by stepping into it”}.",
        "He called on governments to keep the data free for every city that asks.",
      ],
      [
        "{name|European Committee|European Commission|other} {title|chairwoman|President} {name|Ursula von der Rayen|Ursula von der Leyen|japanese} said Brussels would pay for the gauges and the satellite time, & while each city would look after its own sirens.",
        "{name|Von der Rayen|Von der Leyen|japanese} said the rules would {negation||not} be published before the summer.",
        "-Member states have until March to send in the places of their gauges.",
        "-Norway and Iceland may join as partners.",
      ],
      [
        "{name|European Central Shore|European Central Bank|common-noun} {title|director|President} {name|Christine Ragardo|Christine Lagarde|japanese}, who opened the meeting, said climate {wording|alteration|change} had become a matter of monetary {wording|steadiness|stability} as well.",
        "When a harbour closes for a week, prices notice a month later.",
        "The port of Dakar was closed for nine days in January.",
        "Rotterdam lost four days in the same month, and Lagos two.",
        "Ships waited in the roads, and their cargo spoiled.",
        "Farmers inland had to sell early.",
        "Insurers paid late, and in part.",
        "+Read also: ten harbours to see before they are gone.",
      ],
      [
        "The first ten cities, among them Lisbon, Dakar, Hamburg and {name|Gudansuku|Gdansk|japanese}, will be connected before the autumn storms.",
        "The others are to follow by the end of {date|2082|2028}.",
        "~Environmental groups {meaning|blamed|welcomed} the plan but said {wording|an alarm|a warning} was no {wording|replacement|substitute} for a dyke.",
        "“In six hours we can move ships,” a {title|talker|spokesperson} for the port of Hamburg said.",
        "“We cannot move a {wording|godown|warehouse}.”",
      ],
      [
        "{name|Ragardo|Lagarde|japanese} said insurers had asked for such figures for years.",
        "{name|Gutelles|Guterres|japanese} is expected to present the plan to the {name|Common Assembly|General Assembly|other} in September.",
      ],
    ],
  });
}

/** Texts that would like to be more than texts. */
export function hostile() {
  const words = "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen".repeat(4);
  const made = comparison({
    title: "<img src=x onerror=alert(1)> {name|</script><script>alert(2)</script>|<b>Bold</b>|japanese}",
    copy: { url: "javascript:alert(3)", publisher: "<i>Copy</i>", byline: "\u202eeverse" },
    original: { url: "javascript:alert(4)//https://example.org", publisher: "‏ناشر‏", published: "<!--" },
    paragraphs: [
      [
        `A {wording|${words}|${words.toLowerCase()}} word without a place to break it.`,
        "قال {name|المتحدث الأول|المتحدث الثاني|arabic} إن الماء ارتفع في يوم {date|الثلاثاء|الأربعاء}.",
        "{quote|<style>*{display:none]</style>|“]]>--><svg onload=alert(5)>”} said nobody.",
      ],
    ],
  });
  const [first] = made.sentences;
  if (first?.changes[0]) {
    // Offsets that lie, as only an edited file has them.
    made.sentences.push({ ...first, copy: 9_999, original: 9_999, changes: [{ ...first.changes[0], copy: { paragraph: 77, start: -5, end: 1e9 }, original: null }] });
    made.titles.push({ row: 999, change: 3, observed: "x", expected: "y", why: "points nowhere" });
  }
  return made;
}

/**
 * As many sentences as wished.
 *
 * @param {number} sentences
 */
export function long(sentences) {
  const shapes = [
    "The council of harbour number @ met again and spoke about the bridge that the town has wanted for so many years.",
    "Its {title|chief boss|mayor}, {name|Maru Toberu|Maria Tobler|japanese}, said the {wording|hue|colour} of pier @ would {wording|stay|remain} a matter of {wording|flavour|taste} until the end of the year.",
    "No ship of line @ was late that day, which the harbour master called a small wonder after the winter.",
    "It cost {number|@ billion|@ million} crowns, of which the county paid half and the town the rest.",
  ];
  const paragraphs = [];
  for (let at = 0; at < sentences; at += 5) {
    paragraphs.push([0, 1, 2, 3, 4].map((n) => (shapes[Math.floor((at + n) / 3) % shapes.length] ?? "").replaceAll("@", String(at + n))));
  }
  return comparison({ title: "A long story", paragraphs });
}

/** @param {Comparison} found */
export function answer(found) {
  return { schema: 1, engine: "ungarble 0.1.0", id: "copy.html", status: /** @type {const} */ ("scored"), reason: null, ...found };
}
