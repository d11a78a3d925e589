/**
 * Pages that are no article, as readers meet them every day: front pages, lists, shops, apps, forums, walls. What their
 * heads claim is what such pages claim, and some claim too much, as real ones do.
 *
 * `engine: false` marks pages that the engine, once loaded, may well judge: they hold as much text as an article, and
 * neither data nor address tells that they are none.
 */

import { card, cards, foot, headline, html, ld, many, menu, metas, path, prose, sentence, text } from "./parts.mjs";

/** @typedef {import("./parts.mjs").Page & { engine?: boolean }} Other */

const site = "https://www.ferrypost.example";
const PAPER = { "@type": "NewsMediaOrganization", name: "The Ferry Post", url: site };
const WEBSITE = metas({ "og:type": "website", "og:site_name": "The Ferry Post" });

/** @type {Other[]} */
export const OTHERS = [];

/**
 * @param {string} slug
 * @param {string} address path on the paper's site, or a whole address
 * @param {string} markup
 * @param {{ engine?: boolean }} [more]
 */
function other(slug, address, markup, more = {}) {
  OTHERS.push({ slug, address: address.startsWith("/") ? site + address : address, html: markup, ...more });
}

// ---- newspapers: everything but the article ------------------------------------------------------------------------

other("front page", "/", html("The Ferry Post - news from the coast", WEBSITE + ld({ "@graph": [PAPER, { "@type": "WebSite", url: site }] }),
  menu(3) + `<main><h1>The Ferry Post</h1>${cards(40, 1)}</main>` + foot));
other("front page without claims", "/", html("The Ferry Post", "", menu(1) + cards(25, 2) + foot));
other("front page of an edition", "/en/", html("Latest news | The Ferry Post", WEBSITE, menu(8) + cards(60, 1) + foot));
other("front page of headlines only", "/index.html", html("The Ferry Post", WEBSITE, menu(2) + cards(90) + foot));
other("front page in article elements", "/home", html("Home | The Ferry Post", WEBSITE,
  menu(1) + many(30, (at) => `<article><h2><a href="${path(at)}">${headline(at)}</a></h2><p>${text(at, 2)}</p></article>`) + foot));
other("front page that lists its articles as data", "/", html("The Ferry Post", WEBSITE + ld({ "@type": "ItemList",
  itemListElement: [0, 1, 2, 3].map((at) => ({ "@type": "ListItem", position: at, item: { "@type": "NewsArticle", headline: headline(at), datePublished: "2026-03-01" } })) }),
  menu(2) + cards(30, 1) + foot));
other("section page", "/politics", html("Politics | The Ferry Post", WEBSITE + ld({ "@type": "CollectionPage", name: "Politics" }),
  menu(2) + `<main><h1>Politics</h1>${cards(24, 2)}<a href="?page=2">Older</a></main>` + foot));
other("section page that calls itself an article", "/category/politics/", html("Politics Archives - The Ferry Post",
  metas({ "og:type": "article", "og:title": "Politics Archives" }) + ld({ "@graph": [{ "@type": "CollectionPage" }, { "@type": "BreadcrumbList" }, PAPER] }),
  menu(1) + `<main><h1>Category: Politics</h1>${many(12, (at) => `<article class="post">${card(at, 2)}<a href="${path(at)}">Continue reading</a></article>`)}</main>` + foot));
other("section page with a long lead", "/culture/theatre", html("Theatre", WEBSITE,
  menu(2) + `<div class="lead"><h2><a href="${path(5)}">${headline(5)}</a></h2><p>${text(4, 3)}</p></div>${cards(30, 1)}` + foot));
other("tag page", "/tag/ferries", html("ferries - The Ferry Post", WEBSITE, menu(1) + `<h1>#ferries</h1>${cards(20, 1)}` + foot));
other("topic page with an introduction", "/topic/energy", html("Energy | The Ferry Post", WEBSITE,
  menu(2) + `<h1>Energy</h1><p>${text(3, 4)}</p>${cards(24, 1)}` + foot));
other("author's page", "/author/ilse-varga", html("Ilse Varga, Author at The Ferry Post", metas({ "og:type": "profile" }) + ld({ "@type": "ProfilePage" }),
  menu(1) + `<h1>Ilse Varga</h1><p>${text(2, 3)}</p>${cards(18, 2)}` + foot));
