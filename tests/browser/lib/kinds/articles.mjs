/**
 * Articles in the shapes that templates give them, with claims and without: what the gate must let pass.
 *
 * `engine: false` marks those that the engine still takes for something else: it counts words by their spaces, and where
 * nothing is claimed, a hundred teasers outweigh one text.
 */

import { cards, foot, headline, html, ld, many, menu, metas, path, prose, sentence, text } from "./parts.mjs";

/** @typedef {import("./parts.mjs").Page & { engine?: boolean }} Page */

const site = "https://www.ferrypost.example";
const CLAIMS = metas({ "og:type": "article", "article:published_time": "2026-03-01T10:00:00Z" }) + ld({ "@type": "NewsArticle", headline: headline(0), datePublished: "2026-03-01" });
const head1 = `<h1>${headline(0)}</h1><div class="by">By Ilse Varga, 1 March 2026</div>`;

/** @type {Page[]} */
export const ARTICLES = [];

/** @param {string} slug @param {string} address @param {string} markup @param {{ engine?: boolean }} [more] */
function article(slug, address, markup, more = {}) {
  ARTICLES.push({ slug, address: site + address, html: markup, ...more });
}

article("as most papers have it", path(0), html(headline(0), CLAIMS, menu(3) + `<article>${head1}${prose(9)}</article>${cards(12, 1)}` + foot));
article("without a claim", path(0), html(headline(0), "", menu(1) + `<div id="content">${head1}${prose(7)}</div>` + foot));
article("without a claim, under a number", "/?p=8812", html(headline(0), "", menu(1) + head1 + prose(7) + foot));
article("without a claim, short", "/brief/8812", html(headline(0), "", menu(1) + head1 + prose(3) + foot));
article("in div elements only", path(0), html(headline(0), "", menu(2) + `<div class="x1"><div class="x2">${headline(0)}</div><div class="x3">${prose(8, { tag: "div" })}</div></div>${cards(20)}` + foot));
article("each paragraph in a box of its own", path(0), html(headline(0), "", menu(2) + `<div>${head1}${many(9, (at) => `<div class="block"><div class="inner"><p>${text(at * 2, 2)}</p></div></div>`)}</div>` + foot));
article("parted by line breaks", path(0), html(headline(0), "", menu(1) + `<td>${head1}<div>${many(8, (at) => text(at * 2, 2), "<br><br>")}</div>` + foot));
article("in table cells", "/story.asp?id=771", html(headline(0), "", `<table><tr><td>${menu(3)}</td><td><font size="4"><b>${headline(0)}</b></font><p><font>${text(0, 4)}</font><p><font>${text(5, 4)}</font><p><font>${text(9, 4)}</font></td></tr></table>` + foot));
article("in spans of an application", "/read/8812", html(headline(0), "", `<div id="__next"><div><div>${menu(2)}</div><div>${many(9, (at) => `<div data-component="text"><span>${text(at * 2, 2)}</span></div>`)}</div></div></div>`));
article("in sections with subheads", path(0), html(headline(0), metas({ "og:type": "website" }), menu(1) + head1 + many(4, (at) => `<section><h2>${headline(at + 3)}</h2>${prose(2, { from: at * 6 })}</section>`) + foot));
article("under a very large menu", path(0), html(headline(0), "", menu(120) + `<main>${head1}${prose(9)}</main>` + foot));
article("under a very large menu without any landmark", "/8812.html", html(headline(0), "", menu(120) + `<div><div>${headline(0)}</div>${prose(9, { tag: "div" })}</div>` + foot));
article("among a hundred teasers", path(0), html(headline(0), "", menu(2) + cards(10, 1) + `<div>${head1}${prose(9)}</div>${cards(100, 1)}` + foot), { engine: false });
article("with three hundred comments", path(0), html(headline(0), "", menu(1) + `<div>${head1}${prose(6)}</div><div id="comments">${many(300, (at) => `<div class="comment"><b>reader${at}</b><p>${text(at, 2)}</p></div>`)}</div>` + foot));
article("opinion in first person", "/opinion/leave-the-clock-tower-alone", html("Leave the clock tower alone", metas({ "og:type": "article" }), menu(1) + `<h1>Leave the clock tower alone</h1><p>I have lived under it for forty years. ${text(1, 4)}</p>${prose(8, { from: 5, sentences: 4 })}` + foot));
article("long read", "/long-reads/the-last-lamplighter", html("The last lamplighter", CLAIMS, menu(1) + head1 + prose(80, { sentences: 6 }) + foot));
article("live blog", "/live/2026/mar/01/ferry-strike-live", html("Ferry strike: live", ld({ "@type": "LiveBlogPosting" }), menu(1) + head1 + many(40, (at) => `<div class="entry"><time>${at}:10</time><h2>${headline(at)}</h2>${prose(2, { from: at })}</div>`) + foot));
article("live blog without a claim, one paragraph each", "/2026/03/01/ferry-strike-minute-by-minute", html("Ferry strike: minute by minute", "", menu(1) + head1 + many(40, (at) => `<div class="entry"><time>${at}:10</time><p>${text(at, 2)}</p></div>`) + foot));
article("interview", path(0), html(headline(0), "", menu(1) + head1 + many(12, (at) => `<p><b>${sentence(at)}?</b></p><p>${text(at + 3, 2)}</p>`) + foot));
article("list with numbers", "/travel/nine-walks-along-the-coast", html("Nine walks along the coast", metas({ "og:type": "article" }), menu(1) + `<h1>Nine walks</h1><p>${text(0, 2)}</p>` + many(9, (at) => `<h2>${at + 1}. ${headline(at)}</h2><figure><img src="/${at}.jpg"></figure><p>${text(at, 3)}</p>`) + foot));
article("a review of a product", "/reviews/enamel-kettle-review", html("Enamel kettle review", CLAIMS + ld({ "@type": "Product", name: "Kettle", review: { "@type": "Review" } }), menu(1) + head1 + prose(8) + "<div>€34.90 <a href=/shop>Buy now</a></div>" + foot));
article("a video with its article", "/world/ice-in-the-harbour-video", html("Ice in the harbour", CLAIMS + ld({ "@type": "VideoObject" }), menu(1) + head1 + "<video></video>" + prose(6) + foot));
article("syndicated on a cheap template", "/2026/03/ferry-strike-enters-its-second-week/", html(headline(0), "", `<div id="wrap"><div id="head"><a href="/">Cheap Daily News</a></div><div id="left"><h2>${headline(0)}</h2><div class="entry">${prose(6)}<p>Source: Harbour Wire</p></div></div><div id="sidebar">${cards(15)}</div></div>`));
article("with an archive's address", "/archive/8812", html(headline(0), CLAIMS, menu(1) + head1 + prose(6) + foot));
article("on a site's front address", "/", html(headline(0), CLAIMS, menu(1) + `<article>${head1}${prose(12)}</article>` + foot));
article("wrapped in a form", "/Default.aspx?story=771", html(headline(0), "", `<form id="aspnetForm"><input name="children"><input name="firstChild"><input name="parentNode"><input name="localName"><div>${menu(1)}</div><div>${head1}${prose(7)}</div></form>`));
article("in Arabic", "/ar/news/8812", html("عنوان", "", menu(1) + `<h1>عنوان الخبر</h1>${many(6, () => "<p>قال المتحدث باسم المدينة إن الجسر الجديد سيفتح أبوابه أمام السيارات في بداية الربيع المقبل، وإن العمل عليه لم يتوقف طوال الشتاء رغم الثلوج.</p>")}` + foot));
article("in Japanese", "/jp/8812", html("見出し", "", menu(1) + `<h1>見出し</h1>${many(8, () => "<p>市長は火曜日、新しい橋が来年の春に開通すると発表した。工事は雪のために二か月遅れていたが、費用は当初の計画を下回る見込みである。住民は説明会の開催を求めている。</p>")}` + foot), { engine: false });
