// Behaviours of every page, each attached by an attribute. Without any of them the page works too.
import "./menus.js";
import { kept } from "./device.js";
import "./sending.js";
import "./waiting/form.js";
import "./waiting/leaving.js";
import "./swap.js";
import "./keys.js";
import "./reading.js";
import "./rail.js";
import "./dates.js";
import "./theme.js";
import "./filling.js";
import "./at_once.js";

// On a narrow screen the tab one is on stands in sight.
for (const tab of document.querySelectorAll(".tabs > [aria-current]")) {
  tab.parentElement.scrollLeft = tab.offsetLeft - tab.parentElement.offsetLeft - 40;
}

document.querySelector("[data-focus]")?.focus();

// The editor is fetched only where somebody may write.
if (document.querySelector("[data-editor]")) {
  import("./editor.js");
}

// What was asked before, where one may ask.
if (document.querySelector("[data-similar]")) {
  import("./similar.js");
}

// And what proposes words while one types them, also in the field one stands in already.
const propose = (field) => field?.matches?.("[data-suggest]") && import("./suggest.js").then(({ suggest }) => suggest(field));
document.addEventListener("focusin", ({ target }) => propose(target));
propose(document.activeElement);

// So is what lets a conversation grow while one reads it.
if (document.querySelector("[data-live]")) {
  import("./live.js");
}

// And what brings notices to this device.
const devices = document.querySelector("[data-push]");
if (devices) import("./push.js").then(({ attach }) => attach(devices));
if (kept("push")) import("./push.js").then(({ isDue, keepUp }) => isDue() && keepUp());
