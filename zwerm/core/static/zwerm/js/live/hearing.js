// Hearing that something changed: over a stream while one comes through, else by asking now and then.

const HIDDEN = 20_000; // a page that nobody looks at lets its stream go after this long, and catches up when it is shown again
const SILENT = 10_000; // no word for so long after opening: something on the way keeps the stream to itself
const ASKING = 30_000; // then the page asks, so often,
const AGAIN = 10 * 60_000; // and tries the stream again after this long

// `heard(state)` is called with how the subject of `place` stands, whenever that is told. Returns how to stop.
export function hear(place, heard) {
  const { liveStream, livePoll } = place.dataset;
  let source, asking, deafness, rest, again;
  let stopped = false;
  let fresh = true; // the page came in just now: there is nothing to ask yet

  const of = () => `?of=${encodeURIComponent(place.dataset.live)}`;
  const told = (state) => { if (!stopped) heard(state); };

  function open() {
    close();
    if (stopped) return;
    if (!liveStream) return fallBack();
    source = new EventSource(address(liveStream) + of());
    deafness = setTimeout(fallBack, SILENT);
    source.onmessage = (event) => {
      clearTimeout(deafness);
      told(JSON.parse(event.data));
    };
    source.onerror = () => { if (source?.readyState === EventSource.CLOSED) fallBack(); };
  }

  function close() {
    source?.close();
    source = undefined;
    for (const timer of [asking, deafness, rest, again]) clearTimeout(timer);
    asking = undefined;
  }

  function fallBack() {
    close();
    if (liveStream) again = setTimeout(open, AGAIN);
    asking = setTimeout(ask, fresh ? ASKING : 0);
    fresh = false;
  }

  async function ask() {
    asking = setTimeout(ask, ASKING * (1 + Math.random() / 3));
    if (document.hidden) return;
    const answer = await fetch(livePoll + of()).catch(() => null);
    if (answer?.ok) told(await answer.json());
    else if (answer?.status === 403 || answer?.status === 404) stop();
  }

  function look() {
    clearTimeout(rest);
    if (document.hidden) rest = setTimeout(close, HIDDEN);
    else if (!source && !stopped) open();
  }

  function stop() {
    stopped = true;
    close();
  }

  document.addEventListener("visibilitychange", look);
  addEventListener("pagehide", close);
  addEventListener("pageshow", (event) => { if (event.persisted) open(); });
  addEventListener("online", () => { if (!document.hidden) open(); });
  if (!document.hidden) open();
  return stop;
}

// ":8001/live/" is a port of the host that this page came from.
function address(stream) {
  return stream.startsWith(":") ? `${location.protocol}//${location.hostname}${stream}` : stream;
}
