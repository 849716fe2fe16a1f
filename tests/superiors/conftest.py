"""A list of the city that came in with five rows, of which some have been rectified, are late or were merged."""

import openpyxl
import pytest

from accounts.services.organizations import create_organization
from inspections.models import SuperiorList
from tests.factories import ParkFactory, UserFactory, county
from tests.intake.return_form.forms import brought_in

HEADINGS = ("序号", "问题描述", "责任单位", "整改时限", "整改进展情况", "是否完成")
ROWS = (
    ("第1项", "储罐区可燃气体报警器失效", "示范化工有限公司", "2099年12月31日", "", "否"),
    ("第2项", "应急事故池渗漏", "示范化工有限公司", "2099年12月31日", "", "否"),
    ("第3项", "动火作业未办理许可", "示范化工有限公司", "2020年6月30日", "", "否"),
    ("第4项", "联锁系统长期摘除", "示范化工有限公司", "2099年12月31日", "", "否"),
)
TITLE = "2026年市级交办问题清单"


@pytest.fixture(autouse=True)
def _kept(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def city():
    """A body above the county; to be asked for before the county is."""
    above = create_organization(name="示范市人民政府", kind="CITY", parent=None)
    create_organization(name="示范县人民政府", kind="COUNTY", parent=above)
    return above


@pytest.fixture
def coordinator():
    ParkFactory()
    unit = UserFactory(role="COORDINATOR", organization__parent=county()).organization
    unit.phone = "0990-5580010"
    unit.save()
    return unit.users.get()


@pytest.fixture
def leader(coordinator):
    return UserFactory(role="SUPERIOR", organization=county())


@pytest.fixture
def batch(tmp_path, coordinator):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "交办清单"
    sheet.merge_cells("A1:F1")
    sheet["A1"] = TITLE
    sheet.append(HEADINGS)
    for row in ROWS:
        sheet.append(row)
    path = tmp_path / "交办.xlsx"
    book.save(path)
    return brought_in(path, coordinator)


@pytest.fixture
def one(batch):
    found = SuperiorList.objects.get(title=TITLE)
    found.issuer, found.number = "示范市安全生产委员会办公室", "示安委办〔2026〕15号"
    found.save()
    return found


@pytest.fixture
def items(one):
    """The items of its rows by the superior's numbers."""
    rows = one.sources.select_related("finding__item").order_by("position")
    return {row.number: row.finding.item for row in rows}
