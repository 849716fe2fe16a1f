"""The demonstration's logins are never unused, however old their made-up past; real accounts are left alone."""

from datetime import timedelta

import pytest

from accounts.services import entering
from core import clock
from demo import passwords
from demo.county import EMAIL_DOMAIN
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def test_a_start_is_a_use():
    long_ago = clock.now() - timedelta(days=400)
    made_up = [UserFactory(email=f"{number}@{EMAIL_DOMAIN}", last_login=long_ago) for number in range(3)]
    real = UserFactory(last_login=long_ago)
    entering.end_unused(made_up[0])
    made_up[1].is_active = False
    made_up[1].save()

    passwords.note_use()

    for person in (*made_up, real):
        person.refresh_from_db()
    assert [person.is_active for person in made_up] == [True, False, True]
    assert not any(person.is_unused for person in made_up)
    assert real.last_login == long_ago
