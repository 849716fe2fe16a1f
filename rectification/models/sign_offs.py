from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.fields import Read, Readers
from inspections.states import Level, SourceKind
from rectification.models.items import Item
from rectification.querysets import OfItemQuerySet
from rectification.states import Signer


class SignOffStep(Read):
    """A step of the sign-off chains (销号审批), as data: empty source or level means any.

    Of the steps that fit an item, the one of each `order` makes its chain.
    """

    code = models.CharField(max_length=20, primary_key=True)
    source = models.CharField(_("Source"), max_length=16, choices=SourceKind.choices, blank=True)
    level = models.CharField(_("Level"), max_length=8, choices=Level.choices, blank=True)
    listed_only = models.BooleanField(_("Only under listed supervision"), default=False)
    order = models.PositiveSmallIntegerField(_("Order"))
    signer = models.CharField(_("Signer"), max_length=24, choices=Signer.choices)
    basis = models.CharField(_("Source text"), max_length=200)

    readers = Readers(public="code source level listed_only order signer basis")

    class Meta:
        ordering = ("order", "code")
        verbose_name = _("Step of a sign-off chain")

    def __str__(self) -> str:
        return f"{self.order} {self.get_signer_display()}"


class SignOff(Read):
    """A signature given on the way to closing an item (销号)."""

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="sign_offs")
    round = models.PositiveSmallIntegerField(_("Round"))
    signer = models.CharField(_("Signer"), max_length=24, choices=Signer.choices)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("When"))
    opinion = models.TextField(_("Opinion"), blank=True)
    letter_number = models.CharField(_("Number of the superior's letter"), max_length=80, blank=True)
    letter_date = models.DateField(_("Date of the superior's letter"), null=True, blank=True)

    readers = Readers(unit="item round signer by at opinion letter_number letter_date")

    objects = OfItemQuerySet.as_manager()

    class Meta:
        ordering = ("at", "pk")
        verbose_name = _("Sign-off")

    def __str__(self) -> str:
        return f"{self.item_id}: {self.get_signer_display()}"
