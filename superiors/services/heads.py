"""What people write down of a superior's list: whose it is, its document number and day, until when it is answered."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from accounts.models import User
from core.errors import NotAllowedError
from core.services import editing
from inspections.models import SuperiorList


def change(one: SuperiorList, *, actor: User, version: int, values: Mapping[str, object]) -> SuperiorList:
    """Write it down, by who imports lists. Raises NotAllowedError, StaleError or UnfitError; then nothing changes."""
    if not actor.imports_lists or actor.organization.county_id != one.county_id:
        raise NotAllowedError(_("Who imports the lists of the county writes down what their letters say."))
    return editing.change(one, actor=actor, version=version, values=values)
