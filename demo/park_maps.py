"""The maps of the made-up parks: a drawing of our own, the boundary in GeoJSON, and everything at its place."""

import io
import json
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import Model
from PIL import Image, ImageDraw, ImageFont

from accounts.models import User
from core.services import attachments
from core.states import AttachmentKind
from demo.county import County
from enterprises.models import Enterprise
from inspections.models import FindingSpot
from maps.models import Place, Placement, Plan
from maps.services import placing, plans
from maps.states import PlanKind
from parks.models import Infrastructure, Park
from rectification.models import Item
from safety.models import HazardSource

DRAWN = 2
"""So many parks have a drawing; the others have their boundary alone."""
DRAWN_BEFORE, BOUNDED_BEFORE = 1150, 1200
"""Days before today: both were there when the house began."""
PLAYED = 1
"""In so many, each thing was placed by a person, with its change in the file."""
WIDTH, HEIGHT = 2000, 1400
METRES_PER_PIXEL = Decimal("1.25")
LEFT, TOP, COLUMNS, ROWS, PLOT, STREET = 110, 110, 10, 5, 164, 18
FACILITY_TOP, FACILITY_STEP = 1080, 132
MOST_SPOTS = 600
PLACES = ("1号卡口", "2号卡口", "公共管廊跨路段", "危化车辆停车场入口", "园区应急集合点")
FONT = settings.BASE_DIR / "node_modules/@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf"
WEST, NORTH = 100.02, 40.06
"""The upper left corner of the made-up parks, in a desert."""
SHAPE = ((0, 0.1), (0.45, 0), (1, 0.08), (0.97, 0.72), (0.62, 1), (0.08, 0.93), (0, 0.1))
SPAN_EAST, SPAN_NORTH = 0.0295, 0.0158
Spot = tuple[Decimal, Decimal]


def draw_maps(county: County, parks: Sequence[Park], enterprises: Sequence[Enterprise], today: date) -> None:
    """Give each park its plans, and each thing in it its place."""
    keeper = county.logins["coordinator"]
    for number, park in enumerate(parks):
        own = [each for each in enterprises if each.park_id == park.pk]
        boundary = _boundary(park, number, keeper, today)
        plan = _drawing(park, number, keeper, today) if number < DRAWN else boundary
        Place.objects.bulk_create(Place(park=park, name=name) for name in PLACES)
        _place(plan, list(_spots(park, own, plan)), keeper, by_hand=number < PLAYED)


def _drawing(park: Park, number: int, keeper: User, today: date) -> Plan:
    file = SimpleUploadedFile("园区总平面图.png", _sheet(park, number), content_type="image/png")
    handed_in = attachments.store(file, kind=AttachmentKind.DOCUMENT, uploader=keeper)
    plan = Plan(park=park, title=f"{park.label}总平面布置图", drawn_on=today - timedelta(days=DRAWN_BEFORE))
    names = ("title", "drawn_on")
    filed = plans.file_drawing(plan, [handed_in], actor=keeper, names=names, takes_over=False)
    left, right = Decimal(LEFT), Decimal(LEFT + 800)
    ends = {"from_x": left, "from_y": Decimal(80), "to_x": right, "to_y": Decimal(80)}
    for name, value in (ends | {"metres": 800 * METRES_PER_PIXEL}).items():
        setattr(filed, name, value)
    filed.save()
    return filed


def _boundary(park: Park, number: int, keeper: User, today: date) -> Plan:
    ring = [(WEST + number * 0.1 + x * SPAN_EAST, NORTH - y * SPAN_NORTH) for x, y in SHAPE]
    told = json.dumps({"type": "Feature", "geometry": {"type": "Polygon", "coordinates": [ring]}})
    plan = Plan(
        park=park,
        title=f"{park.label}四至范围",
        drawn_on=today - timedelta(days=BOUNDED_BEFORE),
        kind=PlanKind.BOUNDARY,
    )
    return plans.file_boundary(plan, told, actor=keeper, names=("title", "drawn_on"))


def _plot(number: int) -> tuple[int, int]:
    """The upper left corner of the plot of an enterprise."""
    row, column = divmod(number % (COLUMNS * ROWS), COLUMNS)
    return LEFT + column * (PLOT + STREET), TOP + row * (PLOT + STREET)


