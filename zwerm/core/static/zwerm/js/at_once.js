// data-at-once on a form that only asks: choosing something in it asks at once, without the button.

document.addEventListener("change", (event) => {
  event.target.closest("form[data-at-once]")?.requestSubmit();
});
