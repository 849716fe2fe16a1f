"""The API, version 1 (contract C5)."""

from django.urls import include, path
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView
from rest_framework.routers import SimpleRouter

from accounts.api.collections import MeView, OrganizationViewSet, TokenView
from accounts.api.handing_over import HandOverViewSet
from admission.listings import APPLICATIONS
from campaigns.listings import CAMPAIGNS
from capability.listings import ABSENCES, EQUIPMENT, SUPERVISORS, TEAMS
from challenges.listings import CHALLENGES
from comments.api import CommentViewSet, FollowViewSet
from core.api.collections import AttachmentViewSet
from core.api.registers import register
from enterprises.api import EnterpriseViewSet, PermitViewSet
from inspections.api import FindingViewSet
from law.listings import BASES, CRITERIA, INSTRUMENTS
from notices.api import NoticeViewSet
from objections.listings import OBJECTIONS
from parks.api import InfrastructureViewSet, ParkViewSet
from parks.listings import POSTINGS
from plans.listings import CLOSURES, PLANS
from projects.api import ProjectViewSet
from projects.listings import VIOLATIONS
from rectification.api.items import ItemViewSet
from reports.api import ReportViewSet
from reports.listings import CIRCULARS
from safety.api import HazardSourceViewSet
from safety.listings import CHECKS, DRILLS, EMERGENCY_PLANS, GUARANTORS, KEY_PEOPLE, SHORTFALLS, STATUS_ASSESSMENTS
from supervision.listings import LETTERS
from tips.listings import TIPS
from visits.listings import VISITS

router = SimpleRouter()
router.register("organizations", OrganizationViewSet, basename="organization")
router.register("parks", ParkViewSet, basename="park")
router.register("infrastructure", InfrastructureViewSet, basename="infrastructure")
router.register("enterprises", EnterpriseViewSet, basename="enterprise")
router.register("permits", PermitViewSet, basename="permit")
router.register("hazard-sources", HazardSourceViewSet, basename="hazard-source")
router.register("projects", ProjectViewSet, basename="project")
router.register("findings", FindingViewSet, basename="finding")
router.register("rectifications", ItemViewSet, basename="rectification")
router.register("reports", ReportViewSet, basename="report")
router.register("attachments", AttachmentViewSet, basename="attachment")
router.register("notifications", NoticeViewSet, basename="notification")
router.register("comments", CommentViewSet, basename="comment")
router.register("follows", FollowViewSet, basename="follow")
router.register("hand-overs", HandOverViewSet, basename="handover")

REGISTERS = {
    "admissions": (APPLICATIONS, "admission:application-list"),
    "plans": (PLANS, "plans:plan-list"),
    "closures": (CLOSURES, "plans:closure-list"),
    "challenges": (CHALLENGES, "challenges:challenge-list"),
    "objections": (OBJECTIONS, "objections:objection-list"),
    "shortfalls": (SHORTFALLS, "safety:shortfall-list"),
    "violations": (VIOLATIONS, "projects:violation-list"),
    "supervising-units": (TEAMS, "capability:team-list"),
    "supervisors": (SUPERVISORS, "capability:supervisor-list"),
    "equipment": (EQUIPMENT, "capability:equipment-list"),
    "absences": (ABSENCES, "capability:absence-list"),
    "key-people": (KEY_PEOPLE, "enterprises:enterprise-list"),
    "emergency-plans": (EMERGENCY_PLANS, "enterprises:enterprise-list"),
    "drills": (DRILLS, "enterprises:enterprise-list"),
    "status-assessments": (STATUS_ASSESSMENTS, "enterprises:enterprise-list"),
    "guarantors": (GUARANTORS, "safety:source-list"),
    "guarantor-checks": (CHECKS, "safety:source-list"),
    "quota-postings": (POSTINGS, "parks:park-list"),
    "letters": (LETTERS, "supervision:letter-list"),
    "circulars": (CIRCULARS, "reports:circular-list"),
    "instruments": (INSTRUMENTS, "law:instrument-list"),
    "bases": (BASES, "law:basis-list"),
    "criteria": (CRITERIA, "law:criterion-list"),
    "campaigns": (CAMPAIGNS, "campaigns:campaign-list"),
    "inspections": (VISITS, "visits:visit-list"),
    "tips": (TIPS, "tips:tip-list"),
}
"""Lists that are read as collections, each with the page whose right holds for it."""
for name, (listing, page) in REGISTERS.items():
    router.register(name, register(name, listing, page), basename=name)

app_name = "api"
urlpatterns = [
    path("auth/token/", TokenView.as_view(), name="token"),
    path("auth/me/", MeView.as_view(), name="me"),
    path("schema/", SpectacularAPIView.as_view(), name="schema"),
    path("docs/", SpectacularSwaggerSplitView.as_view(url_name="api:schema"), name="docs"),
    path("", include(router.urls)),
]
