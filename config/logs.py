"""One JSON line an event, line breaks escaped; people in the county read pages, machines read this."""

import structlog
from structlog.typing import EventDict, Processor

from core import request_facts
from core.secret_addresses import without_secrets

CALLER = ("ip", "user_id", "user_agent")


def without_links(_logger: object, _method: str, event: EventDict) -> EventDict:
    """What opens a page to whoever has it stands in no line (security S28)."""
    for name, value in event.items():
        if isinstance(value, str):
            event[name] = without_secrets(value)
    return event


def with_address(_logger: object, _method: str, event: EventDict) -> EventDict:
    """From where a request comes, as the log of acts tells it: settled once, and no head of a stranger believed."""
    facts = request_facts.present()
    if facts.address:
        event["ip"] = facts.address
    elif not facts.is_traced:
        for name in CALLER:
            event.pop(name, None)
    return event


SHARED: list[Processor] = [
    structlog.contextvars.merge_contextvars,
    with_address,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    structlog.processors.format_exc_info,
    without_links,
]


def configure(level: str) -> dict[str, object]:
    """Set structlog up and answer Django's LOGGING for the same lines."""
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *SHARED,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    formatter = {
        "()": structlog.stdlib.ProcessorFormatter,
        "processor": structlog.processors.JSONRenderer(ensure_ascii=False),
        "foreign_pre_chain": SHARED,
    }
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"json": formatter},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {
            "django": {"handlers": [], "level": level, "propagate": True},
            "django_structlog": {"level": level},
        },
    }
