"""What holds for every kind of paper that is issued: its declaration, its number, and that it stays."""

from dataclasses import replace
from urllib.parse import quote

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from accounts.states import OrganizationKind, Role
from core import acts, clock, panels
from core.errors import NotAllowedError, WrongStateError
from core.fields import scoped
from core.models import LogEntry
from documents import kinds
from documents.blocks import Document, Paragraph
from documents.models import IssuedDocument
from documents.services import issuing, series
from documents.services.files import document_of, leaving
from rectification.models import Item
from tests.factories import ItemFactory, OrganizationFactory, UserFactory

KINDS = [*kinds.registered()]
SLIP = "交办单"


def code(kind):
    return kind.code


@pytest.mark.parametrize("kind", KINDS, ids=code)
def test_a_kind_is_declared_whole(kind):
    county_and_year = {kind.series.key_of(county=county, year=year) for county in (1, 2) for year in (2026, 2027)}

    assert len(county_and_year) == 4, "a series belongs to a county and begins anew with the year"
    assert len({kind.series.written(n, year=2026, word="园安") for n in (1, 2)}) == 2
    assert kind.bodies <= frozenset(OrganizationKind)
    assert kind.bodies, "nobody may issue it"
    assert str(kind.label)
    assert hasattr(scoped(kind.of), "visible_to"), "nobody sees it"
    assert kind.has_own_rows != (kind.wording is not None), "it has rows of its own, or is worded of what it is about"


@pytest.mark.parametrize("kind", KINDS, ids=code)
def test_kinds_that_share_a_series_write_its_numbers_alike(kind):
    assert {each.series for each in KINDS if each.series.code == kind.series.code} == {kind.series}


@pytest.mark.django_db
@pytest.mark.parametrize("kind", KINDS, ids=code)
def test_no_body_without_the_power_issues_anything_or_takes_a_number(kind):
    without = [body for body in OrganizationKind if body not in kind.bodies]
    people = [UserFactory(organization=OrganizationFactory(kind=body)) for body in without]

    for person in people:
        said = {"county": person.organization_id, "actor": person, "content": lambda paper: {"title": "无权"}}
        with pytest.raises(NotAllowedError):
            issuing.issue(kind.code, **said)

    assert not IssuedDocument.objects.exists()
    assert series.following(kind.series.code) == {}


def slip(item, paper):
    return Document(
        title=SLIP, number=paper.number, addressee=item.lead_organization.name, blocks=(Paragraph((item.title,)),)
    )


@pytest.fixture
def kind(monkeypatch):
    """A kind of papers about items, as an app would offer it."""
    made = replace(KINDS[0], code="SLIP", label=SLIP, of=Item, wording=slip, read=kinds.as_frozen)
    made = replace(made, bodies=frozenset(OrganizationKind), file_name="{title}")
    monkeypatch.setattr(kinds, "_kinds", dict(kinds._kinds))
    monkeypatch.setattr(acts, "_acts", dict(acts._acts))
    monkeypatch.setattr(acts, "_groups", dict(acts._groups))
    monkeypatch.setattr(panels, "_offered", {model: list(parts) for model, parts in panels._offered.items()})
    kinds.offer([made])
    return made


@pytest.fixture
def item(db):
    return ItemFactory(rectifying=True)


@pytest.fixture
def paper(kind, item):
    return issuing.issue_about(kind.code, item, actor=item.people["coordinator"])


def test_a_paper_about_an_item_is_worded_of_it_and_seen_by_whoever_sees_the_item(paper, item):
    stranger, unit = UserFactory(role=Role.ENTERPRISE), item.people["enterprise"]

    assert document_of(paper) == slip(item, paper)
    assert leaving(paper).name == SLIP
    assert paper in IssuedDocument.objects.visible_to(unit)
    assert not IssuedDocument.objects.visible_to(stranger).exists()


