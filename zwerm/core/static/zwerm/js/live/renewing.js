// data-live-renew: a list that shows what is new by itself. Its whole inside comes anew through the page's own door; who stands on a line
// stays there, who presses a button presses it, and a screen reader hears what the new inside wants said.
import { say } from "../said.js";
import { hear } from "./hearing.js";

export function renew(place) {
  let shown = Number(place.dataset.liveVersion);
  let latest = shown;
  let busy = false;

  hear(place, (state) => {
    latest = Math.max(latest, state.version);
    bring(state.spread);
  });
  document.addEventListener("visibilitychange", () => bring());

  async function bring(spread = 0) {
    if (busy || document.hidden || latest <= shown) return;
    busy = true;
    await new Promise((done) => { setTimeout(done, Math.random() * spread * 1000); });
    const asked = latest;
    const fresh = await fetchPlace(place.id);
    while (fresh && place.matches(":active")) await new Promise((done) => { setTimeout(done, 200); });
    busy = false;
    if (!fresh) return;
    shown = asked;
    put(place, fresh);
    say(fresh.dataset.liveCame);
    bring();
  }
}

function put(place, fresh) {
  const at = place.contains(document.activeElement) ? document.activeElement : null;
  const name = ["href", "formaction"].find((one) => at?.hasAttribute(one));
  const same = name && `[${name}="${CSS.escape(at.getAttribute(name))}"]`;
  place.dataset.live = fresh.dataset.live;
  place.replaceChildren(...fresh.childNodes);
  if (same) (place.querySelector(same) || place.querySelector("a, button"))?.focus({ preventScroll: true });
}

async function fetchPlace(id) {
  const answer = await fetch(location.href, { headers: { Accept: "text/html" } }).catch(() => null);
  if (!answer?.ok || answer.redirected) return null;
  return new DOMParser().parseFromString(await answer.text(), "text/html").getElementById(id);
}
