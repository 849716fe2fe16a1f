"""结果告知前: what of a visit is still to be done before its result is told, as the apps above say it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from core.errors import DomainError
from visits.models import Visit
from visits.rules.results import denies_findings


@dataclass(frozen=True)
class Leftover:
    """One thing in words, and the page where it is done; the result is not told past a bar."""

    said: str
    url: str
    is_bar: bool = False


Source = Callable[[Visit], Iterable[Leftover]]
_sources: list[Source] = []


def offer(source: Source) -> None:
    """Let an app say what is left; called by its config."""
    if source not in _sources:
        _sources.append(source)


def left_on(visit: Visit) -> list[Leftover]:
    """All that is left, bars first."""
    return sorted((each for source in _sources for each in source(visit)), key=lambda each: not each.is_bar)


def refuse_barred(visit: Visit) -> None:
    """Raises DomainError with all that bars the result."""
    if barred := [each.said for each in left_on(visit) if each.is_bar]:
        raise DomainError("；".join(barred))


def refuse_contradiction(visit: Visit, result: str) -> None:
    """Raises DomainError for words that deny what has been registered of the visit."""
    found = visit.found.count()
    if found and denies_findings(result):
        raise DomainError(
            _("%(n)s problems of this visit are on the ledger; the result can't say that nothing was found.")
            % {"n": found},
            "result",
        )


def conclusion_of(visit: Visit) -> str:
    """What was found in figures: the words with which the result begins."""
    found = visit.found.count()
    return _("Problems found on this visit: %(n)s, all registered.") % {"n": found} if found else _("No problem found.")
