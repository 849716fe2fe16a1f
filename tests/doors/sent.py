"""A request that no form of a page makes, or none that is filled in as it stands."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from accounts.models import User
from tests.browser.soak.world import World


@dataclass(frozen=True)
class Sent:
    """A request as it is sent: `asks` prepares what it needs and answers who sends what where."""

    name: str
    asks: Callable[[World], tuple[User | None, str, dict[str, Any]]]
    method: str = "post"
    as_json: bool = False
