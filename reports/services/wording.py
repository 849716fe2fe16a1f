"""本县惯用语: proposed from what the office changes alike, decided by people, written by the reports that are built."""

from collections.abc import Iterable
from dataclasses import replace
from typing import TypedDict

from django.utils.translation import gettext as _

from accounts.models import Organization, User
from core import clock
from core.errors import DomainError
from core.services import log
from core.steps import Given
from documents.blocks import Block, Figure, Heading, Paragraph, Table
from documents.rules.office_words import for_paper
from enterprises.models import Enterprise
from parks.models import Park
from reports.models import SentVersion, Wording
from reports.rules import phrases
from reports.rules.phrases import Phrase, Swap
from reports.states import WordingState
from reports.workflow import WORDINGS

LONGEST_REASON = 300
MOST_PLACES = 50


class Words(TypedDict):
    """What a report is written with, frozen when it is built: the phrases, and the names that they must not touch."""

    pairs: list[list[str]]
    names: list[str]


NO_WORDS: Words = {"pairs": [], "names": []}


def propose(county: Organization, *, actor: User) -> list[Wording]:
    """What the newest sent versions have changed alike three times and is not on file yet; returns the new ones."""
    versions = SentVersion.objects.newest().filter(report__county=county).order_by("pk")
    swaps = [(pk, Swap(*told)) for pk, kept in versions.values_list("pk", "swaps") for told in kept]
    if not swaps:
        return []
    found = phrases.alike(swaps, _names_of(county))
    known = {(each.before, each.after): each for each in Wording.objects.filter(county=county).select_for_update()}
    new = []
    for phrase in found:
        on_file = known.get((phrase.before, phrase.after))
        if on_file is None:
            new.append(_proposed(county, phrase, actor))
        elif on_file.state == WordingState.PROPOSED:
            on_file.places, on_file.times = _places(phrase), len(phrase.places)
            on_file.save(update_fields=["places", "times"])
    return new


def _proposed(county: Organization, phrase: Phrase, actor: User) -> Wording:
    made = Wording.objects.create(
        county=county,
        before=phrase.before,
        after=phrase.after,
        places=_places(phrase),
        times=len(phrase.places),
        proposed_by=actor,
        proposed_at=clock.now(),
    )
    log.record("wording.propose", made, actor=actor, after={"before": made.before, "after": made.after})
    return made


def _places(phrase: Phrase) -> list[tuple[int, int]]:
    return list(phrase.places[:MOST_PLACES])


def _names_of(county: Organization) -> list[str]:
    """Units, enterprises and parks of a county, as papers write them."""
    units = Organization.objects.filter(county=county).values_list("name", "short_name")
    named = {name for names in units for name in names}
    named |= set(Enterprise.objects.filter(county=county).values_list("name", flat=True))
    named |= set(Park.objects.filter(county=county).values_list("name", flat=True))
    return sorted({for_paper(name) for name in named if name})


@WORDINGS.effect("accept")
def accept(wording: Wording, actor: User, given: Given) -> None:
    """Raises DomainError where the county writes something else for the same words already."""
    rows = Wording.objects.in_use().filter(county=wording.county_id).exclude(pk=wording.pk)
    other = rows.filter(before=wording.before).first()
    if other is not None:
        raise DomainError(_("“%(wording)s” is in use; revoke it first.") % {"wording": other})
    _decided(wording, actor, "")


@WORDINGS.effect("decline")
def decline(wording: Wording, actor: User, given: Given) -> None:
    _decided(wording, actor, str(given["reason"]))


@WORDINGS.effect("revoke")
def revoke(wording: Wording, actor: User, given: Given) -> None:
    """The reports that were built with it stay as they are."""
    _decided(wording, actor, str(given["reason"]))


def _decided(wording: Wording, actor: User, reason: str) -> None:
    wording.decided_by, wording.decided_at, wording.reason = actor, clock.now(), reason[:LONGEST_REASON]


def in_use(county: Organization) -> Words:
    """What a report of this county is written with now."""
    pairs = [list(pair) for pair in _in_use(county)]
    names = _names_of(county) if pairs else []
    return {
        "pairs": pairs,
        "names": sorted({name for before, _after in pairs for name in phrases.touched(before, names)}),
    }


def _in_use(county: Organization) -> Iterable[tuple[str, str]]:
    return Wording.objects.in_use().filter(county=county).order_by("before").values_list("before", "after")


def rewritten(text: str, words: Words) -> str:
    """A text in the words of the county."""
    return phrases.reworded(text, [(before, after) for before, after in words["pairs"]], words["names"])


def block_in(block: Block, words: Words) -> Block:
    """A block in the words of the county: what it says itself, never a registered figure or what a table quotes."""
    if isinstance(block, Heading):
        return replace(block, text=rewritten(block.text, words))
    if isinstance(block, Paragraph):
        return replace(block, runs=tuple(rewritten(run, words) if isinstance(run, str) else run for run in block.runs))
    if isinstance(block, Table):
        columns = tuple(replace(each, heading=rewritten(each.heading, words)) for each in block.columns)
        caption, note = rewritten(block.caption, words), rewritten(block.note, words)
        return replace(block, columns=columns, caption=caption, note=note)
    if isinstance(block, Figure):
        return replace(block, caption=rewritten(block.caption, words))
    return block
