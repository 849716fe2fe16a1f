from django.urls import path

from core.views.listing import listed
from parks import views
from parks.listings import PARKS

app_name = "parks"
urlpatterns = [
    path("parks/", listed(PARKS), name="park-list"),
    path("parks/add/", views.park_create, name="park-create"),
    path("parks/<id:pk>/", views.park_detail, name="park-detail"),
    path("parks/<id:pk>/edit/", views.park_edit, name="park-edit"),
    path("parks/<id:pk>/infrastructure/add/", views.infrastructure_create, name="infrastructure-create"),
    path("infrastructure/<id:pk>/edit/", views.infrastructure_edit, name="infrastructure-edit"),
]
