"""Where saving a row leads: to the file in which it stands, on the tab that shows it."""

from typing import get_type_hints

import pytest
from django.apps import apps

from core import panels
from core.panels import Tab

OF_ANY_TABLE = {"maps.placement"}
"""Their file is that of whatever thing they place."""
STAND_IN_A_FILE = [
    model
    for model in apps.get_models()
    if (isinstance(vars(model).get("dossier"), property) or hasattr(model, "tab"))
    and model._meta.label_lower not in OF_ANY_TABLE
]


def tabs_of(file):
    return [part for part in panels._offered.get(file._meta.label_lower, ()) if isinstance(part, Tab)]


@pytest.mark.parametrize("model", STAND_IN_A_FILE, ids=lambda model: model._meta.label_lower)
def test_a_row_names_the_tab_of_its_file_on_which_it_stands(model):
    file = get_type_hints(model.dossier.fget, vars(__import__(model.__module__, fromlist=["x"])))["return"]
    tabs = tabs_of(file)

    named = getattr(model, "tab", "") or tabs[0].name

    assert named in {tab.name for tab in tabs}
    assert getattr(model, "tab", "") or len(tabs) <= 4, "saving it leads to the first tab of a file with many"
