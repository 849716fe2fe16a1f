"""What stays in the browser: nothing of persons, of files; other pages keep what was typed (S37)."""

from urllib.parse import unquote

import pytest
from django.urls import reverse

from accounts.states import Role
from capability.models import Supervisor, SupervisorCertificate, Team, Training
from core import clock
from core.watermark import picture_of
from objections.models import Objection
from safety.models import Certificate, Guarantor, HazardSource, KeyPerson
from tests.architecture.test_scope import address, listed, routes
from tests.factories import HazardSourceFactory, ItemFactory, ObjectionFactory, TipFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.req("S37")]
OF_PERSONS = {
    "accounts:user-list",
    "accounts:user-detail",
    "accounts:user-edit",
    "accounts:own-settings",
    "accounts:login-list",
    "accounts:second-factor",
    "accounts:second-factor-enrol",
    "accounts:telling",
    "accounts:handover-list",
    "accounts:notice-figures",
    "accounts:notice-log",
    "capability:absence-list",
    "challenges:challenge-list",
    "draws:interest-list",
    "draws:interest-create",
    "capability:credential-edit",
    "capability:supervisor-credential-add",
    "capability:supervisor-detail",
    "capability:supervisor-edit",
    "capability:supervisor-list",
    "capability:supervisor-post",
    "capability:supervisor-training-add",
    "capability:team-detail",
    "capability:team-supervisor-add",
    "capability:training-edit",
    "enterprises:enterprise-detail",
    "enterprises:enterprise-edit",
    "objections:objection-list",
    "objections:objection-detail",
    "objections:objection-answer",
    "parks:park-detail",
    "parks:park-edit",
    "safety:enterprise-person-add",
    "safety:shortfall-list",
    "safety:source-detail",
    "safety:source-guarantor-add",
    "safety:guarantor-edit",
    "safety:guarantor-check",
    "safety:person-edit",
    "safety:person-certificate-add",
    "safety:certificate-edit",
    "tips:tip-reporter",
}
NOTHING_KEPT, TYPING_KEPT = {"private", "no-store"}, {"private", "no-cache"}


@pytest.fixture
def stage(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    item = ItemFactory(rectifying=True, overdue=True)
    person = KeyPerson.objects.create(enterprise=item.enterprise, name="李某", post="PRINCIPAL")
    person.certificates.create(kind="MANAGEMENT")
    source = HazardSourceFactory(enterprise=item.enterprise)
    ObjectionFactory(enterprise=item.enterprise)
    Guarantor.objects.create(source=source, duty="PRINCIPAL", person=person, since=clock.today())
    team = Team.objects.create(organization=item.people["coordinator"].organization)
    there = Supervisor.objects.create(organization=team.organization, name="王某")
    there.certificates.create(kind="OTHER")
    there.trainings.create(subject="法", held_on=clock.today(), hours=8, result="PASSED")
    people = {role: UserFactory(role=role) for role in (Role.SYSADMIN, Role.COORDINATOR)}
    return item, people


def pages(item, person):
    """Every page that is there for this person, with its name and answer."""
    ids = {"item": item.pk, "enterprise": item.enterprise_id, "park": item.park_id, "user": item.people["head"].pk}
    ids |= {"source": HazardSource.objects.get().pk, "guarantor": Guarantor.objects.get().pk}
    ids |= {"tip": TipFactory().pk}
    ids |= {"objection": Objection.objects.get().pk}
    ids |= {"person": KeyPerson.objects.get().pk, "certificate": Certificate.objects.get().pk}
    ids |= {"team": Team.objects.get().pk, "supervisor": Supervisor.objects.get().pk}
    ids |= {"credential": SupervisorCertificate.objects.get().pk, "training": Training.objects.get().pk}
    for route, name in routes():
        noun = name.split(":")[-1].split("-")[0]
        yield name, address(route, ids.get(noun, item.pk))


def told(answer):
    return set(answer.headers["Cache-Control"].split(", "))


@pytest.mark.parametrize("role", [Role.SYSADMIN, Role.COORDINATOR])
def test_each_class_of_addresses_has_its_head(client, stage, role):
    item, people = stage
    client.force_login(people[role])
    seen = {}

    for name, path in pages(item, people[role]):
        answer = client.get(path)
        if answer.status_code != 200 or listed()[name] == "public":
            continue
        is_file = "Content-Disposition" in answer.headers
        leaves_nothing = name in OF_PERSONS or is_file or name.startswith("api:")
        seen[name] = NOTHING_KEPT if told(answer) >= NOTHING_KEPT else TYPING_KEPT & told(answer)
        assert seen[name] == (NOTHING_KEPT if leaves_nothing else TYPING_KEPT), name

    assert len(seen) > 20
    assert len(seen.keys() & OF_PERSONS) >= 5


@pytest.mark.parametrize("name", sorted(OF_PERSONS))
def test_pages_with_data_of_persons_bear_whose_screen_it_is(client, stage, settings, name):
    item, people = stage
    person = people[Role.SYSADMIN if name.startswith("accounts:user") else Role.COORDINATOR]
    client.force_login(person)
    path = dict(pages(item, person))[name]

    shown = unquote(client.get(path).text)
    settings.WATERMARK = False

    mark = f"{person.name} {person.organization.label} {clock.today().isoformat()}"
    assert shown.count(mark) == 1
    assert mark not in unquote(client.get(path).text)


def test_other_pages_bear_no_mark(client, stage):
    client.force_login(stage[1][Role.COORDINATOR])

    assert 'class="watermark"' not in client.get(reverse("rectification:item-list")).text


def test_files_are_not_kept(client, stage):
    client.force_login(stage[1][Role.COORDINATOR])

    exported = [client.get(reverse(name)) for name in ("rectification:item-export", "enterprises:enterprise-export")]

    assert [told(answer) for answer in exported] == [NOTHING_KEPT] * len(exported)


def test_htmx_keeps_no_pages(client):
    assert '"historyCacheSize":0' in client.get(reverse("accounts:login")).text


def test_logging_out_drops_pages_but_never_what_is_still_to_be_sent(client):
    client.force_login(UserFactory())

    answer = client.post(reverse("accounts:logout"))

    assert answer.headers["Clear-Site-Data"] == '"cache"'


def test_a_name_in_the_watermark_is_text_and_no_markup():
    assert "&lt;script&gt;&amp;" in unquote(picture_of("<script>&"))
