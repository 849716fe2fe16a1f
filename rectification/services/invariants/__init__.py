"""What the ledger promises (reliability I1-I5, I8)."""

from django.utils.translation import gettext_lazy as _

from core.services.invariants import Check
from rectification.services.invariants.answering import unanswered
from rectification.services.invariants.balance import unbalanced
from rectification.services.invariants.closing import closed_too_easily
from rectification.services.invariants.numbers import broken_numbers
from rectification.services.invariants.recorded import recorded_otherwise
from rectification.services.invariants.replay import differs_from_history, history_with_gaps
from rectification.services.invariants.standing import stood_otherwise
from rectification.services.invariants.suspended import stood_still_otherwise

CHECKS = (
    Check("I1", _("Each item is what the replay of its history says."), differs_from_history),
    Check("I11", _("How each item stood at any time is what its history says."), stood_otherwise),
    Check("I2", _("The history of each item has no gaps."), history_with_gaps),
    Check("I3", _("As many items stand in the states as were registered."), unbalanced),
    Check("I4", _("Each open item has a unit that answers for it and a person who can act."), unanswered),
    Check("I5", _("Each closed item has what closing demands, by three different people."), closed_too_easily),
    Check("I13", _("The history says of who, when and why what the log has recorded."), recorded_otherwise),
    Check(
        "I17",
        _("A deadline is put off by the days on which it stood still, and not late meanwhile."),
        stood_still_otherwise,
    ),
    Check("I8", _("Item numbers are unique and without gaps."), broken_numbers),
)
