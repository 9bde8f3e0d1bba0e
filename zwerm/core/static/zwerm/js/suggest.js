// A field with data-suggest="ADDRESS" proposes what ADDRESS?q=... answers: links with role=option. Arrows choose, Enter opens, Escape
// closes; without this the field simply asks. After the combobox of the ARIA Authoring Practices Guide, list autocomplete.

const PAUSE = 140;
const LEAST = 2;
let count = 0;

export function suggest(field) {
  if (field.getAttribute("role") === "combobox") return;
  const list = Object.assign(document.createElement("div"), { className: "options", id: `options-${++count}` });
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", field.labels[0]?.textContent || field.placeholder);
  field.form.append(list);
  for (const [name, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-controls": list.id, "aria-expanded": "false" })) {
    field.setAttribute(name, value);
  }
  let timer;
  let asked;

  const options = () => [...list.querySelectorAll("[role=option]")];
  const chosen = () => list.querySelector("[aria-selected=true]");

  function choose(option) {
    chosen()?.setAttribute("aria-selected", "false");
    option?.setAttribute("aria-selected", "true");
    option?.scrollIntoView({ block: "nearest" });
    if (option) field.setAttribute("aria-activedescendant", option.id);
    else field.removeAttribute("aria-activedescendant");
  }

  function show(html) {
    list.innerHTML = html.trim();
    options().forEach((option, place) => { option.id = `${list.id}-${place}`; });
    choose(null);
    field.setAttribute("aria-expanded", String(options().length > 0));
  }

  async function ask() {
    const words = field.value.trimStart();
    asked?.abort();
    if (words.trim().length < LEAST) return show("");
    asked = new AbortController();
    try {
      const answer = await fetch(`${field.dataset.suggest}?${new URLSearchParams({ q: words })}`, { signal: asked.signal });
      if (answer.ok && document.activeElement === field) show(await answer.text());
    } catch { /* another letter came, or the network is away: the field still asks */ }
  }

  function walk(step) {
    const all = options();
    if (!all.length) return;
    const at = all.indexOf(chosen()) + step;
    choose(at < -1 ? all.at(-1) : at < 0 || at >= all.length ? null : all[at]);
  }

  field.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(ask, PAUSE); });
  field.addEventListener("blur", () => setTimeout(() => { if (!list.contains(document.activeElement)) show(""); }, 150));
  field.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown") walk(1);
    else if (event.key === "ArrowUp") walk(-1);
    else if (event.key === "Enter" && chosen()) location.assign(chosen().href);
    else if (event.key === "Escape" && options().length) show("");
    else return;
    event.preventDefault();
  });
  list.addEventListener("mousedown", (event) => event.preventDefault());
}
