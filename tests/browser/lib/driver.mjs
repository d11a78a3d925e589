/**
 * What the tests may do with a browser, the same in Chromium and Firefox. Types only.
 *
 * A function given to `evaluate` or `inExtension` is sent as its source: it sees its arguments and the page, and
 * nothing of the test around it. Arguments and answers are JSON values.
 *
 * @typedef {<A extends unknown[], R>(fn: (...args: A) => R | Promise<R>, ...args: A) => Promise<R>} Evaluate
 *
 * @typedef {import('puppeteer-core').KeyInput} Key
 *
 * @typedef {object} Driver
 * @property {'chromium' | 'firefox'} name
 * @property {(url: string) => Promise<Tab>} open opens a tab and waits until the page is loaded
 * @property {() => Promise<Tab>} openInternal opens one of the browser's own pages
 * @property {(tab: Tab) => Promise<Popup>} click clicks the toolbar button on that tab: the real popup opens
 * @property {() => Promise<Popup>} options the options page, as soon as it stands open in a tab
 * @property {() => Promise<Popup>} welcome the first run page, as soon as it stands open in a tab
 * @property {(host: string) => Promise<void>} allow makes the browser say yes when the extension asks for this host. Chromium's
 *   prompt cannot be driven without a screen, so there the host is granted before; Firefox answers without asking
 * @property {() => Promise<void>} allowAll grants all hosts, as the reader can in the browser's own settings
 * @property {() => Promise<Popup>} panel the side panel (Firefox: the sidebar), as soon as it stands open
 * @property {(tab: Tab) => Promise<void>} checkSelection chooses "Check selected text" in the tab's context menu. Firefox's menu is
 *   the real one; Chromium's cannot be driven without a screen, so there the extension is told that it was chosen
 * @property {() => Promise<Popup>} comparison the page of a comparison, as soon as it stands open in a tab
 * @property {(tab: Tab) => Promise<number>} tabId the number extensions know the tab by; closes the popup of another tab
 * @property {Evaluate} inExtension runs a function in a page of the extension other than the popup
 * @property {() => Promise<void>} killBackground ends the service worker (Firefox: the event page) as the browser does when idle
 * @property {() => Promise<boolean>} backgroundRuns
 * @property {() => Promise<void>} [restart] ends the browser and starts it again with the same profile; Firefox forgets an extension
 *   that is not signed
 * @property {() => Promise<void>} update loads the extension anew from its folder, in which another version lies by now
 * @property {() => Promise<void>} close ends the browser and removes its profile
 *
 * @typedef {object} Tab
 * @property {(url: string) => Promise<void>} goto
 * @property {() => Promise<void>} back
 * @property {string[]} complaints errors in the page's console, and exceptions nobody caught
 * @property {Evaluate} evaluate in the page's own world
 * @property {(source: string) => Promise<void>} inject runs a script, whatever the page's policy says of scripts
 * @property {(scheme: "light" | "dark") => Promise<void>} prefer what the reader's system prefers
 * @property {() => Promise<Buffer>} screenshot PNG of what is seen; closes the popup
 * @property {(key: Key) => Promise<void>} press
 * @property {(x: number, y: number) => Promise<void>} pointTo moves the pointer there; closes the popup
 * @property {(x: number, y: number) => Promise<void>} clickAt clicks there; closes the popup
 * @property {(width: number, height: number) => Promise<void>} resize
 * @property {() => Promise<void>} close
 *
 * @typedef {object} Popup the popup, or another page of the extension
 * @property {Evaluate} evaluate
 * @property {(source: string) => Promise<void>} inject runs a script in the popup, whatever its policy says of scripts
 * @property {(key: Key, options?: { shift?: boolean }) => Promise<void>} press
 * @property {(scheme: "light" | "dark") => Promise<void>} prefer what the reader's system prefers
 * @property {(width: number, height: number) => Promise<void>} resize where it stands in a tab
 * @property {() => Promise<Buffer>} screenshot
 * @property {() => Promise<boolean>} isOpen
 * @property {() => Promise<void>} close
 */

export {};
