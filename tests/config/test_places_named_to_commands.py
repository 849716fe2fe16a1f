"""Each command that is given a file or folder says in a sentence what is wrong with it."""

from pathlib import Path
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command, get_commands, load_command_class
from django.core.management.base import CommandError

from intake.management.commands import form_back
from intake.models import ImportBatch
from tests.factories import UserFactory

BESIDES = {"import_register": ["enterprises"], "build_monthly_report": ["2026-10"], "form_back": [1]}
"""What must be given besides the place, before it."""


def _asking():
    """Our commands with the arguments that name a place: as options their flag, else nothing."""
    ours = {app.name for app in apps.get_app_configs() if Path(app.path).is_relative_to(settings.BASE_DIR)}
    for name, app in sorted(get_commands().items()):
        if app in ours:
            for action in load_command_class(app, name).create_parser("manage.py", name)._actions:
                if action.type is Path:
                    yield name, action.option_strings[:1]


ASKING = list(_asking())


@pytest.fixture
def stage(monkeypatch):
    """Somebody on whose behalf a list comes in, and one that has come in."""
    UserFactory()
    monkeypatch.setattr(form_back, "prepare", lambda found, append: SimpleNamespace(content=b""))
    monkeypatch.setattr(ImportBatch.objects.__class__, "filter", lambda self, **asked: SimpleNamespace(first=lambda: 1))


def test_they_are_found():
    assert {"backup", "restore", "import_ledger", "import_register", *BESIDES} == {name for name, _flag in ASKING}


@pytest.mark.django_db
@pytest.mark.parametrize(("command", "flag"), ASKING, ids=[name for name, _flag in ASKING])
def test_a_place_that_is_none_is_said_to_be_none(command, flag, stage, tmp_path):
    (tmp_path / "file").touch()
    place = str(tmp_path / "file" / "below.xlsx")

    with pytest.raises(CommandError, match=place):
        call_command(command, *BESIDES.get(command, []), *flag, place)
