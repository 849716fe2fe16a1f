"""One search box over everything, within what each may see."""

import re

import pytest
from django.urls import reverse

from accounts.states import Role
from core import clock
from core.rules.initials import pattern_of
from core.search import search
from reports.models import MonthlyReport
from tests.factories import (
    DutyFactory,
    EnterpriseFactory,
    ItemFactory,
    ParkFactory,
    ProjectFactory,
    UserFactory,
    county,
)

pytestmark = pytest.mark.django_db
MARK = "海市蜃楼"


def found(client, user, words, **headers):
    client.force_login(user)
    return client.get(reverse("core:search"), {"q": words}, headers=headers)


def labels(answer):
    return {str(hit.label) for group in answer.context["groups"] for hit in group["hits"]}


@pytest.fixture
def scene():
    park = ParkFactory(name=f"{MARK}园区")
    enterprise = EnterpriseFactory(park=park, name=f"{MARK}化工")
    project = ProjectFactory(enterprise=enterprise, name=f"{MARK}项目")
    item = ItemFactory(enterprise=enterprise, title=f"{MARK}问题")
    person = UserFactory(name=f"{MARK}某", organization=park.committee, role=Role.PARK)
    return {"park": park, "enterprise": enterprise, "project": project, "item": item, "person": person}


def test_everything_of_ones_own_is_found(client, scene):
    names = {scene[kind].name for kind in ("park", "enterprise", "project", "person")}

    assert names | {f"{scene['item'].number} {MARK}问题"} == labels(found(client, UserFactory(), MARK))


@pytest.mark.req("S15")
@pytest.mark.parametrize("role", [Role.PARK, Role.ENTERPRISE, Role.OBSERVER, Role.AUDITADMIN])
def test_strangers_find_no_business(client, scene, role):
    answer = found(client, UserFactory(role=role), MARK)

    assert labels(answer) <= {scene["person"].name}
    assert f"{MARK}问题" not in answer.text
    assert f"{MARK}化工" not in answer.text


def test_an_enterprise_finds_no_people_of_the_county(client, scene):
    assert labels(found(client, UserFactory(role=Role.ENTERPRISE), f"{MARK}某")) == set()


def test_the_box_gets_a_fragment_with_a_way_to_the_rest(client, scene):
    answer = found(client, UserFactory(), MARK, **{"HX-Request": "true"})

    assert "<html" not in answer.text
    assert "HX-Request" in answer.headers["Vary"]
    assert reverse("core:search") in answer.text


def test_what_is_nowhere_is_asked_of_all_tables_at_once(django_assert_num_queries):
    person = UserFactory()

    with django_assert_num_queries(1):
        assert search(person, MARK) == []


def test_at_most_ten_of_a_kind_are_shown(client):
    park = ParkFactory()
    for number in range(12):
        EnterpriseFactory(park=park, name=f"{MARK}{number}厂")

    assert len(labels(found(client, UserFactory(), MARK))) == 10


@pytest.mark.parametrize("words", ["", "  ", "\x00", "%", "' OR 1=1 --", "字" * 500])
def test_odd_words_are_answered_and_find_nothing(client, scene, words):
    answer = found(client, UserFactory(), words)

    assert answer.status_code == 200
    assert answer.context["groups"] == []


def test_pages_are_found_by_those_who_have_them(client):
    administrator = found(client, UserFactory(role=Role.SYSADMIN), "账号")
    official = found(client, UserFactory(), "账号")

    assert reverse("accounts:user-list") in administrator.text
    assert official.context["groups"] == []


def test_names_are_found_by_the_initials_of_their_pinyin(client, scene):
    for letters in ("hssl", "HSSLHG"):
        assert scene["enterprise"].name in labels(found(client, UserFactory(), letters))

    assert scene["person"].name in labels(found(client, UserFactory(), "hsslm"))
    assert labels(found(client, UserFactory(), "hsslzz")) == set()


@pytest.mark.parametrize(("word", "name"), [("cg", "重工"), ("zg", "重工"), ("yl", "沅澜"), ("lyj", "罗玥珺")])
def test_a_character_is_read_in_each_way_that_is_in_use(word, name):
    assert re.search(pattern_of(word), name)


@pytest.mark.parametrize("word", ["a", "2026", "abcdefghi", "v1", "[a-z]", "化工", "iu"])
def test_what_are_no_initials_asks_for_none(word):
    assert pattern_of(word) == ""


def test_acts_are_found_by_those_who_may_begin_them(client):
    coordinator, enterprise = UserFactory(), UserFactory(role=Role.ENTERPRISE)

    assert reverse("rectification:item-register") in found(client, coordinator, "登记").text
    assert reverse("parks:park-create") in found(client, coordinator, "xjyq").text
    assert reverse("parks:park-create") not in found(client, enterprise, "新建园区").text


def test_reports_and_decisions_of_meetings_are_found(client):
    duty = DutyFactory(text=f"{MARK}要办的事")
    report = MonthlyReport.objects.create(
        county=county(), period="2026-07", snapshot={}, snapshot_sha256="0" * 64, built_at=clock.now()
    )

    assert report.get_absolute_url() in found(client, UserFactory(), report.period).text
    assert duty.get_absolute_url() in found(client, UserFactory(), MARK).text


@pytest.mark.req("V17")
def test_what_is_found_leads_on_to_the_list_with_the_same_filter(client, scene):
    answer = found(client, UserFactory(), MARK)
    wholes = [group["whole"] for group in answer.context["groups"] if group["whole"]]

    assert len(wholes) >= 4
    for group in answer.context["groups"]:
        if group["whole"]:
            page = client.get(group["whole"])
            assert all(hit.url in page.text for hit in group["hits"]), group["whole"]


def test_an_enterprise_leads_on_to_its_problems_in_the_ledger(client, scene):
    ItemFactory(title="别处的问题")
    way = f"{reverse('rectification:item-list')}?enterprise={scene['enterprise'].pk}"

    assert way in found(client, UserFactory(), MARK).text
    ledger = client.get(way).text
    assert scene["item"].number in ledger
    assert "别处的问题" not in ledger
