"""Tips: one that a department handles, one that nobody has accepted yet; who told them is read by nobody."""

from collections.abc import Callable

from accounts.models import User
from core import clock
from enterprises.models import Enterprise
from tests.factories import AttachmentFactory, TipBatchFactory, TipFactory
from tips.models import Heard, IdentityLook, Reporter, Tip, TipBatch

NAMED = frozenset({"coordinator", "emergency"})
"""The two roles named to handle what people tell: of the department only those of the unit that handles it."""


class Confided:
    def __init__(self, plant: Enterprise, users: dict[str, User], sign: Callable[[str, frozenset[str]], str]) -> None:
        unit = users["emergency"].organization
        about = {"enterprise": plant, "park": plant.park, "county": plant.county}
        self.batch: TipBatch = TipBatchFactory(opened_by=users["coordinator"])
        row = {"batch": self.batch, "batch_place": 1, "batch_number": "x"}
        self.handled: Tip = TipFactory(handling=True, unit=unit, handed_to="x", **about, **row)
        self.new: Tip = TipFactory(**about, **{**row, "batch_place": 2, "batch_number": "y"})
        self.heard = Heard.objects.create(tip=self.handled, side="REPORTER", text="x", at=clock.now())
        self.look = IdentityLook.objects.create(tip=self.handled, by=users["emergency"], at=clock.now(), purpose="x")
        self.photo = AttachmentFactory(uploader=None)
        self.handled.photos.add(self.photo)
        self.heard.photos.add(self.photo)
        for tip in self.tips:
            who = {name: sign(f"reporter {name}", frozenset()) for name in ("name", "code")}
            Reporter.objects.filter(tip=tip).delete()
            Reporter.objects.create(tip=tip, phone="13912345678", **who)

    @property
    def tips(self) -> list[Tip]:
        return [self.handled, self.new]

    def readers(self) -> list[tuple[object, frozenset[str]]]:
        """Each row with who may know of it."""
        office = frozenset({"coordinator"})
        return [
            (self.handled, NAMED),
            (self.batch, NAMED),
            (self.new, office),
            *((row, NAMED) for row in (self.heard, self.look, self.photo)),
        ]
