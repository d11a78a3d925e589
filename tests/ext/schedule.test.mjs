import assert from "node:assert/strict";
import { test } from "node:test";
import { afterFailure, afterRead, isDue, mustWait, retryAfter, UNREAD } from "../../extension/lib/feeds/schedule.js";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const now = Date.UTC(2026, 10, 22, 12);
const failed = (state, code, headers = null) => afterFailure(state, { now, headers: headers && new Headers(headers), error: { code, detail: "" } });
const read = (headers = {}, hours = 6) => afterRead(UNREAD, { now, hours, headers: new Headers(headers) });

test("a feed that was never read is due", () => {
  assert.ok(isDue(UNREAD, now));
});

test("after a read the reader's interval passes first", () => {
  const state = read();
  assert.equal(state.next, now + 6 * HOUR);
  assert.deepEqual([isDue(state, now + 6 * HOUR - 1), isDue(state, now + 6 * HOUR)], [false, true]);
});

test("a server may ask for longer, up to a week, and not for shorter", () => {
  assert.equal(read({ "cache-control": "public, max-age=86400" }).next, now + DAY);
  assert.equal(read({ "cache-control": "max-age=86400", age: "3600" }).next, now + 23 * HOUR);
  assert.equal(read({ "cache-control": "max-age=60" }).next, now + 6 * HOUR);
  assert.equal(read({ "cache-control": "max-age=99999999" }).next, now + 7 * DAY);
  assert.equal(read({ "cache-control": "s-maxage=86400" }).next, now + 6 * HOUR, "what shared caches are told is not for us");
  assert.equal(read({ "cache-control": "max-age=-5, no-cache" }).next, now + 6 * HOUR);
});

test("a feed that fails is asked less and less, once a day in the end, and a read makes that good", () => {
  let state = read();
  const waits = [];
  for (let n = 0; n < 10; n += 1) {
    state = failed(state, "unreachable");
    waits.push((state.next - now) / HOUR);
  }
  assert.deepEqual(waits, [0.25, 0.5, 1, 2, 4, 8, 16, 24, 24, 24]);
  assert.equal(state.read, now, "what is known of the last good read stays");
  state = afterRead(state, { now, hours: 1, headers: null });
  assert.deepEqual([state.failures, state.error, state.next], [0, null, now + HOUR]);
});

test("Retry-After is honoured as seconds and as a date, within a week", () => {
  assert.equal(failed(UNREAD, "asked-to-wait", { "retry-after": "7200" }).next, now + 2 * HOUR);
  assert.equal(failed(UNREAD, "asked-to-wait", { "retry-after": new Date(now + 5 * HOUR).toUTCString() }).next, now + 5 * HOUR);
  assert.equal(failed(UNREAD, "asked-to-wait", { "retry-after": "999999999" }).next, now + 7 * DAY);
  for (const nonsense of ["", "soon", "-5", "1e9", new Date(now - HOUR).toUTCString()]) {
    assert.equal(retryAfter(new Headers({ "retry-after": nonsense }), now), 0, nonsense);
  }
});

test("only a server's own word holds against a reader who asks now", () => {
  const asked = failed(UNREAD, "asked-to-wait", { "retry-after": "7200" });
  assert.deepEqual([mustWait(asked, now), mustWait(asked, now + 2 * HOUR)], [true, false]);
  assert.equal(mustWait(failed(UNREAD, "unreachable"), now), false);
});

test("to be offline is no fault of the feed", () => {
  const state = failed(read(), "offline");
  assert.deepEqual([state.failures, state.next], [0, now + HOUR / 6]);
});

test("a feed that is gone is not asked again", () => {
  assert.equal(isDue(failed(UNREAD, "gone"), now + 1_000 * DAY), false);
});

test("a clock that was set back does not keep a feed waiting", () => {
  const state = read();
  assert.ok(isDue(state, now - 30 * DAY));
});
