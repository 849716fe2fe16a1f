"""Every column is classified once, and what is found for a reader comes without what is not for them (S18, S69)."""

import pytest
from django.apps import apps
from django.contrib.auth.models import AnonymousUser

from accounts.states import Role
from core.fields import Classified, HiddenColumnError, Read, ReadRows, VeiledRowError, hidden_columns
from core.states import Seen
from rectification.models import Extension, HistoryEntry, Item, Standing
from rectification.serializers.items import CALLED, ItemDetailSerializer, ItemSerializer
from tests.factories import ItemFactory, UserFactory
from tests.house import APPS

OURS = [model for model in apps.get_models() if model.__module__.split(".")[0] in APPS]
SCOPED = [model for model in OURS if hasattr(model._default_manager, "visible_to")]


def label(model):
    return model._meta.label


@pytest.mark.req("S69")
@pytest.mark.parametrize("model", OURS, ids=label)
def test_every_column_is_classified_once(model):
    assert issubclass(model, Read), "a table is a `Read` and says in `readers` for whom each column is"
    columns = {field.name for field in (*model._meta.local_concrete_fields, *model._meta.local_many_to_many)} - {"id"}

    assert columns - set(model.readers.of) == set(), "say in `readers` for whom the column is"
    assert set(model.readers.of) - columns == set(), "it is gone; take it out of `readers`"
    assert isinstance(model._base_manager.get_queryset(), ReadRows), "rows reached from others lose their reader"


MARKED = [(model, name) for model in OURS for name, said in vars(model).items() if isinstance(said, Classified)]


@pytest.mark.parametrize(("model", "name"), MARKED, ids=lambda part: getattr(part, "__name__", part))
def test_whatever_is_said_of_all_columns_is_said_of_each(model, name):
    columns = {field.name for field in (*model._meta.local_concrete_fields, *model._meta.local_many_to_many)} - {"id"}

    assert columns - vars(model)[name].columns == set(), f"say in `{name}` which class the column is of"
    assert vars(model)[name].columns - columns == set(), f"it is gone; take it out of `{name}`"


def test_a_column_is_of_one_class():
    with pytest.raises(ValueError, match="title"):
        Classified(history="title", once="number title")


def test_an_item_says_what_is_known_of_its_columns_in_the_past():
    stood = {field.name for field in Standing._meta.local_concrete_fields} - {"id", "item", "since", "until"}

    assert {name for _model, name in MARKED if _model is Item} == {"readers", "kept", "answered", "corrected"}
    assert stood <= set(Item.kept.among("history", "standing", "once"))
    assert set(Item.kept.among("standing")) <= stood
    assert set(Standing.POINTERS) == {
        name for name in stood - set(Item.kept.among("once")) if Standing._meta.get_field(name).is_relation
    }


def test_the_api_answers_the_columns_that_the_table_says_it_does():
    listed, detailed = set(ItemSerializer.Meta.fields), set(ItemDetailSerializer.Meta.fields)
    own = {CALLED.get(name, name) for name in Item.answered.columns}

    assert listed & own == {CALLED.get(name, name) for name in Item.answered.among("list")}
    assert (detailed - listed) & own == set(Item.answered.among("detail"))


@pytest.mark.req("S69")
@pytest.mark.django_db
@pytest.mark.parametrize("model", SCOPED, ids=label)
def test_whatever_is_visible_to_somebody_is_read_by_them(model):
    user = UserFactory(role=Role.ENTERPRISE)

    assert model._default_manager.visible_to(user).reader == user
    assert not model._default_manager.visible_to(AnonymousUser()).exists()


@pytest.mark.req("S69")
@pytest.mark.parametrize("model", OURS, ids=label)
def test_who_handles_a_column_is_said_by_the_model(model):
    decides_by_row = {Seen.HANDLERS} & set(model.readers.of.values())

    assert not decides_by_row or "withheld" in model.__dict__


@pytest.fixture
def watched():
    """An item of which an observer sees the public part, and the observer."""
    item = ItemFactory(under_review=True, requirement="限期整改")
    observer = UserFactory(role=Role.OBSERVER)
    item.park.supervision_groups.add(observer.organization)
    return item, observer


@pytest.mark.req("S18")
@pytest.mark.django_db
def test_what_is_reached_from_a_row_is_read_by_the_same_reader(watched):
    item, observer = watched

    read = Item.objects.visible_to(observer).get(pk=item.pk)

    assert (read.responsible_person, read.requirement, read.funds) == ("", "", "")
    assert list(read.history.all()) == list(read.finding.item.history.all()) == []
    assert read.evidence.first().attachment.reader == observer
    assert list(Extension.objects.visible_to(observer)) == []
    assert hidden_columns(HistoryEntry, observer.reads)


@pytest.mark.django_db
def test_a_row_read_for_somebody_does_not_write_blanks_over_the_rest(watched):
    item, observer = watched
    read = Item.objects.visible_to(observer).get(pk=item.pk)

    with pytest.raises(VeiledRowError):
        read.save()

    item.refresh_from_db()
    assert item.requirement == "限期整改"


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["requirement", "finding__sources__wording", "history__reason", "merged_into"])
def test_a_query_for_the_values_of_a_hidden_column_is_refused(watched, path):
    _item, observer = watched

    with pytest.raises(HiddenColumnError):
        Item.objects.visible_to(observer).values_list("pk", path)


@pytest.mark.django_db
def test_a_row_that_is_locked_comes_whole(watched):
    item, observer = watched

    assert Item.objects.visible_to(observer).select_for_update().get(pk=item.pk).requirement == "限期整改"
