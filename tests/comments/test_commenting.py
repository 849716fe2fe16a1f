"""留言: said at an item, read by those for whom it is and nobody else, by any door; withdrawn and never changed."""

import pytest
from django.core import mail
from django.db import DatabaseError, transaction

from accounts.states import Role
from comments.models import Comment, Mention
from comments.services import commenting
from comments.services.commenting import comment, withdraw
from comments.states import Audience
from core import decisions
from core.errors import DomainError, NotAllowedError, WrongStateError
from core.models import LogEntry
from core.search import search
from notices.models import Notice
from rectification.models import Item
from tests.dashboards.visiting import visit
from tests.factories import ItemFactory, UserFactory

pytestmark = pytest.mark.django_db
SECRET = "内部研判蓝鲸七号"


@pytest.fixture
def item():
    return ItemFactory(rectifying=True)


@pytest.fixture
def plant(item):
    return UserFactory(role=Role.ENTERPRISE, organization=item.lead_organization, name="戴小雨")


@pytest.fixture
def official():
    return UserFactory(role=Role.DEPARTMENT, name="赵卫东")


@pytest.fixture
def colleague():
    return UserFactory(role=Role.INSPECTOR, name="罗建军")


def say(item, person, text, audience=Audience.UNIT):
    return comment(item.pk, actor=person, text=text, audience=audience)


def test_a_comment_changes_nothing_of_the_item_and_stands_in_the_log(item, official):
    before = Item.objects.filter(pk=item.pk).values().get()

    written = say(item, official, SECRET, Audience.INTERNAL)

    entry = LogEntry.objects.get(act="comment.write")
    assert Item.objects.filter(pk=item.pk).values().get() == before
    assert entry.subject == f"comments.comment:{written.pk}"
    assert SECRET not in repr(entry.__dict__)


def test_an_internal_comment_is_behind_no_door_of_an_enterprise(item, official, plant):
    say(item, official, f"{SECRET} @{official.name}", Audience.INTERNAL)
    browser = visit(plant)
    pages = (
        f"/ledger/{item.pk}/",
        f"/ledger/{item.pk}/comments/",
        "/api/v1/comments/",
        f"/api/v1/rectifications/{item.pk}/",
        "/notices/",
        "/calendar/",
        "/followed/",
        "/",
    )

    answers = [browser.get(page) for page in pages]

    assert [answer.status_code for answer in answers] == [200] * len(pages)
    assert not [page for page, answer in zip(pages, answers, strict=True) if SECRET in answer.text]
    assert browser.get("/api/v1/comments/").json()["count"] == 0
    assert visit(official).get(f"/ledger/{item.pk}/").text.count(SECRET) == 1
    assert not Notice.objects.filter(recipient=plant, rule__startswith="comment").exists()


def test_no_search_finds_the_words_of_a_comment(item, official, plant):
    say(item, official, SECRET, Audience.INTERNAL)

    assert not search(official, SECRET)
    assert not search(plant, SECRET)


@pytest.mark.parametrize("role", list(Role))
def test_who_reads_which(item, official, role):
    say(item, official, "内部", Audience.INTERNAL)
    say(item, official, "公开", Audience.UNIT)
    unit = {Role.ENTERPRISE: item.lead_organization, Role.SUPERIOR: item.county}.get(role)
    person = UserFactory(role=role, **({"organization": unit} if unit else {}))

    read = {found.text for found in Comment.objects.visible_to(person)}

    everything = {Role.COORDINATOR, Role.DEPARTMENT, Role.INSPECTOR, Role.SUPERIOR}
    assert read == ({"内部", "公开"} if role in everything else {"公开"} if role == Role.ENTERPRISE else set())


def test_another_enterprise_is_told_that_there_is_no_such_page(item):
    stranger = UserFactory(role=Role.ENTERPRISE)

    assert visit(stranger).get(f"/ledger/{item.pk}/comments/").status_code == 404
    with pytest.raises(Item.DoesNotExist):
        say(item, stranger, "看看")


def test_an_enterprise_answers_and_writes_nothing_internal(item, plant):
    with pytest.raises(NotAllowedError):
        say(item, plant, "内部", Audience.INTERNAL)

    answer = visit(plant).post(f"/ledger/{item.pk}/comments/", {"text": "已到货", "audience": "UNIT"})

    assert answer.status_code == 302
    assert Comment.objects.get().author == plant


def test_who_watches_the_public_part_says_nothing(item):
    observer = UserFactory(role=Role.OBSERVER)
    item.park.supervision_groups.add(observer.organization)

    assert not commenting.may_comment(observer)
    assert visit(observer).get(f"/ledger/{item.pk}/comments/").status_code == 404


def test_who_is_named_is_told_without_the_words_and_has_it_on_the_desk_until_answered(item, official, colleague):
    written = say(item, official, f"@{colleague.name} {SECRET}", Audience.INTERNAL)

    notice = Notice.objects.get(recipient=colleague, rule="comment-named")
    assert SECRET not in f"{notice.title}{notice.text}"
    assert written.get_absolute_url() in {waiting.url for waiting in decisions.waiting_for(colleague)}
    assert visit(colleague).get("/ledger/?mine=named").text.count(item.number) > 0

    say(item, colleague, "已看过现场", Audience.INTERNAL)

    assert Mention.objects.get(person=colleague).answered_at is not None
    assert Notice.objects.get(pk=notice.pk).acted_at is not None
    assert not [waiting for waiting in decisions.waiting_for(colleague) if waiting.url == written.get_absolute_url()]


