// details.menu: one open at a time; closes on Escape, on a press elsewhere and when the focus leaves. Arrows walk what is in it.

const STEPS = {
  ArrowDown: (here, all) => (here + 1) % all,
  ArrowUp: (here, all) => (here < 0 ? all - 1 : (here - 1 + all) % all),
  Home: () => 0,
  End: () => -1,
};
const open = () => document.querySelectorAll("details.menu[open]");

function close(menu, { focus = false } = {}) {
  menu.open = false;
  if (focus) menu.querySelector("summary").focus();
}

document.addEventListener("click", (event) => {
  for (const menu of open()) {
    if (!menu.contains(event.target)) close(menu);
  }
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of open()) close(menu, { focus: menu.contains(document.activeElement) });
});

document.addEventListener("keydown", (event) => {
  const menu = event.target.closest?.("details.menu");
  const at = menu && STEPS[event.key];
  if (!at || event.ctrlKey || event.altKey || event.metaKey) return;
  event.preventDefault();
  menu.open = true;
  const deeds = [...menu.querySelectorAll(".menu-body :is(a, button)")];
  deeds.at(at(deeds.indexOf(document.activeElement), deeds.length))?.focus();
});

document.addEventListener("focusout", (event) => {
  const menu = event.target.closest?.("details.menu[open]");
  if (menu && event.relatedTarget && !menu.contains(event.relatedTarget)) close(menu);
});

// A menu near the edge of the window opens the other way, also when the window becomes narrower meanwhile.
function place(menu) {
  const box = menu.querySelector(".menu-body").getBoundingClientRect();
  if (box.right > innerWidth - 8) menu.classList.add("at-end");
  if (box.bottom > innerHeight - 64 && box.height < menu.getBoundingClientRect().top) menu.classList.add("above");
}

document.addEventListener("toggle", (event) => {
  if (event.target.matches?.("details.menu[open]")) place(event.target);
}, true);
addEventListener("resize", () => open().forEach(place));
