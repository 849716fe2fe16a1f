"""What an empty list of a kind asks for."""

from django.utils.translation import gettext as _

from intake.imports.blank_list import BlankColumn
from intake.imports.registers.kinds import RegisterKind
from intake.reading.register_fields import RegisterField, Type


def columns(kind: RegisterKind) -> list[BlankColumn]:
    """The columns of an empty list of this kind, in the words of its pages."""
    return [
        BlankColumn(
            str(each.label),
            _takes(each),
            is_needed=each.is_required,
            is_day=each.type == Type.DAY,
            choices=_choices(kind, each),
            example=each.example,
        )
        for each in kind.own_fields
    ]


def _takes(each: RegisterField) -> str:
    if each.units:
        return _("A number, with its unit in the cell or the heading: %(units)s") % {"units": "、".join(each.units)}
    return {
        Type.DAY: _("A day: 2024-03-15, 2024年3月15日"),
        Type.WHOLE: _("A whole number"),
        Type.CREDIT_CODE: _("18 signs, its check sign is tested"),
        Type.LOOKED_UP: _("A name as it is on file; what is not known is asked"),
        Type.PHONE: _("A phone number"),
        Type.PERSON: _("A name"),
    }.get(each.type, _("Text"))


def _choices(kind: RegisterKind, each: RegisterField) -> list[str]:
    if each.type == Type.YES_NO:
        return [_("Yes"), _("No")]
    options = kind.options.get(each.code)
    return [str(option.label) for option in options()] if options else []
