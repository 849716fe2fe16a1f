"""What compression and the cut style sheet cost the server, beside doing without."""

from django.conf import settings
from django.test import Client

from accounts.states import Role
from benchmarks.county_board import somebody
from config.stylesheets import cutting, words


def compressed_page():
    """The first page of the ledger, compressed, beside the same as it is."""
    browser = Client()
    browser.force_login(somebody(Role.COORDINATOR))

    def ask(**heads):
        answer = browser.get("/ledger/", headers={"host": "127.0.0.1", **heads})
        assert answer.status_code == 200
        return len(answer.content)

    def weights():
        return {"bytes": ask(**{"accept-encoding": "gzip"}), "bytes_as_it_is": ask()}

    return lambda: ask(**{"accept-encoding": "gzip"}), ask, "the same page uncompressed", weights


def style_sheet():
    """Cutting the style sheet, beside reading it."""
    whole = settings.TABLER.read_text(encoding="utf-8")

    def cut():
        return cutting.cut(whole, words.of_sources().__contains__)

    def weights():
        return {"bytes": len(cut()), "bytes_as_it_is": len(whole)}

    return cut, lambda: settings.TABLER.read_text(encoding="utf-8"), "reading it from the disk", weights
