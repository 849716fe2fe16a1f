// What was typed into a form marked data-draft survives a reload and an expired session, until the server has taken it.
// Drafts hold no personal data: fields marked data-personal, passwords and hidden fields are left out.
const PREFIX = "draft:";

export function startDrafts(page) {
  for (const receipt of page.querySelectorAll("[data-draft-done]")) sessionStorage.removeItem(PREFIX + receipt.dataset.draftDone);
  for (const form of page.querySelectorAll("form[data-draft]")) {
    const key = PREFIX + form.dataset.draft;
    if (!form.querySelector(".field-error")) restore(form, key);
    form.addEventListener("input", () => sessionStorage.setItem(key, JSON.stringify(read(form))));
  }
}

// Whoever logs out leaves nothing behind; what was typed and not sent is asked for first.
export function startFarewell(page) {
  for (const form of page.querySelectorAll("form[data-farewell]")) {
    form.addEventListener("submit", (event) => {
      const drafts = Object.keys(sessionStorage).filter((key) => key.startsWith(PREFIX));
      if (drafts.length && !window.confirm(form.dataset.farewell)) {
        event.preventDefault();
        event.stopPropagation();
        return;
      }
      sessionStorage.clear();
    });
  }
}

function fields(form) {
  return [...form.elements].filter((field) => field.name && !field.dataset.personal && !["hidden", "password", "file", "submit"].includes(field.type));
}

function read(form) {
  return fields(form).map((field) => [field.name, field.type === "checkbox" || field.type === "radio" ? field.checked : field.value]);
}

function restore(form, key) {
  const kept = JSON.parse(sessionStorage.getItem(key) ?? "null");
  if (!kept) return;
  fields(form).forEach((field, place) => {
    const [name, value] = kept[place] ?? [];
    if (name !== field.name) return;
    if (field.type === "checkbox" || field.type === "radio") field.checked = value;
    else if (!field.value) field.value = value;
  });
}
