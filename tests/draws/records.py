"""Candidates of any size, and the standalone script as it is run by anybody."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from draws.rules.drawing import FORMAT, Excluded, Frozen, Record, commitment, draw

SCRIPT = Path(__file__).parents[2] / "script" / "verify_draw"
EQUAL, DIFFERS, UNFITTING, UNREADABLE = range(4)


def frozen(
    *weights: int,
    inspectors: int = 4,
    bodies: int = 1,
    number: int = 1,
    team: int = 2,
    exclusions: tuple[Excluded, ...] = (),
) -> Frozen:
    return {
        "format": FORMAT,
        "title": "一季度双随机抽查",
        "body": "示范县应急管理局",
        "first_day": "2026-03-02",
        "last_day": "2026-03-06",
        "number": number,
        "team": team,
        "objects": [
            {"id": place, "name": f"企业{place}", "weight": weight, "terms": {"BASE": weight}}
            for place, weight in enumerate(weights, 1)
        ],
        "inspectors": [
            {"id": place, "name": f"王{place}", "unit": "执法大队", "body": place % bodies}
            for place in range(101, 101 + inspectors)
        ],
        "exclusions": list(exclusions),
    }


def record(candidates: Frozen, seed: bytes) -> Record:
    return {
        "candidates": candidates,
        "commitment": commitment(candidates, seed),
        "seed": seed.hex(),
        "result": draw(candidates, seed),
    }


def run_script(written: Any, folder: Path) -> tuple[int, str]:
    """How the script ends on a record, and what it says; without the packages of the product."""
    path = folder / "record.json"
    path.write_text(json.dumps(written, ensure_ascii=False), "utf-8")
    done = subprocess.run(
        [sys.executable, "-I", "-S", str(SCRIPT), str(path)], capture_output=True, text=True, check=False
    )
    return done.returncode, done.stdout
