"""Where `js/pages.js` and its like come from: joined when asked for, so never older than what they are made from."""

from pathlib import Path

from django.conf import settings

from config.made_files import MadeFile, replace
from config.scripts import joining


class JoinedScripts(MadeFile):
    """Finds what every page has."""

    name = "js/pages.js"
    entry = "yuanan.js"

    def made(self) -> Path:
        target = Path(settings.VAR_DIR) / "scripts" / self.entry.replace("/", "-") / self.name
        text = joining.joined(settings.BASE_DIR / "static" / "js" / self.entry)
        if not target.exists() or target.read_text(encoding="utf-8") != text:
            replace(target, text)
        return target


class FieldScripts(JoinedScripts):
    """Finds what the page of field capture has, which works without a connection."""

    name = "js/field.js"
    entry = "field/capture.js"


class FieldWorker(JoinedScripts):
    """Finds what its service worker runs."""

    name = "js/field_worker.js"
    entry = "field/worker.js"
