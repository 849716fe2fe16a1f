"""What a page says, without what differs each time it is asked for: the signs of a form and the minute."""

import re

from django.http import HttpResponse


def said(answer: HttpResponse) -> str:
    """The page as one may compare it with another one."""
    page = re.sub(r'((?:csrfmiddlewaretoken|once)" value=|X-CSRFToken": )"[^"]*"', r"\1", answer.content.decode())
    return re.sub(r"<footer.*?</footer>", "", page, flags=re.DOTALL)
