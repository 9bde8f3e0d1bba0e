// Reading a conversation: copy a permalink, jump to what is new, quote what one selects.

// data-copy, or data-copy="#post-12": the address of the link, or of that place, goes to the clipboard; the element says so for a moment.
document.addEventListener("click", async (event) => {
  const link = event.target.closest("[data-copy]");
  if (!link) return;
  event.preventDefault();
  const words = link.textContent;
  try {
    await navigator.clipboard.writeText(new URL(link.dataset.copy || link.href, location.href).href);
    link.textContent = document.querySelector("[data-say-copied]")?.dataset.sayCopied || "✓";
    setTimeout(() => { link.textContent = words; }, 1500);
  } catch {
    location.assign(link.href);
  }
});

// data-reply="12" under a post: the form below answers to it, with its words in sight; data-quote beside it quotes them.
function answer(number, post, quote = "") {
  const field = document.querySelector("[data-editor] [name=reply_to]");
  const form = field?.form;
  if (!form) return false;
  field.value = number;
  const box = form.querySelector("[data-answering]");
  if (box && post) {
    const name = post.querySelector(".who")?.textContent.trim() ?? "";
    const words = post.querySelector(".prose")?.textContent.trim().replace(/\s+/g, " ").slice(0, 160) ?? "";
    box.querySelector("b").textContent = name;
    box.querySelector("[data-words]").textContent = words;
    box.hidden = false;
  }
  const text = form.querySelector("textarea[name=body]");
  if (quote) {
    const quoted = quote.trim().split(/\n+/).map((line) => `> ${line}`).join("\n");
    text.setRangeText(`${text.value && !text.value.endsWith("\n") ? "\n\n" : ""}${quoted}\n\n`, text.value.length, text.value.length, "end");
    text.dispatchEvent(new Event("input", { bubbles: true }));
  }
  text.focus();
  text.scrollIntoView({ block: "center" });
  return true;
}

document.addEventListener("click", (event) => {
  const pressed = event.target.closest("[data-reply], [data-quote]");
  const post = pressed?.closest("[data-item]");
  const link = pressed && (pressed.dataset.reply ? pressed : post.querySelector("[data-reply]"));
  const words = pressed && "quote" in pressed.dataset ? post.querySelector(".prose").innerText : "";
  if (link && answer(link.dataset.reply, post, words)) event.preventDefault();
  const loose = event.target.closest("[data-answering] [data-loose]");
  if (loose) {
    event.preventDefault();
    loose.closest("form").elements.reply_to.value = "";
    loose.closest("[data-answering]").hidden = true;
    loose.closest("form").elements.body.focus();
  }
});

// Select words in a post: a button beside them quotes them in the reply. Its words come from the page.
const offer = document.querySelector("[data-quote-selection]");

function chosen() {
  const selection = document.getSelection();
  if (!offer || selection.isCollapsed || selection.toString().trim().length < 3) return null;
  const ends = [selection.anchorNode, selection.focusNode].map((node) => (node.nodeType === 1 ? node : node.parentElement));
  const [post, other] = ends.map((element) => element?.closest(".prose")?.closest("[data-item]"));
  const reply = post && post === other && post.querySelector("[data-reply]");
  return reply ? { reply, words: selection.toString(), box: selection.getRangeAt(0).getBoundingClientRect() } : null;
}

document.addEventListener("selectionchange", () => {
  const found = chosen();
  if (!offer) return;
  offer.hidden = !found;
  if (!found) return;
  offer.quoteOf = found;
  const left = Math.min(found.box.left + scrollX, scrollX + innerWidth - offer.offsetWidth - 12);
  offer.style.insetInlineStart = `${left}px`;
  offer.style.insetBlockStart = `${found.box.bottom + scrollY + 8}px`;
});
offer?.addEventListener("mousedown", (event) => event.preventDefault());
offer?.addEventListener("click", () => {
  const { reply, words } = offer.quoteOf;
  offer.hidden = true;
  document.getSelection().removeAllRanges();
  answer(reply.dataset.reply, reply.closest("[data-item]"), words);
});

// Code or a table that is wider than the page scrolls by itself: the keyboard can reach it too.
function reachWide(root) {
  for (const wide of root.querySelectorAll(".prose :is(pre, table), .table-scroll")) {
    if (wide.scrollWidth > wide.clientWidth) wide.tabIndex = 0;
  }
}
reachWide(document);
addEventListener("resize", () => reachWide(document));
document.addEventListener("house:arrived", (event) => reachWide(event.target));
