"""What Django's forms and their fields are made with, told by name, so that a form of ours can pass it on."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypedDict

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db import models
from django.utils.datastructures import MultiValueDict

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Sent = Mapping[str, object]
"""What a browser has sent, or a dictionary that stands for it."""


Files = MultiValueDict[str, UploadedFile]


class FormOptions(TypedDict, total=False):
    """Of a form, besides what was sent."""

    initial: dict[str, Any] | None
    prefix: str | None


class RowOptions(FormOptions, total=False):
    """Of a form that writes a row."""

    instance: models.Model | None
    files: Files | None


class FieldWords(TypedDict, total=False):
    """Of a field: what is said of it."""

    label: "StrOrPromise | None"
    help_text: "StrOrPromise"


class FieldOptions(FieldWords, total=False):
    """Of a field."""

    required: bool
    initial: object
    widget: forms.Widget | type[forms.Widget]
    disabled: bool
