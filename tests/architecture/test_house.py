"""The house has its walls: no app is too big, and none names what stands above it, in code or in a template."""

import re
import tomllib

import pytest

from tests.house import APPS, ROOT, modules

MOST_OF_ONE_APP = 0.25
NAMED = re.compile(r"""["']([a-z]+):[a-z]+-?[a-z-]*["']""")
INCLUDED = re.compile(r"""["']([a-z]+)/[\w/]+\.(?:html|txt)["']""")


def floors():
    """App → its floor, the ground being 0, as the import contracts have it."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    layers = next(contract["layers"] for contract in contracts if "core" in contract["layers"])
    return {app.strip(): floor for floor, layer in enumerate(reversed(layers)) for app in layer.split(":")}


def app_of(path):
    return path.relative_to(ROOT).parts[0]


def test_no_app_holds_more_than_a_quarter_of_the_code():
    lines = dict.fromkeys(APPS, 0)
    for path in modules():
        if app_of(path) in lines:
            lines[app_of(path)] += len(path.read_text(encoding="utf-8").splitlines())

    assert max(lines.values()) / sum(lines.values()) <= MOST_OF_ONE_APP


def test_every_app_has_its_floor():
    assert {*APPS, "config"} == set(floors())


@pytest.mark.parametrize("app", APPS)
def test_an_app_names_no_page_and_no_template_of_the_apps_above_it(app):
    floor = floors()
    files = [path for path in modules() if app_of(path) == app]
    files += (path for path in (ROOT / "templates" / app).rglob("*") if path.is_file())
    said = {
        (path.name, above)
        for path in files
        for pattern in (NAMED, INCLUDED)
        for above in pattern.findall(path.read_text(encoding="utf-8"))
        if floor.get(above, 0) > floor[app]
    }

    assert said == set()
