// data-rail: the line beside a long conversation fills as far as one reads.

const rail = document.querySelector(".page > [data-rail]");
const far = rail?.querySelector("progress");
const said = rail?.querySelector("[data-rail-number]");
let asked = false;

function number(post) {
  return Number(post.id.split("-")[1]);
}

function fill() {
  asked = false;
  const passed = [...document.querySelectorAll(".post[id^='post-']")].filter((post) => post.getBoundingClientRect().top < innerHeight / 2);
  if (!passed.length) return;
  far.value = Math.max(...passed.map(number));
  if (said) said.textContent = far.value;
}

if (far) {
  addEventListener("scroll", () => {
    if (!asked) requestAnimationFrame(fill);
    asked = true;
  }, { passive: true });
  fill();
}
