"""Where `js/pages.js` comes from: joined when it is asked for, so that it is never older than what it is made from."""

from pathlib import Path

from django.conf import settings

from config.made_files import MadeFile, replace
from config.scripts import joining

ENTRY = "yuanan.js"


class JoinedScripts(MadeFile):
    """Finds the one file."""

    name = "js/pages.js"

    def made(self) -> Path:
        target = Path(settings.VAR_DIR) / "scripts" / self.name
        text = joining.joined(settings.BASE_DIR / "static" / "js" / ENTRY)
        if not target.exists() or target.read_text(encoding="utf-8") != text:
            replace(target, text)
        return target
