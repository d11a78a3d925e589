/**
 * The shapes that travel between the engine, the background, the page and the popup.
 *
 * The report's fields are the contract of src/report.rs; fields may be added there, so nothing here is closed. Messages
 * are one map for each receiver: who asks what, and what comes back. No code, and nothing the engine does not say.
 */

// ---- what the engine answers -------------------------------------------------------------------------------------

// Made from the Rust types by the build, so that they cannot drift.
export type {
  About, Basis, Category, Change, ChangeKind, ChangeRef, Channel, CheckOptions, Comparison, DetectorInfo, EvidenceRow, Example,
  Message as EngineMessage, NameRow, PageCopy, PairRelation, Place, Quote, Relation, Report, Row, ScorePart, SensitivityInfo, Side, SourceRow, Status,
  Verdict,
} from "../../pkg/ungarble.js";

import type {
  About, Category, CheckOptions, Comparison, DetectorInfo, EvidenceRow, NameRow, PageCopy, Quote, Report, SourceRow,
} from "../../pkg/ungarble.js";

/** What `ungarble compare` answers: a comparison with a head of its own. */
export type CompareAnswer = Pick<Report, "schema" | "engine" | "id" | "status" | "reason"> & Comparison;

// ---- what the extension keeps -------------------------------------------------------------------------------------

/** What the reader chose; in `storage.local`. */
export interface Settings {
  /** Detectors, and whole kinds of signs, that are switched off. */
  without: (string | Category)[];
  nursery: boolean;
  /** Where a prepared search goes: the id of an engine (search-engines.js), or an address with `%s` for the words. */
  search: string;
  /** How much has to be found before it is called something; each has a rate of false alarms that was measured. */
  sensitivity: Sensitivity;
  /** Which pages are checked without a click. */
  automatic: "off" | "sites" | "everywhere";
  /** Hosts that the reader chose for that. They count only where the browser lets the extension into them. */
  sites: string[];
  /** Hosts where automatic checks rest. */
  paused: string[];
}

export type Sensitivity = "cautious" | "balanced" | "keen";

/** What the reader called fine (fine.js); in `storage.local`, what she called so in private windows in `storage.session`. */
export interface Fine {
  salt: string;
  /** Salted hashes of addresses. */
  pages: string[];
  /** Names as they were found, that are right. */
  names: string[];
}

/** The part of the engine's options that is the reader's. */
export interface Choices {
  nursery: boolean;
  without: string[];
  sensitivity: Sensitivity;
  accepted: string[];
}

/** A publisher that the reader trusts, by its feed. */
export interface Source {
  /** Of the feed. */
  url: string;
  name: string;
}

/** Which feeds are read, and how; in `storage.local`. */
export interface Sources {
  feeds: Source[];
  /** Hours between two reads of a feed. */
  hours: number;
  /** Days that what was read is kept. */
  days: number;
  /** Most that may be kept. */
  megabytes: number;
}

/** Why a feed could not be read. */
export type FeedCode =
  | "offline" | "unreachable" | "too-slow" | "too-large" | "redirected" | "not-allowed"
  | "asked-to-wait" | "gone" | "not-found" | "forbidden" | "refused"
  | "not-a-feed" | "bad-xml" | "bomb" | "empty" | "storage-full" | "storage" | "engine";

/** What is known of a feed; in IndexedDB, beside what it brought. Times are milliseconds since 1970. */
export interface FeedState {
  /** When it last answered. */
  read: number | null;
  next: number;
  etag: string | null;
  modified: string | null;
  /** The read that began last: what an earlier one still brings is nobody's. */
  run: string;
  /** How often in a row it failed. */
  failures: number;
  error: { code: FeedCode; detail: string } | null;
  /** What the feed calls itself. */
  title: string;
  /** Articles of it that are kept. */
  articles: number;
  /** Hashes of the items that were indexed, the latest last. */
  seen: string[];
}

/** An index file that the reader imported. */
export interface ImportedIndex {
  id: number;
  name: string;
  size: number;
  articles: number;
  /** When it was imported. */
  date: number;
}

/** Why a check came to nothing. */
export type ErrorCode = "no-access" | "timeout" | "engine" | "too-large" | "page-gone" | "internal";

/** Why a comparison came to nothing. */
export type CompareCode =
  | "not-allowed" | "offline" | "unreachable" | "redirected" | "too-large" | "too-slow" | "not-found" | "refused" | "not-html"
  | "no-text" | "same-page" | "page-gone" | "timeout" | "engine" | "storage-full" | "internal";

/** Where the original of a comparison came from. */
export type CompareWith = { by: "page" | "tab"; url: string } | { by: "text"; url: "" };

/** A page that no extension may read, or that holds no HTML. */
export type PageKind = "browser" | "store" | "pdf" | "file" | "media" | "empty" | "reader" | "source" | "amp";

/** Where the engine ran: in the page's content script, or in a page of the extension. */
export type Route = "content" | "extension";

