// What one writes is kept: on the server at data-draft-url, and in this browser when the server cannot be reached.
// The server puts its own draft into the form; ours is put back only when the form came empty. Where the server keeps none, as with a
// post that is changed, ours is put back as long as that post says what it said: then the change never arrived.

import { keep as put, kept as stored } from "../device.js";
import { draftName } from "../waiting/store.js";

const PAUSE = 1500;

export function keep(form, text) {
  const url = form.dataset.draftUrl;
  const name = draftName(url || location.pathname);
  const status = form.querySelector("[data-editor-status]");
  let sent = false;
  let kept = written(form, "defaultValue"); // who types before this script has come loses nothing
  let timer;

  restore(form, text, name, status);

  async function save(leaving = false) {
    clearTimeout(timer);
    const now = written(form);
    if ((now === kept && !leaving) || sent) return;
    kept = now;
    const there = await toServer(form, url, leaving);
    if (there) put(name, "");
    const words = there ? form.dataset.sayKept : toBrowser(form, text, name);
    if (status && words) status.textContent = words.replace("{time}", clock());
  }

  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(save, PAUSE, false);
  });
  if (written(form) !== kept) timer = setTimeout(save, PAUSE, false);
  document.addEventListener("visibilitychange", () => document.hidden && save());
  form.addEventListener("house:leave", ({ detail }) => { detail.kept = save(detail.here); });
  form.addEventListener("submit", () => {
    sent = true;
    clearTimeout(timer);
    if (!url) toBrowser(form, text, name, ["sent", "yes"]); // nobody tells whether it arrived; the next visit sees it
  });
  form.addEventListener("house:posted", () => put(name, ""));
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

async function toServer(form, url, leaving) {
  if (!url) return false;
  const body = new FormData();
  for (const field of form.querySelectorAll(FIELDS)) if (field.name) body.set(field.name, field.value);
  body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken?.value ?? "");
  body.set("_method", "PUT");
  if (leaving) body.set("leaving", "yes"); // the next page says that it is kept
  try {
    return (await fetch(url, { method: "POST", body, keepalive: true })).ok;
  } catch {
    return false;
  }
}

function toBrowser(form, text, name, ...more) {
  const fields = [...JSON.parse(written(form)), ["was", text.defaultValue], ...more];
  return put(name, JSON.stringify(fields)) ? form.dataset.sayKeptHere : "";
}

function restore(form, text, name, status) {
  try {
    const fields = JSON.parse(stored(name) || "[]");
    const was = fields.find(([field]) => field === "was")?.[1];
    if (!fields.length || (form.dataset.draftUrl && text.value.trim())) return;
    if (!form.dataset.draftUrl && was !== text.defaultValue) {
      put(name, "");
      return;
    }
    for (const [field, value] of fields) if (form.elements[field]) form.elements[field].value = value;
    if (status) status.textContent = form.dataset.sayFound;
  } catch { /* an unreadable draft is no draft */ }
}

const clock = () => new Date().toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
