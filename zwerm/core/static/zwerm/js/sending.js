// A form is sent once, however often one presses; it can be sent again when the answer stays away or one comes back.

import { say } from "./said.js";

const LONG = 15_000;

function release(form) {
  delete form.dataset.sending;
  for (const button of form.querySelectorAll("[aria-busy]")) button.removeAttribute("aria-busy");
  document.querySelectorAll(`[form="${CSS.escape(form.id)}"][aria-busy]`).forEach((button) => button.removeAttribute("aria-busy"));
}

// Without network the browser would put a page of its own in the place of ours, and of what was filled in.
function sayOffline() {
  const words = document.querySelector("#waiting")?.dataset.sayOffline;
  const place = document.querySelector("#messages");
  if (!words || !place) return false;
  const line = document.createElement("p");
  line.textContent = words;
  const notice = document.createElement("div");
  notice.className = "notice stop";
  notice.append(line);
  place.replaceChildren(notice);
  place.scrollIntoView({ block: "nearest" });
  say(words);
  return true;
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method === "dialog" || form.method === "get") return;
  if ("sending" in form.dataset) {
    event.preventDefault();
    event.stopImmediatePropagation();
    return;
  }
  if (navigator.onLine === false && !("waits" in form.dataset) && sayOffline()) {
    event.preventDefault();
    event.stopImmediatePropagation();
    form.dispatchEvent(new CustomEvent("house:answered", { bubbles: true }));
    return;
  }
  form.dataset.sending = "";
  event.submitter?.setAttribute("aria-busy", "true");
  setTimeout(release, LONG, form);
});

document.addEventListener("house:answered", (event) => release(event.target));
addEventListener("pageshow", () => document.querySelectorAll("form[data-sending]").forEach(release));
