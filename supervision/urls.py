from django.urls import path

from core.views.listing import listed
from supervision.listings import LETTERS, PROPOSALS
from supervision.views import letters, proposals, robots

app_name = "supervision"

urlpatterns = [
    path("supervision/", listed(PROPOSALS), name="proposal-list"),
    path("supervision/decide/", proposals.proposal_decide, name="proposal-decide"),
    path("supervision/robots/", robots.robot_list, name="robot-list"),
    path("supervision/robots/<id:pk>/stop/", robots.robot_stop, name="robot-stop"),
    path("supervision/robots/messages/<id:pk>/again/", robots.robot_again, name="robot-again"),
    path("supervision/letters/", listed(LETTERS), name="letter-list"),
    path("supervision/letters/<id:pk>/", letters.letter_detail, name="letter-detail"),
    path("supervision/letters/<id:pk>/<paperfile:kind>/", letters.letter_file, name="letter-file"),
    path("supervision/letters/<id:pk>/receive/", letters.letter_receive, name="letter-receive"),
    path("supervision/letters/<id:pk>/answer/", letters.letter_answer, name="letter-answer"),
    path("supervision/letters/<id:pk>/void/", letters.letter_void, name="letter-void"),
    path("supervision/listings/<id:pk>/", letters.listing_detail, name="listing-detail"),
    path("supervision/listings/<id:pk>/remove/", letters.listing_remove, name="listing-remove"),
]
