// data-fills="#words" data-words="…" on a choice: choosing it writes its words into that field, as long as what stands there is empty or
// belongs to another of these choices. Words that somebody wrote are left alone.

document.addEventListener("change", (event) => {
  const choice = event.target.closest("[data-fills]");
  const field = choice && document.querySelector(choice.dataset.fills);
  if (!field) return;
  const now = field.value.trim();
  const ours = [...document.querySelectorAll("[data-fills]")].some((one) => one.dataset.words === now);
  if (ours || !now) field.value = choice.dataset.words;
});
