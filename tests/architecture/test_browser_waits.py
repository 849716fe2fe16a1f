"""A browser test waits for what it looks at: a page that is a moment late is no fault of the product."""

import re
from pathlib import Path

BROWSER = Path(__file__).resolve().parents[1] / "browser"
WAITS = BROWSER / "people.py"
AT_ONCE = re.compile(
    r"\.bounding_box\(\)|^\s*assert (not )?[^=]*locator\([^=]*\)\.(count|is_visible|is_hidden)\(\)(?! or)"
)


def test_no_browser_test_looks_before_the_page_has_drawn():
    at_once = [
        f"{path.name}:{number}"
        for path in sorted(BROWSER.rglob("*.py"))
        for number, line in enumerate(path.read_text().splitlines(), start=1)
        if path != WAITS and AT_ONCE.search(line)
    ]

    assert not at_once, "box_of and expect wait for what they look at"
