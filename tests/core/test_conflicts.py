"""Two people at one form: nobody's change is lost, and nobody has to begin again. Walks every form that edits a row."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from django import forms
from django.urls import get_resolver
from lxml import html

from accounts.forms.people import AccountForm, NewAccountForm, OwnSettingsForm
from accounts.forms.units import UnitForm
from accounts.states import Role
from core.forms import FileForm, MaskedPhones, SeenForm
from core.rules.months import Month
from enterprises.forms import ApprovalForm, EnterpriseForm, NewEnterpriseForm, PermitForm, ProjectForm
from enterprises.models import Permit, ProjectApproval
from parks.forms import InfrastructureForm, NewParkForm, ParkForm
from parks.models import Infrastructure
from parks.states import InfrastructureStatus
from rectification.forms.correction import CorrectionForm
from rectification.forms.steps import StepForm
from reports import forms as of_reports
from reports.services import building
from tests.factories import (
    EnterpriseFactory,
    ItemFactory,
    OrganizationFactory,
    ParkFactory,
    ProjectFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
NO_EDIT = {SeenForm, MaskedPhones, FileForm, NewParkForm, NewEnterpriseForm, of_reports.CorrectionForm}
"""Bases, forms of new rows, and the reason of a further edition, which overwrites nothing."""
ACTS = (StepForm, of_reports.ActForm)
"""Their pages carry the version of the row as it is now, beside what was typed."""


@dataclass
class Case:
    """A page with a form, who opens it, and two of its fields with values that they have not."""

    url: str
    person: Any
    mine: tuple[str, str]
    theirs: tuple[str, str]
    reason: str = ""


def of_park():
    park = ParkFactory()
    return Case(f"/parks/{park.pk}/edit/", UserFactory(), ("industries", "医药"), ("recognition_document", "某函1号"))


def of_infrastructure():
    given = {"kind_id": "INF01", "name": "污水处理厂", "status": InfrastructureStatus.BUILDING}
    row = Infrastructure.objects.create(park=ParkFactory(), **given)
    return Case(f"/infrastructure/{row.pk}/edit/", UserFactory(), ("name", "新污水厂"), ("note", "已扩建\n两期"))


def of_enterprise():
    row = EnterpriseFactory()
    phone = ("principal_phone", "13800001234")
    return Case(f"/enterprises/{row.pk}/edit/", UserFactory(), ("products", "中间体"), phone)


def of_permit():
    row = Permit.objects.create(enterprise=EnterpriseFactory(), kind_id="PM21", number="甲1")
    return Case(f"/permits/{row.pk}/edit/", UserFactory(), ("number", "乙2"), ("valid_until", "2031-01-31"))


def of_project():
    row = ProjectFactory()
    return Case(f"/projects/{row.pk}/edit/", UserFactory(), ("name", "新项目"), ("uses_hazardous_chemicals", "on"))


def of_approval():
    row = ProjectApproval.objects.create(project=ProjectFactory(), kind_id="PM05", number="1号")
    url = f"/projects/{row.project_id}/approvals/PM05/"
    return Case(url, UserFactory(), ("number", "2号"), ("approved_on", "2026-01-05"))


def of_account():
    row, keeper = UserFactory(role=Role.INSPECTOR), UserFactory(role=Role.SYSADMIN)
    return Case(f"/accounts/users/{row.pk}/edit/", keeper, ("post", "科长"), ("certificate_number", "证1"))


def of_settings():
    return Case("/accounts/settings/", UserFactory(), ("phone", "13800001234"), ("email", "new@example.test"))


def of_unit():
    row, keeper = OrganizationFactory(), UserFactory(role=Role.SYSADMIN)
    return Case(f"/accounts/organizations/{row.pk}/", keeper, ("document_word", "昌应急"), ("other_names", "甲局"))


def of_correction():
    item = ItemFactory(rectifying=True)
    url = f"{item.get_absolute_url()}correct/"
    return Case(url, item.people["coordinator"], ("title", "另一标题"), ("level", "MAJOR"), reason="笔误")


def of_remarks():
    item = ItemFactory(rectifying=True)
    report = building.build(Month.of(date(2020, 1, 1)), item.county)
    return Case(report.get_absolute_url(), item.people["coordinator"], ("problems", "甲。"), ("next_steps", "乙。"))


CASES = {
    ParkForm: of_park,
    InfrastructureForm: of_infrastructure,
    EnterpriseForm: of_enterprise,
    PermitForm: of_permit,
    ProjectForm: of_project,
    ApprovalForm: of_approval,
    AccountForm: of_account,
    OwnSettingsForm: of_settings,
    UnitForm: of_unit,
    CorrectionForm: of_correction,
    of_reports.RemarksForm: of_remarks,
}
walk = pytest.mark.parametrize("form", CASES, ids=lambda form: form.__name__)


def below(base):
    return {base} | {each for child in base.__subclasses__() for each in below(child)}


def is_ours(form):
    return form.__module__.partition(".")[0] not in ("django", "tests", "rest_framework", "django_filters")


def test_every_form_that_edits_a_row_is_walked():
    assert len(get_resolver().url_patterns) > 0, "all forms are loaded"
    every = {form for form in below(forms.BaseForm) if is_ours(form)}
    versioned = {form for form in every if "version" in getattr(form, "base_fields", {}) and not issubclass(form, ACTS)}
    of_rows = {form for form in every if issubclass(form, forms.ModelForm)} - {NewAccountForm}

    assert (versioned | of_rows | below(SeenForm)) - NO_EDIT == set(CASES)


def page_of(answer, field):
    """The form on a page that has this field, as a browser would send it."""
    found = next(form for form in html.fromstring(answer.content).forms if field in form.fields)
    empty = {box.name: "" for box in found.xpath(".//input[@name][not(@value)][not(@type='checkbox')]")}
    texts = {area.name: (area.text or "").removeprefix("\n") for area in found.xpath(".//textarea[@name]")}
    return found.get("action") or answer.request["PATH_INFO"], {**empty, **dict(found.form_values()), **texts}


def value_now(client, case, field):
    """What the page shows: the value of a box, or whether it is ticked."""
    return page_of(client.get(case.url), field)[1].get(field, "").replace("\r\n", "\n")


def send(client, page, *changes, reason=""):
    url, values = page
    return client.post(url, {**values, **dict(changes), **({"reason": reason} if reason else {})})


def begun(client, form):
    case = CASES[form]()
    client.force_login(case.person)
    return case, *(page_of(client.get(case.url), case.mine[0]) for _person in range(2))


def saved(client, answer, case):
    """Save once more where somebody else's change was told."""
    if answer.status_code == 422:
        answer = send(client, page_of(answer, case.mine[0]), reason=case.reason)
    assert answer.status_code == 302, answer.content.decode()[:2000]


