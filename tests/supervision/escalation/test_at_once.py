"""Several who run or decide at the same moment: only PostgreSQL can show it."""

import threading
from datetime import datetime, timedelta
from io import StringIO

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone

from core import clock
from core.errors import DomainError
from documents.services import series
from rectification.models import SupervisionMeasure
from supervision.models import EscalationProposal, SupervisionLetter
from supervision.services.escalating import escalate_overdue
from supervision.services.escalating_decisions import confirm
from supervision.services.letter_documents import LETTERS
from supervision.services.letters import LetterGiven
from tests.factories import EnterpriseFactory, ItemFactory
from tests.factories import county as county_of_the_test
from tests.supervision.reminders.days import HERE

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]

YEAR_END = datetime(2027, 1, 1, tzinfo=HERE)


@pytest.fixture
def items():
    call_command("load_catalogs", stdout=StringIO())
    plants = [EnterpriseFactory() for _number in range(3)]
    return [ItemFactory(enterprise=plants[n % 3], rectifying=True, due_in=-8) for n in range(9)]


def together(act, *each):
    """Run an act in as many threads as there are arguments; answers what came of each, in their order."""
    results = [None] * len(each)
    ready = threading.Barrier(len(each))

    def run(place, argument):
        try:
            ready.wait(timeout=30)
            results[place] = act(argument)
        except DomainError as refusal:
            results[place] = refusal
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(each)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=120)
    return results


def test_whoever_runs_the_ladder_at_once_each_step_is_proposed_once(items):
    done = together(lambda day: escalate_overdue(day).proposed, *[clock.today()] * 4)

    assert sum(done) == 9
    assert EscalationProposal.objects.count() == 9


def test_two_who_confirm_the_same_at_once_issue_one_letter(items):
    escalate_overdue(clock.today())
    item = items[0]
    row = EscalationProposal.objects.get(item=item)

    def decide(person):
        return confirm({row.pk: item.version}, actor=person, given=LetterGiven("整改"))

    done = together(decide, item.people["coordinator"], item.people["second_coordinator"])

    assert sum(isinstance(result, DomainError) for result in done) == 1
    assert (SupervisionLetter.objects.count(), SupervisionMeasure.objects.count()) == (1, 1)


def test_letters_issued_at_once_have_numbers_without_gap_or_double(items):
    escalate_overdue(clock.today())
    coordinator = items[0].people["coordinator"]
    rows = EscalationProposal.objects.select_related("item")
    units = [items[n].lead_organization_id for n in range(3)]

    def decide(unit):
        wanted = {row.pk: row.item.version for row in rows.filter(item__lead_organization=unit)}
        return confirm(wanted, actor=coordinator, given=LetterGiven("整改"))

    together(decide, *units)

    assert sorted(SupervisionLetter.objects.values_list("document__sequence", flat=True)) == [1, 2, 3]


def take_a_hundred(county, place, given):
    """A hundred numbers on both sides of the year's end, a third of them rolled back; keeps the committed ones."""
    for turn in range(100):
        moment = YEAR_END + timedelta(seconds=turn - 50)
        try:
            with clock.at(moment), transaction.atomic():
                [number] = series.take(
                    LETTERS.key_of(county=county, year=clock.today().year, word=settings.LETTER_WORD)
                )
                if (turn + place) % 3 == 0:
                    raise InterruptedError
        except InterruptedError:
            continue
        given.append((timezone.localdate(moment).year, number))


@pytest.mark.req("V6")
def test_numbers_taken_by_32_over_the_end_of_the_year_have_no_gap_and_no_double():
    county, given = county_of_the_test().pk, []

    together(lambda place: take_a_hundred(county, place, given), *range(32))

    for year in (2026, 2027):
        numbers = sorted(number for of_year, number in given if of_year == year)
        assert numbers == list(range(1, len(numbers) + 1))
    assert len(given) > 2000


def test_a_run_while_somebody_decides_leaves_the_proposal_to_that_person(items):
    escalate_overdue(clock.today())
    rows = list(EscalationProposal.objects.select_related("item"))
    coordinator = items[0].people["coordinator"]

    def act(which):
        if which == "run":
            return [escalate_overdue(clock.today()) for _run in range(5)]
        return confirm({row.pk: row.item.version for row in rows}, actor=coordinator, given=LetterGiven("整改"))

    together(act, "decide", "run", "run")

    assert EscalationProposal.objects.filter(decision="CONFIRMED").count() == 9
    assert SupervisionMeasure.objects.count() == 9
