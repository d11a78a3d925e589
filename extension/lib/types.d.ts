/**
 * The shapes that travel between the engine, the background, the page and the popup.
 *
 * The report's fields are the contract of src/report.rs; fields may be added there, so nothing here is closed. Messages
 * are one map for each receiver: who asks what, and what comes back. No code, and nothing the engine does not say.
 */

// ---- what the engine answers -------------------------------------------------------------------------------------

// Made from the Rust types by the build, so that they cannot drift.
export type {
  Basis, Category, Change, ChangeKind, ChangeRef, Channel, CheckOptions, Comparison, DetectorInfo, EvidenceRow, Example,
  Message as EngineMessage, NameRow, PageCopy, PairRelation, Place, Quote, Relation, Report, Row, ScorePart, Side, SourceRow, Status,
  Verdict,
} from "../../pkg/ungarble.js";

import type { Category, CheckOptions, Comparison, DetectorInfo, PageCopy, Quote, Report } from "../../pkg/ungarble.js";

/** What `ungarble compare` answers: a comparison with a head of its own. */
export type CompareAnswer = Pick<Report, "schema" | "engine" | "id" | "status" | "reason"> & Comparison;

// ---- what the extension keeps -------------------------------------------------------------------------------------

/** What the reader chose; in `storage.local`. */
export interface Settings {
  without: string[];
  nursery: boolean;
}

/** Why a check came to nothing. */
export type ErrorCode = "no-access" | "timeout" | "engine" | "too-large" | "page-gone" | "internal";

/** A page that no extension may read, or that holds no HTML. */
export type PageKind = "browser" | "store" | "pdf" | "file" | "media" | "empty";

/** Where the engine ran: in the page's content script, or in a page of the extension. */
export type Route = "content" | "extension";

export type DoneRecord = { phase: "done"; run: string; url: string; route: Route; anyway: boolean } & Checked;

/** What is known of a tab; in `storage.session`, because the background may be killed at any time. */
export type TabRecord =
  | { phase: "scanning"; run: string; url: string; startedAt: number }
  | DoneRecord
  /** The page went on to another address by itself; `url` is the one that was checked, `was` what was found. */
  | { phase: "stale"; run: string; url: string; was: DoneRecord | null }
  | { phase: "unsupported"; run: string; url: string; page: PageKind }
  | { phase: "failed"; run: string; url: string; code: ErrorCode; detail: string };

// ---- messages -----------------------------------------------------------------------------------------------------

/** What an extension page may ask the background. */
export interface BackgroundMessages {
  /** Check the tab; the outcome is in its record. `anyway`: judge the text although the page looks like no article. */
  check: { ask: { tabId: number; anyway: boolean }; value: null };
}

/**
 * What a page that was checked may tell the background: it has another address; then, at rest, whether its text is still the
 * same or another; at last that it is left.
 */
export type PageNews = { type: "moved" | "same" | "changed" | "left" };

/** What the background and the popup may ask the content script. */
export interface ContentMessages {
  /** `again`: the page changed by itself since it was checked. */
  check: { ask: { options: CheckOptions; anyway: boolean; again: boolean }; value: ContentOutcome };
  /** Paint all signs; answers for each whether it was found on the page. */
  highlight: { ask: { signs: Sign[] }; value: { found: boolean[] } };
  /** Scroll to one of them and mark it. */
  show: { ask: { signs: Sign[]; index: number }; value: { found: boolean } };
  clear: { ask: Record<never, never>; value: null };
  /** What is painted now. */
  painted: { ask: Record<never, never>; value: { on: boolean; current: number | null } };
}

/** What the background may ask the offscreen document. */
export interface OffscreenMessages {
  "check-copy": { ask: { page: PageCopy; options: CheckOptions; anyway: boolean }; value: Checked };
}

/** A place to paint. */
export interface Sign {
  category: Category;
  quote: Quote;
}

/** A report, with the infos of the detectors it mentions and the kinds of signs that were looked for. */
export interface Checked {
  report: Report;
  detectors: DetectorInfo[];
  looked: Category[];
}

/** The page was checked; or its policy forbids WASM, and here is what a person sees of it. */
export type ContentOutcome =
  | ({ kind: "checked"; url: string } & Checked)
  | { kind: "copied"; page: PageCopy; url: string }
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
  | { kind: "error"; code: ErrorCode; detail: string };

/** A text that was read and is not judged. */
export type UnjudgedState = Extract<
  ViewState,
  { kind: "not-an-article" | "too-short" | "unsupported-language" | "translated-by-browser" }
>;

/** The states that a report can lead to. */
export type ReportState = UnjudgedState | Extract<ViewState, { kind: "clean" | "inconclusive" | "suspicious" | "error" }>;

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
