// data-waits="what this is" on a form: it is kept on the device before it is sent, and waits there when the network fails.

import { person } from "../device.js";
import { deliver, refresh } from "./deliver.js";
import { drop, newNumber, put } from "./store.js";
import { send } from "./send.js";

const SLOW = 5_000;
const place = document.querySelector("#waiting");

document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!form.matches("[data-waits]") || event.defaultPrevented || !person || !place) return;
  form.dataset.number ||= newNumber();
  const item = taken(form);
  if (!put(item)) return; // a browser that keeps nothing sends it as it always did
  event.preventDefault();
  const label = busy(event.submitter ?? form.querySelector(".button.primary"), form.dataset.saySending);
  const slow = setTimeout(say, SLOW, form, form.dataset.saySlow);
  const outcome = await send(item, form.elements.csrfmiddlewaretoken.value);
  clearTimeout(slow);
  if (outcome.became !== "posted") label();
  BECAME[outcome.became](form, item, outcome);
});

const BECAME = {
  posted(form, item, { url }) {
    drop(item);
    form.dispatchEvent(new CustomEvent("house:posted", { bubbles: true }));
    const here = location.pathname + location.search;
    location.assign(url);
    if (new URL(url, location.href).pathname + new URL(url, location.href).search === here) location.reload();
  },
  waits(form, item) {
    put({ ...item, sending: 0, tries: 1 });
    form.dispatchEvent(new CustomEvent("house:posted", { bubbles: true }));
    delete form.dataset.number;
    for (const field of form.querySelectorAll("textarea")) field.value = "";
    answered(form, "");
    refresh();
    place.focus();
    setTimeout(deliver, 10_000);
  },
  asks(form, item, { why, reason }) {
    drop(item);
    answered(form, reason || place.dataset[{ gone: "sayGone", expired: "sayExpired", "signed-out": "saySignedOut" }[why]]);
    form.dispatchEvent(new Event("input", { bubbles: true })); // the draft is kept once more
  },
  look(form, item) {
    drop(item);
    const number = form.appendChild(document.createElement("input"));
    Object.assign(number, { type: "hidden", name: "form_number", value: item.number });
    form.submit();
  },
};

function taken(form) {
  const fields = [...new FormData(form)].filter(([name, value]) => name !== "csrfmiddlewaretoken" && typeof value === "string");
  return {
    number: form.dataset.number,
    action: form.getAttribute("action"),
    page: location.pathname + location.search,
    place: form.dataset.waits,
    fields,
    at: Date.now(),
    sending: Date.now(),
  };
}

// The button says what it does meanwhile, as wide as it was; gives back the deed that undoes this.
function busy(button, words) {
  const before = button.textContent;
  button.style.minInlineSize = `${button.offsetWidth}px`;
  button.textContent = words;
  return () => { button.textContent = before; };
}

function answered(form, words) {
  form.dispatchEvent(new CustomEvent("house:answered", { bubbles: true }));
  say(form, words);
}

function say(form, words) {
  const status = form.querySelector("[data-editor-status]");
  if (status) status.textContent = words || "";
}
