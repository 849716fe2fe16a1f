"""What every form that writes carries; the engine loads it for all templates, in place of Django's own tag."""

from django import template

from core.services import idempotency

register = template.Library()


@register.inclusion_tag("components/_sending.html", takes_context=True)
def csrf_token(context: template.Context) -> dict[str, object]:
    """The protection against forged requests, and a token by which the form acts once (reliability V37).

    Forms can't be sent without the one, so none is without the other; whoever is not known carries none.
    """
    person = getattr(context.get("request"), "user", None)
    token = idempotency.new_token() if person is not None and person.is_authenticated else ""
    return {"csrf_token": context.get("csrf_token"), "field": idempotency.FIELD, "token": token}