other("archive of a day", "/archive/2026/03/14/", html("Archive: 14 March 2026", WEBSITE, menu(1) +
  `<h1>14 March 2026</h1><ul>${many(80, (at) => `<li><a href="${path(at)}">${headline(at)}</a></li>`)}</ul>` + foot));
other("search results of a paper", "/?s=ferry", html("You searched for ferry - The Ferry Post", metas({ robots: "noindex, follow" }) + ld({ "@type": ["CollectionPage", "SearchResultsPage"] }),
  menu(1) + `<h1>Search results for: ferry</h1>${cards(15, 2)}` + foot));
other("newsletters on offer", "/newsletters", html("Our newsletters", WEBSITE, menu(1) + `<h1>Newsletters</h1>` +
  many(14, (at) => `<div class="offer"><h3>${headline(at)}</h3><p>${sentence(at)}</p><label><input type="checkbox"> Sign up</label></div>`) + foot), { engine: false });
other("photo gallery", "/gallery/harbour-in-ice", html("The harbour in ice - in pictures", metas({ "og:type": "website" }) + ld({ "@type": "ImageGallery" }), menu(1) + "<h1>The harbour in ice</h1>" +
  many(24, (at) => `<figure><img src="/g/${at}.jpg" alt="Ice ${at}"><figcaption>${sentence(at)} Photo: Ferry Post</figcaption></figure>`) + foot));
other("video page", "/video/ice-in-the-harbour", html("Ice in the harbour | Video", metas({ "og:type": "video.other", "og:video": `${site}/v.mp4` }) + ld({ "@type": "VideoObject", name: "Ice" }),
  menu(1) + `<h1>Ice in the harbour</h1><video src="/v.mp4"></video><p>${text(3, 2)}</p><h2>More videos</h2>${cards(20)}` + foot));
other("podcast, its episodes", "/podcasts/tide-tables", html("Tide Tables, the podcast", WEBSITE + ld({ "@type": "PodcastSeries" }), menu(1) + "<h1>Tide Tables</h1>" +
  many(18, (at) => `<div class="episode"><h3><a href="/podcasts/${at}">${headline(at)}</a></h3><p>${text(at, 2)}</p><button>Play</button> 34 min</div>`) + foot));
other("weather", "/weather", html("Weather for the coast", WEBSITE, menu(1) + "<h1>Weather</h1><table>" +
  many(24, (at) => `<tr><td>${at}:00</td><td>${at - 4} °C</td><td>Wind ${at + 3} km/h</td><td>Light rain</td></tr>`) + `</table><p>${text(8, 2)}</p>` + foot));
other("scores", "/sport/scores", html("Results and tables", WEBSITE, menu(1) + "<h1>Results</h1><table>" +
  many(40, (at) => `<tr><td>Harbour SC</td><td>${at % 5}:${at % 3}</td><td>Upland United</td><td><a href="/match/${at}">Report</a></td></tr>`) + "</table>" + foot));
other("television guide", "/tv", html("What is on tonight", WEBSITE, menu(1) + "<h1>Tonight</h1>" +
  many(50, (at) => `<div class="slot"><time>${18 + (at % 6)}:15</time> <a href="/tv/${at}">${headline(at)}</a><p>${sentence(at)}</p></div>`) + foot));
other("share price", "/markets/quote/HRBR", html("Harbour Works share price", WEBSITE, menu(2) + "<h1>Harbour Works</h1><div>41.20 +0.6 %</div><table>" +
  many(30, (at) => `<tr><td>${at} March</td><td>${40 + at / 10}</td><td>${at * 1000}</td></tr>`) + `</table><h2>News</h2>${cards(10)}` + foot));
other("games page", "/games/crossword", html("Crossword", WEBSITE, menu(1) + "<h1>Crossword</h1><table>" + many(15, () => `<tr>${many(15, () => "<td><input maxlength=1></td>", "")}</tr>`) +
  `</table><ol>${many(30, (at) => `<li>${headline(at)} (${(at % 7) + 3})</li>`)}</ol>` + foot), { engine: false });
