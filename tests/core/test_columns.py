"""Columns hash by place and name; what is the same is still said by all that they were made of."""

from django.db.models import CharField, Value
from django.db.models.expressions import Col

from accounts.models import User


def test_columns_of_one_place_are_one_and_those_of_others_are_not():
    name = User._meta.get_field("name")
    columns = {Col("one", name): "one", Col("other", name): "other", Col("one", User._meta.get_field("email")): "email"}

    assert columns[Col("one", name)] == "one"
    assert columns[Col("other", name)] == "other"
    assert len(columns) == 3


def test_a_column_that_is_read_as_another_kind_is_another_one():
    name = User._meta.get_field("name")

    assert hash(Col("one", name, CharField())) == hash(Col("one", name))
    assert Col("one", name, CharField()) != Col("one", name)
    assert Col("one", name) != Value("one")
