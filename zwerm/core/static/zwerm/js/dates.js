// "Today 14:20" is no longer true after midnight: a page that stayed open says it anew when one comes back to it.

let day = new Date().toDateString();

function said(moment) {
  const days = Math.round((new Date().setHours(0, 0, 0, 0) - new Date(moment).setHours(0, 0, 0, 0)) / 86_400_000);
  if (days < 0 || days > 1) return null;
  const language = document.documentElement.lang;
  const name = new Intl.RelativeTimeFormat(language, { numeric: "auto" }).format(-days, "day");
  return `${name} ${moment.toLocaleTimeString(language, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" })}`;
}

function refresh() {
  const today = new Date().toDateString();
  if (document.hidden || today === day) return;
  day = today;
  for (const time of document.querySelectorAll("time[datetime]")) {
    const age = Date.now() - Date.parse(time.dateTime);
    if (age < 0 || age > 3 * 86_400_000) continue;
    time.textContent = said(new Date(time.dateTime)) || time.title;
  }
}

document.addEventListener("visibilitychange", refresh);
setInterval(refresh, 60_000);
