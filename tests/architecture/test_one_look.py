"""One look: colours, sizes of letters and corners are named in one place, and every style sheet uses the names."""

import re
from pathlib import Path

import pytest

SHEETS = sorted(
    path for path in (Path(__file__).parents[2] / "static" / "css").glob("*.css") if path.name != "tabler.css"
)
TOKENS = re.compile(r":root \{.*?\n\}\n", re.DOTALL)
VALUE = re.compile(r"(?<=[:\s,(])(#[0-9a-fA-F]{3,8})(?=[;\s,)}])")
SIZE = re.compile(r"font-size: ?([\d.]+rem)")
CORNER = re.compile(r"border-radius: ?((?!0)[\d.]+px)(?=[;}])")
MEASURED = {"--above", "--places", "--wide"}
"""What scripts measure and set on an element."""
PLAIN = {"1rem"}
"""The reader's own size needs no name."""


def rules(sheet):
    """The style sheet without the tokens themselves."""
    text = sheet.read_text(encoding="utf-8")
    return TOKENS.sub("", text, count=1) if sheet.name == "yuanan.css" else text


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_a_style_sheet_names_no_colour_size_or_corner_of_its_own(sheet):
    assert VALUE.findall(rules(sheet)) == []
    assert set(SIZE.findall(rules(sheet))) <= PLAIN
    assert set(CORNER.findall(rules(sheet))) <= {"999px", "8px"}


def test_every_name_that_is_used_is_one_of_the_tokens():
    [tokens] = TOKENS.findall((SHEETS[0].parent / "yuanan.css").read_text(encoding="utf-8"))[:1]
    named = set(re.findall(r"(--[\w-]+):", tokens))
    own = {name for sheet in SHEETS for name in re.findall(r"(--[\w-]+):", rules(sheet))}

    used = {name for sheet in SHEETS for name in re.findall(r"var\((--[\w-]+)", sheet.read_text(encoding="utf-8"))}
    assert {name for name in used - named - own - MEASURED if not name.startswith("--tblr-")} == set()
