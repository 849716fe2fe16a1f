"""The legal order of approvals of a hazardous chemical construction project (domain rules R5)."""

SEQUENCE = (
    ("PM01",),
    ("PM02", "PM03"),
    ("PM05", "PM04", "PM07", "PM08"),
    ("PM06",),
    ("PM09",),
    ("PM10",),
    ("PM12",),
    ("PM11", "PM15", "PM13", "PM14"),
)
ORDER = tuple(code for step in SEQUENCE for code in step)
