"""The style sheet is cut to what pages use, and no page loses a rule by it."""

import re
from pathlib import Path

import lxml.html
import pytest
from django.conf import settings
from django.contrib.staticfiles import finders

from accounts.states import Role
from config.stylesheets import cutting, finder, words
from config.stylesheets.words import Words
from tests.architecture.test_scope import address, routes
from tests.factories import ItemFactory, ProjectFactory, UserFactory

STATIC = re.compile(r"""\{%\s*static\s+['"]([^'"]+)['"]""")
RULE = re.compile(r"\.alert-(\w+)(?:, \.alert-\w+)* \{ color: var\((--[\w-]+)\); background: var\((--[\w-]+)\); \}")
COLOUR = re.compile(r"(--[\w-]+): #(\w{6});")
NAMED = re.compile(r"alert alert-(\w+)")
LEVELS = {"error", "info", "success", "warning"}
"""What `messages` says its messages are, which `base.html` puts into the class."""
READABLE = 4.5
LOOKS = (Role.COORDINATOR, Role.DEPARTMENT, Role.ENTERPRISE, Role.SYSADMIN, Role.SECADMIN)


def all_selectors(css):
    """Every selector of a style sheet, those under conditions too."""
    for head, body in cutting.blocks(cutting.COMMENT.sub("", css)):
        if body is not None and head.startswith(cutting.CONDITIONAL):
            yield from all_selectors(body)
        elif not head.startswith("@"):
            yield from cutting.selectors(head)


@pytest.mark.parametrize(
    ("source", "known", "unknown"),
    [
        ('<p class="alert alert-{{ level }}">', {"alert-info", "alert"}, {"btn"}),
        ('<p class="{{ colour }}-lt">', {"red-lt"}, {"red"}),
        ("element.classList.add(`state-${state}`)", {"state-open"}, {"stated"}),
        ('attrs={"class": "form-control"}', {"form-control"}, {"form"}),
        ('f"sign-{kind}"', {"sign-major"}, {"sign"}),
    ],
)
def test_classes_are_found_where_they_are_written_or_put_together(source, known, unknown):
    found = Words(iter([source]))

    assert [name for name in known if name not in found] == []
    assert [name for name in unknown if name in found] == []


def test_what_nothing_uses_is_left_out_and_the_rest_stays():
    css = """/*! Licence */a{b:c}.used,.no,.used:not(.no,:has(.x)){color:red}@media print{.no{a:b}}
        @media screen{.used .used{e:f}}@keyframes idle{from{a:b}}@keyframes turn{from{a:b}}.used{animation:turn 1s}
        .no{x:y}[data-no=a]{x:y}.used[style*="}"]{g:h}"""

    kept = cutting.cut(css, {"used"}.__contains__)

    assert kept == (
        "/*! Licence */a{b:c}.used,.used:not(.no,:has(.x)){color:red}@media screen{.used .used{e:f}}"
        '@keyframes turn{from{a:b}}.used{animation:turn 1s}.used[style*="}"]{g:h}'
    )


def test_the_cut_style_sheet_is_whole_and_small():
    css = finder.style_sheet().read_text(encoding="utf-8")
    whole = settings.TABLER.read_text(encoding="utf-8")

    assert len(css) < len(whole) / 5
    assert css.count("{") == css.count("}")
    assert [head for head, _body in cutting.blocks(css) if head.count("(") != head.count(")")] == []
    assert cutting.LICENCE.findall(css) == cutting.LICENCE.findall(whole)[:1] != []


def test_it_is_made_again_when_a_source_changes(tmp_path, settings):
    settings.VAR_DIR, settings.TABLER = tmp_path, tmp_path / "tabler.css"
    settings.TABLER.write_text("/*! L */.alert{a:b}.zzz{a:b}", encoding="utf-8")
    first = finder.style_sheet().read_text(encoding="utf-8")
    settings.TABLER.write_text("/*! L */.alert{c:d}.zzz{a:b}", encoding="utf-8")

    assert first.endswith("/*! L */.alert{a:b}")
    assert finder.style_sheet().read_text(encoding="utf-8").endswith("/*! L */.alert{c:d}")


