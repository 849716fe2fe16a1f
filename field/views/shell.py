"""The page that opens without a connection, and what a browser needs to keep it: nothing of anybody is in them."""

import hashlib
import json
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from checklists.states import Said
from inspections.states import Level

LANGUAGES = (("zh-hans", "zh-CN"), ("en", "en"))
"""The page holds its words in both: which one is shown is chosen on the device, which may have no connection."""
FILES = (
    "css/tabler.css",
    "css/yuanan.css",
    "css/field.css",
    "js/field.js",
    "img/icon.svg",
    "img/field-192.png",
    "img/field-512.png",
)
WORKER = "js/field_worker.js"
THEME = "#0b57a4"


@require_safe
def capture(request: HttpRequest) -> HttpResponse:
    """The same for everybody, with or without a login: data come by `sending.pack`."""
    return HttpResponse(_shell())


@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker: which files make the page, under a version that changes with any of them."""
    script = static(WORKER)
    kept = [reverse("field:capture"), reverse("field:manifest"), *map(static, FILES)]
    version = hashlib.sha256("".join([_shell(), *map(_state, (*FILES, WORKER))]).encode()).hexdigest()[:16]
    doors = {"photos": "field:photo-send", "findings": "field:finding-send"}
    doors |= {"answers": "field:answers-send", "signatures": "field:signature-send", "session": "accounts:session"}
    addresses = {name: reverse(door) for name, door in doors.items()}
    told = json.dumps({"version": version, "page": kept[0], "files": kept, "addresses": addresses})
    answer = HttpResponse(f"self.shell = {told};\nimportScripts({json.dumps(script)});\n", "text/javascript")
    answer.headers["Cache-Control"] = "no-cache"
    return answer


@require_safe
def manifest(request: HttpRequest) -> HttpResponse:
    """What makes the page an app on a phone."""
    icons = [
        {"src": static(f"img/field-{side}.png"), "sizes": f"{side}x{side}", "type": "image/png", "purpose": purpose}
        for side in (192, 512)
        for purpose in ("any", "maskable")
    ]
    product, page = _("Yuan'an"), _("Field capture")
    told = {
        "name": f"{product} {page}",
        "short_name": page,
        "lang": request.LANGUAGE_CODE,
        "id": reverse("field:capture"),
        "start_url": reverse("field:capture"),
        "scope": reverse("field:capture"),
        "display": "standalone",
        "theme_color": THEME,
        "background_color": "#ffffff",
        "icons": icons,
    }
    return JsonResponse(told, content_type="application/manifest+json")


def _shell() -> str:
    return render_to_string(
        "field/capture.html", {"languages": LANGUAGES, "levels": Level.choices, "said": Said.choices, "theme": THEME}
    )


def _state(name: str) -> str:
    """What changes with the content of a file: the address where files are fingerprinted, else the content itself."""
    if settings.STATIC_FINGERPRINTS:
        return static(name)
    found = finders.find(name)
    assert found is not None, name
    return hashlib.sha256(Path(found).read_bytes()).hexdigest()
