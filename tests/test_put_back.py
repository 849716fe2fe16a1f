"""What a test has really committed is gone for the next one; the catalogs are there."""

import pytest

from enterprises.models import Enterprise
from law.models import Basis
from tests import prepared
from tests.factories import EnterpriseFactory


@pytest.mark.embedded
@pytest.mark.django_db(transaction=True)
def test_the_embedded_database_is_put_back_as_it_was_taken():
    before = set(Basis.objects.values_list())
    EnterpriseFactory()
    Basis.objects.update(article="1")

    prepared.put_back()

    assert not Enterprise.objects.exists()
    assert set(Basis.objects.values_list()) == before
