// What one wrote as others will see it, made by the server: POST body to data-preview-url answers a piece of HTML.

export function preview(form, text) {
  const button = form.querySelector("[data-editor-preview]");
  const shown = form.querySelector("[data-editor-shown]");
  const url = form.dataset.previewUrl;
  if (!button || !shown) return;
  if (!url) {
    button.hidden = true;
    return;
  }
  button.addEventListener("click", async () => {
    const on = button.getAttribute("aria-pressed") !== "true";
    button.setAttribute("aria-pressed", String(on));
    if (on) shown.innerHTML = await rendered(form, text, url);
    shown.hidden = !on;
    text.closest("text-expander").hidden = on;
    (on ? shown : text).focus();
  });
}

async function rendered(form, text, url) {
  if (!text.value.trim()) return "";
  const body = new FormData();
  body.set("body", text.value);
  body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken?.value ?? "");
  try {
    const answer = await fetch(url, { method: "POST", body });
    if (answer.ok) return await answer.text();
  } catch { /* said below */ }
  const failed = document.createElement("p");
  failed.textContent = form.dataset.sayPreviewFailed;
  return failed.outerHTML;
}
