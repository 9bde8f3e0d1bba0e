// Pictures and files pasted, dropped or chosen: POST file to data-upload-url answers {markdown} or {error}.
// A line in the text keeps their place while they come in.

export function uploads(form, text) {
  const url = form.dataset.uploadUrl;
  if (!url) return;
  const box = form.querySelector("[data-editor-box]");
  const take = (files) => [...files].forEach((file) => bring(form, text, url, file));

  text.addEventListener("paste", (event) => {
    if (!event.clipboardData.files.length) return;
    event.preventDefault();
    take(event.clipboardData.files);
  });
  box.addEventListener("dragover", (event) => {
    if (![...event.dataTransfer.types].includes("Files")) return;
    event.preventDefault();
    box.classList.add("is-over");
  });
  box.addEventListener("dragleave", () => box.classList.remove("is-over"));
  box.addEventListener("drop", (event) => {
    box.classList.remove("is-over");
    if (!event.dataTransfer.files.length) return;
    event.preventDefault();
    take(event.dataTransfer.files);
  });
  const attach = form.querySelector("[data-editor-attach]");
  if (attach) {
    attach.addEventListener("click", () => choose(take));
  }
}

function choose(take) {
  const input = document.createElement("input");
  input.type = "file";
  input.multiple = true;
  input.addEventListener("change", () => take(input.files));
  input.click();
}

let number = 0;

function bring(form, text, url, file) {
  number += 1;
  const place = `![${form.dataset.sayUploading.replace("{name}", file.name)}…](#${number})`;
  insert(text, place);
  const status = form.querySelector("[data-editor-status]");
  const request = new XMLHttpRequest();
  const body = new FormData();
  body.set("file", file);
  body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken?.value ?? "");
  request.open("POST", url);
  request.responseType = "json";
  request.setRequestHeader("Accept", "application/json");
  request.upload.addEventListener("progress", (event) => {
    const share = Math.round((event.loaded / event.total) * 100);
    if (status && event.lengthComputable) status.textContent = `${form.dataset.sayUploading.replace("{name}", file.name)} ${share} %`;
  });
  request.addEventListener("loadend", () => {
    const { markdown = "", error } = request.response ?? {};
    swap(text, place, request.status < 300 ? markdown : "");
    if (status) status.textContent = request.status < 300 && markdown ? "" : error || form.dataset.sayUploadFailed;
  });
  request.send(body);
}

function insert(text, words) {
  const before = text.value.slice(0, text.selectionStart);
  const lead = before && !before.endsWith("\n") ? "\n" : "";
  text.setRangeText(`${lead}${words}\n`, text.selectionStart, text.selectionEnd, "end");
}

function swap(text, place, words) {
  const at = text.value.indexOf(place);
  if (at < 0) return;
  text.setRangeText(words, at, at + place.length, "preserve");
  text.dispatchEvent(new Event("input", { bubbles: true }));
}
