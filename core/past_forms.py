"""A form of what has happened: its days are not to come, and not in the wrong order."""

from typing import ClassVar

from django.utils.translation import gettext as _

from core import clock
from core.forms import FileForm


class PastForm(FileForm):
    """A row with days that can't be to come; of each pair `in_order` the second is not before the first."""

    past: ClassVar[tuple[str, ...]] = ()
    in_order: ClassVar[tuple[tuple[str, str], ...]] = ()

    def clean(self) -> dict[str, object]:
        super().clean()
        given = self.cleaned_data
        for name in self.past:
            if given.get(name) and given[name] > clock.today():
                self.add_error(name, _("This day is still to come."))
        for first, last in self.in_order:
            if given.get(first) and given.get(last) and given[last] < given[first]:
                self.add_error(last, _("It would end before it begins."))
        return given
