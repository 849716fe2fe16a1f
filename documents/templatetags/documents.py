"""A document on a page: its figures as links, no blank beside them, its title in the lines of the paper."""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from documents.blocks import Number, Picture, Run
from documents.rules.titles import title_lines

register = template.Library()
MOST_OF_TITLE = 20


@register.simple_tag
def runs(told: list[Run]) -> SafeString:
    """The text of a paragraph or a cell; a registered figure opens the rows it counts."""
    return format_html_join("", "{}", ((_run(run),) for run in told))


def _run(run: Run) -> str:
    if isinstance(run, Picture):
        return format_html(
            '<img class="official-picture" src="data:image/jpeg;base64,{}" alt="{}">', run.jpeg, run.text
        )
    if not isinstance(run, Number):
        return run
    if not run.url:
        return format_html('<span class="figure-in-text" data-figure="{}">{}</span>', run.code, run.text)
    return format_html('<a class="figure-in-text" href="{}" data-figure="{}">{}</a>', run.url, run.code, run.text)


@register.simple_tag
def title_in_lines(title: str) -> SafeString:
    """A title that is broken where it is broken on paper, and elsewhere only where the screen is too narrow."""
    lines = ((line,) for line in title_lines(title, MOST_OF_TITLE))
    return format_html_join("", '<span class="official-line">{}</span>', lines)
