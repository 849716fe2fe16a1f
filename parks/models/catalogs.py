"""Catalogues of the park file: CSV files in `parks/catalogs`, brought in by `manage.py load_catalogs`."""

from django.db import models
from django.utils.translation import get_language

from core.fields import Read, Readers
from parks.states import Admission, ParkGrade

UNCONFIRMED = "(unconfirmed)"


class Named(Read):
    """A row with its name in both languages and with where it is from."""

    code = models.CharField(max_length=8, primary_key=True)
    name_zh = models.CharField(max_length=120)
    name_en = models.CharField(max_length=200)
    source = models.CharField(max_length=120)

    class Meta:
        abstract = True
        ordering = ("code",)

    def __str__(self) -> str:
        return self.name

    @property
    def basis(self) -> str:
        """Where it is from, without the word by which the catalogue says that nobody has confirmed it."""
        return self.source.removesuffix(UNCONFIRMED).strip()

    @property
    def is_confirmed(self) -> bool:
        return not self.source.endswith(UNCONFIRMED)

    @property
    def name(self) -> str:
        """The name in the language of the reader."""
        return self.name_en if (get_language() or "").startswith("en") else self.name_zh


class VetoItem(Named):
    """否决项: what makes a park grade A whatever its score (domain rules R3; the list is unconfirmed)."""

    readers = Readers(public="code name_zh name_en source")

    class Meta(Named.Meta):
        pass


class GradeEffect(Named):
    """What a grade forbids or asks of a park, and what it makes of the admission of hazardous projects (R3)."""

    grade = models.CharField(max_length=1, choices=ParkGrade.choices)
    admission = models.CharField(max_length=10, choices=Admission.choices, default=Admission.OPEN)

    readers = Readers(public="code name_zh name_en source grade admission")

    class Meta(Named.Meta):
        pass
