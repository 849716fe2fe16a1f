"""监管人员名册: supervisors come in with posts and certificates, each into the file of the unit."""

from datetime import date

import pytest

from accounts.models import Organization
from accounts.states import Role
from capability.models import Supervisor, Team
from tests.factories import OrganizationFactory, UserFactory
from tests.intake.registers.lists import brought, checked, grid, messages

pytestmark = pytest.mark.django_db
HEADS = (
    "序号",
    "单位",
    "姓名",
    "职务",
    "任职时间",
    "是否化工专业",
    "所学专业",
    "从事化工安全工作时间",
    "执法证号",
    "有效期至",
)


@pytest.fixture
def unit():
    return OrganizationFactory(name="县应急管理局")


def row(unit="县应急管理局", name="张某", yes="是"):
    return (1, unit, name, "科员", "2021.3", yes, "化学工程", "2015年7月", "629901-0001", "2027年6月")


def test_supervisors_come_in_and_open_the_file_of_their_unit(unit):
    brought("supervisors", UserFactory(), grid(HEADS, row(), row(name="李某", yes="否")))

    person = Supervisor.objects.get(name="张某")
    assert (person.organization, person.post, person.major) == (unit, "科员", "化学工程")
    assert (person.has_degree, person.certificate_number) == (True, "629901-0001")
    assert person.certificate_until == date(2027, 6, 30)
    assert person.practising_since == date(2015, 7, 1)
    assert not Supervisor.objects.get(name="李某").has_degree
    assert Team.objects.get().organization == unit


def test_the_same_list_again_adds_nobody(unit):
    coordinator = UserFactory()
    for _time in range(2):
        brought("supervisors", coordinator, grid(HEADS, row()))

    assert Supervisor.objects.count() == 1


def test_a_known_one_is_changed_and_not_added(unit):
    Supervisor.objects.create(organization=unit, name="张某", post="队员")

    brought("supervisors", UserFactory(), grid(HEADS, row()))

    assert Supervisor.objects.get().post == "科员"


def test_an_enterprise_has_no_supervisors():
    plant = UserFactory(role=Role.ENTERPRISE).organization
    Organization.objects.filter(pk=plant.pk).update(name="甲化工有限公司")

    list_ = checked("supervisors", UserFactory(), grid(HEADS, row("甲化工有限公司")))

    assert "监管人员只能归属政府单位。" in str(messages(list_))


def test_a_department_brings_only_its_own(unit):
    officer = UserFactory(role=Role.DEPARTMENT)

    list_ = checked("supervisors", officer, grid(HEADS, row()))

    assert "各单位只能维护本单位监管人员。" in str(messages(list_))
