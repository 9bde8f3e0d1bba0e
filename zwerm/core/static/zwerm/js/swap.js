// data-swap="#post-12" on a button or form: its answer, an ordinary page, replaces only that part of this one; without a value,
// the item it stands in.
// The server needs nothing for it. An answer without that part, or one that is no page, is simply gone to.

import { say } from "./said.js";

async function send(form, submitter) {
  const method = (submitter?.formMethod || form.method || "get").toUpperCase();
  const url = new URL(submitter?.hasAttribute("formaction") ? submitter.formAction : form.action, location.href);
  const data = new FormData(form, submitter);
  const body = method === "GET" ? undefined : data;
  if (method === "GET") url.search = new URLSearchParams(data).toString();
  const answer = await fetch(url, { method, body, headers: { Accept: "text/html" } });
  return { answer, page: new DOMParser().parseFromString(await answer.text(), "text/html") };
}

function replace(selector, page) {
  const place = document.querySelector(selector);
  const fresh = page.querySelector(selector);
  if (!place || !fresh) return false;
  const focused = place.contains(document.activeElement) ? document.activeElement : null;
  const again = focused?.getAttribute("formaction");
  place.replaceWith(document.adoptNode(fresh));
  if (!focused) return true;
  const successor = again && fresh.querySelector(`[formaction="${CSS.escape(again)}"]`);
  (successor || fresh.querySelector("button, a[href]"))?.focus({ preventScroll: true });
  return true;
}

function target(asker) {
  const item = asker?.dataset.swap === "" && asker.closest("[data-item]");
  return item ? `#${item.id}` : asker?.dataset.swap;
}

document.addEventListener("submit", async (event) => {
  const form = event.target;
  const selector = target(event.submitter) || target(form);
  if (!selector || event.defaultPrevented) return;
  event.preventDefault();
  try {
    const { answer, page } = await send(form, event.submitter);
    if (answer.status >= 500) throw new Error("away"); // the page that says so, and gives back what was sent, is worth seeing
    if (!replace(selector, page)) {
      location.assign(answer.url);
      return;
    }
    replace("#messages", page);
    say(page.querySelector("#messages")?.textContent);
    form.dispatchEvent(new CustomEvent("house:answered", { bubbles: true }));
  } catch {
    form.dispatchEvent(new CustomEvent("house:answered", { bubbles: true }));
    plain(form, event.submitter);
    form.requestSubmit(event.submitter);
  }
});

// The network failed half-way: let the browser send it in the ordinary way, and show what it shows.
function plain(form, submitter) {
  if (submitter) delete submitter.dataset.swap;
  delete form.dataset.swap;
}
