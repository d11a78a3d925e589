/**
 * Publishers in English whose feeds the reader can choose by name: country, name, host of the publication, address of the feed.
 * Facts only; where each row comes from is said in data/PROVENANCE.md. Sorted by country and name. Being here is no praise, and
 * nothing is read of anyone whom the reader did not choose.
 *
 * @type {readonly (readonly [country: string, name: string, host: string, feed: string])[]}
 */
export const PUBLISHERS = [
  ["AU", "Nine News", "nine.com.au", "https://www.nine.com.au/rss/feed.xml"],
  ["AU", "The West Australian", "thewest.com.au", "https://thewest.com.au/rss"],
  ["BE", "Politico Europe", "politico.eu", "https://www.politico.eu/feed/"],
  ["CA", "CBC News", "cbc.ca", "https://www.cbc.ca/webfeed/rss/rss-topstories"],
  ["CA", "Financial Post", "financialpost.com", "https://financialpost.com/feed"],
  ["CA", "National Post", "nationalpost.com", "https://nationalpost.com/feed"],
  ["CA", "The Province", "theprovince.com", "https://theprovince.com/feed"],
  ["DE", "Correctiv", "correctiv.org", "https://correctiv.org/en/feed/"],
  ["DE", "Der Spiegel International", "spiegel.de", "https://www.spiegel.de/international/index.rss"],
  ["DE", "Deutsche Welle", "dw.com", "https://rss.dw.com/xml/rss-en-all"],
  ["FR", "Euronews", "euronews.com", "https://www.euronews.com/rss"],
  ["FR", "France 24", "france24.com", "https://www.france24.com/en/rss"],
  ["GB", "BBC News", "bbc.co.uk", "https://feeds.bbci.co.uk/news/rss.xml"],
  ["GB", "BBC News: World", "bbc.co.uk", "https://feeds.bbci.co.uk/news/world/rss.xml"],
  ["GB", "Evening Standard", "standard.co.uk", "https://www.standard.co.uk/rss"],
  ["GB", "Nature", "nature.com", "https://www.nature.com/nature.rss"],
  ["GB", "Sky News", "news.sky.com", "https://feeds.skynews.com/feeds/rss/home.xml"],
  ["GB", "The Guardian", "theguardian.com", "https://www.theguardian.com/uk/rss"],
  ["GB", "The Guardian: World", "theguardian.com", "https://www.theguardian.com/world/rss"],
  ["HK", "South China Morning Post", "scmp.com", "https://www.scmp.com/rss/91/feed"],
  ["IN", "Times of India", "timesofindia.indiatimes.com", "https://timesofindia.indiatimes.com/rssfeedstopstories.cms"],
  ["MY", "Malay Mail", "malaymail.com", "https://www.malaymail.com/feed/rss/"],
  ["NA", "The Namibian", "namibian.com.na", "https://www.namibian.com.na/feed/"],
  ["QA", "Al Jazeera", "aljazeera.com", "https://www.aljazeera.com/xml/rss/all.xml"],
  ["US", "Foreign Policy", "foreignpolicy.com", "https://foreignpolicy.com/feed/"],
  ["US", "Fox News", "foxnews.com", "https://moxie.foxnews.com/google-publisher/latest.xml"],
  ["US", "NPR", "npr.org", "https://feeds.npr.org/1001/rss.xml"],
  ["US", "PBS NewsHour", "pbs.org", "https://www.pbs.org/newshour/feeds/rss/headlines"],
  ["US", "ProPublica", "propublica.org", "https://www.propublica.org/feeds/propublica/main"],
  ["US", "Rest of World", "restofworld.org", "https://restofworld.org/feed/latest/"],
  ["US", "The Diplomat", "thediplomat.com", "https://thediplomat.com/feed/"],
  ["US", "The Hill", "thehill.com", "https://thehill.com/news/feed/"],
  ["US", "The Intercept", "theintercept.com", "https://theintercept.com/feed/?lang=en"],
  ["US", "The New York Times: World", "nytimes.com", "https://rss.nytimes.com/services/xml/rss/nyt/World.xml"],
  ["US", "The Washington Post: World", "washingtonpost.com", "https://feeds.washingtonpost.com/rss/world"],
  ["US", "The Washington Times", "washingtontimes.com", "https://www.washingtontimes.com/rss/headlines/news/politics/"],
  ["US", "Wired", "wired.com", "https://www.wired.com/feed/rss"],
  ["ZA", "TimesLIVE", "timeslive.co.za", "https://www.timeslive.co.za/arc/outboundfeeds/google-news-feed/"],
];
