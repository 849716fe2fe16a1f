"""The same form of somebody without an account sent many times at once is one tip; looks at reporters are counted."""

import pytest
from django.test import override_settings

from accounts.states import Role
from core.errors import DomainError
from tests.factories import TipFactory, UserFactory, county
from tests.services.test_two_at_once import all_at_once
from tips.models import Heard, IdentityLook, Tip
from tips.services.following import reply
from tips.services.identity import Identity, look
from tips.services.submitting import Receipt, TipGiven, submit

pytestmark = [pytest.mark.services, pytest.mark.django_db(transaction=True)]
AT_ONCE = 6


@override_settings(TIPS_AN_HOUR=50)
def test_one_form_is_one_tip_with_one_receipt():
    county()
    given = TipGiven("夜里有刺鼻气味", "镇东头化工厂")

    outcomes = all_at_once([lambda: submit(given, form="k" * 32, address="198.51.100.7")] * AT_ONCE)

    assert all(isinstance(outcome, Receipt) for outcome in outcomes), outcomes
    assert len({(outcome.number, outcome.code) for outcome in outcomes}) == Tip.objects.count() == 1


def test_one_answer_is_said_once():
    tip = TipFactory(handling=True)

    all_at_once([lambda: reply(tip, "在北门", (), form="k" * 32, address="198.51.100.7")] * AT_ONCE)

    assert Heard.objects.count() == 1


@override_settings(TIP_IDENTITY_LOOKS_A_DAY=2)
def test_no_more_looks_than_a_day_has():
    tip = TipFactory(handling=True)
    officer = UserFactory(role=Role.DEPARTMENT, organization=tip.unit)

    outcomes = all_at_once([lambda: look(tip, actor=officer, purpose="核实")] * AT_ONCE)

    assert sum(isinstance(outcome, Identity) for outcome in outcomes) == IdentityLook.objects.count() == 2
    assert sum(isinstance(outcome, DomainError) for outcome in outcomes) == AT_ONCE - 2
