"""What may stand in an address."""

from django.urls.converters import IntConverter, StringConverter

from core.rules.bounds import HIGHEST_ID


class IdConverter(IntConverter):
    """The id of a row, within what its column can hold; another number is an address that there is not."""

    regex = "[0-9]{1,19}"

    def to_python(self, value: str) -> int:
        key = super().to_python(value)
        if key > HIGHEST_ID:
            raise ValueError(value)
        return key


class SecretConverter(StringConverter):
    """What opens a page to whoever has it: no line that the program writes says it (`core.secret_addresses`)."""

    regex = r"[\w-]+"