def test_the_item_leads_to_its_papers_and_they_leave_as_files(paper, item, client):
    client.force_login(item.people["enterprise"])
    page = reverse("documents:document-detail", args=[paper.pk])

    assert f'href="{page}">{paper.number}</a>' in client.get(item.get_absolute_url()).text
    shown = client.get(page)
    assert item.title in shown.text
    assert item.get_absolute_url() in shown.text
    for form, begin in (("pdf", b"%PDF"), ("docx", b"PK")):
        file = client.get(f"{page}{form}/")
        assert file.content.startswith(begin)
        assert quote(f"{SLIP}.{form}") in file.headers["Content-Disposition"]


@pytest.mark.parametrize("role", [Role.ENTERPRISE, Role.OBSERVER, Role.AUDITADMIN])
def test_who_is_not_to_read_it_gets_neither_page_nor_file(paper, client, role):
    client.force_login(UserFactory(role=role))
    page = reverse("documents:document-detail", args=[paper.pk])

    assert [client.get(f"{page}{form}").status_code for form in ("", "pdf/", "docx/")] == [404, 404, 404]


def test_an_observer_of_the_item_reads_none_of_its_papers(paper, item, client):
    observer = UserFactory(role=Role.OBSERVER)
    item.park.supervision_groups.add(observer.organization)
    client.force_login(observer)

    assert paper.number not in client.get(item.get_absolute_url()).text
    assert client.get(reverse("documents:document-detail", args=[paper.pk])).status_code == 404


def test_issue_and_voiding_leave_a_row_of_the_log(paper, item):
    actor = item.people["coordinator"]
    issuing.void(paper.pk, actor=actor, reason="重复")

    told = LogEntry.objects.about(paper).order_by("pk").values_list("act", "actor", "reason")
    assert list(told) == [("document.issue", actor.pk, ""), ("document.void", actor.pk, "重复")]


def test_a_voided_paper_says_so_and_is_not_voided_again(paper, item):
    actor = item.people["coordinator"]
    issuing.void(paper.pk, actor=actor, reason="重复")
    paper.refresh_from_db()

    assert document_of(paper).draft == "已作废"
    with pytest.raises(WrongStateError):
        issuing.void(paper.pk, actor=actor, reason="再次")


def test_the_number_of_an_issue_that_fails_is_given_to_the_next(paper, kind, item):
    def refuse(paper):
        raise WrongStateError(paper.number)

    actor = item.people["coordinator"]
    with pytest.raises(WrongStateError):
        issuing.issue(kind.code, county=item.county_id, actor=actor, content=refuse)

    issuing.void(paper.pk, actor=actor, reason="重复")
    assert issuing.issue_about(kind.code, item, actor=actor).sequence == paper.sequence + 1


@pytest.mark.req("V16")
@pytest.mark.parametrize(
    "change",
    [{"number": "另一号"}, {"content": {}}, {"sha256": ""}, {"issued_at": clock.now()}, {"about": None}],
    ids=lambda change: next(iter(change)),
)
def test_what_is_issued_is_not_changed_nor_deleted(paper, change):
    rows = IssuedDocument.objects.filter(pk=paper.pk)

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        rows.update(**change)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        rows.update(voided_at=clock.now(), **change)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        rows.delete()


@pytest.mark.req("V16")
def test_a_voiding_is_not_taken_back(paper, item):
    issuing.void(paper.pk, actor=item.people["coordinator"], reason="重复")

    for change in ({"voided_at": None}, {"void_reason": "另一个理由"}):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            IssuedDocument.objects.filter(pk=paper.pk).update(**change)


@pytest.mark.services
def test_what_is_issued_stays_in_a_replica_session_too(paper):
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            cursor.execute("DELETE FROM documents_issueddocument")
        cursor.execute(
            "SELECT tgname, tgenabled FROM pg_trigger WHERE tgrelid = 'documents_issueddocument'::regclass "
            "AND NOT tgisinternal ORDER BY tgname"
        )
        assert cursor.fetchall() == [
            ("documents_issueddocument_no_change", "A"),
            ("documents_issueddocument_no_truncate", "A"),
        ]
