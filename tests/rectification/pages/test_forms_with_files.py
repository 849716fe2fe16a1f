"""Every form with files keeps them whatever is wrong beside them; the forms are found by their fields (V36)."""

import importlib
import io
import pkgutil
import re

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from accounts.states import Role
from admission.forms.steps import MinutesForm
from capability.forms import CalibrationForm
from capability.models import Equipment
from challenges.forms.raising import ChallengeForm
from checklists import forms as of_checklists
from core import clock
from core.evidence import EvidenceField, EvidenceForm
from core.models import HeldUpload
from core.views.uploads import HoldForm
from enterprises.forms import ScansForm
from enterprises.models import Permit
from field.forms import CapturedForm, PhotoForm, SignatureForm
from intake.forms.law_book import LawBookForm
from intake.forms.lists import UploadForm
from maps.forms import DrawingForm
from objections.forms import ObjectForm
from parks.forms.entries import NewParkPaperForm, VisitForm
from parks.forms.progress import ProgressForm
from parks.models import Infrastructure
from plans.forms import InstalmentScansForm
from plans.models import Instalment
from projects.forms import PaperScansForm
from projects.models import ProjectRecord
from rectification.forms.registering import RegisterForm
from rectification.forms.steps import FORMS
from rectification.workflow import TRANSITIONS, allows
from reports.forms import SentForm
from supervision.forms.letters import AnswerForm
from tests.challenges.cast import Cast
from tests.checklists.made import answered, edition_in_use, visit_under_way
from tests.factories import (
    ApplicationFactory,
    ClosureFactory,
    EnterpriseFactory,
    ItemFactory,
    ParkFactory,
    ProjectFactory,
    UserFactory,
    ready_for,
)
from tests.house import APPS
from tests.supervision.escalation.conftest import tuesday  # noqa: F401 - a fixture
from tests.supervision.escalation.test_letters import issued

pytestmark = [pytest.mark.django_db, pytest.mark.req("V36", "V22")]
PASSED_ON_AT_ONCE = {UploadForm, LawBookForm, HoldForm, PhotoForm, SignatureForm}
"""A list that is imported becomes a batch with its file as soon as it is sent, a workbook of the law is a change
of the catalogue then or is mended first, a chosen file is held by itself, and so is a photo of the field; a
signature is kept with its words or not at all, and stays on the device."""
STANDS_ALONE = {SentForm}
"""Nothing stands beside its one file, which has to be a Word file (tests/reports/test_sent.py)."""
BOX = re.compile(
    r'data-thing="([^"]+)" data-act="([^"]+)"\s+data-field="([^"]+)" data-kind="([^"]+)"',
)
OF_PARKS = (ProgressForm, NewParkPaperForm, VisitForm)
STEPS = sorted(
    name for name, form in FORMS.items() if any(isinstance(f, EvidenceField) for f in form.base_fields.values())
)


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def photo(name, colour="red"):
    out = io.BytesIO()
    Image.new("RGB", (64, 48), colour).save(out, "JPEG")
    return SimpleUploadedFile(name, out.getvalue(), content_type="image/jpeg")


def bad():
    return SimpleUploadedFile("坏.jpg", b"<html>", content_type="image/jpeg")


def every_form():
    for app in APPS:
        try:
            room = importlib.import_module(f"{app}.forms")
        except ModuleNotFoundError:
            continue
        for module in pkgutil.iter_modules(getattr(room, "__path__", ())):
            importlib.import_module(f"{app}.forms.{module.name}")
    waiting = [forms.BaseForm]
    while waiting:
        form = waiting.pop()
        waiting += form.__subclasses__()
        yield form


def fields_of(form):
    return getattr(form, "base_fields", {}).items()


def test_no_form_takes_files_another_way():
    """A form that is added later with a plain file field fails here."""
    plain = {
        form
        for form in every_form()
        for _name, field in fields_of(form)
        if isinstance(field, forms.FileField) and form.__module__.split(".")[0] in APPS
    }

    assert plain == PASSED_ON_AT_ONCE


def test_every_form_with_files_is_walked_here():
    with_files = {f for f in every_form() for _name, field in fields_of(f) if isinstance(field, EvidenceField)}

    assert all(issubclass(form, EvidenceForm) for form in with_files)
    assert with_files == {
        RegisterForm,
        AnswerForm,
        ScansForm,
        PaperScansForm,
        InstalmentScansForm,
        ObjectForm,
        ChallengeForm,
        MinutesForm,
        CalibrationForm,
        DrawingForm,
        CapturedForm,
        of_checklists.AnswerForm,
        of_checklists.DraftedForm,
        *STANDS_ALONE,
        *OF_PARKS,
        *(FORMS[name] for name in STEPS),
    }


def taker_of(step, item):
    """The first of the people of an item who may take a step."""
    return next(person for person in item.people.values() if allows(TRANSITIONS[step], item, person))


def of_permit():
    permit = Permit.objects.create(enterprise=EnterpriseFactory(), kind_id="PM21")
    return UserFactory(), reverse("enterprises:permit-scans", args=[permit.pk]), ScansForm


def of_record():
    record = ProjectRecord.objects.create(project=ProjectFactory(), kind="PSSR", held_on=clock.today())
    return UserFactory(), reverse("projects:record-scans", args=[record.pk]), PaperScansForm


def of_payment():
    said = {"due_on": clock.today(), "amount": 40, "paid_on": clock.today(), "paid": 40, "proof": "回单1号"}
    row = Instalment.objects.create(closure=ClosureFactory(agreed=100), **said)
    return UserFactory(), reverse("plans:instalment-scans", args=[row.pk]), InstalmentScansForm


