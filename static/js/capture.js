// Shots and album photos come together in one list, shown small; without it each field sends what it holds.
const place = document.querySelector("[data-shoot]");
if (place && typeof DataTransfer === "function") start(place);

function start(shoot) {
  const [camera, album] = shoot.querySelectorAll("input[type=file]");
  const chosen = [];
  shoot.classList.add("is-ready");
  for (const label of shoot.querySelectorAll("[data-act]")) label.className = label.dataset.act;
  const show = () => {
    const files = new DataTransfer();
    for (const file of chosen) files.items.add(file);
    album.files = files.files;
    const list = shoot.querySelector("[data-thumbs]");
    list.replaceChildren(...chosen.map((file) => thumb(file, list.dataset.remove, () => {
      chosen.splice(chosen.indexOf(file), 1);
      show();
    })));
  };
  camera.addEventListener("change", () => {
    chosen.push(...camera.files);
    camera.value = "";
    show();
  });
  album.addEventListener("change", () => {
    chosen.push(...[...album.files].filter((file) => !chosen.includes(file)));
    show();
  });
}

function thumb(file, word, remove) {
  const line = document.createElement("li");
  const picture = document.createElement("img");
  picture.src = URL.createObjectURL(file);
  picture.alt = file.name;
  picture.addEventListener("load", () => URL.revokeObjectURL(picture.src), { once: true });
  const button = document.createElement("button");
  button.type = "button";
  button.className = "btn btn-sm";
  button.textContent = word;
  button.setAttribute("aria-label", `${word} ${file.name}`);
  button.addEventListener("click", remove);
  line.append(picture, button);
  return line;
}
