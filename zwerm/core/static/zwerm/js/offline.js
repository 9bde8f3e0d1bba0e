// The page that stands where another would, while there is no network: what waits on this device, and trying again.

import { show } from "./waiting/cards.js";
import { drafts } from "./waiting/store.js";

show({}, drafts().map((fields, at) => ({ number: `draft-${at}`, asks: "draft", place: "", page: "", fields })));
document.querySelector("[data-again]")?.addEventListener("click", (event) => {
  event.preventDefault();
  location.reload();
});
addEventListener("online", () => location.reload());
