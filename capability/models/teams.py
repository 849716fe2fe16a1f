"""监管队伍: a unit of the government that supervises chemical enterprises, and which duties are its own."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import Organization
from capability.querysets import TeamQuerySet
from capability.rules.staffing import Staffing
from core.fields import Read, Readers
from core.rules.numbers import per_cent


def share_of(staffing: Staffing) -> str:
    """A share as pages and workbooks print it; nobody in post is said in words and never as 0 %."""
    if staffing.is_empty:
        return gettext("no staff")
    return f"{per_cent(staffing.qualified, staffing.in_post)}（{staffing.qualified}/{staffing.in_post}）"


class Team(Read):
    """The supervising team (监管队伍) of a unit: the file in which its people and its equipment stand.

    Which duties the balance counts for it is said here: a park committee visits its own parks and their enterprises,
    any other unit those of the county.
    """

    organization = models.OneToOneField(
        Organization, verbose_name=_("Organization"), on_delete=models.PROTECT, related_name="team"
    )
    visits_parks = models.BooleanField(_("Visits parks by their risk grade"), default=False)
    visits_enterprises = models.BooleanField(_("Makes the rounds of major hazard enterprises"), default=False)
    reviews_permits = models.BooleanField(_("Reviews permits and assessments"), default=False)
    version = models.PositiveIntegerField(default=1)

    in_post: int
    qualified: int

    readers = Readers(officials="organization visits_parks visits_enterprises reviews_permits version")

    objects = TeamQuerySet.as_manager()

    class Meta:
        ordering = ("organization__protocol_order", "organization__name")
        verbose_name = _("Supervising team")

    def __str__(self) -> str:
        return str(self.organization)

    def get_absolute_url(self) -> str:
        return reverse("capability:team-detail", args=[self.pk])

    @property
    def name(self) -> str:
        return self.organization.name

    @property
    def staffing(self) -> Staffing:
        """Of rows that were `counted` as of a day."""
        return Staffing(self.in_post, self.qualified)

    @property
    def said_share(self) -> str:
        """The share in per cent with its fraction, or that nobody is in post."""
        return share_of(self.staffing)

    @property
    def gap(self) -> int:
        return self.staffing.gap(settings.SUPERVISOR_TARGET_PERCENT)

    @property
    def meets_target(self) -> bool:
        return self.staffing.meets(settings.SUPERVISOR_TARGET_PERCENT)
