"""No form loses a cell or a file, and none acts twice, whatever happens while it is filled in (V22, V35-V37)."""

import json
import os
from pathlib import Path

import pytest

from tests.browser.soak.disturbing import DISTURBANCES, nothing
from tests.browser.soak.forms import STANDS
from tests.browser.soak.runs import Run

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.embedded]
IN_THE_GATE = {"step submit", "register", "import a file"}


PARAMETERS = [
    pytest.param(stand, id=stand.name, marks=() if stand.name in IN_THE_GATE else (pytest.mark.soak,))
    for stand in STANDS
]


@pytest.mark.parametrize("stand", PARAMETERS)
def test_nothing_is_lost_and_nothing_is_done_twice(stand, world, come, tmp_path, record_property):
    wanted = undisturbed(Run(world, stand, come, tmp_path))
    found = {}
    for name, disturb in DISTURBANCES.items():
        run = Run(world, stand, come, tmp_path)
        run = disturb(run) or (None if name.startswith("bad") else run)
        found[name] = run and counted(run, wanted)
        if run:
            run.close()

    note(stand.name, found)
    record_property("soak", {"form": stand.name, "found": found})
    assert {name: told for name, told in found.items() if told and any(told["counts"])} == {}


def note(form, found):
    """The details of what went wrong, where somebody wants them."""
    if folder := os.environ.get("SOAK_DETAILS"):
        text = json.dumps(found, ensure_ascii=False, indent=1)
        (Path(folder) / f"{form}.json").write_text(text, encoding="utf-8")


def undisturbed(run):
    """What the form writes when nothing happens: once, and all that was typed."""
    nothing(run)
    assert run.acts == 1, run.page.inner_text("main")[:800]
    run.close()
    return run.outcome()


def counted(run, wanted):
    """Lost cells, lost files, doubles; and the lines of the database that differ."""
    outcome = run.outcome()
    missing, extra = wanted - outcome, outcome - wanted
    files = sum(count for line, count in missing.items() if line.startswith("core.Attachment"))
    doubles = sum(
        count for line, count in extra.items() if line in wanted or (" new " in line and not is_changed(line, missing))
    )
    cells = len(run.lost) or int(bool(missing) and not files)
    told = {"counts": (cells, files, doubles), "typed again": sorted(run.retyped)}
    if any(told["counts"]):
        told |= {"lost": sorted(run.lost), "missing": list(missing), "extra": list(extra), "page": run.page.url}
    return told


def is_changed(line, missing):
    """Whether a new row stands in the place of one that is missing: it says something else, it is no second one."""
    return any(other.split(" ")[0] == line.split(" ")[0] for other in missing)
