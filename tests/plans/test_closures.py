"""关停并转: decided, paid, bought back, verified by two who took no part; then the enterprise is closed."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from accounts.states import Role
from core import clock
from core.errors import DomainError, NotAllowedError, WorkflowError
from core.models import Attachment, FileChange
from core.services.acting import take
from plans.clocks import INSTALMENTS
from plans.models import Closure, Instalment
from plans.services import closing
from plans.states import ClosureState
from plans.workflow import CLOSURES
from tests.factories import AttachmentFactory, EnterpriseFactory, UserFactory

pytestmark = pytest.mark.django_db
DECIDED = {"decision": "砚政发〔2026〕3号", "authority": "县人民政府"}
ALL_DONE = {"agreement": "补偿协议1号", "workers": 20, "resettled": 20, "soil_result": "NOT_NEEDED"}


@pytest.fixture
def keeper():
    return UserFactory()


def officer(role=Role.DEPARTMENT):
    return UserFactory(role=role)


def begun(keeper, enterprise=None, **said):
    row = Closure(
        enterprise=enterprise or EnterpriseFactory(), kind="SHUT", close_by=clock.today() + timedelta(days=90)
    )
    for name, value in {**DECIDED, "decided_on": clock.today(), "agreed": Decimal(100), **said}.items():
        setattr(row, name, value)
    return closing.open_file(row, actor=keeper, names=["kind"])


def instalment(closure, keeper, amount, **said):
    row = Instalment(closure=closure, due_on=clock.today(), amount=Decimal(amount), **said)
    return closing.add_instalment(row, actor=keeper, names=["amount"])


def pay(row, keeper, amount):
    values = {"paid_on": clock.today(), "paid": Decimal(amount), "proof": "回单1号"}
    return closing.change_instalment(row, actor=keeper, version=row.version, values=values)


def under_way(keeper, **said):
    closure = begun(keeper, **{**ALL_DONE, **said})
    return take(CLOSURES, closure.pk, "decide", actor=officer())


def reported(keeper):
    closure = under_way(keeper)
    pay(instalment(closure, keeper, 100), keeper, 100)
    return take(CLOSURES, closure.pk, "report", actor=keeper)


def test_the_sums_of_instalments_do_not_exceed_what_is_agreed_unless_it_is_said_why(keeper):
    closure = under_way(keeper)
    instalment(closure, keeper, 60)

    with pytest.raises(DomainError) as refused:
        instalment(closure, keeper, "40.01")
    more = instalment(closure, keeper, "40.01", over_reason="设备残值补差")

    assert refused.value.field == "over_reason"
    assert list(closure.instalments.all()) == [closure.instalments.first(), more]


def test_more_than_agreed_is_not_paid_either(keeper):
    closure = under_way(keeper)
    row = instalment(closure, keeper, 100)

    with pytest.raises(DomainError):
        pay(row, keeper, "100.01")

    row.refresh_from_db()
    assert row.paid is None


def test_a_payment_has_a_day_and_a_proof(keeper):
    closure = under_way(keeper)
    row = instalment(closure, keeper, 100)

    values = {"paid_on": clock.today(), "paid": Decimal(100)}
    with pytest.raises(DomainError) as refused:
        closing.change_instalment(row, actor=keeper, version=row.version, values=values)

    assert refused.value.field == "proof"


def test_a_closure_without_its_decision_is_not_carried_out(keeper):
    closure = begun(keeper, decision="")

    with pytest.raises(WorkflowError):
        take(CLOSURES, closure.pk, "decide", actor=officer())

    assert Closure.objects.get().state == ClosureState.PREPARED


@pytest.mark.parametrize(
    "lacking",
    [
        {"agreement": ""},
        {"plant_area": Decimal(900)},
        {"land_area": Decimal(12)},
        {"resettled": 19},
        {"soil_result": "POLLUTED", "soil_checked_on": clock.today()},
    ],
    ids=lambda said: next(iter(said)),
)
def test_what_is_not_done_is_named_and_not_reported(keeper, lacking):
    closure = under_way(keeper, **lacking)

    with pytest.raises(WorkflowError):
        take(CLOSURES, closure.pk, "report", actor=keeper)

    assert Closure.objects.get().state == ClosureState.OPEN


def test_an_unpaid_instalment_keeps_it_open(keeper):
    closure = under_way(keeper)
    instalment(closure, keeper, 100)

    with pytest.raises(WorkflowError):
        take(CLOSURES, closure.pk, "report", actor=keeper)

    assert list(INSTALMENTS.rows()) == list(closure.instalments.all())


def test_two_who_took_no_part_verify_it_and_the_enterprise_is_closed(keeper):
    closure = reported(keeper)
    take(CLOSURES, closure.pk, "check", actor=officer(Role.INSPECTOR))
    done = take(CLOSURES, closure.pk, "finish", actor=officer())

    enterprise = done.enterprise
    enterprise.refresh_from_db()
    last = enterprise.operating_changes.last()
    assert (done.state, enterprise.state) == (ClosureState.DONE, "CLOSED")
    assert (last.document, last.by_order, last.since) == (DECIDED["decision"], True, clock.today())


def test_who_wrote_the_file_does_not_verify_it(keeper):
    closure = reported(keeper)

    with pytest.raises(NotAllowedError):
        take(CLOSURES, closure.pk, "check", actor=keeper)

    assert Closure.objects.get().state == ClosureState.REPORTED


def test_who_verified_it_first_is_not_the_second(keeper):
    closure, first = reported(keeper), officer()
    take(CLOSURES, closure.pk, "check", actor=first)

    with pytest.raises(NotAllowedError):
        take(CLOSURES, closure.pk, "finish", actor=first)

    assert Closure.objects.get().enterprise.state == "OPERATING"


def test_what_has_been_paid_is_not_cancelled(keeper):
    closure = under_way(keeper)
    pay(instalment(closure, keeper, 100), keeper, 100)

    with pytest.raises(WorkflowError):
        take(CLOSURES, closure.pk, "cancel", actor=officer(), reason="不关了")

    assert Closure.objects.get().state == ClosureState.OPEN


def test_nothing_is_written_once_it_is_to_be_verified(keeper):
    closure = reported(keeper)

    with pytest.raises(DomainError):
        closing.change_file(closure, actor=keeper, version=closure.version, values={"resettled": 5})

    assert Closure.objects.get().resettled == 20


def test_one_closure_of_an_enterprise_is_open_at_a_time(keeper):
    closure = begun(keeper)

    with pytest.raises(DomainError):
        begun(keeper, closure.enterprise)

    assert Closure.objects.count() == 1


def test_the_page_shows_the_progress_and_its_buttons(keeper, client):
    closure = reported(keeper)
    client.force_login(officer(Role.INSPECTOR))

    page = client.get(closure.get_absolute_url()).content.decode()

    assert "补偿协议1号" in page
    assert "现场核查属实" in page


def test_the_keeper_pays_on_the_page(keeper, client):
    closure = under_way(keeper)
    row = instalment(closure, keeper, 100)
    client.force_login(keeper)
    page = reverse("plans:instalment-edit", args=[row.pk])
    given = {"due_on": row.due_on, "amount": "100", "paid_on": clock.today(), "paid": "100", "version": row.version}

    refused = client.post(page, given)
    client.post(page, given | {"proof": "回单1号"})

    row.refresh_from_db()
    assert refused.status_code == 422
    assert (row.paid, row.proof) == (Decimal(100), "回单1号")


def test_an_enterprise_sees_its_own_closure_and_no_other(keeper, client):
    own, other = begun(keeper), begun(keeper, EnterpriseFactory())
    client.force_login(UserFactory(role=Role.ENTERPRISE, organization=own.enterprise.organization))

    assert own.decision in client.get(own.get_absolute_url()).content.decode()
    assert client.get(other.get_absolute_url()).status_code == 404
    assert other.enterprise.name not in client.get(reverse("plans:closure-list")).content.decode()
    assert client.post(reverse("plans:closure-act", args=[own.pk, "decide"])).status_code in (302, 403)
    assert Closure.objects.get(pk=own.pk).state == ClosureState.PREPARED


def test_what_the_state_of_a_closure_refuses_is_not_offered(client, keeper):
    client.force_login(keeper)
    closure = under_way(keeper)
    edit = reverse("plans:closure-edit", args=[closure.pk])
    add = reverse("plans:closure-create", args=[closure.enterprise_id])
    tab = f"{closure.enterprise.get_absolute_url()}?tab=closures"

    assert edit in client.get(closure.get_absolute_url()).text
    assert add not in client.get(tab).text
    pay(instalment(closure, keeper, 100), keeper, 100)
    take(CLOSURES, closure.pk, "report", actor=keeper)

    assert edit not in client.get(closure.get_absolute_url()).text


def test_a_part_that_asks_for_nothing_says_so(client, keeper):
    client.force_login(keeper)
    bought = under_way(keeper, plant_area=Decimal(10), plant_bought_on=clock.today())

    assert client.get(bought.get_absolute_url()).text.count("无需回购") == 1


def proved(keeper):
    """A payment with its receipt, and that."""
    row = pay(instalment(under_way(keeper), keeper, 100), keeper, 100)
    receipt = AttachmentFactory(uploader=keeper, name="付款回单.pdf")
    closing.add_scans(row, [receipt], actor=keeper)
    return row, receipt


def test_the_receipt_hangs_at_its_payment_and_whoever_sees_the_file_opens_it(keeper, client):
    row, receipt = proved(keeper)
    inside = UserFactory(role=Role.ENTERPRISE, organization=row.closure.enterprise.organization)
    client.force_login(inside)

    page = client.get(f"{row.closure.get_absolute_url()}?tab=instalments").text

    assert receipt.name in page
    assert "添加扫描件" not in page
    assert receipt in Attachment.objects.visible_to(inside)
    assert receipt not in Attachment.objects.visible_to(UserFactory(role=Role.ENTERPRISE))
    assert FileChange.objects.filter(after={"scans": receipt.name}).exists()


def test_what_is_not_paid_yet_has_no_receipt(keeper):
    row = instalment(under_way(keeper), keeper, 100)
    receipt = AttachmentFactory(uploader=keeper)

    with pytest.raises(DomainError) as refused:
        closing.add_scans(row, [receipt], actor=keeper)

    assert refused.value.field == "scans"
    assert not row.scans.exists()


def test_no_receipt_is_added_while_the_closure_is_verified(keeper):
    row, _receipt = proved(keeper)
    take(CLOSURES, row.closure_id, "report", actor=keeper)

    with pytest.raises(DomainError):
        closing.add_scans(row, [AttachmentFactory(uploader=keeper)], actor=keeper)

    assert row.scans.count() == 1


def test_who_only_reads_the_closure_adds_no_receipt(keeper, client):
    row, receipt = proved(keeper)
    client.force_login(UserFactory(role=Role.ENTERPRISE, organization=row.closure.enterprise.organization))

    assert client.get(reverse("plans:instalment-scans", args=[row.pk])).status_code == 403
    assert list(row.scans.all()) == [receipt]
