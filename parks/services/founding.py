"""建档: a new park, in the county of whoever opens its file."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from core.services import editing
from core.services.editing import NotKeeperError
from parks.models import Park


@transaction.atomic
def found(park: Park, *, actor: User, names: Sequence[str]) -> Park:
    """Write a new park's file. Raises NotKeeperError for whoever keeps single parks only."""
    county = actor.organization.county
    if not actor.keeps_parks or county is None:
        raise NotKeeperError(_("The county opens the file of a park."))
    park.county = county
    editing.add(park, actor=actor, names=names)
    return park
