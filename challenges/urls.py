from django.urls import path

from challenges import views
from challenges.listings import CHALLENGES
from core.views.listing import exported, listed

app_name = "challenges"
urlpatterns = [
    path("challenges/", listed(CHALLENGES), name="challenge-list"),
    path("challenges/export/", exported(CHALLENGES), name="challenge-export"),
    path("challenges/units/", views.challenge_units, name="challenge-units"),
    path("challenges/<id:pk>/", views.challenge_detail, name="challenge-detail"),
    path("challenges/<id:pk>/answer/", views.challenge_answer, name="challenge-answer"),
    path("challenges/<id:pk>/go-on/", views.challenge_go_on, name="challenge-go-on"),
    path("challenges/<id:pk>/suspend/", views.challenge_suspend, name="challenge-suspend"),
    path("challenges/<id:pk>/resume/", views.challenge_resume, name="challenge-resume"),
    path("challenges/<id:pk>/withdraw/", views.challenge_withdraw, name="challenge-withdraw"),
    path("ledger/<id:pk>/challenge/", views.item_challenge, name="item-challenge"),
]
