// Notices on this device. A message says what is shown and where it leads; it is shown, and kept nowhere else.

const DEVICE = "/device/";

self.addEventListener("push", (event) => event.waitUntil(show(event.data)));
self.addEventListener("notificationclick", (event) => event.waitUntil(pressed(event)));
self.addEventListener("pushsubscriptionchange", (event) => event.waitUntil(moved(event)));
self.addEventListener("message", (event) => event.data === "hush" && event.waitUntil(hush()));

async function show(data) {
  const said = read(data);
  await self.registration.showNotification(said.title, {
    body: said.body,
    tag: said.tag,
    renotify: true, // the tag is the conversation: what is newer stands in the place of what is older, and is heard
    lang: said.lang,
    icon: "{{ icon }}",
    data: said,
    actions: said.stop ? [{ action: "stop", title: said.stop }] : [],
  });
}

// A browser that was told something must show something.
function read(data) {
  try {
    return data.json();
  } catch {
    return { title: "{{ name|escapejs }}", tag: "house", url: "/notices/" };
  }
}

async function pressed({ action, notification }) {
  notification.close();
  if (action === "stop") await stop(notification.data);
  else await lead(notification.data);
}

// To a tab that shows it already. Another one is left as it is: somebody may be writing there.
async function lead(said) {
  const home = self.location.origin;
  const url = new URL(said.url, home);
  if (url.origin !== home) return;
  const page = new URL(said.page ?? said.url, home).pathname;
  const tabs = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  const there = tabs.find((tab) => new URL(tab.url).pathname === page);
  try {
    await (await there.focus()).navigate(url.href);
  } catch {
    await self.clients.openWindow(url.href);
  }
}

async function stop(said) {
  const own = await self.registration.pushManager.getSubscription();
  const answer = own && (await ask({ _method: "DELETE", endpoint: own.endpoint }));
  if (own && !answer.ok && answer.status !== 404) throw new Error("not stopped");
  await own?.unsubscribe();
  await self.registration.showNotification(said.stopped, { tag: "stopped", lang: said.lang, icon: "{{ icon }}" });
}

// The push service gave this browser another address; what comes to the old one is lost.
async function moved({ oldSubscription, newSubscription }) {
  const old = oldSubscription;
  const own = newSubscription ?? (old && (await self.registration.pushManager.subscribe(old.options)));
  if (!old || !own) return;
  const { endpoint, keys } = own.toJSON();
  await ask({ old: old.endpoint, endpoint, ...keys });
}

// Somebody signs out: who comes after them reads nothing of theirs.
async function hush() {
  for (const notice of await self.registration.getNotifications()) notice.close();
}

const ask = (fields) => fetch(DEVICE, { method: "POST", body: new URLSearchParams(fields) });
