// data-similar="ADDRESS" on a field: while one writes there, what ADDRESS?q=... answers stands beside it, or on a narrow screen behind a
// button under it, in the place that data-similar-in names. Nothing that is written moves, and a screen reader hears how many there are.
import { say } from "./said.js";

const PAUSE = 450;
const LEAST = 4;

for (const field of document.querySelectorAll("[data-similar]")) follow(field);

function follow(field) {
  const place = document.getElementById(field.dataset.similarIn);
  const [button, list] = place.children;
  let timer;
  let asked;
  let before = "";

  async function ask() {
    const words = field.value.trim();
    asked?.abort();
    if (words.length < LEAST) return show("");
    asked = new AbortController();
    try {
      const answer = await fetch(`${field.dataset.similar}?${new URLSearchParams({ q: words })}`, { signal: asked.signal });
      if (answer.ok && !answer.redirected) show(await answer.text());
    } catch { /* another letter came, or the network is away: one writes on */ }
  }

  function show(html) {
    list.innerHTML = html.trim();
    const says = list.firstElementChild?.dataset.says ?? "";
    button.textContent = says;
    button.hidden = !says;
    if (!says) open(false);
    if (says !== before) say(says);
    before = says;
  }

  function open(wanted) {
    button.setAttribute("aria-expanded", String(wanted));
    place.classList.toggle("is-open", wanted);
  }

  field.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(ask, PAUSE); });
  button.addEventListener("click", () => open(button.getAttribute("aria-expanded") !== "true"));
  place.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !place.classList.contains("is-open")) return;
    open(false);
    button.focus();
  });
  document.addEventListener("click", (event) => { if (!place.contains(event.target)) open(false); });
  list.addEventListener("click", (event) => leave(field.form, event));
  ask();
}

// What was written is kept before one goes, in this window or in another.
async function leave(form, event) {
  const link = event.target.closest("a");
  if (!link) return;
  const going = { kept: null, here: !(event.ctrlKey || event.metaKey || event.shiftKey) };
  form.dispatchEvent(new CustomEvent("house:leave", { detail: going }));
  if (!going.here) return;
  event.preventDefault();
  await going.kept;
  location.assign(link.href);
}