other("puzzled visitor: error 404", "/news/2019/gone", html("Page not found", WEBSITE, menu(2) + "<h1>Page not found</h1><p>The page you asked for is not here. It may have moved, or it never was. Try the search, or start from the front page.</p>" + foot));
other("bare error 500", "/news/some-long-article-name-about-ferries", html("500 Internal Server Error", "", "<center><h1>500 Internal Server Error</h1></center><hr><center>server</center>"));
other("contact page", "/contact", html("Contact us", WEBSITE, menu(1) + `<h1>Contact</h1><p>Write to us at Quay Street 4, or by telephone from nine to five on weekdays.</p>${many(12, (at) => `<p><b>Desk ${at}</b><br>desk${at}@ferrypost.example</p>`)}` + foot));
other("subscription offers", "/subscribe", html("Subscribe to The Ferry Post", WEBSITE, menu(1) + "<h1>Choose your subscription</h1>" +
  many(3, (at) => `<div class="plan"><h2>Plan ${at}</h2><p>€${at + 4}.90 a month</p><ul><li>All articles on web and app</li><li>Cancel at any time</li></ul><button>Choose</button></div>`) + foot));

// ---- walls ---------------------------------------------------------------------------------------------------------

other("login wall", "/login?return=/news/ferry-strike-enters-its-second-week", html("Log in", metas({ robots: "noindex" }),
  menu(1) + `<h1>Log in to read on</h1><form><label>E-mail <input type="email"></label><label>Password <input type="password"></label><button>Log in</button></form><p>No account yet? Registering takes a minute and costs nothing. You agree to our terms.</p>` + foot));
other("cookie wall", "/consent", html("Your privacy", "", `<div role="dialog"><h1>We value your privacy</h1><p>We and our 812 partners store or read information on a device, such as cookies, and process personal data, such as unique identifiers. With your permission we and our partners may use precise geolocation data.</p><p>You may click to consent to our and our partners' processing as described above. Alternatively you may refuse, or open more detailed information and change your preferences before consenting.</p><button>Accept all</button><button>Refuse</button><a href="/privacy">More</a></div>`));
other("shell of a page that scripts fill", "/app/reader", html("Loading…", "", `<div id="root"><div class="spinner"></div></div><noscript>You need to enable JavaScript to run this app.</noscript>`));
other("robot check", "/news/ferry-strike", html("Just a moment...", metas({ robots: "noindex,nofollow" }), `<h1>ferrypost.example</h1><p>Checking whether you are a person. This may take a few seconds.</p><p>The site needs to review the security of your connection before it goes on.</p>`));

// ---- shops and listings --------------------------------------------------------------------------------------------

const price = (/** @type {number} */ at) => `<span class="price">€${at + 7}.90</span>`;
other("shop, a category", "https://shop.kettles.example/kitchen/kettles", html("Kettles | Kettle Shop", WEBSITE, menu(4) + "<h1>Kettles</h1>" +
  many(36, (at) => `<div class="product"><a href="/p/${at}">Enamel kettle ${at}</a>${price(at)}<p>Holds ${at % 4} litres and fits every stove.</p><button>Add to cart</button></div>`) + foot));
other("product with a long description", "https://shop.kettles.example/enamel-kettle-two-litres-red", html("Enamel kettle, two litres, red",
  metas({ "og:type": "product", "product:price:amount": "34.90" }) + ld({ "@type": "Product", name: "Enamel kettle", offers: { "@type": "Offer", price: "34.90" } }),
  menu(2) + `<h1>Enamel kettle</h1>${price(27)}<button>Add to cart</button><div class="description">${prose(5, { from: 3 })}</div>` + foot));
other("product without claims, with reviews", "https://shop.kettles.example/p/8812", html("Kettle 8812", "", menu(2) + `<h1>Kettle 8812</h1>${price(12)}<form><input name="qty" value="1"><button>Add to basket</button></form>` +
  `<p>${text(5, 2)}</p><h2>Reviews</h2>${many(10, (at) => `<div class="review"><b>Buyer ${at}</b> ★★★★☆<p>${text(at * 2, 2)}</p></div>`)}` + foot));
