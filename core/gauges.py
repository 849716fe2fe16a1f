"""What `/metrics` tells of the work itself, read from the database and the broker at the moment of asking.

So it is the same whichever process answers. Apps offer theirs with `offer`.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from django.db import DatabaseError
from kombu.exceptions import KombuError
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.metrics_core import GaugeMetricFamily

PREFIX = "yuanan_"


@dataclass(frozen=True)
class Gauge:
    """A figure for Prometheus: `read` returns its value for each combination of the labels."""

    name: str
    meaning: str
    read: Callable[[], Mapping[tuple[str, ...], float]]
    labels: tuple[str, ...] = ()


_offered: dict[str, Gauge] = {}


def offer(*gauges: Gauge) -> None:
    """Register gauges; called by an app's config."""
    _offered.update({gauge.name: gauge for gauge in gauges})


class Collector:
    """Reads each gauge; one whose source is away is left out and named."""

    def collect(self) -> Iterator[GaugeMetricFamily]:
        unread = GaugeMetricFamily(f"{PREFIX}gauge_unread", "1 where a gauge can't be read now", labels=["gauge"])
        for name in sorted(_offered):
            family = _read(_offered[name])
            unread.add_metric([name], 0 if family else 1)
            if family:
                yield family
        yield unread


def _read(gauge: Gauge) -> GaugeMetricFamily | None:
    family = GaugeMetricFamily(f"{PREFIX}{gauge.name}", gauge.meaning, labels=gauge.labels)
    try:
        for labels, value in gauge.read().items():
            family.add_metric(labels, value)
    except (DatabaseError, KombuError, OSError, RuntimeError):
        return None
    return family


def page() -> bytes:
    """All gauges in Prometheus' text format."""
    registry = CollectorRegistry(auto_describe=False)
    registry.register(Collector())
    return generate_latest(registry)