def _spots(park: Park, enterprises: Sequence[Enterprise], plan: Plan) -> Iterator[tuple[Model, Spot]]:
    """Each thing of a park with its place on the sheet, or in proportion on the boundary."""
    across, down = plan.width / WIDTH, plan.height / HEIGHT

    def spot(x: int, y: int) -> Spot:
        tenth = Decimal("0.1")
        return (Decimal(x) * across).quantize(tenth), (Decimal(y) * down).quantize(tenth)

    sources: dict[int, list[HazardSource]] = {}
    for source in HazardSource.objects.filter(enterprise__in=[each.pk for each in enterprises]).order_by("pk"):
        sources.setdefault(source.enterprise_id, []).append(source)
    apart = max(COLUMNS * ROWS // max(len(enterprises), 1), 1)
    for number, enterprise in enumerate(enterprises):
        left, top = _plot(number * apart)
        shift = 30 * (number * apart // (COLUMNS * ROWS))
        yield enterprise, spot(left + 60 + shift, top + 40)
        for place, source in enumerate(sources.get(enterprise.pk, ())):
            yield source, spot(left + 34 + 48 * (place % 3), top + 92 + 44 * (place // 3 % 2))
    for number, facility in enumerate(Infrastructure.objects.filter(park=park)):
        yield facility, spot(LEFT + 60 + FACILITY_STEP * number, FACILITY_TOP + 60)
    for number, place_row in enumerate(Place.objects.filter(park=park)):
        yield place_row, spot(LEFT - 10 + 440 * number, TOP - 14)


def _place(plan: Plan, spots: Sequence[tuple[Model, Spot]], keeper: User, *, by_hand: bool) -> None:
    rows = [Placement(plan=plan, table=thing._meta.label_lower, thing=thing.pk, x=x, y=y) for thing, (x, y) in spots]
    if not by_hand:
        Placement.objects.bulk_create(rows, batch_size=500)
        return
    for row in rows:
        placing.put(row, row.x, row.y, actor=keeper, version=1)


def _sheet(park: Park, number: int) -> bytes:
    """The drawing as a PNG: fence, streets, plots with their numbers, the river, north and the scale."""
    sheet = Image.new("RGB", (WIDTH, HEIGHT), (250, 250, 247))
    draw = ImageDraw.Draw(sheet)
    draw.polygon([(0, 1290), (700, 1250), (1400, 1310), (2000, 1270), (2000, 1400), (0, 1400)], fill=(205, 224, 238))
    fence = (LEFT - 50, TOP - 50, LEFT + COLUMNS * (PLOT + STREET) + 30, FACILITY_TOP + 140)
    draw.rectangle(fence, fill=(226, 228, 231), outline=(60, 60, 60), width=5)
    for place in range(COLUMNS * ROWS):
        left, top = _plot(place)
        draw.rectangle((left, top, left + PLOT, top + PLOT), fill=(246, 243, 234), outline=(140, 130, 110), width=2)
        code = f"{'ABCDE'[place // COLUMNS]}{place % COLUMNS + 1:02d}"
        draw.text((left + PLOT - 44, top + PLOT - 26), code, fill=(120, 110, 90), font=_font(20))
        _tanks(draw, left, top, (place + number) % 4)
    for place in range(14):
        left = LEFT + FACILITY_STEP * place
        draw.rectangle(
            (left, FACILITY_TOP, left + 116, FACILITY_TOP + 112), fill=(229, 239, 228), outline=(110, 140, 110)
        )
    draw.text((LEFT, 22), _title(park), fill=(30, 30, 30), font=_font(34))
    draw.line((LEFT, 80, LEFT + 800, 80), fill=(30, 30, 30), width=4)
    draw.text((LEFT + 820, 66), "1000 m", fill=(30, 30, 30), font=_font(24))
    draw.polygon([(1900, 20), (1880, 80), (1900, 66), (1920, 80)], fill=(30, 30, 30))
    draw.text((1893, 84), "N", fill=(30, 30, 30), font=_font(24))
    out = io.BytesIO()
    sheet.save(out, "PNG")
    return out.getvalue()


def _tanks(draw: ImageDraw.ImageDraw, left: int, top: int, many: int) -> None:
    for place in range(many):
        x = left + 14 + 48 * place
        draw.ellipse((x, top + 72, x + 40, top + 112), outline=(150, 150, 160), width=2)


def _title(park: Park) -> str:
    return f"{park.name}总平面布置图(示意)" if _has_font() else f"{park.code} GENERAL LAYOUT"


def _has_font() -> bool:
    return Path(FONT).is_file()


def _font(size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    return ImageFont.truetype(str(FONT), size) if _has_font() else ImageFont.load_default(size)


def spot_some(today: date) -> None:
    """Of the open items at a placed enterprise, one in three was pointed at on the plan in force."""
    open_items = Item.objects.open().exclude(enterprise=None).order_by("pk").values_list("finding", "enterprise")
    placed = {
        row.thing: row
        for row in Placement.objects.filter(table="enterprises.enterprise", plan__drawn_on__lte=today).order_by(
            "plan__drawn_on"
        )
    }
    spots = [
        FindingSpot(
            finding_id=finding,
            plan_id=placed[enterprise].plan_id,
            x=placed[enterprise].x + 20 + 9 * (finding % 7),
            y=placed[enterprise].y + 12 + 11 * (finding % 9),
        )
        for finding, enterprise in open_items[:MOST_SPOTS]
        if finding % 3 == 0 and enterprise in placed
    ]
    FindingSpot.objects.bulk_create(spots, batch_size=500)
