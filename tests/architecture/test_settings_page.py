"""docs/settings.md lists every setting that is read from the environment, and no other."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
READ = re.compile(r'env\.(?:text|flag|number|hour|words|networks|one_of|database|field_keys)\(\s*"([A-Z_]+)"')
LISTED = re.compile(r"^\| `([A-Z_]+)` \|", re.MULTILINE)


def test_the_page_and_the_settings_agree():
    code = (ROOT / "config" / "settings.py").read_text(encoding="utf-8")
    page = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    elsewhere = {"SECRET_KEY", "HOST", "PORT", "DEMO_PASSWORD"}

    assert set(LISTED.findall(page)) - elsewhere == set(READ.findall(code))
