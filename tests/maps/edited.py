"""The forms of the map for whoever walks all forms that edit a row."""

from maps.forms import PlaceForm, PlacementForm, PlanForm
from maps.models import Place
from tests.core.edit_case import Case
from tests.factories import AttachmentFactory, EnterpriseFactory, ParkFactory, UserFactory
from tests.maps.drawn import plan_of, put_on


def of_plan():
    plan = plan_of(ParkFactory(), picture=AttachmentFactory())
    return Case(f"/map/plans/{plan.pk}/edit/", UserFactory(), ("title", "总图"), ("metres", "250.0"))


def of_place():
    place = Place.objects.create(park=ParkFactory(), name="东卡口")
    return Case(f"/map/places/{place.pk}/edit/", UserFactory(), ("name", "西卡口"), ("note", "夜间关闭"))


def of_placement():
    plant = EnterpriseFactory()
    plan = plan_of(plant.park)
    put_on(plan, plant)
    url = f"/map/plans/{plan.pk}/placing/?thing=enterprises.enterprise:{plant.pk}"
    return Case(url, UserFactory(), ("x", "250.0"), ("y", "330.0"), other="410.0")


EDITED = {PlanForm: of_plan, PlaceForm: of_place, PlacementForm: of_placement}