other("cart", "https://shop.kettles.example/cart", html("Your cart", "", menu(1) + `<h1>Your cart</h1><table>${many(4, (at) => `<tr><td>Kettle ${at}</td><td><input value="1"></td><td>${price(at)}</td></tr>`)}</table><button>Check out</button>` + foot));
other("jobs, a list", "https://work.example/jobs?q=carpenter", html("Carpenter jobs", WEBSITE, menu(1) + "<h1>312 jobs for carpenters</h1>" +
  many(25, (at) => `<div class="job"><h2><a href="/jobs/${at}">Carpenter (m/f)</a></h2><div>Upland Timber, Castle Hill</div><p>${text(at, 2)}</p></div>`) + foot));
other("one job", "https://work.example/jobs/88123-carpenter-castle-hill", html("Carpenter, Castle Hill", ld({ "@type": "JobPosting", title: "Carpenter", datePosted: "2026-03-02" }), menu(1) +
  `<h1>Carpenter</h1>${prose(3, { from: 9 })}<ul>${many(6, (at) => `<li>${sentence(at)}</li>`)}</ul><button>Apply now</button>` + foot));
other("flats to let", "https://homes.example/to-let/castle-hill", html("To let in Castle Hill", WEBSITE, menu(1) + many(20, (at) =>
  `<div class="flat"><h2><a href="/flat/${at}">${at % 4 + 1} rooms, ${40 + at} m²</a></h2>${price(at * 40)}<p>${text(at, 2)}</p></div>`) + foot), { engine: false });
other("a recipe", "https://kitchen.example/recipes/plum-cake", html("Plum cake", metas({ "og:type": "website" }) + ld({ "@type": "Recipe", name: "Plum cake" }), menu(1) +
  `<h1>Plum cake</h1><p>${text(6, 2)}</p><h2>Ingredients</h2><ul>${many(9, (at) => `<li>${at * 50} g of something</li>`)}</ul><h2>Method</h2><ol>${many(7, (at) => `<li>${sentence(at)}</li>`)}</ol>` + foot));
other("events, a list", "https://town.example/events", html("What's on", WEBSITE, menu(1) + many(30, (at) =>
  `<div class="event"><time>${at + 1} May</time><h3><a href="/events/${at}">${headline(at)}</a></h3><p>${sentence(at)} ${sentence(at + 9)}</p></div>`) + foot));
other("one event", "https://town.example/events/lantern-parade", html("Lantern parade", ld({ "@type": "Event", name: "Lantern parade", startDate: "2026-05-01" }), menu(1) +
  `<h1>Lantern parade</h1><div>1 May, 20:00, Market Square</div>${prose(2)}<button>Buy tickets</button>` + foot));

// ---- applications --------------------------------------------------------------------------------------------------

const APP = metas({ "application-name": "Pigeon", robots: "noindex" });
const rail = `<div role="navigation">${many(12, (at) => `<div role="button" tabindex="0">Folder ${at}</div>`)}</div>`;
other("mail, the inbox", "https://mail.pigeon.example/mail/u/0/#inbox", html("Inbox (4)", APP, `<div id="app">${rail}<div role="main"><div role="toolbar"><button>Archive</button></div><table role="grid">` +
  many(60, (at) => `<tr role="row"><td role="gridcell"><input type="checkbox"></td><td>Marit ${at}</td><td><span>${headline(at)}</span> - <span>${sentence(at)}</span></td><td>${at}:12</td></tr>`) + "</table></div></div>"));
other("mail, a message", "https://mail.pigeon.example/mail/u/0/#inbox/FMfcgz", html("The hall on Saturday - Pigeon", APP, `<div id="app">${rail}<div role="main"><div role="toolbar"><button>Reply</button><button>Forward</button><button>Delete</button></div><h2>The hall on Saturday</h2>` +
  `<div role="listitem"><div dir="ltr">${many(6, (at) => `<div>${text(at * 3, 2)}</div><div><br></div>`)}</div></div><div role="textbox" contenteditable="true"></div></div></div>`), { engine: false });
other("chat", "https://chat.pigeon.example/c/4711", html("Choir (3)", APP, `<div id="app">${rail}<div role="log" aria-live="polite">` +
  many(80, (at) => `<div role="listitem"><b>Marit</b><div class="bubble"><span>${sentence(at)}</span></div><time>12:${10 + (at % 50)}</time></div>`) + `</div><div role="textbox" contenteditable="true"></div></div>`));
