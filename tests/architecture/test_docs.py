"""The pages for people are true: what they name is there, and what is drawn from the code is as the code is."""

import re
from importlib import import_module
from pathlib import Path

import pytest
from django.apps import apps

from config.celery import app as celery
from core import acts, figures
from core.management.commands import write_glossary
from rectification.management.commands import draw_workflow
from tests.house import APPS

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted({*ROOT.glob("docs/**/*.md"), ROOT / "README.md", ROOT / "CONTRIBUTING.md"})
PLACES = ("", "docs", "templates", "static")
MADE = ("var/", "MEDIA_ROOT/", "deploy/certificates", "js/pages.js")
"""What is there only where the product runs."""
SAID = re.compile(r"`([^`\n]+)`")
LINK = re.compile(r"\]\(([^)#:]+)(?:#[^)]*)?\)")
FILE = re.compile(r"[\w.*-]+(?:/[\w.*-]+)+/?|[\w*-]+\.(?:css|csv|html|js|md|py|sh|toml|txt|typ|yml)")
DOTTED = re.compile(rf"(?:{'|'.join([*APPS, 'tests'])})(?:\.\w+)+")


def named(page):
    """What a page says in the letters of code: the commands, paths and names, without what is handed to them."""
    text = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    return {said.split("(")[0].split(" ")[0] for said in SAID.findall(text)}


def is_there(path):
    return path.startswith(MADE) or any(next((ROOT / place).glob(path.rstrip("/")), None) for place in PLACES)


def is_known(name):
    """Whether a dotted name can be imported, or is a table, a job, an act or a figure."""
    celery.loader.import_default_modules()
    known = {model._meta.label_lower for model in apps.get_models()} | celery.tasks.keys()
    known |= {each.code for each in (*acts.registered(), *figures.registered())}
    return name in known or can_be_imported(name)


def can_be_imported(name):
    module, _dot, rest = name.partition(".")
    found = import_module(module)
    for part in rest.split("."):
        module = f"{module}.{part}"
        if not hasattr(found, part):
            try:
                import_module(module)
            except ModuleNotFoundError:
                return False
        found = getattr(found, part)
    return True


def page_name(page):
    return str(page.relative_to(ROOT))


@pytest.mark.parametrize("page", PAGES, ids=page_name)
def test_what_a_page_names_is_there(page):
    names = {name for name in named(page) if not DOTTED.fullmatch(name) or name.endswith(".py")}
    dotted = {name for name in named(page) if DOTTED.fullmatch(name) and not name.endswith(".py")}
    linked = {link for link in LINK.findall(page.read_text(encoding="utf-8")) if not (page.parent / link).exists()}

    assert {name for name in names if FILE.fullmatch(name) and not is_there(name)} == set()
    assert {name for name in dotted if not is_known(name)} == set()
    assert linked == set()


def test_the_page_of_the_workflow_is_what_the_table_says():
    written = (ROOT / "docs" / draw_workflow.PAGE).read_text(encoding="utf-8")

    assert written == draw_workflow.page(), "run manage.py draw_workflow"


def test_the_glossary_has_the_labels_of_the_code():
    written = (ROOT / "docs" / write_glossary.PAGE).read_text(encoding="utf-8")

    assert written == write_glossary.page(written), "run manage.py write_glossary"


def test_no_state_has_the_name_of_the_time_when_it_began():
    page = (ROOT / "docs" / write_glossary.PAGE).read_text(encoding="utf-8")
    states = page.partition("## States")[2].partition("## Acts")[0]

    assert re.findall(r"^\| (\S*(?:时间|天数)) \|", states, re.MULTILINE) == []
