"""一企一策: written, reviewed, approved by another, put on the ledger once, changed by a new edition, completed."""

from datetime import timedelta

import pytest
from django.urls import reverse

from accounts.states import Role
from core import clock, figures
from core.errors import DomainError, NotAllowedError, StaleError, WorkflowError, WrongStateError
from core.figures import Asked
from core.services.acting import take
from core.services.catalogs import load_all
from documents.models import IssuedDocument
from plans.figures import LATE
from plans.models import EnterprisePlan, PlanMeasure
from plans.services import placing, writing
from plans.states import PlanState
from plans.workflow import PLANS
from rectification.models import Item, PlacedMeasure
from tests.factories import EnterpriseFactory, ItemFactory, UserFactory
from tests.plans import made

pytestmark = pytest.mark.django_db
KIND = placing.KINDS["enterprise"]


@pytest.fixture(autouse=True)
def catalogs():
    load_all()


@pytest.fixture
def author():
    return UserFactory()


def test_a_plan_without_measures_is_not_sent_to_the_experts(author):
    plan = made.drafted(author, measures=())

    with pytest.raises(WorkflowError):
        take(PLANS, plan.pk, "send", actor=author)

    plan.refresh_from_db()
    assert plan.state == PlanState.DRAFT


@pytest.mark.parametrize("adoption", ["", "OPEN"], ids=["nobody has spoken", "an opinion is not answered"])
def test_a_plan_is_approved_once_its_experts_are_answered(author, adoption):
    plan = made.in_review(author, adoption=adoption)

    with pytest.raises(WorkflowError):
        take(PLANS, plan.pk, "approve", actor=made.approver())

    assert EnterprisePlan.objects.get().state == PlanState.REVIEW


def test_the_author_does_not_approve_the_own_plan(author):
    plan = made.in_review(author)

    with pytest.raises(NotAllowedError):
        take(PLANS, plan.pk, "approve", actor=author)

    assert EnterprisePlan.objects.get().approved_by is None


def test_whoever_wrote_a_measure_does_not_approve_the_plan_of_another(author):
    plan, boss = made.in_review(author), made.approver()
    plan.hands.add(boss)
    with pytest.raises(NotAllowedError):
        take(PLANS, plan.pk, "approve", actor=boss)
    assert not PLANS.waiting_for(boss).exists()


def test_all_who_write_a_plan_have_a_hand_in_it(author):
    plan, other = made.drafted(author, measures=()), UserFactory()
    writing.change_plan(plan, actor=other, version=plan.version, values={"title": "提升方案"})

    assert list(plan.hands.all()) == [other]


def test_an_approved_plan_is_issued_as_a_paper(author):
    plan = made.approved(author)

    paper = IssuedDocument.objects.get(about=plan.pk)
    assert paper.title == "关于印发《安全提升方案》的通知"
    assert made.MEASURES[0] in str(paper.content)
    assert "李教授" in str(paper.content)


def test_an_opinion_that_is_not_adopted_says_why(author):
    plan = made.in_review(author)
    said = plan.opinions.get()

    values = {"adoption": "DECLINED", "answer": " "}
    with pytest.raises(DomainError) as refused:
        writing.change_opinion(said, actor=author, version=said.version, values=values)

    assert refused.value.field == "answer"


def test_a_sent_plan_is_not_written_on(author):
    plan = made.in_review(author)

    with pytest.raises(DomainError):
        made.measure(plan, author, "加一条")

    assert plan.measures.count() == len(made.MEASURES)


def test_one_plan_of_an_enterprise_is_written_at_a_time(author):
    plan = made.drafted(author)

    with pytest.raises(DomainError):
        made.drafted(author, plan.enterprise)

    assert EnterprisePlan.objects.count() == 1


def test_measures_of_a_plan_that_nobody_approved_stay_off_the_ledger(author):
    plan = made.in_review(author)

    with pytest.raises(WrongStateError):
        placing.place_all(KIND, plan, actor=author)

    assert not Item.objects.exists()


def test_each_measure_becomes_one_item_with_its_unit_source_and_deadline(author):
    plan, items = made.on_the_ledger(author)

    item, measure = items[0], plan.measures.first()
    assert [each.title for each in items] == list(made.MEASURES)
    assert (item.lead_organization, item.deadline) == (plan.enterprise.organization, measure.deadline)
    source = item.finding.sources.get()
    assert (source.kind, source.list_title) == ("PLAN", plan.title)