other("calendar", "https://calendar.pigeon.example/week", html("March 2026", APP, `<div id="app">${rail}<div role="grid">${many(5, () => `<div role="row">${many(7, (at) => `<div role="gridcell">${at + 1}<div role="button">Rehearsal, 19:00</div></div>`)}</div>`)}</div></div>`));
other("map", "https://maps.example/@54.3,10.1,12z", html("Map", APP, `<div id="map"><canvas></canvas><div role="application"></div></div><div class="panel"><input aria-label="Search the map"><button>Directions</button>${many(10, (at) => `<div role="article">${headline(at)}<div>4.${at} (12)</div></div>`)}</div>`));
other("dashboard", "https://stats.example/dashboard/main", html("Overview", APP, `<div id="app">${rail}<main>${many(12, (at) => `<section><h2>Figure ${at}</h2><svg></svg><div>${at * 131}</div></section>`)}</main></div>`));
other("document editor", "https://docs.pigeon.example/d/1aB/edit", html("Speech for Saturday", APP, `<div role="menubar">${many(9, (at) => `<div role="menuitem">Menu ${at}</div>`)}</div><div role="toolbar">${many(30, () => "<button></button>")}</div><div contenteditable="true" role="textbox">${prose(6)}</div>`), { engine: false });
other("translating service", "https://translate.example/", html("Translate", WEBSITE, `<div role="toolbar"><button>English</button><button>Danish</button></div><textarea></textarea><div class="result"><span>${text(0, 4)}</span></div>`));
other("code host, a folder with its read-me", "https://code.example/harbour/tides", html("harbour/tides: tide tables", metas({ "og:type": "object" }), menu(1) + `<table>${many(25, (at) => `<tr><td><a href="/f/${at}">src/file${at}.c</a></td><td><a href="/c/${at}">Fix reading</a></td><td>last year</td></tr>`)}</table>` +
  `<div class="markdown"><h1>tides</h1><p>${text(0, 2)}</p><pre><code>tides --port 4</code></pre><h2>Building</h2><p>${text(4, 2)}</p><pre><code>make all</code></pre></div>`), { engine: false });
other("list of files", "https://files.example/pub/", html("Index of /pub", "", `<h1>Index of /pub</h1><pre>${many(60, (at) => `<a href="f${at}.gz">f${at}.gz</a>   2026-03-01 10:00  ${at}K`)}</pre>`));

// ---- people among themselves ---------------------------------------------------------------------------------------

const post = (/** @type {number} */ at, paragraphs = 1) =>
  `<div class="post"><div class="user"><a href="/u/${at}">rider${at}</a> Posts: ${at * 31}</div><div class="message">${prose(paragraphs, { from: at * 2, sentences: 2 })}</div><a href="#reply">Quote</a></div>`;
other("forum, its boards", "https://forum.wheels.example/", html("Wheels Forum", "", menu(1) + `<table>${many(30, (at) => `<tr><td><a href="/b/${at}">${headline(at)}</a><br>${sentence(at)}</td><td>${at * 7}</td></tr>`)}</table>` + foot));
other("forum, a thread", "https://forum.wheels.example/viewtopic.php?t=8812", html("Which chain oil for winter? - Wheels Forum", "", menu(1) + `<h2>Which chain oil for winter?</h2>${many(25, (at) => post(at))}` + foot));
other("forum, a thread with data", "https://forum.wheels.example/threads/chain-oil.8812/", html("Which chain oil for winter?", metas({ "og:type": "website" }) + ld({ "@type": "DiscussionForumPosting", headline: "Oil", datePublished: "2026-02-01" }), menu(1) + many(20, (at) => post(at, 2)) + foot));
other("a question and its answers", "https://ask.example/questions/8812/why-does-my-chain-squeak", html("Why does my chain squeak?", metas({ "og:type": "website" }) + ld({ "@type": "QAPage" }), menu(1) +
  `<h1>Why does my chain squeak?</h1>${prose(2)}<pre><code>squeak</code></pre>${many(6, (at) => post(at, 2))}` + foot));
