"""The walks through all doors meet every address: the made-up county has a thing behind each of them."""

import pytest

from tests.doors.addresses import addresses, routes
from tests.doors.world import World, things

pytestmark = pytest.mark.django_db
UNMET = frozenset(
    {
        "accounts:password-link",
        "api:bases-detail",
        "api:criteria-detail",
        "api:instruments-detail",
        "core:sending-again",
        "core:upload-remove",
        "documents:dossier-detail",
        "documents:dossier-file",
        "law:amendment-detail",
        "law:defect-detail",
        "maps:boundary-create",
        "maps:drawing-create",
        "plans:feedback-create",
        "plans:feedback-edit",
        "plans:measure-place",
        "plans:measures-place",
        "plans:opinion-create",
        "plans:opinion-edit",
        "projects:approval-scans",
    }
)
"""Of these the county has no thing yet: their own tests ask who may open them. No further door may come here."""


def test_each_address_has_a_thing_in_the_county(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    met = {name for name, _path in addresses(things(World().fill()))}

    assert {name for _route, name, _pattern in routes()} - met == UNMET
