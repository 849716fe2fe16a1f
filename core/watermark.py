"""水印: name, unit and day across a page with data of persons, as a picture, so that no reader reads it aloud."""

from urllib.parse import quote
from xml.sax.saxutils import escape

PICTURE = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="2000" height="1400"><defs>'
    '<pattern id="p" width="360" height="170" patternUnits="userSpaceOnUse" patternTransform="rotate(-20)">'
    '<text x="10" y="90" font-size="17" font-family="sans-serif">{text}</text></pattern></defs>'
    '<rect width="2000" height="1400" fill="url(#p)"/></svg>'
)


def picture_of(text: str) -> str:
    """The address of a picture in which the text stands again and again; it holds the whole picture."""
    return f"data:image/svg+xml,{quote(PICTURE.format(text=escape(text)))}"
