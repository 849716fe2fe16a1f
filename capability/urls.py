from django.urls import path

from capability.listings import ABSENCES, EQUIPMENT, SUPERVISORS, TEAMS
from capability.views import pages, rows
from core.views.listing import exported, listed

app_name = "capability"
urlpatterns = [
    path("capability/", listed(TEAMS, more=pages.overview), name="team-list"),
    path("capability/export/", exported(TEAMS), name="team-export"),
    path("capability/formula/", pages.formula, name="formula"),
    path("capability/teams/add/", rows.team_create, name="team-create"),
    path("capability/teams/<id:pk>/", pages.team_detail, name="team-detail"),
    path("capability/teams/<id:pk>/edit/", rows.team_edit, name="team-edit"),
    path("capability/teams/<id:pk>/people/add/", rows.person_create, name="team-supervisor-add"),
    path("capability/teams/<id:pk>/equipment/add/", rows.equipment_create, name="team-equipment-add"),
    path("capability/people/", listed(SUPERVISORS), name="supervisor-list"),
    path("capability/people/export/", exported(SUPERVISORS), name="supervisor-export"),
    path("capability/people/<id:pk>/", pages.person_detail, name="supervisor-detail"),
    path("capability/people/<id:pk>/edit/", rows.person_edit, name="supervisor-edit"),
    path("capability/people/<id:pk>/post/", rows.person_post, name="supervisor-post"),
    path("capability/people/<id:pk>/credentials/add/", rows.certificate_create, name="supervisor-credential-add"),
    path("capability/credentials/<id:pk>/edit/", rows.certificate_edit, name="credential-edit"),
    path("capability/people/<id:pk>/trainings/add/", rows.training_create, name="supervisor-training-add"),
    path("capability/trainings/<id:pk>/edit/", rows.training_edit, name="training-edit"),
    path("capability/absences/", listed(ABSENCES), name="absence-list"),
    path("capability/equipment/", listed(EQUIPMENT), name="equipment-list"),
    path("capability/equipment/export/", exported(EQUIPMENT), name="equipment-export"),
    path("capability/equipment/<id:pk>/", pages.equipment_detail, name="equipment-detail"),
    path("capability/equipment/<id:pk>/edit/", rows.equipment_edit, name="equipment-edit"),
    path("capability/equipment/<id:pk>/calibrations/add/", rows.calibration_create, name="equipment-calibration-add"),
]