other("social network, the feed", "https://social.example/home", html("Home", APP, `<div id="root">${rail}<main>${many(30, (at) => `<article><div>Marit @marit</div><div dir="auto"><span>${text(at, 2)}</span></div><button>Like</button><button>Reply</button></article>`)}</main></div>`), { engine: false });
other("social network, one person", "https://social.example/marit", html("Marit (@marit)", metas({ "og:type": "profile" }), `<div id="root">${rail}<main><h1>Marit</h1><p>${sentence(3)}</p>${many(20, (at) => `<article><div dir="auto"><span>${sentence(at)}</span></div><button>Like</button></article>`)}</main></div>`), { engine: false });
other("videos, a portal", "https://videos.example/watch?v=abc123", html("Ice in the harbour", metas({ "og:type": "video.other" }), `<div id="player"><video></video></div><h1>Ice in the harbour</h1><div class="text">${text(0, 3)}</div>` +
  many(20, (at) => `<div class="comment"><b>viewer${at}</b><div>${sentence(at)}</div></div>`) + cards(20)));

// ---- reference -----------------------------------------------------------------------------------------------------

other("documentation, the index", "https://docs.tides.example/", html("Tides documentation", metas({ generator: "Docusaurus v3" }), menu(1) + `<h1>Documentation</h1><p>${text(0, 2)}</p><ul>${many(40, (at) => `<li><a href="/guide/${at}">Chapter ${at}: ${headline(at)}</a></li>`)}</ul>` + foot));
other("documentation, a chapter", "https://docs.tides.example/guide/reading-tables", html("Reading tables | Tides documentation", metas({ "og:type": "website" }), `<nav>${many(60, (at) => `<a href="/guide/${at}">Chapter ${at}</a>`)}</nav><main><h1>Reading tables</h1>` +
  many(6, (at) => `<h2>Step ${at}</h2><p>${text(at, 2)}</p><pre><code>tides read --table ${at}</code></pre>`) + "</main>"), { engine: false });
other("reference of an interface", "https://tides.example/api/reference/table", html("Table - API reference", "", menu(1) + "<h1>Table</h1>" +
  many(30, (at) => `<h3><code>read${at}(port: string)</code></h3><p>${sentence(at)}</p><pre><code>table.read${at}("north")</code></pre>`) + foot), { engine: false });
other("wiki, the main page", "https://wiki.coast.example/wiki/Main_Page", html("Coast Wiki", metas({ "og:type": "website" }), menu(2) + `<h1>Welcome to the Coast Wiki</h1><div class="box"><h2>Article of the day</h2><p>${text(0, 3)}</p></div><div class="box"><h2>In the news</h2><ul>${many(6, (at) => `<li>${sentence(at)} <a href="/wiki/${at}">more</a></li>`)}</ul></div><div class="box"><h2>Did you know</h2><ul>${many(6, (at) => `<li>… that <a href="/wiki/d${at}">${headline(at)}</a>?</li>`)}</ul></div>${cards(10)}` + foot));
other("dictionary entry", "https://words.example/define/ferry", html("ferry: meaning", metas({ "og:type": "website" }) + ld({ "@type": "DefinedTerm" }), menu(1) + `<h1>ferry</h1><ol>${many(5, (at) => `<li>a boat or ship for carrying people, sense ${at}<ul><li>${sentence(at)}</li></ul></li>`)}</ol>` + foot));
other("frequent questions", "https://shop.kettles.example/help/faq", html("Frequently asked questions", ld({ "@type": "FAQPage" }), menu(1) + "<h1>Frequently asked questions</h1>" + many(12, (at) => `<h3>${headline(at)}?</h3><p>${text(at, 2)}</p>`) + foot), { engine: false });
other("privacy policy", "/privacy-policy", html("Privacy policy - The Ferry Post", WEBSITE, menu(1) + `<h1>Privacy policy</h1>${many(8, (at) => `<h2>${at + 1}. Data</h2>${prose(2, { from: at })}`)}` + foot), { engine: false });
other("terms of use", "/legal/terms", html("Terms and conditions", "", menu(1) + `<h1>Terms and conditions</h1><ol>${many(20, (at) => `<li><p>${text(at, 2)}</p></li>`)}</ol>` + foot), { engine: false });
other("about us", "/about-us", html("About us - The Ferry Post", WEBSITE + ld({ "@type": "AboutPage" }), menu(1) + `<h1>About us</h1>${prose(5, { from: 2 })}` + foot), { engine: false });
