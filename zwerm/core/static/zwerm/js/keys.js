// Keys: an element says its own, data-key="r" or "g h". j and k walk the data-item elements. ? shows the help, where single keys can
// be switched off for this device: who dictates, or whose hands tremble, would press them without wanting to (WCAG 2.1.4).

import { keep, kept } from "./device.js";

const PATIENCE = 1200;
let before = "";
let timer;

const writing = (target) => target.closest("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable], dialog[open], [role=listbox]");
const items = () => [...document.querySelectorAll("[data-item]")].filter((item) => item.offsetParent);
const here = () => document.activeElement?.closest("[data-item]");

function walk(step) {
  const all = items();
  if (!all.length) return;
  const at = all.indexOf(here());
  const from = at >= 0 ? at : all.findIndex((item) => item.getBoundingClientRect().bottom > 80) - (step > 0 ? 1 : 0);
  const next = all[Math.max(0, Math.min(all.length - 1, from + step))];
  const target = next.querySelector(".line-title a") || next;
  if (target === next) next.tabIndex = -1;
  target.focus({ preventScroll: true });
  next.scrollIntoView({ block: next.offsetHeight > innerHeight / 2 ? "start" : "nearest" });
}

function press(key) {
  const within = here()?.querySelector(`[data-key="${CSS.escape(key)}"]`);
  const said = `[data-key="${CSS.escape(key)}"]`;
  const element = within || document.querySelector(`main ${said}`) || document.querySelector(said);
  if (!element) return false;
  if (element.matches("input, textarea")) element.offsetParent ? element.focus() : element.form.submit();
  else element.click();
  return true;
}

const help = document.querySelector("#key-help");
const choice = help?.querySelector("[data-single-keys]");
const off = () => kept("single-keys") === "off";

if (choice) {
  choice.checked = !off();
  choice.addEventListener("change", () => keep("single-keys", choice.checked ? "" : "off"));
}

// The help is found without keys too, in the foot of a page that has it.
const opener = document.querySelector("[data-key-help]");
if (opener && help) {
  opener.hidden = false;
  opener.addEventListener("click", () => help.showModal());
}

document.addEventListener("keydown", (event) => {
  if (off() || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || writing(event.target)) return;
  const keys = before ? `${before} ${event.key}` : event.key;
  before = "";
  clearTimeout(timer);
  if (keys === "?") help?.showModal();
  else if (keys === "j") walk(1);
  else if (keys === "k") walk(-1);
  else if (!press(keys)) {
    if (event.key === "g") {
      before = "g";
      timer = setTimeout(() => { before = ""; }, PATIENCE);
    }
    return;
  }
  event.preventDefault();
});
