// data-editor on a form: toolbar, mentions, preview, pictures, a draft that survives, Ctrl+Enter.
import "../vendor/markdown-toolbar-element.js";
import "../vendor/text-expander-element.js";
import { mentions } from "./writing/mention.js";
import { preview } from "./writing/preview.js";
import { uploads } from "./writing/upload.js";
import { keep } from "./writing/draft.js";

for (const form of document.querySelectorAll("[data-editor]")) {
  const text = form.querySelector("[data-editor-box] textarea");
  if (!text) continue;
  mentions(form);
  preview(form, text);
  uploads(form, text);
  keep(form, text);
  form.dataset.editor = "ready";
}

const TOOLS = { b: "md-bold", i: "md-italic", k: "md-link" };

document.addEventListener("keydown", (event) => {
  const form = event.target.closest?.("[data-editor]");
  if (!form) return;
  const command = event.ctrlKey || event.metaKey;
  if (event.key === "Enter" && command) form.requestSubmit(form.querySelector(".button.primary"));
  else if (event.key === "Enter" && event.target.matches(".title-input")) form.querySelector("[data-editor-box] textarea")?.focus();
  else if (command && !event.altKey && TOOLS[event.key] && event.target.closest("[data-editor-box]")) form.querySelector(TOOLS[event.key])?.click();
  else return;
  event.preventDefault();
});