def test_a_measure_is_put_on_the_ledger_exactly_once(author):
    plan = made.approved(author)
    first = plan.measures.first()
    placing.place_one(KIND, first, actor=author)

    with pytest.raises(WorkflowError):
        placing.place_one(KIND, first, actor=author)
    rest = placing.place_all(KIND, plan, actor=author)

    assert [item.title for item in rest] == [made.MEASURES[1]]
    assert Item.objects.count() == PlacedMeasure.objects.count() == 2


@pytest.mark.parametrize("role", [Role.INSPECTOR, Role.ENTERPRISE])
def test_who_keeps_no_file_puts_nothing_on_the_ledger(author, role):
    plan = made.approved(author)
    unit = {"organization": plan.enterprise.organization} if role == Role.ENTERPRISE else {}

    other = UserFactory(role=role, **unit)
    with pytest.raises(NotAllowedError):
        placing.place_all(KIND, plan, actor=other)

    assert not Item.objects.exists()


def test_a_plan_is_completed_once_all_its_items_are_closed(author):
    plan, boss = made.approved(author), made.approver()
    made.followed(plan, ItemFactory(closed=True))
    with pytest.raises(WorkflowError):
        take(PLANS, plan.pk, "complete", actor=boss)

    PlacedMeasure.objects.all().delete()
    made.followed(plan, ItemFactory(closed=True), ItemFactory(closed=True))
    done = take(PLANS, plan.pk, "complete", actor=boss)

    assert (done.state, done.ended_on) == (PlanState.COMPLETED, clock.today())


def test_an_open_item_keeps_the_plan_open(author):
    plan = made.approved(author)
    made.followed(plan, ItemFactory(closed=True), ItemFactory(rectifying=True))

    with pytest.raises(WorkflowError):
        take(PLANS, plan.pk, "complete", actor=made.approver())

    assert EnterprisePlan.objects.get(pk=plan.pk).state == PlanState.APPROVED


def test_a_new_edition_goes_on_with_the_items_and_replaces_the_plan(author):
    plan, items = made.on_the_ledger(author)
    edition = take(PLANS, plan.pk, "revise", actor=author, reason="工期调整")
    made.measure(edition, author, "新增一套SIS")
    take(PLANS, edition.pk, "send", actor=author)
    made.speak(edition, author)
    take(PLANS, edition.pk, "approve", actor=made.approver())

    new = placing.place_all(KIND, edition, actor=author)

    plan.refresh_from_db()
    assert (plan.state, edition.edition) == (PlanState.REPLACED, 2)
    assert [item.title for item in new] == ["新增一套SIS"]
    assert Item.objects.of_plans(f"plans.enterpriseplan:{edition.pk}").count() == len(items) + 1


def test_one_new_edition_is_begun_at_a_time_and_another_after_it_was_withdrawn(author):
    plan = made.approved(author)
    edition = take(PLANS, plan.pk, "revise", actor=author, reason="工期调整")
    with pytest.raises(WorkflowError):
        take(PLANS, plan.pk, "revise", actor=author, reason="再改")

    take(PLANS, edition.pk, "withdraw", actor=author, reason="不改了")

    assert take(PLANS, plan.pk, "revise", actor=author, reason="再改").edition == 2


def test_who_saw_an_older_plan_decides_nothing(author):
    plan = made.in_review(author)

    with pytest.raises(StaleError):
        take(PLANS, plan.pk, "approve", actor=made.approver(), version=plan.version - 1)

    assert EnterprisePlan.objects.get().state == PlanState.REVIEW


def test_the_page_shows_state_and_light_of_each_item(author, client):
    plan, items = made.on_the_ledger(author)
    client.force_login(author)

    page = client.get(plan.get_absolute_url(), {"tab": "measures"}).content.decode()

    assert items[0].number in page
    assert "待交办" in page
    assert f"plan=plans.enterpriseplan%3A{plan.pk}" in page


def test_the_ledger_is_filtered_by_a_plan(author, client):
    plan, items = made.on_the_ledger(author)
    _other, others = made.on_the_ledger(author, EnterpriseFactory())
    client.force_login(author)

    asked = {"plan": f"plans.enterpriseplan:{plan.pk}"}
    page = client.get(reverse("rectification:item-list"), asked).content.decode()

    assert items[0].number in page
    assert others[0].number not in page


def test_measures_are_put_there_by_a_press(author, client):
    plan = made.approved(author)
    client.force_login(author)

    client.post(reverse("plans:measures-place", args=["enterprise", plan.pk]))
    again = client.post(reverse("plans:measures-place", args=["enterprise", plan.pk]), follow=True)

    assert Item.objects.count() == len(made.MEASURES)
    assert "已在台账中" in again.content.decode()


