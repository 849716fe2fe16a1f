"""How long each folder of tests takes: told at the end of every run, so that the gate's time has an owner."""

from collections import Counter
from typing import Any

import pytest

LONGEST_FILES = 30


class Times:
    """Adds up the seconds of set-up, test and tear-down, of all processes, by folder and by file."""

    def __init__(self) -> None:
        self.folders: Counter[str] = Counter()
        self.files: Counter[str] = Counter()
        self.tests: Counter[str] = Counter()

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        path = report.nodeid.partition("::")[0]
        folder = "/".join(path.split("/")[:2])
        self.folders[folder] += report.duration
        self.files[path] += report.duration
        self.tests[folder] += report.when == "call"

    def pytest_terminal_summary(self, terminalreporter: Any) -> None:
        if sum(self.folders.values()) < 60:
            return
        terminalreporter.section("seconds by folder, and the longest files")
        for folder, seconds in self.folders.most_common():
            terminalreporter.write_line(f"{seconds:8.0f}  {self.tests[folder]:6}  {folder}")
        for path, seconds in self.files.most_common(LONGEST_FILES):
            terminalreporter.write_line(f"{seconds:8.0f}  {path}")
