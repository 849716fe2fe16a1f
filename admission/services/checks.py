"""准入核查单: each rule with its verdict and a sentence that says why, from when and by which document."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Sum
from django.utils import translation
from django.utils.translation import gettext as _

from admission.models import AdmissionRule, Application
from admission.rules.checking import Asked, found_in, is_met, short_of
from admission.states import LISTS, RuleKind, Verdict
from core import clock
from parks.models import QuotaAccount
from parks.services.stops import hindrances
from parks.states import Pollutant


@dataclass(frozen=True)
class Check:
    """A line of the sheet: what was looked at, the verdict, why, the document, and since when that holds."""

    name: str
    verdict: str
    said: str
    source: str = ""
    since: str = ""

    @property
    def label(self) -> str:
        return str(Verdict(self.verdict).label)


Amounts = Mapping[str, Decimal]


def sheet_of(application: Application) -> list[Check]:
    """As it is decided on: of today while nothing has been decided, then as it was; in a fixed number of queries."""
    if not application.is_open and application.sheet:
        return [Check(**line) for line in application.sheet]
    amounts = amounts_of(application)
    return list(lines(application, amounts, clock.today()))


def frozen(application: Application) -> list[dict[str, str]]:
    """The sheet of this moment to be kept, in the language of the papers."""
    with translation.override("zh-hans"):
        found = list(lines(application, amounts_of(application), clock.today()))
    return [vars(check) for check in found]


def amounts_of(application: Application) -> dict[str, Decimal]:
    """What it would discharge, in t/a, by pollutant."""
    return dict(application.discharges.values_list("pollutant", "amount")) if application.pk else {}


def barring(sheet: Iterable[Check]) -> list[Check]:
    """What bars the project."""
    return [check for check in sheet if check.verdict == Verdict.BARRED]


def to_explain(sheet: Iterable[Check]) -> list[Check]:
    """What needs reasons."""
    return [check for check in sheet if check.verdict == Verdict.EXPLAIN]


def lines(application: Application, amounts: Amounts, day: date) -> Iterator[Check]:
    """The sheet of a day: what hinders the park, its rules, the quota."""
    yield from _hindrances(application, amounts, day)
    rules = [rule for rule in application.park.admission_rules.all() if rule.is_in_force(day)]
    yield from _lists(application, rules)
    yield from _bounds(application, rules)
    yield from _quota(application, amounts, day)


def _hindrances(application: Application, amounts: Amounts, day: date) -> Iterator[Check]:
    """Stops of approvals bar always; what the grade blocks needs reasons of a project that improves safety."""
    park, is_hazardous = application.park, application.project.uses_hazardous_chemicals
    stops = hindrances(park, list(amounts), is_hazardous=False, day=day)
    grade = [each for each in hindrances(park, list(amounts), is_hazardous=is_hazardous, day=day) if each not in stops]
    for stop in stops:
        yield Check(
            _("Stop of approvals"),
            Verdict.BARRED,
            _("Approvals are stopped: %(said)s.") % {"said": stop.said},
            stop.source,
        )
    if not stops:
        yield Check(_("Stop of approvals"), Verdict.MET, _("No stop of approvals is in force for what it discharges."))
    for each in grade:
        bars = each.blocks and not application.is_safety_improvement
        said = _("The park is of grade %(grade)s: %(said)s.") % {"grade": park.risk_grade, "said": each.said}
        yield Check(_("Safety risk grade"), Verdict.BARRED if bars else Verdict.EXPLAIN, said, each.source)
    if not grade:
        yield Check(_("Safety risk grade"), Verdict.MET, _("The grade of the park does not limit it."))


def _lists(application: Application, rules: Sequence[AdmissionRule]) -> Iterator[Check]:
    text = f"{application.project.name} {application.project.content} {application.processes}"
    for kind in (RuleKind.FORBIDDEN, RuleKind.RESTRICTED):
        entries = [rule for rule in rules if rule.kind == kind]
        hits = [(rule, word) for rule in entries if (word := found_in(rule.words, text))]
        for rule, word in hits:
            said = _("“%(word)s” stands on the list: %(text)s.") % {"word": word, "text": rule.text}
            yield _of_rule(rule, Verdict.BARRED if rule.bars else Verdict.EXPLAIN, said)
        if not hits:
            yield Check(str(kind.label), Verdict.MET, _nothing_on(len(entries)))


def _nothing_on(number: int) -> str:
    if not number:
        return _("The park has no entry on file.")
    return _("None of the %(n)s entries was found in it.") % {"n": number}


def _bounds(application: Application, rules: Sequence[AdmissionRule]) -> Iterator[Check]:
    asked = Asked(application.land, application.investment, application.output)
    for rule in rules:
        if rule.kind in LISTS or rule.value is None:
            continue
        measured = asked.measured(rule.kind)
        missed = Verdict.BARRED if rule.bars else Verdict.EXPLAIN
        said = _("%(measured)s against %(value)s: %(text)s.") % {
            "measured": plain(measured),
            "value": plain(rule.value),
            "text": rule.text,
        }
        yield _of_rule(rule, Verdict.MET if is_met(rule.kind, measured, rule.value) else missed, said)


def _of_rule(rule: AdmissionRule, verdict: Verdict, said: str) -> Check:
    return Check(str(rule.get_kind_display()), verdict, said, rule.source, rule.since.isoformat())


def _quota(application: Application, amounts: Amounts, day: date) -> Iterator[Check]:
    left = balances(application.park_id, day.year)
    short = set(short_of(amounts, left))
    for pollutant, amount in sorted(amounts.items()):
        label = Pollutant(pollutant).label
        said = {"pollutant": label, "amount": plain(amount), "left": plain(left.get(pollutant, Decimal(0)))}
        if pollutant in left:
            words = _("%(pollutant)s: %(amount)s t/a asked for, %(left)s t/a left.") % said
        else:
            words = _("%(pollutant)s: %(amount)s t/a asked for; the park has no account of this year.") % said
        yield Check(_("Pollutant quota"), Verdict.BARRED if pollutant in short else Verdict.MET, words, since=str(day))
    if not amounts:
        yield Check(_("Pollutant quota"), Verdict.MET, _("It adds to no pollutant under total-load control."))


def balances(park: int, year: int) -> dict[str, Decimal]:
    """What is left on the accounts of a park in a year, in t/a, by pollutant."""
    rows = QuotaAccount.objects.filter(park=park, year=year).annotate(left=Sum("postings__effect"))
    found: dict[str, Decimal] = defaultdict(Decimal)
    found.update({pollutant: left or Decimal(0) for pollutant, left in rows.values_list("pollutant", "left")})
    return found


def plain(amount: Decimal) -> str:
    """An amount without noughts that say nothing."""
    return f"{amount.normalize():f}" if amount else "0"
