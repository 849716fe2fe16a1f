from typing import TYPE_CHECKING

from django.apps import AppConfig
from django.utils.translation import pgettext_lazy

from accounts.states import Reach
from core import acts, decisions, navigation, panels
from core.navigation import Entry
from notices import kinds as notice_kinds

if TYPE_CHECKING:
    from accounts.models import User


def sees_the_ledger(user: "User") -> bool:
    return user.reach != Reach.NOTHING


class CommentsConfig(AppConfig):
    name = "comments"
    verbose_name = pgettext_lazy("comment", "Comments")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from accounts.services import handing_over  # noqa: PLC0415 - models are ready only here
        from comments.panels import OFFERED  # noqa: PLC0415 - models are ready only here
        from comments.services import handing, holding, telling, waiting  # noqa: PLC0415 - models are ready only here
        from comments.services.notice_kinds import KINDS  # noqa: PLC0415 - models are ready only here
        from rectification import figures, workflow  # noqa: PLC0415 - models are ready only here
        from rectification.services import consequences  # noqa: PLC0415 - models are ready only here

        acts.offer(
            "comment",
            pgettext_lazy("comment", "Comment"),
            ("write", pgettext_lazy("comment", "Comment written")),
            ("withdraw", pgettext_lazy("comment", "Comment withdrawn")),
            ("see", pgettext_lazy("comment", "Comment seen by who is named")),
        )
        acts.offer(
            "follow",
            pgettext_lazy("follow", "Followed item"),
            ("begin", pgettext_lazy("follow", "Item followed")),
            ("end", pgettext_lazy("follow", "Item followed no more")),
        )
        for file, parts in OFFERED.items():
            panels.offer(file, *parts)
        notice_kinds.offer(KINDS)
        holding.register()
        handing_over.offer(*handing.KINDS)
        consequences.offer(workflow.TRANSITIONS, telling.tell_followers)
        decisions.offer("comments", waiting.NAMED)
        figures.offer_box(*waiting.NAMED_BOX, waiting.naming, stands_on_desk=True)
        figures.offer_box(*waiting.FOLLOWED_BOX, waiting.followed)
        navigation.offer(
            Entry(
                21,
                pgettext_lazy("follow", "Followed items"),
                "comments:follow-list",
                sees_the_ledger,
                under="rectification:item-list",
            )
        )
