// data-live-renew: a list that shows what is new by itself. Its whole inside comes anew through the page's own door; who stands on a line
// stays there, and a screen reader hears that something came.
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
    busy = false;
    if (!fresh) return;
    shown = asked;
    put(place, fresh);
    say(place.dataset.liveCame);
    bring();
  }
}

function put(place, fresh) {
  const at = place.contains(document.activeElement) && document.activeElement.getAttribute("href");
  place.dataset.live = fresh.dataset.live;
  place.replaceChildren(...fresh.childNodes);
  if (at) (place.querySelector(`[href="${CSS.escape(at)}"]`) || place.querySelector("a"))?.focus({ preventScroll: true });
}

async function fetchPlace(id) {
  const answer = await fetch(location.href, { headers: { Accept: "text/html" } }).catch(() => null);
  if (!answer?.ok || answer.redirected) return null;
  return new DOMParser().parseFromString(await answer.text(), "text/html").getElementById(id);
}
