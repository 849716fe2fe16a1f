from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.apps import AppConfig
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core import navigation, search
from core.listing import Act
from core.navigation import Entry
from core.search import MOST_HITS, Hit, Place
from core.views import proving
from notices import kinds as notice_kinds

if TYPE_CHECKING:
    from accounts.models import User

ENTRIES = (
    Entry(80, _("Accounts"), "accounts:user-list", lambda user: user.is_administrator),
    Entry(81, _("Units"), "accounts:organization-list", lambda user: user.is_administrator),
)

ACT_ANYWAY = {
    "accounts:login": "nobody is known yet; who logs in twice is logged in",
    "accounts:logout": "who has logged out is logged out",
    "accounts:password-link": "nobody is known yet; the link itself works once",
}
"""Forms that need no token to act once, and why."""
OF_NOTICES = (
    Act(_("What became of the notices"), "accounts:notice-figures"),
    Act(_("Settings of notices"), "accounts:telling"),
)


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = _("Accounts")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        navigation.offer(*ENTRIES)
        from accounts import figures  # noqa: PLC0415 - models are ready only here
        from accounts.services import absences  # noqa: PLC0415 - models are ready only here
        from accounts.services.alerts import KIND  # noqa: PLC0415 - models are ready only here
        from accounts.services.recorded import offer_acts  # noqa: PLC0415 - models are ready only here
        from accounts.views import proving as asking  # noqa: PLC0415 - models are ready only here
        from core.views import once  # noqa: PLC0415 - models are ready only here
        from notices import listings  # noqa: PLC0415 - models are ready only here
        from notices.services import standing_in  # noqa: PLC0415 - models are ready only here

        figures.register()
        offer_acts()
        notice_kinds.offer([KIND])
        proving.asked_by(asking)
        once.exempt(ACT_ANYWAY)
        listings.ACTS.extend(OF_NOTICES)
        standing_in.ask(absences.stand_ins)
        search.offer(Place(50, _("People"), self.find_people))

    def find_people(self, user: "User", words: str) -> Iterator[Hit]:
        """People with their unit; their account is opened by administrators alone."""
        from accounts.models import User  # noqa: PLC0415 - models are ready only here

        rows = User.objects.visible_to(user).select_related("organization")
        for found in (rows if user.is_administrator else rows.active()).containing(words)[:MOST_HITS]:
            url = reverse("accounts:user-detail", args=[found.pk]) if user.is_administrator else ""
            yield Hit(found.name, url, f"{found.organization.label} · {found.get_role_display()}")
