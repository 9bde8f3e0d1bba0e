// What one writes is kept: on the server at data-draft-url, and in this browser when the server cannot be reached.
// The server puts its own draft into the form; ours is put back only when the form came empty, or when no draft is kept there.

const PAUSE = 1500;

import { draftName } from "../waiting/store.js";

export function keep(form, text) {
  const url = form.dataset.draftUrl;
  const name = draftName(url || location.pathname);
  const status = form.querySelector("[data-editor-status]");
  let sent = false;
  let kept = written(form, "defaultValue"); // who types before this script has come loses nothing
  let timer;

  restore(form, text, name, status);

  async function save() {
    clearTimeout(timer);
    const now = written(form);
    if (now === kept || sent) return;
    kept = now;
    const words = (await toServer(form, url)) ? form.dataset.sayKept : toBrowser(form, name);
    if (status && words) status.textContent = words.replace("{time}", clock());
  }

  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(save, PAUSE);
  });
  if (written(form) !== kept) timer = setTimeout(save, PAUSE);
  document.addEventListener("visibilitychange", () => document.hidden && save());
  form.addEventListener("submit", () => {
    sent = true;
    clearTimeout(timer);
    if (!("waits" in form.dataset)) forget(name); // what waits for the network is let go when it has arrived
  });
  form.addEventListener("house:posted", () => forget(name));
  form.addEventListener("house:answered", () => { sent = false; });
  addEventListener("pageshow", () => { sent = false; });
  addEventListener("beforeunload", (event) => {
    if (sent || written(form) === kept || !text.value.trim()) return;
    save();
    event.preventDefault();
  });
}

const FIELDS = "textarea, input:is([type=text], [type=radio]:checked, [type=hidden][name=reply_to])";

function written(form, as = "value") {
  return JSON.stringify([...form.querySelectorAll("textarea, input[type=text]")].map((field) => [field.name, field[as]]));
}

async function toServer(form, url) {
  if (!url) return false;
  const body = new FormData();
  for (const field of form.querySelectorAll(FIELDS)) if (field.name) body.set(field.name, field.value);
  body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken?.value ?? "");
  body.set("_method", "PUT");
  try {
    return (await fetch(url, { method: "POST", body, keepalive: true })).ok;
  } catch {
    return false;
  }
}

function toBrowser(form, name) {
  try {
    localStorage.setItem(name, written(form));
    return form.dataset.sayKeptHere;
  } catch {
    return "";
  }
}

function restore(form, text, name, status) {
  try {
    const stored = JSON.parse(localStorage.getItem(name) || "[]");
    if (!stored.length || (form.dataset.draftUrl && text.value.trim())) return;
    for (const [field, value] of stored) if (form.elements[field]) form.elements[field].value = value;
    if (status) status.textContent = form.dataset.sayFound;
  } catch { /* an unreadable draft is no draft */ }
}

function forget(name) {
  try {
    localStorage.removeItem(name);
  } catch { /* nothing was kept there */ }
}

const clock = () => new Date().toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });
