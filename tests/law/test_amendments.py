"""The catalogue is maintained by two persons: nothing is deleted, a change says beforehand what it would change."""

from datetime import date

import pytest
from django.urls import reverse

from accounts.states import Role
from core import clock
from core.errors import NotAllowedError, StaleError, WorkflowError
from core.models import LogEntry
from core.services.acting import take
from inspections.models import FindingBasis
from inspections.services.invariants import cited_out_of_force
from law.models import Amendment, Basis, Instrument
from law.services import foreseeing
from law.services.amending import Wanted
from law.states import AmendmentState, Change, Shelf
from law.workflow import AMENDMENTS
from tests import faces
from tests.factories import ItemFactory, UserFactory
from tests.law.amended import FIRST, LAST, SOURCE, basis_said, drawn_up, ended, entered, new_basis, sent

pytestmark = pytest.mark.django_db


@pytest.fixture
def first():
    return UserFactory(role=Role.COORDINATOR)


@pytest.fixture
def second():
    return UserFactory(role=Role.COORDINATOR)


def test_a_basis_ends_once_the_second_person_has_confirmed_it(first, second):
    change = sent(ended(), actor=first)
    assert Basis.objects.get(pk="LB008").valid_to is None

    take(AMENDMENTS, change.pk, "confirm", actor=second)

    assert Basis.objects.get(pk="LB008").valid_to == LAST
    assert Amendment.objects.get().state == AmendmentState.CONFIRMED


def test_a_correction_is_the_end_of_the_old_row_and_a_new_one(first, second):
    old = Basis.objects.get(pk="LB008")
    values = basis_said(part=old.part, article="98")

    entered(Wanted(Shelf.BASIS, Change.CORRECT, "LB008", values), actor=first, by=second)

    old.refresh_from_db()
    assert (old.article, old.valid_to) == ("107", LAST)
    assert Basis.objects.get(pk="OWN0001").article == "98"
    assert Basis.objects.get(pk="OWN0001").valid_from.isoformat() == FIRST


def test_what_rests_on_a_corrected_instrument_goes_on_under_the_new_row(first, second):
    count = Basis.objects.filter(instrument="LAW.LICENSING").count()
    said = {
        "kind": "law",
        "title_zh": "行政许可法（更正）",
        "short_zh": "行政许可法",
        "valid_from": FIRST,
        "confirmed": "yes",
    }

    entered(Wanted(Shelf.INSTRUMENT, Change.CORRECT, "LAW.LICENSING", said), actor=first, by=second)

    new = Instrument.objects.get(pk="LAW.LICENSING").replaced_by
    assert new.bases.count() == count
    assert not Basis.objects.get(pk="LB001").is_in_force(date(2027, 1, 1))


def test_a_new_instrument_and_its_basis_come_in_one_change(first, second):
    said = {
        "kind": "document",
        "title_zh": "园区管理办法",
        "short_zh": "园区办法",
        "valid_from": FIRST,
        "confirmed": "yes",
    }
    instrument = Wanted(Shelf.INSTRUMENT, Change.NEW, values=said, new_code="OWN.0077")
    basis = new_basis(instrument="OWN.0077", article="3")

    entered(instrument, basis, actor=first, by=second)

    assert Basis.objects.get(instrument="OWN.0077").citation == "《园区管理办法》第三条"


def test_who_has_drawn_it_up_does_not_confirm_it(first):
    change = sent(ended(), actor=first)

    with pytest.raises(NotAllowedError):
        take(AMENDMENTS, change.pk, "confirm", actor=first)

    assert Basis.objects.get(pk="LB008").valid_to is None


def test_what_is_refused_or_withdrawn_changes_nothing(first, second):
    take(AMENDMENTS, sent(ended(), actor=first).pk, "decline", actor=second, reason="文号有误")
    take(AMENDMENTS, sent(ended(), actor=first).pk, "drop", actor=first)

    assert Basis.objects.get(pk="LB008").valid_to is None
    assert {each.state for each in Amendment.objects.all()} == {AmendmentState.DECLINED, AmendmentState.DROPPED}


def test_a_row_that_has_changed_since_is_not_entered(first, second):
    one, other = sent(ended(), actor=first), sent(ended(), actor=first)
    take(AMENDMENTS, one.pk, "confirm", actor=second)

    with pytest.raises(StaleError):
        take(AMENDMENTS, other.pk, "confirm", actor=second)


def test_whoever_saw_an_older_version_is_told(first, second):
    change = sent(ended(), actor=first)

    with pytest.raises(StaleError):
        take(AMENDMENTS, change.pk, "confirm", actor=second, version=change.version - 1)


BAD = {
    "no article": (new_basis(article="第几条"), "article"),
    "no day": (new_basis(valid_from=""), "valid_from"),
    "no such day": (new_basis(valid_from="2027-02-30"), "valid_from"),
    "unknown instrument": (new_basis(instrument="LAW.NONE"), "instrument"),
    "a number of the product": (new_basis(new_code="LB900"), "code"),
    "ended already": (ended("LB007"), "last_day"),
    "before it began": (Wanted(Shelf.BASIS, Change.END, "LB008", last_day=date(2026, 8, 1)), "last_day"),
    "no row": (ended("LB999"), "code"),
    "too long": (new_basis(part="长" * 61), "part"),
    "no such kind": (new_basis(subject_kind="x"), "subject_kind"),
}


@pytest.mark.parametrize("name", BAD)
def test_what_does_not_fit_is_refused_at_its_column(first, name):
    wanted, field = BAD[name]

    with pytest.raises(WorkflowError) as refused:
        drawn_up(wanted, actor=first)

    assert refused.value.field == field
    assert not Amendment.objects.exists()


def test_only_the_coordinator_draws_it_up(first):
    with pytest.raises(NotAllowedError):
        drawn_up(ended(), actor=UserFactory(role=Role.DEPARTMENT))


def test_the_preview_counts_what_rests_on_it_and_names_what_has_no_follower(first):
    item = ItemFactory(rectifying=True)
    row = {"finding": item.finding, "cited_on": date(2026, 9, 1), "cited_by": first, "cited_at": clock.now()}
    FindingBasis.objects.create(basis_id="LB008", **row)

    outlook = foreseeing.foresee(drawn_up(ended(), actor=first), item.people["coordinator"])

    assert {str(rest.label): rest.number for rest in outlook.touched} == {
        "未办结问题": 1,
        "检查发现": 1,
        "问题类别": 1,
    }
    assert [ending.basis.pk for ending in outlook.orphans] == ["LB008"]


def test_the_preview_names_what_follows_by_the_same_change(first):
    part = Basis.objects.get(pk="LB008").part
    follower = new_basis(part=part, article="108")

    outlook = foreseeing.foresee(drawn_up(ended(), follower, actor=first), first)

    assert outlook.orphans == []


def test_the_preview_of_an_instrument_tells_the_bases_that_end_with_it(first):
    [foreseen] = foreseeing.foresee(drawn_up(ended("LAW.LICENSING", Shelf.INSTRUMENT), actor=first), first).lines

    assert {ending.basis.instrument_id for ending in foreseen.endings} == {"LAW.LICENSING"}


def test_each_changed_row_stands_in_the_log(first, second):
    entered(ended(), new_basis(), actor=first, by=second)

    acts = list(LogEntry.objects.filter(act__startswith="amendment.").order_by("pk").values_list("act", flat=True))
    assert acts == [f"amendment.{act}" for act in ("draw-up", "send", "end-row", "new-row", "confirm")]


def test_both_faces_say_the_same(first, second):
    drawn_up(ended(), actor=first)
    sent(ended(), actor=first)
    entered(ended("LB010"), actor=first, by=second)

    faces.assert_one(AMENDMENTS, [first, second, UserFactory(role=Role.DEPARTMENT)])


def test_an_end_that_is_entered_late_makes_no_citation_wrong_that_was_right_when_written(first, second):
    item = ItemFactory(rectifying=True)
    row = {"finding": item.finding, "cited_on": date(2026, 11, 2), "cited_by": first, "cited_at": clock.now()}
    FindingBasis.objects.create(basis_id="LB008", **row)
    entered(ended(last_day=date(2026, 11, 1)), actor=first, by=second)
    assert list(cited_out_of_force()) == []

    FindingBasis.objects.filter(basis="LB008").update(cited_at=clock.now())

    assert len(list(cited_out_of_force())) == 1


GIVEN = {
    "amendment-source": SOURCE.source,
    "amendment-read_at": SOURCE.read_at,
    "amendment-read_on": "2026-09-01",
}


def test_two_persons_do_it_on_the_pages(client, first, second):
    client.force_login(first)
    page = client.post(reverse("law:basis-end", args=["LB008"]), GIVEN | {"last_day": "2026-12-31"})
    change = Amendment.objects.get()
    assert page.url == change.get_absolute_url()
    client.post(page.url, {"act": "send", "version": change.version})

    client.force_login(second)
    assert "其情形下没有后续依据" in client.get(page.url).content.decode()
    client.post(page.url, {"act": "confirm", "version": change.version + 1})

    assert Basis.objects.get(pk="LB008").valid_to == LAST
    assert "变更记录" in client.get(reverse("law:basis-detail", args=["LB008"])).content.decode()


def test_a_form_with_a_fault_keeps_what_was_typed(client, first):
    client.force_login(first)

    page = client.post(reverse("law:basis-new"), GIVEN | basis_said(article="第几条"))

    assert page.status_code == 422
    assert "第几条" in page.content.decode()
    assert not Amendment.objects.exists()


def test_a_second_row_goes_into_the_same_change(client, first):
    change = drawn_up(ended(), actor=first)
    client.force_login(first)

    client.post(f"{reverse('law:basis-new')}?to={change.pk}", basis_said())

    assert [line.change for line in change.lines.all()] == [Change.END, Change.NEW]


def test_nobody_else_has_the_forms(client):
    client.force_login(UserFactory(role=Role.DEPARTMENT))

    assert client.get(reverse("law:basis-new")).status_code == 404


@pytest.mark.parametrize("name", ["instrument-new", "basis-new", "criterion-new"])
def test_a_row_and_its_change_have_no_field_in_common(client, first, name):
    """Of two fields with one name a form sends both, and the last would be taken for either."""
    client.force_login(first)

    shown = client.get(reverse(f"law:{name}")).context

    assert not {field.html_name for field in shown["form"]} & {field.html_name for field in shown["source"]}


def test_the_chip_of_a_filter_names_the_instrument(client, first):
    client.force_login(first)

    page = client.get(reverse("law:basis-list"), {"instrument": "LAW.ECO_CODE"})

    (chip,) = page.context["form"].chips()
    assert chip["value"] == Instrument.objects.get(pk="LAW.ECO_CODE").cited
