from django.urls import path

from core.views.listing import listed
from dashboards import views
from dashboards.listings import FIGURES

app_name = "dashboards"
urlpatterns = [
    path("dashboards/county/", views.county, name="county"),
    path("dashboards/city/", views.city, name="city"),
    path("dashboards/mine/", views.mine, name="mine"),
    path("dashboards/park/<id:pk>/", views.park, name="park"),
    path("dashboards/department/<id:pk>/", views.department, name="department"),
    path("dashboards/enterprise/<id:pk>/", views.enterprise, name="enterprise"),
    path("figures/", listed(FIGURES), name="figures"),
]