def test_an_enterprise_sees_its_own_plan_whole_and_no_other(author, client):
    plan, other = made.approved(author), made.approved(author, EnterpriseFactory())
    client.force_login(UserFactory(role=Role.ENTERPRISE, organization=plan.enterprise.organization))

    own = client.get(plan.get_absolute_url(), {"tab": "measures"})

    assert made.MEASURES[0] in own.content.decode()
    assert client.get(other.get_absolute_url()).status_code == 404
    assert other.enterprise.name not in client.get(reverse("plans:plan-list")).content.decode()
    assert client.post(reverse("plans:measures-place", args=["enterprise", other.pk])).status_code == 404


def test_the_list_finds_plans_with_late_measures(author, client):
    plan = made.approved(author)
    made.on_the_ledger(author, EnterpriseFactory())
    made.followed(plan, ItemFactory(rectifying=True, overdue=True))
    client.force_login(author)

    page = client.get(reverse("plans:plan-list"), {"late": "true"}).content.decode()

    assert "共 1 份方案" in page
    assert plan.enterprise.name in page


def test_the_figure_of_late_measures_counts_items_of_plans_alone(author):
    made.on_the_ledger(author)
    ItemFactory(rectifying=True, overdue=True)

    with clock.at(clock.now() + timedelta(days=40)):
        read = figures.read([LATE.code], Asked.by(author))

    assert read[LATE.code].value == len(made.MEASURES)


def test_a_measure_ends_before_the_plan(author):
    plan = made.drafted(author, measures=())
    row = PlanMeasure(plan=plan, text="晚于方案", organization=plan.enterprise.organization, person="王工")
    row.deadline = plan.finish_by + timedelta(days=1)

    with pytest.raises(DomainError) as refused:
        writing.add_measure(row, actor=author, names=["text"])

    assert refused.value.field == "deadline"


def test_what_the_state_of_a_plan_refuses_is_not_offered(client, author):
    client.force_login(author)
    plan = made.drafted(author)
    edit = reverse("plans:plan-edit", args=[plan.pk])
    add = reverse("plans:plan-create", args=[plan.enterprise_id])
    tab = f"{plan.enterprise.get_absolute_url()}?tab=plans"

    assert edit in client.get(plan.get_absolute_url()).text
    assert add not in client.get(tab).text
    made.speak(take(PLANS, plan.pk, "send", actor=author), author)
    take(PLANS, plan.pk, "approve", actor=made.approver())

    assert edit not in client.get(plan.get_absolute_url()).text
    assert add in client.get(tab).text


def test_a_plan_is_approved_on_the_page_that_shows_its_paper(client, author):
    plan, boss = made.in_review(author), made.approver()
    client.force_login(boss)

    page = client.get(reverse("plans:plan-approve", args=[plan.pk]))
    seen = {"seen": page.context["paper"].sha256, "version": plan.version}
    assert "关于印发《安全提升方案》的通知" in page.context["paper"].title
    assert not IssuedDocument.objects.exists()

    assert client.post(page.request["PATH_INFO"], seen).status_code == 302
    assert IssuedDocument.objects.get().number == page.context["paper"].number


def test_a_plan_whose_paper_nobody_was_shown_is_not_approved_from_its_page(client, author):
    plan = made.in_review(author)
    client.force_login(made.approver())

    refused = client.post(reverse("plans:plan-approve", args=[plan.pk]), {"seen": "", "version": plan.version})

    assert refused.status_code == 422
    assert EnterprisePlan.objects.get().state == PlanState.REVIEW


def test_the_paper_of_a_plan_in_force_is_not_voided_and_its_page_says_what_to_do_instead(client, author):
    plan = made.approved(author)
    paper = IssuedDocument.objects.get(about=plan.pk)
    client.force_login(paper.issued_by)

    page = client.get(f"/documents/{paper.pk}/").text
    refused = client.post(f"/documents/{paper.pk}/void/", {"reason": "填错"})

    assert "请编制新一版" in page
    assert refused.status_code == 422
    assert "请编制新一版" in refused.text
    assert not IssuedDocument.objects.get(pk=paper.pk).is_void


def test_the_paper_of_a_plan_that_is_over_can_be_voided(client, author):
    plan = made.approved(author)
    EnterprisePlan.objects.filter(pk=plan.pk).update(state=PlanState.REPLACED)
    paper = IssuedDocument.objects.get(about=plan.pk)
    client.force_login(paper.issued_by)

    assert client.post(f"/documents/{paper.pk}/void/", {"reason": "另行印发"}).status_code == 302
