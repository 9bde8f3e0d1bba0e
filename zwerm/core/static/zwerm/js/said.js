// What the house says back after a deed is heard too: one place that is read aloud, and that no new page or part replaces.

const place = document.querySelector("#said");

export function say(words) {
  if (!place || !words?.trim()) return;
  place.textContent = "";
  setTimeout(() => { place.textContent = words.trim(); }, 100); // the same words twice are heard twice
}

// A message that came with the page stood there before anybody listened.
say(document.querySelector("#messages")?.textContent);
