"""No sentence of Django reaches people in other words than those of the house, or untranslated."""

import ast
import re
from pathlib import Path

import django
import pytest
from django import forms
from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError
from django.urls import get_resolver
from django.utils import translation
from django.utils.translation import gettext

from accounts.forms.people import NewAccountForm
from accounts.forms.sessions import NewPasswordForm, PasswordForm
from accounts.listings import ACCOUNTS
from accounts.models import User
from core.forms import UnsearchedListForm
from core.services import log_reading
from core.templatetags.shell import colon
from tests.factories import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db
HOUSE = Path("locale/parts")
ENGLISH = re.compile(r"[a-z]{4,} [a-z]{2,}")
UNASKED = re.compile(r"\{\{ field(\.label)? \}\}(\{% colon %\}|：)")
RAW = ("一个有效", "有效的选项", "的 用户 已存在", "你的")


def below(base):
    return {base} | {each for child in base.__subclasses__() for each in below(child)}


def fields():
    """Every field of every form of the product."""
    assert get_resolver().url_patterns, "all forms are loaded"
    ours = {form for form in below(forms.BaseForm) if form.__module__.split(".")[0] not in ("django", "django_filters")}
    return [field for form in ours for field in getattr(form, "base_fields", {}).values()]


def test_every_part_of_a_filter_bar_has_a_name_that_its_chip_can_say():
    assert get_resolver().url_patterns, "all forms are loaded"
    bars = below(UnsearchedListForm)

    assert len(bars) > 20
    assert [(bar.__name__, name) for bar in bars for name, part in bar.base_fields.items() if not part.label] == []


def said_by(field):
    with translation.override("zh-hans"):
        yield from (str(said) for said in field.error_messages.values())
        yield from (str(getattr(check, "message", "")) for check in field.validators)


def test_what_fields_and_their_checks_say_is_in_the_words_of_the_house():
    every = {said for field in fields() for said in said_by(field)}

    assert len(every) > 20
    plain = [re.sub(r"%\(\w+\)\w", "", said) for said in every]
    assert [said for said in plain if any(raw in said for raw in RAW) or ENGLISH.search(said)] == []


@pytest.mark.parametrize(
    ("label", "language", "between"),
    [
        ("名称", "zh-hans", "："),
        ("发生了什么？", "zh-hans", ""),
        ("Name", "en", ": "),
        ("What has happened?", "en", " "),
    ],
)
def test_a_label_that_asks_is_followed_by_no_colon(label, language, between):
    with translation.override(language):
        assert colon(label) == between


def test_every_label_of_a_field_is_asked_how_it_ends():
    """A field's label may ask, so what follows it is said with a view to it."""
    said = {path.name for path in Path("templates").rglob("*.html") if UNASKED.search(path.read_text())}

    assert said == set()


def test_persons_have_names_of_persons():
    for page in (User._meta.get_field("name").verbose_name, ACCOUNTS.columns[1].label):
        assert str(page) == "姓名"


@pytest.mark.parametrize("password", ["kurz", "password123", "12345678901", "aaaaaaaaaaaa"])
def test_the_checks_of_passwords_speak_chinese_and_stand_on_the_new_password(password):
    person = UserFactory(password=PASSWORD)
    given = {"old_password": PASSWORD, "new_password1": password, "new_password2": password}

    for form in (PasswordForm(person, given, knocks={}), NewPasswordForm(person, given)):
        assert set(form.errors) == {"new_password1"}
        assert not ENGLISH.search(str(form.errors["new_password1"].as_text()))
    assert not any(ENGLISH.search(text) for text in password_validation.password_validators_help_texts())


def test_an_account_that_is_taken_is_said_plainly():
    taken = UserFactory()
    form = NewAccountForm({"username": taken.username})

    assert form.errors["username"] == ["已有相同的账号，请更换。"]


def test_a_wrong_old_password_is_said_to_you():
    form = PasswordForm(UserFactory(password=PASSWORD), {"old_password": "x"}, knocks={})

    assert form.errors["old_password"] == ["当前密码不正确，请重新填写。"]


def test_a_choice_that_is_gone_is_said_in_the_words_of_the_house():
    with pytest.raises(ValidationError) as refused:
        forms.ModelChoiceField(type(UserFactory()).objects.all()).clean("999999")

    assert refused.value.messages == ["所选内容已不在可选范围内，请重新选择。"]


def test_the_sentences_are_still_those_of_django():
    """A new Django may say something else; then the house's words would stand beside it unused."""
    root = Path(django.__file__).parent
    folders = ("core", "forms", "db/models", "contrib/auth")
    paths = [path for folder in folders for path in (root / folder).rglob("*.py")]
    texts = "".join(path.read_text() for path in paths)
    plain = re.sub(r'"\s*\n\s*"', "", texts)
    module = ast.parse(Path("core/django_words.py").read_text())
    said = [node.args[0].value for node in ast.walk(module) if isinstance(node, ast.Call)]

    assert [each for each in said if each not in plain] == []
    assert all(gettext(each) for each in said)


def test_what_a_page_adds_to_the_log_has_a_name():
    assert log_reading.LABELS.keys() >= log_reading.TECHNICAL
    assert {"page", "path", "asked", "version", "sha256"} <= log_reading.LABELS.keys()
