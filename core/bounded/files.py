"""What is done with a file that somebody hands in, by its kind."""

from core.bounded import packages, pdf, photos
from core.bounded.photos import Photo


def examine(path: str, extension: str) -> Photo | None:
    """The photo drawn anew; None for a paper that may be stored as it is. Raises RefusedError for what may not."""
    if extension in photos.FORMATS:
        return photos.draw(path, extension)
    if extension in packages.MAIN:
        packages.examine(path, extension)
    else:
        pdf.examine(path)
    return None
