// "Really end it?"

import { element } from "/lib/dom.js";
import { common } from "/texts/common.js";
import { widget as texts } from "/texts/widget.js";

/** Asks; the promise is true for yes. The focus goes back to where it was. */
export function askToLeave() {
  return new Promise((resolve) => {
    const answer = (value, label, style) =>
      element("button", { value, class: `button ${style}`, "data-test": `leave-${value}` }, label);
    const dialog = element("dialog", { "aria-labelledby": "leave-title", "data-test": "leave-dialog" },
      element("form", { method: "dialog" },
        element("h2", { id: "leave-title" }, texts.leave.heading),
        element("p", {}, texts.leave.explanation),
        element("div", { class: "actions" },
          answer("no", common.no, ""), answer("yes", common.yes, "primary"))));
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(dialog.returnValue === "yes");
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}