export type DoneRecord = {
  phase: "done";
  run: string;
  url: string;
  route: Route;
  anyway: boolean;
  /** When it was found. */
  at?: number;
  /** Nobody clicked: automatic mode did. */
  automatic?: boolean;
  /** The reader called this page fine. */
  fine?: boolean;
  pair?: Pair;
} & Checked;

/** How far a comparison of the page is. Once it is done, the record's report is the pair's. */
export type Pair =
  | { phase: "comparing"; with: CompareWith; startedAt: number }
  | { phase: "compared"; with: CompareWith }
  | { phase: "failed"; with: CompareWith; code: CompareCode };

/** What is known of a tab; in `storage.session`, because the background may be killed at any time. */
export type TabRecord =
  | { phase: "scanning"; run: string; url: string; startedAt: number; automatic?: boolean }
  | DoneRecord
  /** The page went on to another address by itself; `url` is the one that was checked, `was` what was found. */
  | { phase: "stale"; run: string; url: string; was: DoneRecord | null; automatic?: boolean }
  | { phase: "unsupported"; run: string; url: string; page: PageKind }
  | { phase: "failed"; run: string; url: string; code: ErrorCode; detail: string };

/** How far a check of selected text is. Its text is not kept. */
export type SelectionRecord =
  | { phase: "scanning"; run: string; startedAt: number }
  | ({ phase: "done"; run: string } & Checked)
  | { phase: "failed"; run: string; code: ErrorCode; detail: string };

// ---- messages -----------------------------------------------------------------------------------------------------

/** What an extension page may ask the background. */
export interface BackgroundMessages {
  /** Check the tab; the outcome is in its record. `anyway`: judge the text although the page looks like no article. */
  check: { ask: { tabId: number; anyway: boolean }; value: null };
  /** Read these feeds now, or all of them; answers when they were read. */
  "read-feeds": { ask: { urls: string[] | null }; value: null };
  /** The list of feeds has changed, or how often they are read. */
  "sources-changed": { ask: Record<never, never>; value: null };
  /** Compare the page of the tab with this page, whose host was allowed; the outcome is in the tab's record. */
  "compare-with-page": { ask: PageWish; value: null };
  /** Compare the page of the tab with the page of another tab, in which the extension was clicked. */
  "compare-with-tab": { ask: { tabId: number; originalTabId: number }; value: null };
  "compare-with-text": { ask: { tabId: number; text: string; title: string }; value: null };
  /** Call the page of the tab fine, or no longer. */
  "mark-page": { ask: { tabId: number; fine: boolean }; value: null };
  /** Call a name right as it is written, in all these forms, or no longer; the page is judged again. */
  "mark-name": { ask: { tabId: number; observed: string[]; fine: boolean }; value: null };
  /** What the side-by-side view shows; null where there is no comparison (any more). */
  "comparison-of-tab": { ask: { tabId: number }; value: { report: Report; with: CompareWith } | null };
}

/**
 * What a page that was checked may tell the background: it has another address; then, at rest, whether its text is still the
 * same or another; at last that it is left.
 */
export type PageNews = { type: "moved" | "same" | "changed" | "left" };

/**
 * What the script of automatic mode asks the background: check this page? Answered when that was done; or that nothing is to be done on
 * this page; or to ask again when the page is seen again.
 */
export type PageQuestion = { type: "article" };
export type PageAnswer = "checked" | "rest" | "later";

/** What the background may ask the content script. */
export interface ContentMessages {
  /**
   * `again`: the page changed by itself since it was checked. `elsewhere`: give a copy, and load no engine into the page.
   * `known`: the fingerprint of a text for which the answer is at hand.
   */
  check: {
    ask: { options: CheckOptions; anyway: boolean; again: boolean; card: boolean; elsewhere: boolean; known: string | null };
    value: ContentOutcome;
  };
  /** What came of the copy: the page keeps it, and answers with it while its text is the same. */
  keep: { ask: { checked: Checked }; value: null };
  /** The page as it stands, to be compared elsewhere; null where it is no HTML. */
  copy: { ask: Record<never, never>; value: { page: PageCopy; url: string; title: string } | null };
  /** Whether the script is there. */
  here: { ask: Record<never, never>; value: null };
}

/** What is painted on a page: which of the signs were found, and the one that is looked at. */
export interface Marked {
  on: boolean;
  current: number | null;
  found: boolean[];
}

/** What popup, side panel and background may ask the part of a page's script that paints (marking.js). */
export interface MarksMessages {
  /** Paint all signs. */
  highlight: { ask: { signs: Sign[] }; value: Marked };
  /** Scroll to one of them, mark it and explain it there. */
  show: { ask: { signs: Sign[]; index: number }; value: Marked };
  /** The same with the next one or the one before; the focus goes to the explanation. */
  step: { ask: { signs: Sign[]; by: 1 | -1 }; value: Marked };
  clear: { ask: Record<never, never>; value: Marked };
  painted: { ask: Record<never, never>; value: Marked };
}

