from typing import TYPE_CHECKING

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.states import Reach
from core import acts, navigation, steps
from core.navigation import Entry
from notices import kinds as notice_kinds

if TYPE_CHECKING:
    from accounts.models import User


def sees_draws(user: "User") -> bool:
    """Officials of the county and of parks; who is drawn is not told to whom it concerns."""
    return user.reach in (Reach.COUNTY, Reach.PARK)


class DrawsConfig(AppConfig):
    name = "draws"
    verbose_name = pgettext_lazy("draw", "Random draws")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from draws.services import notice_kinds as our_kinds  # noqa: PLC0415 - models are ready only here
        from draws.workflow import DRAWS, INTERESTS  # noqa: PLC0415 - models are ready only here

        steps.gather("draws.services")
        given = (("commit", _("Draw committed")), ("export", _("Record of a draw downloaded")))
        acts.offer("draw", pgettext_lazy("draw", "Random draw"), *given, *DRAWS.acts())
        acts.offer("interest", _("Declared interest"), ("declare", _("Interest declared")), *INTERESTS.acts())
        navigation.offer(
            Entry(56, pgettext_lazy("draw", "Random draws"), "draws:draw-list", sees_draws, word=navigation.FILES)
        )
        notice_kinds.offer(our_kinds.KINDS)
        navigation.restrict(sees_draws, "draws:interest-list")
