from datetime import date

import django_filters
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.filters import Codes, Day, Texts, TrueOrFalse
from law.models import Amendment, AmendmentLine, Basis, Criterion, DefectivePaper, Instrument
from law.querysets import (
    WAITING,
    AmendmentQuerySet,
    BasisQuerySet,
    CriterionQuerySet,
    DefectivePaperQuerySet,
    InstrumentQuerySet,
)
from law.states import AmendmentState, InstrumentKind, SubjectKind, Verdict


class InstrumentFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(method="by_words", label=_("Words"))
    kind = Codes(choices=InstrumentKind.choices, label=_("Kind"))
    on = Day(method="by_day", label=_("In force on"))

    class Meta:
        model = Instrument
        fields = ()

    def by_words(self, rows: InstrumentQuerySet, name: str, words: str) -> InstrumentQuerySet:
        return rows.filter(Q(title_zh__contains=words) | Q(short_zh__contains=words) | Q(number__contains=words))

    def by_day(self, rows: InstrumentQuerySet, name: str, day: date) -> InstrumentQuerySet:
        return rows.in_force(day)


class BasisFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(method="by_words", label=_("Words"))
    subject_kind = Codes(choices=SubjectKind.choices, label=_("Catalogue"))
    subject_code = Texts(label=_("Subject"))
    instrument = Texts(label=_("Instrument"))
    on = Day(method="by_day", label=_("In force on"))

    class Meta:
        model = Basis
        fields = ()

    def by_words(self, rows: BasisQuerySet, name: str, words: str) -> BasisQuerySet:
        named = Q(part__contains=words) | Q(subject_code=words) | Q(code=words)
        return rows.filter(named | Q(instrument__title_zh__contains=words) | Q(instrument__number__contains=words))

    def by_day(self, rows: BasisQuerySet, name: str, day: date) -> BasisQuerySet:
        return rows.in_force(day)


class AmendmentFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(method="by_words", label=_("Words"))
    state = Codes(choices=AmendmentState.choices, label=_("State"))

    class Meta:
        model = Amendment
        fields = ()

    def by_words(self, rows: AmendmentQuerySet, name: str, words: str) -> AmendmentQuerySet:
        lines = AmendmentLine.objects.filter(Q(code=words) | Q(new_code=words))
        return rows.filter(Q(source__contains=words) | Q(pk__in=lines.values("amendment")))


class CriterionFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(method="by_words", label=_("Words"))
    on = Day(method="by_day", label=_("In force on"))

    class Meta:
        model = Criterion
        fields = ()

    def by_words(self, rows: CriterionQuerySet, name: str, words: str) -> CriterionQuerySet:
        return rows.filter(Q(code=words) | Q(name_zh__contains=words) | Q(instrument__title_zh__contains=words))

    def by_day(self, rows: CriterionQuerySet, name: str, day: date) -> CriterionQuerySet:
        return rows.in_force(day)


class DefectFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(method="by_words", label=_("Words"))
    verdict = Codes(choices=Verdict.choices, label=_("Verdict of the legal reviewer"))
    waiting = TrueOrFalse(method="by_waiting", label=_("Waits for a verdict"))

    class Meta:
        model = DefectivePaper
        fields = ()

    def by_words(self, rows: DefectivePaperQuerySet, name: str, words: str) -> DefectivePaperQuerySet:
        named = Q(paper__number__contains=words) | Q(paper__title__contains=words)
        return rows.filter(named | Q(instrument__title_zh__contains=words))

    def by_waiting(self, rows: DefectivePaperQuerySet, name: str, is_waiting: bool) -> DefectivePaperQuerySet:
        return rows.filter(WAITING) if is_waiting else rows.exclude(WAITING)
