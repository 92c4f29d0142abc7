// Pages work without this file; it only makes them quicker.

// “/” leads to the box for questions, as in a book one turns to the index.
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select, [contenteditable]")) return;
  const box = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  if (box) { event.preventDefault(); box.focus(); box.select(); }
});

// A form of filters answers as soon as one is chosen; fields left empty stay out of the address.
document.addEventListener("change", (event) => {
  const form = event.target.form;
  if (form && "auto" in form.dataset) form.requestSubmit();
});
document.addEventListener("submit", (event) => {
  if (event.target.method !== "get") return;
  for (const field of event.target.elements) if (field.name && !field.value) field.disabled = true;
});
// A page that comes back from the browser's memory has its fields again.
addEventListener("pageshow", () => { for (const field of document.querySelectorAll("form:not([method=post]) :disabled")) field.disabled = false; });

// A citation can be copied with one press.
for (const text of document.querySelectorAll("[data-copy]")) {
  if (!navigator.clipboard) break;
  const button = Object.assign(document.createElement("button"), { type: "button", className: "quiet small noprint", textContent: text.dataset.copy });
  const words = text.textContent;
  button.addEventListener("click", () => navigator.clipboard.writeText(words).then(() => { button.textContent = "✓ " + text.dataset.copy; }));
  text.append(" ", button);
}
