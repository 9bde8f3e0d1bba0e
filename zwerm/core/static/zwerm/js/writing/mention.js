// Names that fit what one types after @, from data-mention-url: GET ?q=car answers [{handle, name, note}].

export function mentions(form) {
  const url = form.dataset.mentionUrl;
  const expander = form.querySelector("text-expander");
  if (!url || !expander) return;
  expander.addEventListener("text-expander-change", (event) => {
    const { key, text, provide } = event.detail;
    if (key === "@" && text) provide(suggest(url, text));
  });
  expander.addEventListener("text-expander-value", (event) => {
    event.detail.value = `@${event.detail.item.dataset.handle}`;
  });
}

async function suggest(url, text) {
  const address = new URL(url, location.href);
  address.searchParams.set("q", text);
  const answer = await fetch(address, { headers: { Accept: "application/json" } });
  const people = answer.ok ? await answer.json() : [];
  return { matched: people.length > 0, fragment: list(people) };
}

function list(people) {
  const menu = document.createElement("ul");
  menu.className = "suggestions";
  menu.setAttribute("role", "listbox");
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
