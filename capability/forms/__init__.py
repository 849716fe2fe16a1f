"""Forms of the files of units, people and instruments, and the bars of their lists."""

from typing import TYPE_CHECKING, Unpack

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Organization, User
from capability.filters import TERMS
from capability.models import Calibration, Equipment, Supervisor, SupervisorCertificate, Team, Training
from capability.services.keeping import SUPERVISING
from capability.states import EquipmentKind, EquipmentState
from core.day_fields import DayField
from core.evidence import EvidenceField, EvidenceForm
from core.form_options import RowOptions, Sent
from core.forms import ANY, FileForm, ListForm, choice, choice_field, mark_personal, row_field
from core.past_forms import PastForm
from core.states import AttachmentKind

if TYPE_CHECKING:
    from django.http import QueryDict

YES_NO = (("true", gettext_lazy("yes")), ("false", gettext_lazy("no")))


def offer_units(form: forms.BaseForm, user: User) -> None:
    """Let a list be narrowed to one of the units whose file the person sees."""
    teams = Team.objects.visible_to(user).select_related("organization")
    choice_field(form, "organization").choices = (ANY, *((team.organization_id, str(team)) for team in teams))


class TeamListForm(ListForm):
    on = DayField(label=gettext_lazy("As of the day"), required=False, widget=forms.DateInput)
    empty = choice(gettext_lazy("Without people"), YES_NO)


class SupervisorListForm(ListForm):
    organization = choice(gettext_lazy("Organization"), ())
    qualified = choice(gettext_lazy("Professional supervisor"), YES_NO)
    due = choice(gettext_lazy("Due"), TERMS)
    left = choice(gettext_lazy("Has left"), YES_NO)
    as_of = DayField(label=gettext_lazy("As of the day"), required=False, widget=forms.DateInput)

    def __init__(self, data: "QueryDict", *, user: User) -> None:
        super().__init__(data, user=user)
        offer_units(self, user)


class EquipmentListForm(ListForm):
    organization = choice(gettext_lazy("Keeper unit"), ())
    kind = choice(gettext_lazy("Kind of instrument"), EquipmentKind.choices)
    state = choice(gettext_lazy("State"), EquipmentState.choices)
    late = choice(gettext_lazy("Calibration overdue"), YES_NO)

    def __init__(self, data: "QueryDict", *, user: User) -> None:
        super().__init__(data, user=user)
        offer_units(self, user)


class TeamForm(FileForm):
    class Meta:
        model = Team
        fields: tuple[str, ...] = ("visits_parks", "visits_enterprises", "reviews_permits")


class NewTeamForm(TeamForm):
    """The unit is the own one, for the coordinator any of the government's without a file."""

    class Meta(TeamForm.Meta):
        fields = ("organization", "visits_parks", "visits_enterprises", "reviews_permits")

    def __init__(self, data: Sent | None = None, *, user: User, **options: Unpack[RowOptions]) -> None:
        super().__init__(data, user=user, **options)
        units = Organization.objects.visible_to(user).active().filter(kind__in=SUPERVISING, team=None)
        own = units if user.oversees_units else units.filter(pk=user.organization_id)
        row_field(self, "organization").queryset = own.exclude(county=None)


class SupervisorForm(PastForm):
    past = ("degree_on", "practising_since")
    in_order = (("since", "left_on"),)

    class Meta:
        model = Supervisor
        fields: tuple[str, ...] = (
            "name",
            "account",
            "post",
            "since",
            "left_on",
            "has_degree",
            "major",
            "degree_on",
            "practising_since",
            "evidence",
            "certificate_number",
            "certificate_until",
        )

    def __init__(self, data: Sent | None = None, *, user: User, **options: Unpack[RowOptions]) -> None:
        super().__init__(data, user=user, **options)
        mark_personal(self, "name", "certificate_number")
        accounts = User.objects.visible_to(user).filter(organization=self.instance.organization_id)
        row_field(self, "account").queryset = accounts.active()
        self.fields["account"].help_text = _("With an account, absences count in the capability balance.")
        self.fields["evidence"].help_text = _("Such as: certificate of the unit, labour contract.")


class PostForm(PastForm):
    """The new post of a supervisor, once begun; the present one becomes an earlier one."""

    past = ("since",)

    since = DayField(label=gettext_lazy("In post since"), widget=forms.DateInput)

    class Meta:
        model = Supervisor
        fields = ("post", "since")

    def __init__(self, data: Sent | None = None, *, user: User, **options: Unpack[RowOptions]) -> None:
        super().__init__(data, user=user, **options)
        self.fields["post"].required = True


class CertificateForm(PastForm):
    past = ("issued_on",)
    in_order = (("issued_on", "valid_until"),)

    class Meta:
        model = SupervisorCertificate
        fields = ("kind", "number", "issued_on", "valid_until")

    def __init__(self, data: Sent | None = None, *, user: User, **options: Unpack[RowOptions]) -> None:
        super().__init__(data, user=user, **options)
        mark_personal(self, "number")


class TrainingForm(PastForm):
    past = ("held_on",)

    class Meta:
        model = Training
        fields = ("subject", "held_on", "hours", "result", "organiser")


class EquipmentForm(PastForm):
    past = ("bought_on", "lent_on")

    class Meta:
        model = Equipment
        fields = ("kind", "name", "serial", "bought_on", "state", "lent_to", "lent_on", "calibrate_by")

    def clean(self) -> dict[str, object]:
        given = super().clean()
        if given.get("state") == EquipmentState.LENT and not given.get("lent_to"):
            self.add_error("lent_to", _("Say to whom it is lent."))
        return given


class CalibrationForm(FileForm, EvidenceForm):
    """A calibration with its scans; until when it holds is asked of one that was passed."""

    scans = EvidenceField(kind=AttachmentKind.DOCUMENT, camera=True, label=gettext_lazy("Scans"))

    class Meta:
        model = Calibration
        fields = ("calibrated_on", "body", "number", "is_passed", "valid_until")

    def __init__(self, data: Sent | None = None, *, user: User, **options: Unpack[RowOptions]) -> None:
        super().__init__(data, user=user, **options)
        self.at(user, f"equipment:{self.instance.equipment_id}", "calibration")

    def names(self) -> list[str]:
        """The fields of the row; the files are hung at it afterwards."""
        return [name for name in super().names() if not isinstance(self.fields[name], EvidenceField)]
