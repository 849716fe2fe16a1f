// Menus that open over the page close as menus do: by Escape, with the focus back at their word, or by a press elsewhere.
const OPENED = "details.nav-word[open], details.user-menu[open], details.more-menu[open]";

export function startMenus(page) {
  page.addEventListener("keydown", (event) => {
    const menu = page.querySelector(OPENED);
    if (event.key === "Escape" && menu) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });
  page.addEventListener("click", (event) => {
    for (const menu of page.querySelectorAll(OPENED)) {
      menu.open = menu.contains(event.target);
    }
  });
}
