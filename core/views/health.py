"""For whoever watches the machine (contract C7)."""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe
from django_prometheus.exports import ExportToDjangoView

from core import gauges
from core.addresses import may_watch
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
    if not may_watch(request):
        raise Http404
    answer = ExportToDjangoView(request)
    answer.write(gauges.page())
    return answer