def of_facility():
    facility = Infrastructure.objects.create(park=ParkFactory(), kind_id="INF01", name="污水厂", status="BUILDING")
    return UserFactory(), reverse("parks:infrastructure-progress", args=[facility.pk]), ProgressForm


def of_minutes():
    application = ApplicationFactory(state="REVIEWED")
    return UserFactory(), reverse("admission:application-step", args=[application.pk, "minute"]), MinutesForm


def of_drawing():
    return UserFactory(), reverse("maps:drawing-create", args=[ParkFactory().pk]), DrawingForm


def of_objection():
    plant = EnterpriseFactory()
    person = UserFactory(role=Role.ENTERPRISE, organization=plant.organization)
    address = reverse("objections:enterprise-objection-add", args=[plant.pk])
    return person, f"{address}?row=enterprises.enterprise:{plant.pk}", ObjectForm


def of_challenge():
    cast = Cast()
    return cast["plant"], reverse("challenges:item-challenge", args=[cast.item.pk]), ChallengeForm


def of_instrument():
    said = {"organization": UserFactory().organization, "kind": "VOC", "name": "检测仪", "serial": "1"}
    thing = Equipment.objects.create(**said)
    return UserFactory(), reverse("capability:equipment-calibration-add", args=[thing.pk]), CalibrationForm


def of_checklist_item():
    edition_in_use()
    visit = visit_under_way()
    return visit.drafted_by, f"/checklists/visits/{visit.pk}/SAF/?code=SAF01", of_checklists.AnswerForm


def of_unmet_item():
    visit = visit_under_way()
    made = answered(visit, edition_in_use(), said="UNMET")
    return visit.drafted_by, reverse("checklists:answer-register", args=[made.pk]), of_checklists.DraftedForm


AT_FILES = {
    "checklist item": of_checklist_item,
    "problem of an item": of_unmet_item,
    "calibration": of_instrument,
    "scans": of_permit,
    "record scans": of_record,
    "receipt": of_payment,
    "progress": of_facility,
    "objection": of_objection,
    "challenge": of_challenge,
    "minutes": of_minutes,
    "drawing": of_drawing,
}
"""Who fills in which form at which file, and its page."""
OTHERS = (
    "register",
    "answer",
    "objection",
    "challenge",
    "calibration",
    "checklist item",
    "problem of an item",
    "minutes",
    "drawing",
    "scans",
    "record scans",
    "receipt",
    "progress",
    "paper",
    "visit",
)


@pytest.fixture(params=[*OTHERS, *STEPS])
def page(request, visit):
    """The page, its form, and a browser of whoever takes it."""
    if request.param == "register":
        person = ItemFactory().people["inspector"]
        return visit(person), reverse("rectification:item-register"), RegisterForm
    if request.param == "answer":
        request.getfixturevalue("tuesday")
        letter = issued()
        return visit(letter.people["enterprise"]), reverse("supervision:letter-answer", args=[letter.pk]), AnswerForm
    if request.param in ("paper", "visit"):
        park = ParkFactory(linked_leader=UserFactory(role=Role.SUPERIOR))
        form = {"paper": NewParkPaperForm, "visit": VisitForm}[request.param]
        return visit(UserFactory()), reverse(f"parks:{request.param}-create", args=[park.pk]), form
    if request.param in AT_FILES:
        person, address, form = AT_FILES[request.param]()
        return visit(person), address, form
    item = ready_for(request.param)
    taker = taker_of(request.param, item)
    address = reverse("rectification:item-transition", args=[item.pk, request.param])
    return visit(taker), address, FORMS[request.param]


def test_files_stay_with_a_form_whose_words_are_missing_and_one_of_whose_files_is_bad(page):
    browser, address, form = page
    names = [name for name, field in fields_of(form) if isinstance(field, EvidenceField)]
    given = {name: [photo("一.jpg"), photo("坏.jpg"), photo("二.jpg", "blue")] for name in names}
    for files in given.values():
        files[1] = bad()

    refused = browser.post(address, given)

    assert refused.status_code == 422
    assert refused.text.count("“坏.jpg”") >= len(names)
    assert HeldUpload.objects.count() == 2 * len(names)
    shown = browser.get(address.replace("/answer/", "/"))
    for text in (refused.text, shown.text):
        for row in HeldUpload.objects.all():
            assert f'name="held_{row.field}" value="{row.pk}"' in text


def test_each_file_is_taken_by_itself_in_the_words_of_its_page(page):
    """What the page says of its form, the door of single files understands."""
    browser, address, _form = page
    boxes = BOX.findall(browser.get(address.replace("/answer/", "/")).text)

    assert boxes
    for thing, act, field, kind in boxes:
        said = {"thing": thing, "act": act, "field": field, "kind": kind}
        answer = browser.post(reverse("core:upload-hold"), {**said, "file": photo("一.jpg")})
        assert answer.status_code == 201, (said, answer.text)


def test_without_scripts_a_file_is_left_out_by_its_box(page):
    browser, address, form = page
    name = next(name for name, field in fields_of(form) if isinstance(field, EvidenceField))
    browser.post(address, {name: [photo("一.jpg"), photo("二.jpg", "blue"), bad()]})
    first, second = HeldUpload.objects.order_by("pk")

    browser.post(address, {name: [bad()], f"held_{name}": [first.pk, second.pk], "leave_out": first.pk})

    assert list(HeldUpload.objects.all()) == [second]
