from django import forms
from django.urls import reverse
from django.utils.translation import pgettext_lazy

from accounts.models import User
from comments.models import LONGEST_TEXT
from comments.services.commenting import audiences_of
from comments.states import Audience
from core.form_options import Sent
from core.forms import choice_field, dress
from rectification.models import Item


class CommentForm(forms.Form):
    """What is said at an item, and for whom; who can write for one audience only is not asked."""

    use_required_attribute = False
    text = forms.CharField(
        label=pgettext_lazy("comment", "Comment"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea,
        help_text=pgettext_lazy("comment", "@ and a name calls somebody; nothing of it can be changed afterwards."),
    )
    audience = forms.ChoiceField(
        label=pgettext_lazy("comment", "Read by"), choices=Audience.choices, widget=forms.RadioSelect
    )

    def __init__(self, data: Sent | None = None, *, item: Item, actor: User) -> None:
        audiences = audiences_of(actor)
        super().__init__(data, initial={"audience": audiences[0]})
        self.fields["text"].widget.attrs["data-people"] = reverse("comments:item-people", args=[item.pk])
        choice_field(self, "audience").choices = [(audience.value, audience.label) for audience in audiences]
        if len(audiences) == 1:
            self.fields["audience"].widget = forms.HiddenInput()
        dress(self)
