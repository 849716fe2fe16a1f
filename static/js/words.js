// The words that scripts say, in the language of the page.
export function word(name) {
  return document.getElementById("words")?.dataset[name] ?? "";
}
