// What waits is sent when the network is back: told by the browser, noticed on a visit, or tried now and then. No background
// sync, which half of the browsers lack. Two tabs may both try; the number of the form makes that harmless.

import { person } from "../device.js";
import { ask, posted, show } from "./cards.js";
import { drop, put, waiting } from "./store.js";
import { send } from "./send.js";

const DAY = 86_400_000;
const OWNED = 60_000; // a form that a tab is sending now is that tab's, unless it died
const AGAIN = new Set(["signed-out", "expired", "gone"]); // what a new page, or signing in again, may have mended
const token = () => document.querySelector("#act [name=csrfmiddlewaretoken]")?.value;

let busy = false;
let timer;
let pause = 10_000;

export async function deliver() {
  clearTimeout(timer);
  if (busy || !person || !token() || navigator.onLine === false) return;
  busy = true;
  for (const item of waiting()) if (!item.asks && Date.now() - (item.sending || 0) > OWNED) await one(item);
  busy = false;
  show(deeds);
  if (waiting().some((item) => !item.asks)) {
    timer = setTimeout(deliver, pause);
    pause = Math.min(pause * 2, 600_000);
  }
}

async function one(item) {
  if (Date.now() - item.at > DAY) {
    ask(item, "old");
    return;
  }
  const { became, url, why, reason } = await send(item, token());
  if (became === "posted") {
    drop(item);
    posted(item, url);
  } else if (became === "waits") put({ ...item, sending: 0, tries: (item.tries || 0) + 1 });
  else ask({ ...item, tries: (item.tries || 0) + 1 }, became === "look" ? "look" : why, reason);
}

function formOf(item) {
  return [...document.querySelectorAll("form[data-waits]")].find((form) => form.getAttribute("action") === item.action);
}

// Back into the form it came from, under the number it had: what arrived after all is then changed, and not doubled.
function writeOn(item) {
  const form = formOf(item);
  if (!form) {
    try {
      sessionStorage.setItem("write-on", item.number);
    } catch { /* then one presses once more there */ }
    location.assign(item.page);
    return;
  }
  for (const [name, value] of item.fields) {
    const field = form.elements[name];
    if (field && name !== "csrfmiddlewaretoken") field.value = value;
  }
  form.dataset.number = item.number;
  drop(item);
  show(deeds);
  form.querySelector("textarea[name=body]").focus();
  form.dispatchEvent(new Event("input", { bubbles: true }));
}

// The server's draft of the same words stands in the form, and they already wait above it.
function emptied(form, item) {
  const text = form?.elements.body;
  const words = item.fields.find(([name]) => name === "body")?.[1];
  if (text && text.value.trim() === words?.trim()) text.value = "";
}

const deeds = {
  now: (item) => {
    put({ ...item, asks: "", reason: "", at: Date.now(), sending: 0 });
    deliver();
  },
  on: writeOn,
  away: (item) => {
    drop(item);
    show(deeds);
  },
};

export const refresh = () => show(deeds);

if (person) {
  for (const item of waiting()) if (AGAIN.has(item.asks) && (item.tries || 0) < 3) put({ ...item, asks: "", reason: "" });
  const meant = sessionStorage.getItem("write-on");
  const item = meant && waiting().find((one) => one.number === meant && formOf(one));
  sessionStorage.removeItem("write-on");
  if (item) writeOn(item);
  for (const one of waiting()) emptied(formOf(one), one);
  show(deeds);
  deliver();
  addEventListener("online", () => {
    pause = 10_000;
    deliver();
  });
  addEventListener("storage", () => show(deeds));
  document.addEventListener("visibilitychange", () => document.hidden || deliver());
}
