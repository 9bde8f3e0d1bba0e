// A form is sent once, however often one presses; it can be sent again when the answer stays away or one comes back.

const LONG = 15_000;

function release(form) {
  delete form.dataset.sending;
  for (const button of form.querySelectorAll("[aria-busy]")) button.removeAttribute("aria-busy");
  document.querySelectorAll(`[form="${CSS.escape(form.id)}"][aria-busy]`).forEach((button) => button.removeAttribute("aria-busy"));
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method === "dialog" || form.method === "get") return;
  if ("sending" in form.dataset) {
    event.preventDefault();
    event.stopImmediatePropagation();
    return;
  }
  form.dataset.sending = "";
  event.submitter?.setAttribute("aria-busy", "true");
  setTimeout(release, LONG, form);
});

document.addEventListener("house:answered", (event) => release(event.target));
addEventListener("pageshow", () => document.querySelectorAll("form[data-sending]").forEach(release));
