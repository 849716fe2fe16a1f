"""Which device a browser says it is, as people recognise theirs in a list. Pure."""

SYSTEMS = (
    ("HarmonyOS", "HarmonyOS"),
    ("OpenHarmony", "HarmonyOS"),
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
)
BROWSERS = (
    ("MicroMessenger", "WeChat"),
    ("DingTalk", "DingTalk"),
    ("Lark", "Feishu"),
    ("Edg", "Edge"),
    ("Firefox", "Firefox"),
    ("360SE", "360"),
    ("QQBrowser", "QQ"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
PHONES = ("Mobile", "Android", "iPhone", "HarmonyOS")


def label(agent: str) -> str:
    """'Chrome · Windows'; empty where the browser says nothing that is known."""
    found = (next((name for sign, name in known if sign in agent), "") for known in (BROWSERS, SYSTEMS))
    return " · ".join(name for name in found if name)


def is_phone(agent: str) -> bool:
    return any(sign in agent for sign in PHONES)
