"""Plots played by the real services, each step at its own moment, in the order of time."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from accounts.models import User
from core import clock
from core.models import Attachment
from demo.acting import Step
from demo.files import hand_in
from demo.plots import Plot
from inspections.models import FindingPhoto
from rectification.models import Item
from rectification.services import advance
from rectification.services.registration import register


class Player:
    """Knows the item of each plot that has begun: of those begun before, by their ids."""

    def __init__(self, begun: Mapping[int, int] | None = None) -> None:
        self.items = dict(begun or {})

    def play(self, plots: Iterable[Plot], since: datetime | None = None) -> None:
        """Registrations and steps of all plots from a moment on, as they followed one another."""
        scenes = [
            (moment, plot.key, number, plot)
            for plot in plots
            for number, moment in enumerate((plot.at, *(step.at for step in plot.steps)))
            if since is None or moment >= since
        ]
        for moment, _key, number, plot in sorted(scenes, key=lambda scene: scene[:3]):
            with clock.at(moment):
                if number == 0:
                    self._register(plot)
                else:
                    self._take(plot, plot.steps[number - 1])

    def _register(self, plot: Plot) -> None:
        if plot.rebound_of is not None:
            self.items[plot.key] = Item.objects.get(rebound_of=self.items[plot.rebound_of.key]).pk
            return
        item = register(plot.given, actor=plot.actor)
        self.items[plot.key] = item.pk
        if plot.has_photo:
            photo = self._file("before", plot, plot.actor, item)
            FindingPhoto.objects.create(finding=item.finding, attachment=photo)

    def _take(self, plot: Plot, step: Step) -> None:
        item = Item.objects.get(pk=self.items[plot.key])
        given = dict(step.given)
        if step.files:
            given["evidence"] = [self._file(kind, plot, step.actor, item) for kind in step.files]
        if "merged_into" in given:
            given["merged_into"] = Item.objects.get(pk=self.items[given["merged_into"].key])
        advance(item.pk, step.name, actor=step.actor, version=item.version, **given)

    def _file(self, kind: str, plot: Plot, uploader: User, item: Item) -> Attachment:
        return hand_in(kind, item.number, uploader, seed=plot.key, found_at=plot.at)
