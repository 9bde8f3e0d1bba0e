// Whose device this is now. What waits on a device is shown to that member alone, and only while they are signed in here.

const NAME = "person";
const frame = document.querySelector("#act");

export function kept(name) {
  try {
    return localStorage.getItem(name);
  } catch {
    return null; // a browser that keeps nothing
  }
}

export function keep(name, value) {
  try {
    if (value) localStorage.setItem(name, value);
    else localStorage.removeItem(name);
    return true;
  } catch {
    return false;
  }
}

// A page in the frame knows who reads it; without network nobody knows, and who was here last is meant.
const asksWho = document.querySelector("[data-offline], form[data-sign-out]");
export const person = frame ? frame.dataset.person || "" : (asksWho && kept(NAME)) || "";
if (frame) keep(NAME, person);

// A page that comes back with the back button after somebody signed out, or somebody else came in, is asked for anew.
addEventListener("pageshow", (event) => {
  if (event.persisted && frame && (kept(NAME) || "") !== person) location.reload();
});

// Only a member's device gets the offline page: somebody who passes by leaves with nothing on theirs.
if (frame && person && "serviceWorker" in navigator) {
  addEventListener("load", () => navigator.serviceWorker.register("/sw.js", { updateViaCache: "all" }).catch(() => {}));
}

// At signing out: what was shown beside the page goes from the screen too. The worker does it: this page is about to go.
export const hush = () => navigator.serviceWorker?.controller?.postMessage("hush");
