import json
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.authenticator import Authenticator
from tests.deployed.caller import Caller
from tests.deployed.house import House

FOREIGNER = 77
PEOPLE = """
import django, json; django.setup()
from accounts.models import SecondFactor
from accounts.states import Role
from core import clock
from tests.browser.scene import Scene
from tests.factories import SEED, ItemFactory
scene = Scene()
scene.add("superior", Role.SUPERIOR, scene.plant.county)
for _item in range(30):
    ItemFactory(enterprise=scene.plant, rectifying=True)
enrolled = [name for name, user in scene.users.items() if user.must_enrol]
for name in enrolled:
    SecondFactor.objects.create(user=scene.users[name], seed=SEED, confirmed_at=clock.now())
ids = {name: user.pk for name, user in scene.users.items()}
print(json.dumps({"people": ids, "enterprise": scene.plant.pk, "park": scene.plant.park_id,
                  "lead": scene.plant.organization_id, "enrolled": enrolled}))
"""


@pytest.fixture(scope="session")
def house() -> Iterator[House]:
    """Everything compose starts, for the tests of a session."""
    # Open to nginx and PostgreSQL, who run as somebody else than who runs the tests.
    folder = Path(tempfile.mkdtemp(prefix="yuanan-"))
    folder.chmod(0o755)
    started = House(folder)
    try:
        started.open()
        yield started
    finally:
        started.close()
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def county(house: House) -> dict:
    """A county with a plant and people of each kind, made with the rights of the web processes."""
    made = json.loads(house.run([sys.executable, "-c", PEOPLE], "web1").splitlines()[-1])
    house.phones = {name: Authenticator() for name in made["enrolled"]}
    return made


@pytest.fixture
def calls(house: House) -> Iterator[Callable[..., Caller]]:
    """Somebody from outside, by the last number of the address."""
    made: list[Caller] = []

    def come(number: int = FOREIGNER) -> Caller:
        made.append(Caller(house, "127.0.0.1" if number == 0 else f"{house.compose.front}{number}"))
        return made[-1]

    yield come
    for caller in made:
        caller.close()