def test_seen_is_enough(item, official, colleague):
    written = say(item, official, f"@{colleague.name} 请阅", Audience.INTERNAL)

    visit(colleague).post(f"/comments/{written.pk}/seen/")
    visit(colleague).post(f"/comments/{written.pk}/seen/")

    assert Mention.objects.get(person=colleague).answered_at is not None
    assert LogEntry.objects.filter(act="comment.see").count() == 1


@pytest.mark.parametrize(
    ("said", "why"),
    [("@王不存 请看", "不是能看到本条留言的人员"), ("@周重名 请看", "有多人同名"), ("@戴小雨 请看", "看不到内部留言")],
)
def test_a_name_that_is_nobodys_or_several_is_refused_at_the_field_and_what_was_typed_stays(
    item, official, plant, said, why
):
    for role in (Role.INSPECTOR, Role.DEPARTMENT):
        UserFactory(role=role, name="周重名")

    answer = visit(official).post(f"/ledger/{item.pk}/comments/", {"text": said, "audience": "INTERNAL"})

    assert answer.status_code == 422
    assert why in answer.context["form"].errors["text"][0]
    assert said in answer.text
    assert not Comment.objects.exists()


def test_a_plant_names_whoever_has_acted_on_its_item_and_nobody_else(item, plant, official):
    stranger = UserFactory(role=Role.DEPARTMENT, name="白远山")
    with pytest.raises(DomainError, match="白远山"):
        say(item, plant, f"@{stranger.name} 请看")

    say(item, official, "请说明进度")
    say(item, plant, f"@{official.name} 已到货")

    assert Mention.objects.get().person == official
    offered = visit(plant).get(f"/ledger/{item.pk}/people/").json()["people"]
    assert stranger.name not in {person["name"] for person in offered}


def test_who_bear_one_name_are_offered_with_their_units(item, official):
    UserFactory(role=Role.INSPECTOR, name="周重名")
    UserFactory(role=Role.DEPARTMENT, name="周重名")

    offered = visit(official).get(f"/ledger/{item.pk}/people/", {"q": "重名"}).json()["people"]

    assert [person["as"] for person in offered] == [f"周重名({person['unit']})" for person in offered]
    say(item, official, f"@{offered[0]['as']} 请看", Audience.INTERNAL)
    assert Mention.objects.count() == 1


def test_a_withdrawn_comment_stays_as_a_fact_without_words_for_everybody(item, official, colleague):
    written = say(item, official, f"@{colleague.name} {SECRET}", Audience.INTERNAL)
    assert visit(colleague).get(f"/comments/{written.pk}/withdraw/").status_code == 404
    with pytest.raises(NotAllowedError):
        withdraw(written.pk, actor=colleague)

    answer = visit(official).post(f"/comments/{written.pk}/withdraw/")

    assert answer.status_code == 302
    for person in (official, colleague):
        page = visit(person).get(f"/ledger/{item.pk}/comments/").text
        assert SECRET not in page
        assert "留言人已撤回" in page
        assert visit(person).get("/api/v1/comments/").json()["results"][0]["text"] == ""
        assert visit(person).get(f"/api/v1/comments/?search={SECRET}").json()["count"] == 0
    assert not Mention.objects.waiting_for(colleague).exists()
    with pytest.raises(WrongStateError):
        withdraw(written.pk, actor=official)


def test_the_database_refuses_to_change_what_was_said(item, official):
    written = say(item, official, "原话")

    with pytest.raises(DatabaseError), transaction.atomic():
        Comment.objects.filter(pk=written.pk).update(text="改过")
    with pytest.raises(DatabaseError), transaction.atomic():
        Comment.objects.filter(pk=written.pk).delete()


def test_whoever_loses_the_scope_reads_hears_and_is_asked_nothing_more(item, official, plant):
    written = say(item, official, f"@{plant.name} 请说明")
    assert Mention.objects.waiting_for(plant).exists()

    plant.organization = UserFactory(role=Role.ENTERPRISE).organization
    plant.save()

    assert not Comment.objects.visible_to(plant).exists()
    assert not Mention.objects.waiting_for(plant).exists()
    assert visit(plant).post(f"/comments/{written.pk}/seen/").status_code == 404
    assert visit(plant).get("/api/v1/comments/").json()["count"] == 0
    assert not mail.outbox


def test_the_unit_that_answers_and_who_assigned_hear_of_what_is_written_to_them(item, official, plant):
    say(item, official, "请说明")
    say(item, plant, "已到货")

    assert Notice.objects.filter(recipient=plant, rule="comment-written").count() == 1
    assert Notice.objects.filter(recipient=item.assigned_by, rule="comment-written").count() == 1
    assert not Notice.objects.filter(recipient=official, rule="comment-written").exists()


def test_over_the_api_a_comment_is_written_read_and_withdrawn(item, official):
    browser = visit(official)
    body = {"item": item.pk, "text": "请说明", "audience": "UNIT"}

    made = browser.post("/api/v1/comments/", body, content_type="application/json")

    assert made.status_code == 201
    assert made.json()["author_name"] == official.name
    gone = browser.post(f"/api/v1/comments/{made.json()['id']}/withdraw/")
    assert gone.json()["withdrawn_at"]
    wrong = browser.post("/api/v1/comments/", {**body, "text": "@王不存"}, content_type="application/json")
    assert wrong.status_code == 400
    assert "text" in wrong.json()["errors"]
