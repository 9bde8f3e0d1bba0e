// data-live on a conversation: what others write appears where one reads its end, and is announced where putting it in would move
// what one reads or writes. Everything comes through the page's own door, with the reader's own rights, language and pieces.
import { hear } from "./live/hearing.js";
import { isInSight, isNearEnd, isWriting, put } from "./live/putting.js";
import { renew } from "./live/renewing.js";
import { announcer, names } from "./live/saying.js";

const PROMISE = 1; // seconds that a reply may stay away without a word, when a large crowd has to spread its asking
const LATER = 5000; // milliseconds before something that did not work, or had to wait, is tried again

for (const place of document.querySelectorAll("[data-live]")) {
  if ("liveRenew" in place.dataset) renew(place);
  else follow(place);
}

function follow(place) {
  const { liveLater, liveNext, liveOne, liveMore, liveOther, liveCame } = place.dataset;
  const until = Number(place.dataset.liveUntil); // the highest number that may stand on this page
  const latest = { version: Number(place.dataset.liveVersion), last: Number(place.dataset.liveLast) };
  const showsEnd = latest.last <= until;
  let shown = Math.min(latest.last, until); // the number of the last post that stands here
  let changed = false; // something that stands here already is no longer as it is shown
  let busy = false;
  let announced = false;

  const say = announcer(place);
  const stop = hear(place, heard);
  const news = () => (showsEnd ? latest.last - shown : 0);
  const isFree = () => news() > 0 && shown < until && isNearEnd(place) && !isWriting();

  function heard(state) {
    if (state.version <= latest.version) return;
    Object.assign(latest, { version: state.version, last: state.last });
    changed ||= !state.parts || state.parts.some((number) => document.getElementById(`post-${number}`));
    if (state.parts?.includes(0)) say(liveOther, location.href, () => location.reload());
    settle(state.spread);
  }

  // What is new comes in by itself, or is announced, or waits until somebody looks.
  function settle(spread = 0) {
    if (busy) return;
    const free = isFree();
    if (news() > 0 && (!free || spread > PROMISE)) announce();
    if (document.hidden || !(free || changed)) return;
    busy = true;
    setTimeout(bring, Math.random() * spread * 1000);
  }

  function announce() {
    announced = true;
    const words = news() === 1 ? liveOne : liveMore.replace("{number}", news());
    if (shown >= until) say(words, `${liveNext}#post-${until + 1}`);
    else say(words, `#post-${shown + 1}`, () => bring({ asked: true }));
  }

  async function bring({ asked = false } = {}) {
    busy = true;
    const first = Number(document.querySelector("[data-item][id^=post-]")?.id.slice(5) ?? 1);
    const fresh = await fetchLater(`${liveLater}?after=${changed ? first - 1 : shown}`);
    busy = false;
    if (fresh === "gone") {
      stop();
      say("");
    } else if (fresh) take(fresh, asked);
    else setTimeout(settle, LATER);
  }

  function take(fresh, asked) {
    const add = showsEnd && (asked || isFree());
    const { added, waiting } = put(place, fresh, add);
    const last = Number(fresh.dataset.liveLast);
    if (add) shown = Math.max(shown, Math.min(last, until)); // also where a number is missing: that post went elsewhere
    place.dataset.live = fresh.dataset.live;
    latest.last = Math.max(latest.last, last);
    changed = waiting;
    if (added.length) welcome(added, asked);
    else if (announced) say("");
    announced = false;
    if (news() > 0) announce();
    if (waiting || isFree()) setTimeout(settle, LATER);
  }

  // Who asked for it is led to it; who reads on above it is told; for a screen reader it is said.
  function welcome(added, asked) {
    if (asked) lead(added[0]);
    else if (!isInSight(added[0])) {
      const words = added.length === 1 ? liveOne : liveMore.replace("{number}", added.length);
      say(words, `#${added[0].id}`, () => lead(added[0]));
      return new IntersectionObserver(([one], watch) => {
        if (!one.isIntersecting) return;
        watch.disconnect();
        say("");
      }).observe(added[0]);
    }
    say(asked ? "" : liveCame.replace("{names}", names(added)));
  }

  function lead(item) {
    say("");
    item.tabIndex = -1;
    item.focus({ preventScroll: true });
    item.scrollIntoView({ block: item.offsetHeight > innerHeight / 2 ? "start" : "center" });
  }

  const look = () => { if (!document.hidden && (changed || isFree())) settle(); };
  document.addEventListener("visibilitychange", look);
  addEventListener("scroll", () => requestAnimationFrame(look), { passive: true });
}

// The part of a conversation that came later; "gone" when its reader may not see it any more, nothing when it could not be had.
async function fetchLater(address) {
  const answer = await fetch(address, { headers: { Accept: "text/html" } }).catch(() => null);
  if (answer?.redirected || [403, 404].includes(answer?.status)) return "gone";
  if (!answer?.ok) return null;
  return new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-live]");
}
