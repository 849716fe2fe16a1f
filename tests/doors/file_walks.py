"""Requests for the doors of files that no plain form leads to: lists of files, the calculation, what would be, R11."""

from collections.abc import Iterator, Mapping
from operator import attrgetter
from typing import Any

from django.test import Client

from accounts.models import User
from core import clock
from documents.services.issuing import foreseen
from inspections.models import FindingBasis
from intake.imports.registers.wizard import OpenedRegister
from intake.models import ImportBatch
from intake.services import import_batches
from law.models import Basis
from projects.models import Project
from projects.services.proof_documents import PROOF
from rectification.models import Remapping
from rectification.services import remapping
from tests.browser.soak.world import World
from tests.doors.lists import list_of_plants
from tests.doors.sent import Sent

ENDED, FOLLOWER = "LB007", "LB008"
Asked = tuple[User | None, str, dict[str, Any]]


def new_register(world: World) -> Asked:
    return world.users["coordinator"], "/registers/new/enterprises/", {"file": list_of_plants()}


def browser_of(user: User) -> Client:
    browser = Client()
    browser.force_login(User.objects.get(pk=user.pk))
    return browser


def brought(world: World) -> ImportBatch:
    """A list of plants that has come in."""
    user, path, data = new_register(world)
    browser_of(user).post(path, data)
    return ImportBatch.objects.get(register="enterprises")


def columns(world: World) -> Asked:
    user = world.users["coordinator"]
    path = f"/registers/{brought(world).pk}/columns/"
    form = browser_of(user).get(path).context["form"]
    given = {f"column-{place}": column.field or "" for place, column in enumerate(form.columns)}
    return user, path, {**given, "accept": "yes"}


def check(world: World) -> Asked:
    user, path, data = columns(world)
    browser_of(user).post(path, data)
    batch = ImportBatch.objects.get(register="enterprises")
    return user, f"/registers/{batch.pk}/check/", {"promise": OpenedRegister(batch, user).promise}


def undo(world: World) -> Asked:
    user, path, data = check(world)
    browser_of(user).post(path, data)
    return user, path.replace("/check/", "/undo/"), {}


def again(world: World) -> Asked:
    user, path, _data = check(world)
    batch = import_batches.start(
        ImportBatch.objects.get(register="enterprises"), merge=[], skip_errors=True, actor=user
    )
    import_batches.fail(batch, "x")
    return user, path.replace("/check/", "/again/"), {}


def assess(world: World) -> Asked:
    source = world.kept.rows["source"]
    held = {"held-0-substance": "MH12", "held-0-quantity": "33"}
    said = {"version": source.version, "assessed_on": clock.today().isoformat(), "people": 5, **held}
    return world.users["coordinator"], f"/hazard-sources/{source.pk}/assess/", said


def suppose(world: World) -> Asked:
    path = f"/projects/{world.project.pk}/what-if/"
    return world.users["coordinator"], path, {"state_BUILDING": clock.today().isoformat()}


def proof(world: World) -> Asked:
    user, project = world.users["emergency"], Project.objects.get(pk=world.project.pk)
    seen = foreseen(PROOF, project, actor=User.objects.get(pk=user.pk)).sha256
    return user, f"/projects/{project.pk}/proof/issue/", {"seen": seen}


def as_one(kind: str, file: str) -> Any:
    def asks(world: World) -> Asked:
        return world.users["coordinator"], f"/{kind}/{attrgetter(file)(world).pk}/dossier/", {"form": "docx"}

    return asks


def cited(world: World) -> None:
    """An open problem that cites what is in force no longer."""
    item = world.items["submit"]
    FindingBasis.objects.create(
        finding=item.finding,
        basis_id=ENDED,
        cited_on=clock.today(),
        cited_by=world.users["coordinator"],
        cited_at=clock.now(),
    )


def propose(world: World) -> Asked:
    cited(world)
    return world.users["coordinator"], "/law/remap/", {"act": "propose", f"basis_{ENDED}": FOLLOWER}


def decided(act: str, **given: str) -> Any:
    def asks(world: World) -> Asked:
        cited(world)
        pairs: Mapping[Basis, Basis] = {Basis.objects.get(pk=ENDED): Basis.objects.get(pk=FOLLOWER)}
        proposed: Remapping = remapping.propose(pairs, actor=world.users["coordinator"])
        assert proposed.pk
        return world.users["coordinator2"], "/law/remap/", {"act": act, **given}

    return asks


def walks() -> Iterator[Sent]:
    yield Sent("register of files", new_register)
    yield Sent("columns of a register", columns)
    yield Sent("import of a register", check)
    yield Sent("undo of a register", undo)
    yield Sent("register again", again)
    yield Sent("assessment of a source", assess)
    yield Sent("days supposed", suppose)
    yield Sent("proof of lawfulness", proof)
    yield Sent("enterprise as one file", as_one("enterprises", "plant"))
    yield Sent("park as one file", as_one("parks", "plant.park"))
    yield Sent("project as one file", as_one("projects", "project"))
    yield Sent("remapping proposed", propose)
    yield Sent("remapping confirmed", decided("confirm"))
    yield Sent("remapping declined", decided("decline", reason="另行核对"))


OF_FILES = tuple(walks())
