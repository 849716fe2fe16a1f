"""Plans and things on them, for the tests of the map."""

import io
import json
from decimal import Decimal

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from core import clock
from maps.models import Placement, Plan
from maps.states import PlanKind

SQUARE = [[100.0, 40.0], [100.02, 40.0], [100.02, 40.01], [100.0, 40.01], [100.0, 40.0]]


def plan_of(park, **details):
    """A drawing of 1000 by 800 on which a unit is one metre."""
    scale = {"from_x": 0, "from_y": 0, "to_x": 100, "to_y": 0, "metres": 100}
    given = {"kind": PlanKind.DRAWING, "title": "总平面图", "drawn_on": clock.today(), "width": 1000, "height": 800}
    return Plan.objects.create(park=park, **given | scale | details)


def put_on(plan, thing, x=100, y=100):
    table = thing._meta.label_lower
    return Placement.objects.create(plan=plan, table=table, thing=thing.pk, x=Decimal(x), y=Decimal(y))


def png(name="图.png", size=(400, 300)):
    out = io.BytesIO()
    Image.new("RGB", size, "white").save(out, "PNG")
    return SimpleUploadedFile(name, out.getvalue(), content_type="image/png")


def pdf(pages=2, name="图.pdf"):
    out = io.BytesIO()
    first, *others = (Image.new("RGB", (300 + 100 * number, 200), "white") for number in range(pages))
    first.save(out, "PDF", save_all=True, append_images=others)
    return SimpleUploadedFile(name, out.getvalue(), content_type="application/pdf")


def polygon(ring=None, **more):
    return json.dumps({"type": "Polygon", "coordinates": [ring or SQUARE], **more})
