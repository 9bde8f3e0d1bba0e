// details.menu: one open at a time; closes on Escape, on a press elsewhere and when the focus leaves.

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

document.addEventListener("focusout", (event) => {
  const menu = event.target.closest?.("details.menu[open]");
  if (menu && event.relatedTarget && !menu.contains(event.relatedTarget)) close(menu);
});

// A menu near the edge of the window opens the other way.
document.addEventListener("toggle", (event) => {
  const menu = event.target;
  if (!menu.matches?.("details.menu") || !menu.open) return;
  const box = menu.querySelector(".menu-body").getBoundingClientRect();
  if (box.right > innerWidth - 8) menu.classList.add("at-end");
  if (box.bottom > innerHeight - 64 && box.height < menu.getBoundingClientRect().top) menu.classList.add("above");
}, true);