@pytest.mark.django_db
@pytest.mark.embedded
def test_no_class_on_any_page_has_lost_a_rule(client):
    """Walks all addresses as five roles, and compares with the whole style sheet."""
    item, project = ItemFactory(rectifying=True), ProjectFactory()
    seen, pages = set(), 0
    for role in LOOKS:
        unit = item.lead_organization if role == Role.ENTERPRISE else UserFactory(role=role).organization
        client.force_login(UserFactory(role=role, organization=unit))
        for path in {address(route, pk) for route, _name in routes() for pk in (item.pk, project.pk)}:
            answer = client.get(path)
            if answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html"):
                pages += 1
                seen |= classes(answer.content.decode())
    lost = set(all_selectors(settings.TABLER.read_text(encoding="utf-8"))) - set(
        all_selectors(finder.style_sheet().read_text(encoding="utf-8"))
    )

    assert pages > 60
    assert len(seen) > 100
    assert [one for one in lost if (names := cutting.names(one)) and names <= seen] == []


def classes(page):
    tree = lxml.html.fromstring(page)
    attributes = {name for element in tree.iter() for name in element.attrib if name.startswith("data-")}
    return attributes | {name for value in tree.xpath("//@class") for name in value.split()}


def test_every_static_file_that_a_template_names_is_there():
    """A name without a file is a 500 in production, where names are fingerprinted, and nothing without."""
    ignored = {"tabler"}
    named = {
        name
        for path in (settings.BASE_DIR / "templates").rglob("*.html")
        for name in STATIC.findall(path.read_text(encoding="utf-8"))
    }

    assert len(named) > 10
    assert [name for name in named if finders.find(name) is None or name.split("/")[0] in ignored] == []


def test_the_words_are_read_from_templates_scripts_and_python():
    suffixes = {path.suffix for path in words.sources()}

    assert suffixes == {".html", ".js", ".py"}


def luminance(colour):
    """Of sRGB, as WCAG 2.2 defines it."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_every_kind_of_message_is_readable_on_its_ground():
    """Tabler's own colours are too pale for it, whatever page the message comes to stand on."""
    sheet = (settings.BASE_DIR / "static" / "css" / "yuanan.css").read_text(encoding="utf-8")
    colour = dict(COLOUR.findall(sheet))
    rules = [
        (re.findall(r"alert-(\w+)", found[0]), [colour[name] for name in found.groups()[-2:]])
        for found in RULE.finditer(sheet)
    ]
    grounds = {name: colours for kinds, colours in rules for name in kinds}
    named = {name for path in words.sources() for name in NAMED.findall(path.read_text(encoding="utf-8"))}

    assert named >= {"danger", "warning"}
    assert (named | LEVELS) - grounds.keys() == set()
    for name, colours in grounds.items():
        dark, light = sorted(map(luminance, colours))
        assert (light + 0.05) / (dark + 0.05) >= READABLE, name


@pytest.mark.parametrize("name", ["css/yuanan.css", "css/ledger.css", "css/grid.css"])
def test_nothing_that_holds_the_rows_of_the_ledger_is_asked_what_is_in_it(name):
    """A browser then styles all rows in sight anew with each key and each scroll (decision 0021)."""
    css = Path(finders.find(name)).read_text(encoding="utf-8")
    asking = re.compile(r"(?:html|body|main|form|table|tbody|tr)(?:\.[\w-]+)?:has\(")

    assert [head for head in scripted(css) if asking.search(head)] == []


def scripted(css):
    """The selectors that hold on a wide screen with scripts."""
    for head, body in cutting.blocks(cutting.COMMENT.sub("", css)):
        if body is not None and head.startswith(cutting.CONDITIONAL):
            if not re.search(r"print|max-width|scripting: none", head):
                yield from scripted(body)
        elif not head.startswith("@"):
            yield from cutting.selectors(head)


def test_columns_that_come_as_many_as_fit_are_never_wider_than_their_place():
    """With letters twice as large one column of 14rem is wider than a phone (WCAG 1.4.10)."""
    bare = re.compile(r"auto-fi(?:ll|t), minmax\((?!min\()")

    wide = [path.name for path in Path("static/css").glob("*.css") if bare.search(path.read_text(encoding="utf-8"))]

    assert wide == []
