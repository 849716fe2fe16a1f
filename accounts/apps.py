from typing import TYPE_CHECKING

from django.apps import AppConfig
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core import navigation, search, steps
from core.listing import Act
from core.navigation import ADMINISTRATION, Entry
from core.search import Hit, Place
from core.views import proving
from notices import kinds as notice_kinds

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from accounts.models import User

ENTRIES = (
    Entry(
        80,
        _("Accounts"),
        "accounts:user-list",
        lambda user: user.is_administrator,
        word=ADMINISTRATION,
        hint=_("Who may log in and with which role; what is proposed waits here for a second administrator."),
    ),
    Entry(
        81,
        _("Units"),
        "accounts:organization-list",
        lambda user: user.is_administrator,
        word=ADMINISTRATION,
        hint=_("The units of the county, their short and other names, and to whom they belong."),
    ),
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
        from accounts.services import absences, entering, handed_absences, handing_over  # noqa: PLC0415 - models are ready only here  # noqa: PLC0415 - models are ready only here
        from accounts.services.alerts import KIND  # noqa: PLC0415 - models are ready only here
        from accounts.services.recorded import offer_acts  # noqa: PLC0415 - models are ready only here
        from accounts.views import proving as asking  # noqa: PLC0415 - models are ready only here
        from core.services import runs  # noqa: PLC0415 - models are ready only here
        from core.views import once  # noqa: PLC0415 - models are ready only here
        from notices import listings  # noqa: PLC0415 - models are ready only here
        from notices.services import standing_in  # noqa: PLC0415 - models are ready only here

        figures.register()
        steps.gather("accounts.services")
        offer_acts()
        notice_kinds.offer([KIND, handing_over.NOTICES])
        handing_over.offer(handed_absences.KIND)
        proving.asked_by(asking)
        once.exempt(ACT_ANYWAY)
        listings.ACTS.extend(OF_NOTICES)
        standing_in.ask(absences.stand_ins)
        runs.name_job(entering.END_UNUSED, _("Unused accounts ended"), due=entering.NIGHT)
        search.offer(Place(50, _("People"), self.find_people, hit_of_people))

    def find_people(self, user: "User", words: str) -> "QuerySet[User]":
        """People with their unit; their account is opened by administrators alone."""
        from accounts.models import User  # noqa: PLC0415 - models are ready only here

        rows = User.objects.visible_to(user).select_related("organization")
        return (rows if user.is_administrator else rows.active()).containing(words)


def hit_of_people(found: "User") -> Hit:
    """The account is opened by administrators alone."""
    opens_it = found.reader is not None and found.reader.is_administrator
    url = reverse("accounts:user-detail", args=[found.pk]) if opens_it else ""
    return Hit(found.name, url, f"{found.organization.label} · {found.get_role_display()}")