def shown_of(value):
    """A value as it is shown; of a phone the end."""
    return f"****{value[-4:]}" if value.startswith("13") else value


@walk
def test_what_was_left_alone_is_not_written_over_somebody_elses_change(client, form):
    case, opened, theirs = begun(client, form)
    saved(client, send(client, theirs, case.theirs, reason=case.reason), case)

    saved(client, send(client, opened, case.mine, reason=case.reason), case)

    for name, value in (case.mine, case.theirs):
        assert value_now(client, case, name).endswith(shown_of(value))


@walk
def test_the_same_field_is_told_with_what_is_there_now_and_the_second_save_counts(client, form):
    case, opened, theirs = begun(client, form)
    name, value = case.mine
    other = "13900005678" if name == "phone" else f"{value}乙"
    saved(client, send(client, theirs, (name, other), reason=case.reason), case)

    told = send(client, opened, case.mine, reason=case.reason)

    assert told.status_code == 422
    assert f"现存：{'139' * (name == 'phone')}{shown_of(other)}" in told.content.decode()
    assert value_now(client, case, name).endswith(shown_of(other))
    assert page_of(told, name)[1][name] == value
    saved(client, send(client, page_of(told, name), reason=case.reason), case)
    assert value_now(client, case, name).endswith(shown_of(value))


@walk
def test_without_somebody_else_one_save_is_enough(client, form):
    case, opened, _theirs = begun(client, form)

    assert send(client, opened, case.mine, case.theirs, reason=case.reason).status_code == 302


def test_taking_over_what_is_there_now_is_no_change(client):
    case, opened, theirs = begun(client, ParkForm)
    saved(client, send(client, theirs, ("industries", "农药")), case)
    told = page_of(send(client, opened, case.mine), "industries")

    saved(client, send(client, told, ("industries", "农药")), case)

    assert value_now(client, case, "industries") == "农药"


def test_an_item_that_went_on_meanwhile_is_corrected_by_a_second_save(client):
    case, opened, theirs = begun(client, CorrectionForm)
    send(client, theirs, ("reason", "别的事"))

    told = send(client, opened, case.mine, reason=case.reason)

    assert told.status_code == 422
    assert "您没有改动的内容已按现存显示" in told.content.decode()
    saved(client, told, case)
    assert value_now(client, case, "title") == "另一标题"


def test_a_project_is_told_apart_by_its_enterprise(client):
    case, *_pages = begun(client, CorrectionForm)
    project = ProjectFactory()

    assert f"{project.name}({project.enterprise.label})" in client.get(case.url).content.decode()
