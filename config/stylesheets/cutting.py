"""Which rules of a style sheet can apply to our pages: the others are left out.

A selector stays where each of its classes and `data-` attributes is a word of our sources. What stands in
`:not()`, `:is()` and the like does not count, so rather too much is left in than too little.
"""

import re
from collections.abc import Callable, Iterator

STRUCTURE = re.compile(r"\"[^\"]*\"|'[^']*'|[{};]")
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
LICENCE = re.compile(r"/\*!.*?\*/", re.DOTALL)
CONDITIONAL = ("@media", "@supports", "@layer", "@container")
CHOICE = re.compile(r":(?:not|is|where|has)\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)")
CLASS = re.compile(r"\.((?:[A-Za-z_-]|\\.)(?:[\w-]|\\.)*)")
ATTRIBUTE = re.compile(r"\[(data-[\w-]+)")
OPENING, CLOSING = ("(", "["), (")", "]")
KEYFRAMES = re.compile(r"@(?:-\w+-)?keyframes\s+([\w-]+)")

Known = Callable[[str], bool]


def blocks(css: str) -> Iterator[tuple[str, str | None]]:
    """Each rule as what stands before its braces and in them; None for a statement without braces."""
    depth, begin, opened = 0, 0, 0
    for match in STRUCTURE.finditer(css):
        sign = match.group()
        if sign == "{":
            depth += 1
            opened = match.start() if depth == 1 else opened
        elif sign == "}":
            depth -= 1
            if depth == 0:
                yield css[begin:opened].strip(), css[opened + 1 : match.start()]
                begin = match.end()
        elif sign == ";" and depth == 0:
            yield css[begin : match.start()].strip(), None
            begin = match.end()


def names(selector: str) -> set[str]:
    """The classes and `data-` attributes that an element needs for a selector to match it."""
    certain = CHOICE.sub("", selector)
    classes = {name.replace("\\", "") for name in CLASS.findall(certain)}
    return classes | set(ATTRIBUTE.findall(certain))


def selectors(head: str) -> list[str]:
    """The selectors of a list, split at the commas that stand outside parentheses and brackets."""
    parts, depth = [""], 0
    for piece in re.split(r"([,()\[\]])", head):
        depth += (piece in OPENING) - (piece in CLOSING)
        if piece == "," and depth == 0:
            parts.append("")
        else:
            parts[-1] += piece
    return parts


def cut(css: str, is_used: Known) -> str:
    """The style sheet without rules and animations that nothing uses; its licence stays."""
    kept = _kept(COMMENT.sub("", css), is_used)
    animated = {name for name in KEYFRAMES.findall(kept) if len(re.findall(rf"{name}\b", kept)) > 1}
    parts = LICENCE.findall(css)[:1]
    for head, body in blocks(kept):
        animation = KEYFRAMES.match(head)
        if animation is None or animation.group(1) in animated:
            parts.append(_written(head, body))
    return "".join(parts)


def _kept(css: str, is_used: Known) -> str:
    parts = []
    for head, body in blocks(css):
        if body is not None and head.startswith(CONDITIONAL):
            inner = _kept(body, is_used)
            parts += [_written(head, inner)] if inner else []
        elif head.startswith("@"):
            parts.append(_written(head, body))
        else:
            here = [one for one in selectors(head) if all(map(is_used, names(one)))]
            parts += [_written(",".join(here), body)] if here else []
    return "".join(parts)


def _written(head: str, body: str | None) -> str:
    return f"{head};" if body is None else f"{head}{{{body}}}"
