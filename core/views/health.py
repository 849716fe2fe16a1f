"""For whoever watches the machine (contract C7)."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe
from django_prometheus.exports import ExportToDjangoView

from core.services import readiness


@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """The process is alive; tells nothing else."""
    return HttpResponse("ok", content_type="text/plain")


@require_safe
def readyz(request: HttpRequest) -> JsonResponse:
    """Database, broker, storage and migrations; 503 with the failing part."""
    failing = readiness.failing_parts()
    return JsonResponse({"ready": not failing, "failing": failing}, status=503 if failing else 200)


@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """Prometheus figures, only for the configured addresses; for others there is no such page."""
    if request.META.get("REMOTE_ADDR") not in settings.METRICS_ADDRESSES:
        raise Http404
    return ExportToDjangoView(request)
