"""The API, version 1 (contract C5)."""

from django.urls import include, path
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView
from rest_framework.routers import SimpleRouter

from accounts.api.collections import MeView, OrganizationViewSet, TokenView
from core.api.collections import AttachmentViewSet
from enterprises.api import EnterpriseViewSet, PermitViewSet, ProjectViewSet
from inspections.api import FindingViewSet
from notices.api import NoticeViewSet
from parks.api import InfrastructureViewSet, ParkViewSet
from rectification.api.items import ItemViewSet
from reports.api import ReportViewSet

router = SimpleRouter()
router.register("organizations", OrganizationViewSet, basename="organization")
router.register("parks", ParkViewSet, basename="park")
router.register("infrastructure", InfrastructureViewSet, basename="infrastructure")
router.register("enterprises", EnterpriseViewSet, basename="enterprise")
router.register("permits", PermitViewSet, basename="permit")
router.register("projects", ProjectViewSet, basename="project")
router.register("findings", FindingViewSet, basename="finding")
router.register("rectifications", ItemViewSet, basename="rectification")
router.register("reports", ReportViewSet, basename="report")
router.register("attachments", AttachmentViewSet, basename="attachment")
router.register("notifications", NoticeViewSet, basename="notification")

app_name = "api"
urlpatterns = [
    path("auth/token/", TokenView.as_view(), name="token"),
    path("auth/me/", MeView.as_view(), name="me"),
    path("schema/", SpectacularAPIView.as_view(), name="schema"),
    path("docs/", SpectacularSwaggerSplitView.as_view(url_name="api:schema"), name="docs"),
    path("", include(router.urls)),
]
