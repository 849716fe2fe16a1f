"""One search box over everything, within what each may see."""

import pytest
from django.urls import reverse

from accounts.states import Role
from tests.factories import EnterpriseFactory, ItemFactory, ParkFactory, ProjectFactory, UserFactory

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
