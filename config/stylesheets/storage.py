import brotli
from whitenoise.compress import Compressor
from whitenoise.storage import CompressedManifestStaticFilesStorage

LARGE_BYTES = 200_000
QUICK, BEST = 5, 11


class QuickWithLargeFiles(Compressor):
    """Takes the best compression for what every page needs, and a quick one for the few large files of the API docs."""

    @staticmethod
    def compress_brotli(data: bytes) -> bytes:
        return brotli.compress(data, quality=QUICK if len(data) > LARGE_BYTES else BEST)


class Fingerprinted(CompressedManifestStaticFilesStorage):
    """Files under names that change with their content, so that browsers keep them for good; compressed beforehand."""

    support_js_module_import_aggregation = True

    def create_compressor(self, **options: object) -> Compressor:
        return QuickWithLargeFiles(**options)
