// data-sign-out on a button or form: nothing that one wrote stays on the device; what still waits is asked about first.

import { hush } from "../device.js";
import { clear, drafts, waiting } from "./store.js";

const dialog = document.querySelector("#signing-out");
let agreed = false;

document.addEventListener("submit", (event) => {
  const leaving = event.submitter?.matches("[data-sign-out]") || event.target.matches("[data-sign-out]");
  if (!leaving || event.defaultPrevented) return;
  if (!agreed && dialog && (waiting().length || drafts().length)) {
    event.preventDefault();
    event.stopImmediatePropagation();
    ask(event.target, event.submitter);
    return;
  }
  clear();
  hush();
}, true);

function ask(form, submitter) {
  dialog.querySelector("[data-agree]").onclick = () => {
    agreed = true;
    dialog.close();
    form.requestSubmit(submitter);
  };
  dialog.showModal();
}
