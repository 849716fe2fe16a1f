"""The scripts of our pages go out as one file, in which no module is missing and none is read wrongly."""

import re

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders

from config.scripts import joining
from config.scripts.finder import FieldScripts, FieldWorker, JoinedScripts

SCRIPTS = settings.BASE_DIR / "static" / "js"
MADE = (JoinedScripts, FieldScripts, FieldWorker)
OF_THEIR_OWN = {"places.js", "wall.js"}
"""Scripts of one page that has no use for the others."""


@pytest.fixture
def modules(tmp_path):
    def write(**texts):
        for name, text in texts.items():
            (tmp_path / f"{name}.js").write_text(text, encoding="utf-8")
        return tmp_path / f"{next(iter(texts))}.js"

    return write


def order_of(made):
    return joining.in_order(SCRIPTS / made.entry)


@pytest.mark.parametrize("made", MADE)
def test_each_module_is_in_the_file_once_and_after_what_it_imports(made):
    order = order_of(made)

    assert len(set(order)) == len(order)
    for place, path in enumerate(order):
        for other in re.findall(r'from "(\..+)"', path.read_text(encoding="utf-8")):
            assert (path.parent / other).resolve() in order[:place], f"{path.name} needs {other}"


def test_each_module_is_in_a_file():
    joined = {path for made in MADE for path in order_of(made)}

    assert {path.name for path in set(SCRIPTS.rglob("*.js")) - joined} == OF_THEIR_OWN
    assert {path for path in SCRIPTS.glob("*.js") if path.name not in OF_THEIR_OWN} == {
        path for path in order_of(JoinedScripts) if path.parent == SCRIPTS
    }


def test_two_modules_of_one_name_in_one_file_are_refused(tmp_path):
    (tmp_path / "below").mkdir()
    (tmp_path / "one.js").write_text("export const x = 1;\n", encoding="utf-8")
    (tmp_path / "below" / "one.js").write_text("export const x = 1;\n", encoding="utf-8")
    entry = tmp_path / "first.js"
    entry.write_text('import { x } from "./one.js";\nimport { y } from "./below/one.js";\n', encoding="utf-8")

    with pytest.raises(joining.NotJoinedError, match="two modules of one name"):
        joining.joined(entry)


def test_what_is_joined_keeps_its_names_apart(modules):
    first = modules(
        first='import { one, two } from "./second.js";\n// A remark.\nconst say = one;\n',
        second="const say = 1;\nexport const one = say;\nexport async function two() {}\n",
    )

    assert joining.joined(first) == (
        "const $second = (() => {\nconst say = 1;\nconst one = say;\nasync function two() {}\n"
        "return { one, two };\n})();\n"
        "const $first = (() => {\nconst { one, two } = $second;\nconst say = one;\nreturn {  };\n})();\n"
    )


@pytest.mark.parametrize(
    "said",
    [
        'import "./second.js";',
        'import two from "./second.js";',
        'import { two } from "https://example.org/second.js";',
        "export default 1;",
        "export { one };",
        "export let one = 1;",
    ],
)
def test_what_can_not_be_joined_is_refused(modules, said):
    with pytest.raises(joining.NotJoinedError, match=r"first\.js"):
        joining.joined(modules(first=f"{said}\n", second="export const two = 2;\n"))


def test_modules_that_import_each_other_are_refused(modules):
    told = 'import {{ x }} from "./{}.js";\n'

    with pytest.raises(joining.NotJoinedError, match="imports itself"):
        joining.joined(modules(first=told.format("second"), second=told.format("first")))


def test_it_is_made_again_when_a_script_changes(settings, tmp_path):
    settings.BASE_DIR, settings.VAR_DIR = tmp_path, tmp_path / "var"
    script = tmp_path / "static" / "js" / JoinedScripts.entry
    script.parent.mkdir(parents=True)
    script.write_text("one();\n", encoding="utf-8")
    first = JoinedScripts().made().read_text(encoding="utf-8")
    script.write_text("two();\n", encoding="utf-8")

    assert "one();" in first
    assert "two();" in JoinedScripts().made().read_text(encoding="utf-8")


def test_it_is_found_and_collected_under_its_name():
    [(name, storage)] = JoinedScripts().list(None)

    assert storage.exists(name)
    assert finders.find("js/pages.js") == storage.path(name)
