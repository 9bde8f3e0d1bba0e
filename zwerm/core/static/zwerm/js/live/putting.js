// Putting what came later into a page that somebody is reading, without taking anything from under their eyes or hands.

const NEAR = 400; // pixels below the window

// The piece around an item that belongs to the conversation itself: a post may be folded into a details.
const piece = (item) => item.closest("[data-item]").parentElement.closest("details") ?? item;

// Somebody is writing: the focus is in an editor, or there are words in one.
export function isWriting() {
  if (document.activeElement?.closest("[data-editor]")) return true;
  return [...document.querySelectorAll("[data-editor] textarea")].some((text) => text.value.trim());
}

// The reader is at the end, or near enough below it for nothing in sight to move.
export function isNearEnd(place) {
  const { bottom } = place.getBoundingClientRect();
  return bottom > 0 && bottom < innerHeight + NEAR;
}

export const isInSight = (element) => {
  const { top, bottom } = element.getBoundingClientRect();
  return top < innerHeight - 40 && bottom > 40;
};

// Replace what changed, and add what is new when `add` says so. Returns the new items, and whether something had to wait.
export function put(place, fresh, add) {
  const added = [];
  let waiting = false;
  for (const item of fresh.querySelectorAll("[data-item]")) {
    const here = document.getElementById(item.id);
    if (here) waiting = !replace(piece(here), piece(item)) || waiting;
    else if (add) added.push(append(place, item));
  }
  return { added, waiting };
}

function replace(old, fresh) {
  if (same(old, fresh)) return true;
  if (isInHand(old)) return false;
  old.replaceWith(document.adoptNode(fresh));
  tell(fresh);
  return true;
}

const words = (element) => element.textContent.replace(/\s+/g, " ");
const buttons = (element) => [...element.querySelectorAll("[aria-pressed]")].map((button) => button.getAttribute("aria-pressed")).join();

// Scripts leave marks on elements, so markup is not compared but what one reads and where it leads.
function same(old, fresh) {
  const links = (element) => [...element.querySelectorAll("[href], [src]")].map((one) => one.getAttribute("href") ?? one.getAttribute("src")).join();
  return words(old) === words(fresh) && links(old) === links(fresh) && buttons(old) === buttons(fresh);
}

// The reader has the focus in it, a menu of it open, or words of it selected.
function isInHand(element) {
  const selection = getSelection();
  const selected = !selection.isCollapsed && selection.containsNode(element, true);
  return selected || element.contains(document.activeElement) || Boolean(element.querySelector("details.menu[open]"));
}

function append(place, item) {
  const whole = document.adoptNode(piece(item));
  const last = [...place.querySelectorAll("[data-item]")].at(-1);
  if (last) piece(last).after(whole);
  else place.prepend(whole);
  item.classList.add("comes-in");
  item.addEventListener("animationend", () => item.classList.remove("comes-in"), { once: true });
  tell(whole);
  return item;
}

// Other behaviours attach themselves to what came in.
const tell = (element) => element.dispatchEvent(new CustomEvent("house:arrived", { bubbles: true }));
