/**
 * What is read from a feed's text, in the browsers' own parsers: every format, careless markup, and markup meant to do harm.
 */

import assert from "node:assert/strict";
import path from "node:path";
import { test } from "node:test";

import { eachBrowser, ROOT } from "./lib/harness.mjs";
import { ARTICLE, ENTITY_BOMB, NESTING_BOMB, PARAGRAPHS, rss, story, TITLE } from "./lib/publisher.mjs";

/** @import { Tab } from "./lib/driver.mjs" */

const BASE = "http://courier.example/feeds/main.xml";

const RDF = `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Old Courier</title></channel>
<item rdf:about="http://courier.example/a"><title>First</title><link>http://courier.example/a</link><description>One.</description><dc:date>2026-02-17T10:00:00Z</dc:date></item></rdf:RDF>`;

const ATOM = `<feed xmlns="http://www.w3.org/2005/Atom" xmlns:media="http://search.yahoo.com/mrss/"><title type="html">The &lt;b&gt;Courier&lt;/b&gt; &amp;amp; Post</title>
<entry><id>tag:courier.example,2026:1</id><title>First</title><media:title>A picture</media:title><link rel="replies" href="/a/comments"/><link href="../a"/><published>2026-02-17T10:00:00Z</published>
<summary>Prices &lt; costs</summary><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>One <em>two</em>.</p></div></content></entry></feed>`;

const JSON_FEED = JSON.stringify({
  version: "https://jsonfeed.org/version/1.1",
  title: "Courier",
  items: [
    { id: "1", url: "/a", title: "First", content_html: "<p>One.</p>", date_published: "2026-02-17T10:00:00Z" },
    { id: "2", url: "javascript:alert(1)", title: "Never" },
    null,
    { id: 3, url: "/c", content_text: "a < b" },
  ],
});

eachBrowser((world) => {
  test("RSS 2.0 with full texts", async () => {
    const { feed } = await read(rss());
    assert.equal(feed?.title, "Baltic Courier");
    assert.equal(feed?.items.length, 4);
    const [first] = feed?.items ?? [];
    assert.deepEqual([first?.title, first?.url, first?.published], [TITLE, `http://courier.example${ARTICLE}`, "2026-02-17T10:00:00.000Z"]);
    assert.equal(first?.content, PARAGRAPHS.map((text) => `<p>${text}</p>`).join(""));
    assert.equal(first?.summary, PARAGRAPHS[0]);
  });

  test("RSS 1.0, Atom and JSON Feed", async () => {
    assert.deepEqual((await read(RDF)).feed, {
      title: "Old Courier",
      items: [{ id: "http://courier.example/a", url: "http://courier.example/a", title: "First", published: "2026-02-17T10:00:00.000Z", summary: "One.", content: "" }],
    });
    const atom = (await read(ATOM)).feed;
    assert.equal(atom?.title, "The Courier & Post");
    assert.deepEqual([atom?.items[0]?.id, atom?.items[0]?.url, atom?.items[0]?.title], ["tag:courier.example,2026:1", "http://courier.example/a", "First"]);
    assert.equal(atom?.items[0]?.summary, "Prices &lt; costs", "plain text stays plain when it is read as HTML");
    assert.match(atom?.items[0]?.content ?? "", /<p>One <em>two<\/em>\.<\/p>/);
    const json = (await read(JSON_FEED)).feed;
    assert.deepEqual(json?.items.map(({ id, url, content }) => [id, url, content]), [
      ["1", "http://courier.example/a", "<p>One.</p>"],
      ["http://courier.example/c", "http://courier.example/c", "a &lt; b"],
    ]);
  });

  test("mistakes that many feeds make are mended", async () => {
    const careless = "\n \uFEFF" + rss().replace("Baltic Courier", "Ships & Men&nbsp;of \u0008 war");
    assert.equal((await read(careless)).feed?.title, "Ships & Men of war");
    const unlinked = rss()
      .replace(`<link>http://courier.example${story("1")}</link>`, "")
      .replace(`<link>http://courier.example${story("2")}</link>`, "<link>javascript:alert(1)</link>");
    assert.deepEqual((await read(unlinked)).feed?.items.map(({ url }) => new URL(url).pathname), [ARTICLE, story("3")], "an item without an address is none");
  });

  test("what is no feed is told apart from a damaged one", async () => {
    for (const text of ["", "Not a feed.", "<!doctype html><p>A page", "<html><body><p>Text</p></body></html>", "<svg xmlns='http://www.w3.org/2000/svg'/>", "{}", "{not json", '{"version":"1","items":[]}']) {
      assert.equal((await read(text)).code, "not-a-feed", text);
    }
    assert.equal((await read(rss().slice(0, -30))).code, "bad-xml");
  });

  test("bombs do no harm", async () => {
    assert.equal((await read(ENTITY_BOMB)).code, "bomb");
    assert.equal((await read(NESTING_BOMB)).code, "bomb");
    // What hides in a comment or as text is no nesting; what never ends is found damaged soon.
    assert.equal((await read(rss().replace("<channel>", `<channel><!--${"<a>".repeat(100_000)}-->`))).feed?.items.length, 4);
    assert.notEqual((await read(`<rss><channel>${"<!--".repeat(500_000)}`)).code, undefined);
    assert.notEqual((await read(`<rss><channel>${"<![CDATA[".repeat(200_000)}`)).code, undefined);
  });

  test("lists and texts are cut to a size", async () => {
    const item = `<item><title>${"long ".repeat(1_000)}</title><link>/a</link><description>${"x".repeat(400_000)}</description></item>`;
    const { feed } = await read(`<rss><channel><title>T</title>${item}${"<item><title>t</title><link>/b</link></item>".repeat(2_000)}</channel></rss>`);
    assert.equal(feed?.items.length, 200);
    assert.ok((feed?.items[0]?.title.length ?? 0) <= 500);
    assert.equal(feed?.items[0]?.summary.length, 300_000);
  });

  /** @type {Tab | undefined} */
  let page;

  /**
   * Runs the shipped parser on a page that has nothing else.
   *
   * @param {string} text
   * @returns {Promise<{ feed?: import("../../extension/lib/feeds/parse.js").Feed, code?: string }>}
   */
  async function read(text) {
    const { browser, site } = world();
    if (!page) {
      site.mount("/lib/", path.join(ROOT, "extension/lib"));
      page = await browser.open(site.put("/empty/", "<!doctype html><title>Empty</title>"));
    }
    return page.evaluate(
      async (input, base) => {
        // By a name in a variable: what runs in the page is not this test's module.
        const module = "/lib/feeds/parse.js";
        const { parseFeed } = await import(module);
        try {
          return { feed: parseFeed(input, base) };
        } catch (error) {
          return { code: /** @type {{ code: string }} */ (error).code ?? String(error) };
        }
      },
      text,
      BASE,
    );
  }
});
