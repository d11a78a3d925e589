/**
 * How sure the engine must be before it speaks. Each choice says what was measured of it: how many honest articles it would call
 * garbled, and how many garbled copies it finds. The figures are the engine's.
 */

import { el } from "../lib/el.js";
import { percent, t } from "../lib/i18n.js";
import { SENSITIVITIES } from "../lib/settings.js";
import { byId, cards, pair } from "./page.js";
import { change, follow } from "./state.js";

/** @import { SensitivityInfo } from "../lib/types.js" */

/** @param {readonly SensitivityInfo[]} measured none where the engine could not be asked */
export function startSensitivity(measured) {
  const choices = SENSITIVITIES.map((id) => {
    const figures = measured.find((one) => one.id === id);
    return { id, title: t(`sensitivity_name_${id}`), body: [el("p", {}, t(`sensitivity_text_${id}`)), figures && drawFigures(figures)] };
  });
  const mark = cards(byId("sensitivities"), choices, (sensitivity) => change(() => ({ sensitivity })));
  follow(({ sensitivity }) => mark(sensitivity));
}

/** @param {SensitivityInfo} measured */
function drawFigures({ honest, honest_likely, honest_some, copies, copies_likely, copies_some }) {
  return el(
    "dl",
    { class: "figures" },
    pair(t("sensitivity_honest_likely"), perThousand(honest_likely, honest)),
    pair(t("sensitivity_honest_some"), perThousand(honest_some, honest)),
    pair(t("sensitivity_copies_likely"), percent(copies_likely / copies)),
    pair(t("sensitivity_copies_some"), percent(copies_some / copies)),
  );
}

/** @param {number} some @param {number} all */
function perThousand(some, all) {
  const rate = (1000 * some) / all;
  return some === 0 ? t("sensitivity_none", all) : rate < 1 ? t("sensitivity_under_one") : t("sensitivity_per_thousand", Math.round(rate));
}
