from django.urls import path

from maps.views import choosing, placing, plans, showing

app_name = "maps"
urlpatterns = [
    path("map/", showing.the_map, name="map"),
    path("map/choose/", choosing.spot_choose, name="spot-choose"),
    path("parks/<id:pk>/map/", showing.park_map, name="park-map"),
    path("parks/<id:pk>/map/drawings/add/", plans.drawing_create, name="drawing-create"),
    path("parks/<id:pk>/map/boundaries/add/", plans.boundary_create, name="boundary-create"),
    path("parks/<id:pk>/map/places/add/", plans.place_create, name="place-create"),
    path("map/plans/<id:pk>/edit/", plans.plan_edit, name="plan-edit"),
    path("map/plans/<id:pk>/placing/", placing.plan_placing, name="plan-placing"),
    path("map/places/<id:pk>/edit/", plans.place_edit, name="place-edit"),
]
