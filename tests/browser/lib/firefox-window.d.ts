/** What functions sent to Firefox's own window find there. Firefox publishes no types of it. */
declare const ChromeUtils: any;
declare const Cc: any;
declare const Ci: any;
declare const Services: any;
declare const gBrowser: any;
