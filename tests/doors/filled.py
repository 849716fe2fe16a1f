"""Forms of pages filled in and sent without a browser: every field gets something that a person could put there."""

import io
import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urljoin

import lxml.html
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from tests.browser.soak.filling import SKIP, Label, value_for
from tests.browser.soak.world import list_of_problems

UNTYPED = frozenset({"submit", "button", "reset", "image"})
Cell = dict[str, Any]


def forms_of(page: str, address: str) -> list[Any]:
    """The forms of a page that write, with the whole address that each goes to."""
    forms = [form for form in lxml.html.fromstring(page).forms if form.method == "POST"]
    for form in forms:
        form.action = urljoin(address, form.action or "")
    return forms


def is_meant(form: Any, selector: str) -> bool:
    """Whether a form is the one that the soak finds by a selector: by draft, address, act or field."""
    ending = re.search(r"action\$='([^']*)'", selector)
    act = re.search(r"\[name=act\]\[value=(\w+)\]", selector)
    named = re.search(r":has\(\[name=(\w+)\]", selector)
    return (
        ("data-draft" not in selector or "data-draft" in form.attrib)
        and (ending is None or form.action.endswith(ending[1]))
        and (act is None or dict(form.form_values()).get("act") == act[1])
        and (named is None or named[1] in form.fields)
        and not form.action.endswith(("/setlang/", "/logout/"))
    )


def filled(form: Any, given: Mapping[str, Any]) -> dict[str, Any]:
    """What a browser would send of a form in which each field has been filled in."""
    data: dict[str, Any] = {}
    for name, value in form.form_values():
        data.setdefault(name, []).append(value)
    for place, cell in enumerate(cells(form)):
        wanted = given.get(cell["name"])
        if wanted is SKIP:
            data.pop(cell["name"], None) if cell["type"] == "file" else None
        elif cell["type"] == "file":
            data[cell["name"]] = file_for(cell["name"])
        else:
            data[cell["name"]] = put(form, cell, value_for(cell, place) if wanted is None else wanted)
    return {name: value for name, value in data.items() if value is not None}


def put(form: Any, cell: Cell, value: Any) -> Any:
    if not isinstance(value, Label):
        return value if isinstance(value, list) else str(value)
    options = form.xpath(f".//select[@name='{cell['name']}']/option")
    return next(option.get("value") for option in options if option.text_content().strip() == value)


def cells(form: Any) -> Iterator[Cell]:
    """The fields in which somebody types, chooses or ticks, as `tests.browser.soak.filling` knows them."""
    found: dict[str, Cell] = {}
    for element in form.inputs:
        kind = type_of(element)
        name = element.get("name") or ""
        if not name or name.endswith("_typed") or kind == "hidden" or kind in UNTYPED or element.tag == "button":
            continue
        cell = found.setdefault(
            name,
            {
                "name": name,
                "type": kind,
                "max": element.get("max"),
                "most": int(element.get("maxlength") or -1),
                "options": [],
                "values": [],
            },
        )
        take_options(cell, element)
    yield from found.values()


def type_of(element: Any) -> str:
    if element.tag == "select":
        return "select-multiple" if element.get("multiple") is not None else "select-one"
    return "textarea" if element.tag == "textarea" else element.get("type") or "text"


def take_options(cell: Cell, element: Any) -> None:
    """The choices of a field, and those that are chosen."""
    if element.tag == "select":
        options = element.xpath(".//option[not(@disabled)]")
        cell["options"] += [option.get("value") for option in options if option.get("value")]
        cell["values"] += [option.get("value") for option in options if option.get("selected") is not None]
    elif cell["type"] in ("radio", "checkbox"):
        cell["options"].append(element.get("value") or "on")
        cell["values"] += [element.get("value") or "on"] if element.get("checked") is not None else []


def file_for(name: str) -> SimpleUploadedFile:
    """A list where a list is asked for, else a photo."""
    if name == "file":
        return SimpleUploadedFile("list.xlsx", list_of_problems())
    out = io.BytesIO()
    Image.new("RGB", (640, 480), "#aa3311").save(out, "JPEG")
    return SimpleUploadedFile(f"{name}.jpg", out.getvalue(), "image/jpeg")
