/**
 * What the reader called fine: names, which can be taken back one by one, and pages, of which only the number is known.
 */

import { exportFine, forgetPages, markName, watchFine } from "../lib/fine.js";
import { plural, t } from "../lib/i18n.js";
import { byId, row, tell } from "./page.js";

const list = byId("names");

watchFine(() => drawFine());
byId("forget-pages").addEventListener("click", () => {
  forgetPages().then(
    () => {
      tell(t("fine_forgotten"));
      byId("pages-heading").focus(); // the button has gone
    },
    () => tell(t("options_not_saved")),
  );
});

export async function drawFine() {
  const { names, pages } = await exportFine();
  byId("no-names").hidden = names.length > 0;
  list.replaceChildren(...[...names].sort((a, b) => a.localeCompare(b)).map(drawName));
  byId("fine-pages").textContent = plural("fine_pages_known", pages.length);
  byId("forget-pages").hidden = pages.length === 0;
}

/** @param {string} name @param {number} index */
function drawName(name, index) {
  return row(`fine-name-${index}`, name, null, [
    {
      action: "remove",
      label: t("feed_remove"),
      run: () => {
        markName(name, false).then(
          () => {
            tell(t("fine_taken_back", name));
            byId("names-heading").focus();
          },
          () => tell(t("options_not_saved")),
        );
      },
    },
  ]);
}
