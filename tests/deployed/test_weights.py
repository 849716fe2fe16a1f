"""What pages weigh as the proxy serves them: the same budgets as in `script/server`."""

import base64
import hashlib

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from tests.factories import PASSWORD
from tests.weighing import CHROMIUM, over_budget, weigh

pytestmark = [pytest.mark.services, pytest.mark.req("S71")]
VISITS = [("coordinator", "/ledger/", False), ("inspector", "/ledger/register/", True), ("superior", "/", False)]


def key_of(house):
    """The hash by which a browser is told to take the certificate for a good one."""
    certificate = x509.load_pem_x509_certificate((house.folder / "fullchain.pem").read_bytes())
    public = certificate.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return base64.b64encode(hashlib.sha256(public).digest()).decode()


@pytest.mark.skipif(not CHROMIUM, reason="no Chromium")
@pytest.mark.parametrize(("who", "path", "phone"), VISITS)
def test_a_page_weighs_no_more_through_the_proxy(house, county, who, path, phone):
    app = house.phone_of(who)
    code = {"code": app.lasting_code()} if app else {}

    weight = weigh(house.compose.address, who, PASSWORD, path, phone=phone, spki=key_of(house), **code)

    assert over_budget(path, weight) == []
    assert weight["Stylesheet"] > 15_000, "what was weighed is the whole page"
