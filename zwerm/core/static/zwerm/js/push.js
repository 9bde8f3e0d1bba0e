// data-push: notices on this device. Nothing is asked of anybody before they press the button; a page without script says so itself.
// Once a day a device on which notices come tells that it is still there: browsers change the address at which they are reached.

import { keep, kept, person } from "./device.js";

const NAME = "push";
const today = () => `${person} ${new Date().toDateString()}`;
const able = "serviceWorker" in navigator && "PushManager" in window && "Notification" in window;

export const isDue = () => Boolean(person && kept(NAME) && kept(NAME) !== today());

async function worker() {
  await navigator.serviceWorker.register("/sw.js", { updateViaCache: "all" });
  return navigator.serviceWorker.ready;
}

async function own() {
  return able ? (await navigator.serviceWorker.getRegistration())?.pushManager.getSubscription() : null;
}

export async function keepUp() {
  const subscription = await own();
  if (!subscription) return keep(NAME, "");
  const mine = kept(NAME).startsWith(`${person} `);
  if (mine) {
    const { endpoint, keys } = subscription.toJSON();
    const answer = await fetch("/device/", { method: "POST", body: new URLSearchParams({ old: endpoint, endpoint, ...keys }) });
    if (answer.ok) return keep(NAME, today());
    if (answer.status !== 404) return; // another day
  }
  await subscription.unsubscribe(); // it was stopped elsewhere, or was of who was here before
  keep(NAME, "");
}

// What stands here is one of these: the button, or why there is none.
function say(part, what) {
  for (const one of part.querySelectorAll("[data-push-says]")) one.hidden = one.dataset.pushSays !== what;
}

function hindrance() {
  if (navigator.standalone === false && !able) return "install"; // only Safari on iPhone and iPad has the word
  if (!able) return "unable";
  return Notification.permission === "denied" ? "denied" : "";
}

async function subscribe(key) {
  const { pushManager } = await worker();
  const there = await pushManager.getSubscription();
  await there?.unsubscribe(); // it may be sealed by another key
  return pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: bytes(key) });
}

function bytes(text) {
  const plain = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(plain, (sign) => sign.charCodeAt(0));
}

async function turnOn(part, form) {
  if ((await Notification.requestPermission()) !== "granted") return say(part, hindrance() || "ready");
  try {
    const { endpoint, keys } = (await subscribe(part.dataset.push)).toJSON();
    Object.entries({ endpoint, ...keys }).forEach(([name, value]) => { form.elements[name].value = value; });
  } catch {
    return say(part, "failed");
  }
  keep(NAME, today());
  form.requestSubmit();
}

async function digest(text) {
  const made = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return [...new Uint8Array(made)].map((byte) => byte.toString(16).padStart(2, "0")).join("").slice(0, 16);
}

export async function attach(part) {
  const form = part.querySelector("form");
  form.addEventListener("click", (event) => {
    if (!event.target.closest("button")) return;
    event.preventDefault();
    turnOn(part, form);
  });
  const subscription = await own().catch(() => null);
  const here = subscription && part.querySelector(`[data-device="${await digest(subscription.endpoint)}"]`);
  here?.querySelector("[data-push-here]")?.removeAttribute("hidden");
  say(part, hindrance() || (here ? "on" : "ready"));
}
