// Saying quietly what is new: a line at the edge of the page that a screen reader reads out when it pleases, and a link in it.

// Returns `say(words, href, act)`: a link that leads to `href`, or does `act`; without them the words are for screen readers only,
// and without words nothing is said any more.
export function announcer(place) {
  const region = document.createElement("p");
  region.className = "live-news";
  region.setAttribute("role", "status");
  place.after(region);
  let act;
  region.addEventListener("click", (event) => {
    if (!act || !event.target.closest("a")) return;
    event.preventDefault();
    act();
  });
  return (words, href, deed) => {
    act = deed;
    const shown = region.firstChild;
    if (shown?.textContent === words && shown.getAttribute("href") === (href ?? null)) return;
    region.replaceChildren(...(words ? [line(words, href)] : []));
  };
}

function line(words, href) {
  const element = document.createElement(href ? "a" : "span");
  element.textContent = words;
  element.className = href ? "button" : "sr";
  if (href) element.href = href;
  return element;
}

// "Anna, Bram and Carla", in the language of the page.
export function names(items) {
  const who = items.map((item) => item.querySelector(".who")?.textContent.trim()).filter(Boolean);
  return new Intl.ListFormat(document.documentElement.lang).format([...new Set(who)]);
}
