// A browser cuts off silently what is longer than a field takes; here the whole text stays, and the field says by how
// much it is too long. The server decides.
import { word } from "./words.js";

export function startLengths(page) {
  page.querySelectorAll("input[maxlength], textarea[maxlength]").forEach((field) => {
    const most = Number(field.getAttribute("maxlength"));
    field.removeAttribute("maxlength");
    field.addEventListener("input", () => tell(field, most));
    tell(field, most);
  });
}

function tell(field, most) {
  const over = [...field.value.replace(/\r?\n/g, "\r\n")].length - most;
  let line = field.nextElementSibling;
  if (!line?.matches(".too-long")) {
    if (over <= 0) return;
    line = document.createElement("p");
    line.className = "field-error too-long";
    line.setAttribute("role", "status");
    field.after(line);
  }
  line.textContent = over > 0 ? word("long").replace("{most}", most).replace("{over}", over) : "";
}
