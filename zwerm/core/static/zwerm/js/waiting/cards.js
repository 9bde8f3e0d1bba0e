// What waits, shown where one is: which words, for where, why they wait, and what one can do.

import { put, waiting } from "./store.js";

const place = document.querySelector("#waiting");
const card = document.querySelector("#waiting-card");
const DEEDS = { now: "[data-now]", on: "[data-on]", away: "[data-away]" };

export function show(deeds, others = []) {
  if (!place) return;
  const items = [...waiting().filter((item) => !item.sending), ...others];
  const list = place.querySelector("[data-cards]");
  const before = document.activeElement?.closest?.("[data-number]")?.dataset.number;
  list.replaceChildren(...items.map((item) => drawn(item, deeds)));
  place.hidden = !items.length && !place.querySelector("[data-posted]").childElementCount;
  if (before && !list.querySelector(`[data-number="${before}"]`)) place.focus(); // the focus does not fall off the page
}

function drawn(item, deeds) {
  const one = card.content.firstElementChild.cloneNode(true);
  one.dataset.number = item.number;
  one.querySelector("[data-why]").textContent = item.reason || place.dataset[why(item)];
  const link = one.querySelector("[data-where]");
  link.textContent = item.place;
  link.href = item.page;
  const words = item.fields.filter(([name]) => name === "title" || name === "body").map(([, value]) => value);
  one.querySelector("[data-words]").textContent = words.filter(Boolean).join("\n\n");
  for (const [deed, selector] of Object.entries(DEEDS)) {
    const button = one.querySelector(selector);
    if (deeds[deed]) button.addEventListener("click", () => deeds[deed](item));
    else button.hidden = true;
  }
  return one;
}

function why(item) {
  return { old: "sayOld", gone: "sayGone", "signed-out": "saySignedOut", expired: "sayExpired", look: "sayLook", draft: "sayDraft" }[item.asks] || "sayWaits";
}

// Said once, in the place that is read aloud: what waited is there now.
export function posted(item, url) {
  const box = place?.querySelector("[data-posted]");
  if (!box) return;
  const line = document.createElement("p");
  const link = document.createElement("a");
  link.href = url;
  link.textContent = item.place;
  line.append(`${place.dataset.sayPosted} `, link);
  box.append(line);
  place.hidden = false;
}

export function ask(item, why, reason = "") {
  put({ ...item, asks: why, reason, sending: 0 });
}
