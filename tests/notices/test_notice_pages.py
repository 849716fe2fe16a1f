"""Notices: one's own, read by opening what they are about."""

import pytest
from django.urls import reverse

from core import clock
from notices.models import Notice
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def told(person, title="已交办", **given):
    values = {"rule": "test", "subject": title, "day": clock.today(), "url": "/ledger/", **given}
    return Notice.objects.create(recipient=person, title=title, created_at=clock.now(), **values)


@pytest.mark.req("S15")
def test_the_notices_of_others_are_neither_listed_nor_opened(client):
    notice = told(UserFactory(), "别人的消息")
    client.force_login(UserFactory())

    answer = client.post(reverse("notices:notice-open", args=[notice.pk]))
    client.post(reverse("notices:notices-read"))

    notice.refresh_from_db()
    assert notice.title not in client.get(reverse("notices:notice-list")).text
    assert answer.status_code == 404
    assert notice.read_at is None


def test_opening_a_notice_marks_it_as_read_and_goes_to_what_it_is_about(client):
    person = UserFactory()
    notice = told(person)
    client.force_login(person)

    answer = client.post(reverse("notices:notice-open", args=[notice.pk]))

    notice.refresh_from_db()
    assert answer.headers["Location"] == "/ledger/"
    assert notice.read_at is not None


def test_looking_at_the_list_reads_nothing(client):
    person = UserFactory()
    notice = told(person)
    client.force_login(person)

    client.get(reverse("notices:notice-list"))
    client.get(reverse("notices:notice-open", args=[notice.pk]))

    notice.refresh_from_db()
    assert notice.read_at is None


def test_unread_ones_are_shown_apart_until_all_are_read(client):
    person = UserFactory()
    told(person, "新消息")
    told(person, "旧消息", read_at=clock.now())
    client.force_login(person)
    unread = {"unread": "true"}

    rows = client.get(reverse("notices:notice-list"), unread).context["page"].object_list
    assert [notice.title for notice in rows] == ["新消息"]

    client.post(reverse("notices:notices-read"))
    assert client.get(reverse("notices:notice-list"), unread).context["page"].paginator.count == 0
