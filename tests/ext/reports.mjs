/**
 * Reports for tests and screenshots of the drawing code: written by hand, in the shape of src/report.rs, with more kinds of
 * signs than one text would have. What the engine really says is tested elsewhere.
 */

/** @import { DetectorInfo, EvidenceRow, Report } from "../../extension/lib/types.js" */

const WORDS = 274;

/** @returns {Report} */
export function emptyReport() {
  return {
    schema: 1,
    engine: "ungarble 0.1.0",
    id: "",
    status: "scored",
    reason: null,
    page: { url: "https://daily-mirrorings.example/floods", title: "Seaside cities to share one flood alarm network", byline: null, publisher: null, published: null, language: "en" },
    text: { words: WORDS, sentences: 17, paragraphs: 8, truncated: false },
    score: 0,
    probability: 0.02,
    verdict: "no-signs",
    score_parts: [],
    evidence: [],
    names: [],
    sources: [],
    comparison: null,
  };
}

/**
 * @param {string} detector
 * @param {EvidenceRow["category"]} category
 * @param {[string, string, string]} quote
 * @param {string | null} expected
 * @param {string} message
 * @returns {EvidenceRow}
 */
function sign(detector, category, [prefix, exact, suffix], expected, message) {
  return {
    detector, category, strength: 0.9, paragraph: 2, start: prefix.length, end: prefix.length + exact.length,
    quote: { prefix, exact, suffix }, expected, message, message_id: "test_only", params: [],
  };
}

/** @returns {Report} */
export function suspiciousReport() {
  return {
    ...emptyReport(),
    score: 91,
    probability: 0.98,
    verdict: "likely-garbled",
    evidence: [
      sign("misspelled-figure", "name", ["UN executive director ", "Antonio Gutelles", " told a reporter conference"], "António Guterres", "Guterres becomes “Gutelles” when it passes through Japanese, which has one sound for l and r."),
      sign("corrupted-title", "title", ["UN ", "executive director", " Antonio Gutelles told a reporter c"], "Secretary-General", "The United Nations is led by a Secretary-General; no executive director leads it."),
      sign("broken-phrase", "phrase", ["Antonio Gutelles told a ", "reporter conference", " in Lisbon that nobody should le"], "press conference", "“Press conference” is a set phrase; “reporter conference” is what is left of it after a round of machine translation."),
      sign("corrupted-title", "title", ["European Commission ", "Chairman", " Ursula von der Rayen said Bruss"], "President", "The European Commission is led by a President."),
      sign("misspelled-figure", "name", ["European Commission Chairman ", "Ursula von der Rayen", " said Brussels would pay for the"], "Ursula von der Leyen", "Leyen and Rayen are written alike in Japanese."),
      sign("misspelled-figure", "name", ["after its own sirens. ", "Von der Rayen", " said the rules would be publish"], "Ursula von der Leyen", "Leyen and Rayen are written alike in Japanese."),
      sign("misspelled-figure", "name", ["European Central Bank Governor ", "Christine Ragardo", ", who opened the meeting, said c"], "Christine Lagarde", "Lagarde is written ラガルド in Japanese, which reads back as “Ragardo”."),
      sign("broken-phrase", "phrase", ["who opened the meeting, said ", "climate alteration", " had become a matter of monetary"], "climate change", "“Climate change” is a set phrase; a spinner swaps its words for others."),
      sign("broken-phrase", "phrase", ["alteration had become a matter of ", "monetary steadiness", " as well: when a harbour closes"], "financial stability", "“Financial stability” is a set phrase; a spinner swaps its words for others."),
      sign("glued-words", "glue", ["According to the Harbour ", "Recordthe", " first ten cities, among them Li"], "Record the", "Two words run together where a link ended: a copying program dropped the space."),
      sign("doubled-word", "grammar", ["will be connected before ", "the the", " autumn storms. The others are t"], "the", "The same word stands twice."),
    ],
    names: [
      { observed: ["Ursula von der Rayen", "Von der Rayen"], likely: "Ursula von der Leyen", role: "President of the European Commission", channel: "japanese", confidence: 0.97, basis: "public-figure", why: "Leyen and Rayen are written alike in Japanese.", message_id: "test_only", params: [] },
      { observed: ["Christine Ragardo", "Ragardo"], likely: "Christine Lagarde", role: "President of the European Central Bank", channel: "japanese", confidence: 0.95, basis: "public-figure", why: "Lagarde is written ラガルド in Japanese, which reads back as “Ragardo”.", message_id: "test_only", params: [] },
      { observed: ["Antonio Gutelles"], likely: "António Guterres", role: "Secretary-General of the United Nations", channel: "japanese", confidence: 0.7, basis: "public-figure", why: "Guterres becomes “Gutelles” when it passes through Japanese, which has one sound for l and r.", message_id: "test_only", params: [] },
    ],
    sources: [
      { url: "https://www.harbour-record.example/2026/11/17/coastal-cities-flood-warning", title: "Coastal cities to share one flood warning network", publisher: "Harbour Record", relation: "credited", confidence: 0.82, reasons: ["The text says “According to the Harbour Record”.", "The link in that sentence leads there."], reason_messages: [] },
      { url: "https://news.xn--hfen-5qa.example/lisbon", title: null, publisher: null, relation: "linked", confidence: 0.3, reasons: ["The text links to it."], reason_messages: [] },
      { url: "https://duckduckgo.com/?q=%22Antonio+Guterres%22+%22Christine+Lagarde%22+Lisbon+flood+warning+310+million", title: null, publisher: null, relation: "search", confidence: 0.1, reasons: ["Uses the repaired names."], reason_messages: [] },
    ],
  };
}

/** @returns {Report} */
export function inconclusiveReport() {
  const report = suspiciousReport();
  return { ...report, score: 34, verdict: "some-signs", evidence: [report.evidence[7], report.evidence[10]].filter((row) => row !== undefined), names: [], sources: report.sources.slice(2) };
}

/** @returns {DetectorInfo[]} */
export function detectorInfos() {
  return [
    info("misspelled-figure", "Misspelled public figure", "name", "A name that sounds like that of a known person, in that person's office, but is spelled as a foreign script would return it."),
    info("corrupted-title", "Corrupted title", "title", "An office called by a name it does not bear."),
    info("broken-phrase", "Broken set phrase", "phrase", "A fixed expression of the news with one of its words swapped."),
    info("glued-words", "Words run together", "glue", "Two words without a space, where a link or an element ended."),
    info("doubled-word", "Doubled word", "grammar", "The same word twice in a row."),
  ];
}

/**
 * @param {string} id
 * @param {string} title
 * @param {DetectorInfo["category"]} category
 * @param {string} what
 * @returns {DetectorInfo}
 */
function info(id, title, category, what) {
  return {
    id, title, category, since: "0.1.0", stage: "stable", weight: 2, what,
    why: "Writers and editors know it; programs that translate there and back do not.",
    limits: "Rare spellings of honest texts.", false_alarms: "0.2 %", references: [],
    examples: [
      { kind: "hit", text: "The [[reporter conference]] began late.", expected: "press conference" },
      { kind: "clean", text: "The press conference began late.", because: "the phrase is whole" },
    ],
  };
}
