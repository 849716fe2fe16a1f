from datetime import date

from django.db import models
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from core.fields import Read, Readers
from law.models.instruments import Instrument
from law.querysets import BasisQuerySet
from law.rules import articles, force
from law.states import Confirmed, SubjectKind


class Basis(Read):
    """What a finding, order or verdict may cite (依据条款): of which subject and case, which article, with its time."""

    code = models.CharField(max_length=12, primary_key=True)
    subject_kind = models.CharField(_("Catalogue"), max_length=16, choices=SubjectKind.choices)
    subject_code = models.CharField(_("Subject"), max_length=12)
    part = models.CharField(_("Case"), max_length=60, blank=True)
    instrument = models.ForeignKey(
        Instrument, verbose_name=_("Instrument"), on_delete=models.PROTECT, related_name="bases"
    )
    article = models.CharField(_("Article"), max_length=60, blank=True)
    penalty_article = models.CharField(_("Penalty article"), max_length=80, blank=True)
    valid_from = models.DateField(_("In force from"), null=True, blank=True)
    valid_to = models.DateField(_("In force to"), null=True, blank=True)
    confirmed = models.CharField(_("How sure it is"), max_length=12, choices=Confirmed.choices, default=Confirmed.NO)
    note = models.CharField(_("Note"), max_length=300, blank=True)
    note_en = models.CharField(_("Note in English"), max_length=300, blank=True)

    reviewed_by = models.CharField(_("Legal reviewer"), max_length=40, blank=True)
    reviewed_on = models.DateField(_("Reviewed on"), null=True, blank=True)

    readers = Readers(
        public="code subject_kind subject_code part instrument article penalty_article valid_from valid_to",
        officials="confirmed note note_en reviewed_by reviewed_on",
    )

    objects = BasisQuerySet.as_manager()

    class Meta:
        ordering = ("code",)
        verbose_name = _("Legal basis")
        indexes = (models.Index(fields=("subject_kind", "subject_code"), name="basis_subject"),)

    def __str__(self) -> str:
        return self.citation

    @property
    def citation(self) -> str:
        """As a page or a paper names it: 《…法典》第一百零七条; the instrument alone where no article is entered."""
        places = articles.places_in(self.article)
        if (get_language() or "").startswith("en"):
            return "; ".join([self.instrument.cited, *map(articles.in_english, places)])
        return self.instrument.cited + "、".join(map(articles.in_chinese, places))

    @property
    def penalty(self) -> str:
        """The penalty articles as a page names them; one of another instrument with its title."""
        written = articles.in_english if (get_language() or "").startswith("en") else articles.in_chinese
        places = articles.places_in(self.penalty_article)
        others = Instrument.objects.in_bulk({place.instrument for place in places if place.instrument})
        titles = (others[place.instrument].cited if place.instrument else "" for place in places)
        return "、".join(f"{title}{written(place)}" for title, place in zip(titles, places, strict=True))

    def get_absolute_url(self) -> str:
        return reverse("law:basis-detail", args=[self.pk])

    @property
    def is_citable(self) -> bool:
        """Whether it has its article (R11, 4)."""
        return force.may_be_cited(self.article)

    @property
    def is_sure(self) -> bool:
        """Whether the text itself has been read; any other needs the legal reviewer at its first use (R11, 4)."""
        return self.confirmed == Confirmed.YES

    @property
    def is_reviewed(self) -> bool:
        """Whether it may be cited: its text has been read, or a legal reviewer has answered for it."""
        return self.is_sure or bool(self.reviewed_by and self.reviewed_on)

    @property
    def remark(self) -> str:
        """The note in the language of the reader; as it was written where there is no other."""
        return (self.note_en if (get_language() or "").startswith("en") else "") or self.note

    @property
    def carrier(self) -> force.Carrier:
        return force.Carrier(self.instrument.kind, force.is_for_assignment_only(self.note))

    @property
    def legal_order(self) -> tuple[tuple[int, bool], str]:
        """By what several bases are sorted (R11, 3)."""
        return force.rank(self.instrument.kind, self.instrument.number), self.code

    @property
    def ends_on(self) -> date | None:
        """The last day on which it may be cited: the row's or the instrument's, whichever comes first."""
        return min((day for day in (self.valid_to, self.instrument.valid_to) if day), default=None)

    @property
    def starts_on(self) -> date | None:
        """The first day on which it may be cited."""
        return max((day for day in (self.valid_from, self.instrument.valid_from) if day), default=None)

    def is_in_force(self, on: date) -> bool:
        return force.are_in_force((force.Span(self.valid_from, self.valid_to), self.instrument.span), on)
