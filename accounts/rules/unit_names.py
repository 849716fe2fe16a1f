"""How unit names are compared: the way they are written must not matter."""

import re
import unicodedata

_DROPPED = re.compile(r"[\s·.,，。、()（）\[\]【】《》\"'“”]")


def normalise(name: str) -> str:
    """A unit's name without blanks, brackets and width differences: '县应急管理局 ' = '县应急管理局'."""
    return _DROPPED.sub("", unicodedata.normalize("NFKC", name)).lower()