/** What the background may ask the offscreen document. */
export interface OffscreenMessages {
  "check-copy": { ask: { page: PageCopy; options: CheckOptions; anyway: boolean; card: boolean }; value: Checked };
  /** Check selected text, as it is. */
  "check-text": { ask: { text: string; options: CheckOptions }; value: Checked };
  /** Read a feed if it is due, or if the reader asks; answers with what is known of it afterwards. */
  "read-feed": { ask: ReadFeed; value: FeedState };
  /** What the indexes know of an article, by its card. */
  consult: { ask: { card: string }; value: Consulted };
  /** Compare two pages; the original is fetched, or given. */
  compare: { ask: ComparePages; value: Compared };
}

/** The reader asks for a comparison with a page of the web. */
export interface PageWish {
  id: string;
  tabId: number;
  url: string;
  /** Its host was allowed for this comparison only. */
  lent: boolean;
  at: number;
}

/** The reader asks for automatic checks. */
export interface SiteWish {
  id: string;
  /** Null for all of them. */
  host: string | null;
  at: number;
}

/** The page of a tab waits for its original to be shown in another. */
export interface TabWish {
  tabId: number;
  url: string;
  title: string;
  at: number;
}

export interface ReadFeed {
  url: string;
  name: string;
  /** That may be asked, by a redirect too. */
  hosts: string[];
  hours: number;
  days: number;
  megabytes: number;
  /** The reader asks; only a server that asked to wait is left alone. */
  now: boolean;
}

/** What the indexes add to a report. */
export interface Consulted {
  sources: SourceRow[];
  names: NameRow[];
  /** What the engine then holds of the article at least. */
  finding?: Pick<Report, "verdict" | "probability" | "score"> | null;
}

export interface ComparePages {
  copy: { page: PageCopy; url: string };
  original:
    | { by: "page"; url: string; hosts: string[] }
    | { by: "tab"; page: PageCopy; url: string }
    | { by: "text"; text: string; title: string };
  choices: Choices;
}

export type Compared =
  | { ok: true; report: Report; detectors: DetectorInfo[] }
  | { ok: false; code: CompareCode; detail: string };

/** A place to paint, and what is said of it there. */
export interface Sign extends Pick<EvidenceRow, "category" | "quote">, Partial<Pick<EvidenceRow, "expected" | "message" | "message_id" | "params">> {}

/** A report, with the infos of the detectors it mentions and the kinds of signs that were looked for. */
export interface Checked {
  report: Report;
  detectors: DetectorInfo[];
  looked: Category[];
  /** What the engine is made of. */
  about?: About;
  /** The article's card in base64, where it was asked for and could be made. */
  card?: string;
}

/** The page was checked; or its policy forbids WASM, and here is what a person sees of it; or it has the text that is known. */
export type ContentOutcome =
  | { kind: "checked"; url: string; fingerprint: string | null; checked: Checked }
  | { kind: "copied"; page: PageCopy; url: string; fingerprint: string | null }
  | { kind: "known"; url: string }
  | { kind: "unsupported"; page: PageKind };

export type Answer<V> = { ok: true; value: V } | { ok: false; code: ErrorCode; detail: string };

/** Handlers for one receiver's map. */
export type Handlers<M extends { [K in keyof M]: { ask: object; value: unknown } }> = {
  [K in keyof M]: (
    ask: M[K]["ask"],
    sender: chrome.runtime.MessageSender,
  ) => M[K]["value"] | Promise<M[K]["value"]>;
};

// ---- what the popup shows -----------------------------------------------------------------------------------------

export type ViewState =
  | { kind: "idle" }
  | { kind: "needs-permission" }
  | { kind: "scanning" }
  | { kind: "not-an-article"; reason: string | null }
  | { kind: "unsupported-page"; page: PageKind }
  | { kind: "unsupported-language" }
  | { kind: "translated-by-browser"; reason: string | null }
  | { kind: "too-short"; words: number }
  | { kind: "clean"; report: Report }
  | { kind: "inconclusive"; report: Report }
  | { kind: "suspicious"; report: Report }
  /** Compared with its original, of which it is a garbled copy. */
  | { kind: "confirmed"; report: Report }
  | { kind: "error"; code: ErrorCode; detail: string };

/** A text that was read and is not judged. */
export type UnjudgedState = Extract<
  ViewState,
  { kind: "not-an-article" | "too-short" | "unsupported-language" | "translated-by-browser" }
>;

/** The states that a report can lead to. */
export type ReportState = UnjudgedState | Extract<ViewState, { kind: "clean" | "inconclusive" | "suspicious" | "confirmed" | "error" }>;

/** What {@link ViewState} is made of. */
export interface Facts {
  /** The tab's address as far as the browser tells it. */
  url: string | null;
  record: TabRecord | null;
  /** Milliseconds since 1970. */
  now: number;
}

/** What may stand inside an element. */
export type Child = Node | string | number | null | undefined | false | readonly Child[];
