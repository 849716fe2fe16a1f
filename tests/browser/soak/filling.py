"""Every field of a form gets something of its own, typed as a person types it; what stands in them is read back."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from playwright.sync_api import Locator

from core import clock

SKIP = object()
"""A field that this form's other fields rule out."""
UNFOLD = """(form) => {
  for (const each of form.querySelectorAll("details")) each.open = true;
  for (let above = form.closest("details"); above; above = above.parentElement.closest("details")) above.open = true;
}"""
CELLS = """(form) => {
  const cells = {};
  for (const e of form.elements) {
    if (!e.name || e.name.endsWith("_typed") || e.tagName === "FIELDSET") continue;
    if (["hidden", "submit", "button", "reset", "image"].includes(e.type)) continue;
    const cell = (cells[e.name] ??= {name: e.name, type: e.type, max: e.max, min: e.min, most: e.maxLength, options: [],
      personal: false, required: e.required, searched: e.dataset.units === "yes", values: []});
    cell.personal ||= e.dataset.personal !== undefined || e.type === "password";
    if (e.options) for (const o of e.options) if (o.value && !o.disabled) cell.options.push(o.value);
    if (e.type === "radio" || e.type === "checkbox") {
      cell.options.push(e.value);
      if (e.checked) cell.values.push(e.value);
    } else if (e.multiple && e.options) cell.values.push(...[...e.selectedOptions].map((o) => o.value));
    else if (e.type !== "file") cell.values.push(e.value);
  }
  return Object.values(cells);
}"""


class Label(str):
    """An option by what it says, where nobody knows its value beforehand."""


@dataclass
class Filled:
    """What was put into a form: by name the values; the names of personal fields, of file fields and of texts."""

    cells: dict[str, list[str]] = field(default_factory=dict)
    personal: set[str] = field(default_factory=set)
    files: list[str] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)

    def differing(self, form: Locator) -> list[str]:
        """The cells of a form that no longer hold what was typed."""
        now = values(form)
        return [name for name, typed in self.cells.items() if now.get(name) != typed]


def cells(form: Locator) -> list[dict[str, Any]]:
    form.evaluate(UNFOLD)
    return list(form.evaluate(CELLS))


def values(form: Locator) -> dict[str, list[str]]:
    """What stands in each field."""
    return {cell["name"]: sorted(cell["values"]) for cell in cells(form) if cell["type"] != "file"}


def fill(form: Locator, given: Mapping[str, Any]) -> Filled:
    """Type into every field; `given` says what a field takes where not anything does."""
    filled = Filled()
    for place, cell in enumerate(cells(form)):
        wanted = given.get(cell["name"])
        if wanted is SKIP:
            continue
        if cell["type"] == "file":
            filled.files.append(cell["name"])
            continue
        put(form, cell, value_for(cell, place) if wanted is None else wanted)
        if cell["personal"]:
            filled.personal.add(cell["name"])
        if cell["type"] in ("text", "textarea"):
            filled.texts.append(cell["name"])
    filled.cells = values(form)
    return filled


def again(form: Locator, filled: Filled, names: list[str]) -> None:
    """Type some cells a second time."""
    for cell in cells(form):
        if cell["name"] in names:
            typed = filled.cells[cell["name"]]
            put(form, cell, typed if cell["type"] in ("checkbox", "select-multiple") else typed[0])


def put(form: Locator, cell: Mapping[str, Any], value: Any) -> None:
    place = form.locator(f"[name='{cell['name']}']")
    if cell["type"] == "checkbox":
        wanted = [value] if isinstance(value, str) else list(value)
        for box in place.all():
            box.set_checked(box.get_attribute("value") in wanted or (len(place.all()) == 1 and bool(wanted)))
    elif cell["type"] == "radio":
        form.locator(f"[name='{cell['name']}'][value='{value}']").check()
    elif cell["type"].startswith("select"):
        place.select_option(label=value) if isinstance(value, Label) else place.select_option(value)
    else:
        place.fill(str(value))


def value_for(cell: Mapping[str, Any], place: int) -> Any:
    """Something that no other field gets, and that is not what stands there."""
    kind, options, name = cell["type"], cell["options"], cell["name"]
    if kind == "checkbox":
        return [] if cell["values"] else options[:2]
    if kind in ("radio", "select-one", "select-multiple"):
        others = [option for option in options if option not in cell["values"]]
        return (others or options)[-1]
    if kind == "number":
        most = float(cell["max"]) if cell["max"] else 90
        return int(min(11 + place, most))
    kinds = {
        "date": lambda: (clock.today() + timedelta(days=20 + place)).isoformat(),
        "time": lambda: f"20:{place:02d}",
        "email": lambda: f"soak{place}@example.test",
        "textarea": lambda: f"第{place}格{name}：第一行，半角,标点 (x)\n第二行“引号”<b>",
    }
    if kind in kinds:
        return kinds[kind]()
    if name.endswith("phone"):
        return f"0990-5580{place:03d}"
    text = f"第{place}格{name}所填"
    return text[: cell["most"]] if cell["most"] > 0 else text


WORD = re.compile(r"第\d+格\w+")
