from django.db import models

from core.fields import Read, Readers


class NumberSeries(Read):
    """A running number without gaps: the next one of a key, such as one county's items of a year."""

    key = models.CharField(max_length=80, unique=True)
    next_number = models.PositiveIntegerField(default=1)

    recorded_as = "core.numberseries"

    readers = Readers(nobody="key next_number")

    class Meta:
        db_table = "core_numberseries"

    def __str__(self) -> str:
        return f"{self.key}: {self.next_number}"
