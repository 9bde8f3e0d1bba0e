// Names that fit what one types after @, from data-mention-url: GET ?q=car answers [{handle, name, note}].

export function mentions(form) {
  const url = form.dataset.mentionUrl;
  const expander = form.querySelector("text-expander");
  if (!url || !expander) return;
  expander.addEventListener("text-expander-change", (event) => {
    const { key, text, provide } = event.detail;
    if (key === "@" && text) provide(said(form, suggest(url, text, form.dataset.labelNames)));
  });
  new MutationObserver(() => plain(form.querySelector("textarea[role]"))).observe(expander, { subtree: true, attributeFilter: ["role"] });
  expander.addEventListener("text-expander-value", (event) => {
    event.detail.value = `@${event.detail.item.dataset.handle}`;
  });
}

// A text of many lines may not call itself a combobox; what is chosen is heard through aria-activedescendant all the same.
function plain(text) {
  text?.removeAttribute("role");
  text?.removeAttribute("aria-expanded");
}

// Who does not see the list hears that it is there.
async function said(form, suggestion) {
  const found = await suggestion;
  const status = form.querySelector("[data-editor-status]");
  if (status && found.matched) status.textContent = form.dataset.sayNames;
  return found;
}

async function suggest(url, text, label) {
  const address = new URL(url, location.href);
  address.searchParams.set("q", text);
  const answer = await fetch(address, { headers: { Accept: "application/json" } });
  const people = answer.ok ? await answer.json() : [];
  return { matched: people.length > 0, fragment: list(people, label) };
}

function list(people, label) {
  const menu = document.createElement("ul");
  menu.className = "suggestions";
  menu.setAttribute("role", "listbox");
  menu.setAttribute("aria-label", label);
  people.slice(0, 8).forEach((person, index) => {
    const option = document.createElement("li");
    option.setAttribute("role", "option");
    option.id = `suggestion-${index}`;
    option.dataset.handle = person.handle;
    const note = document.createElement("small");
    note.textContent = person.note || `@${person.handle}`;
    option.append(person.name, note);
    menu.append(option);
  });
  return menu;
}
