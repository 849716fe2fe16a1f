"""A page of 1,000 different rows of the ledger in a browser, scrolled, beside a bare table that says the same.

What counts is the longest task of the main thread, in processor time: what else the machine does is not in it.
The page is rendered in a transaction that is never committed, and given to the browser without a server.
"""

import atexit
import json
import os
import re
import shutil
from collections.abc import Callable
from html import escape
from pathlib import Path
from random import Random
from typing import NamedTuple
from urllib.parse import urlsplit

from django.contrib.staticfiles import finders
from django.db import transaction
from django.db.models import Max
from django.test import Client
from playwright.sync_api import Browser, Page, Route, sync_playwright

from accounts.states import Role
from benchmarks import Milliseconds
from benchmarks.county_board import somebody
from rectification.models import Item

ROWS, MOST_KB, MOST_MS = 1000, 200, 50
HOME, ADDRESS = "http://bench.invalid", f"/ledger/?size={ROWS}"
STEP, TIMES, PAUSE = 220, 40, 30
"""Pixels of a frame of scrolling, how often, and milliseconds between two keys or turns of the wheel."""
TRACED = ["disabled-by-default-devtools.timeline", "__metadata"]
TASK, MAIN = "RunTask", "CrRendererMain"
SCROLL = """([place, step, times]) => new Promise((done) => {
  const pane = document.querySelector(place);
  const next = () => { pane.scrollTop += step; if (times -= 1) requestAnimationFrame(next); else done(); };
  requestAnimationFrame(next);
})"""
PANE = ".grid-pane"


class Shown(NamedTuple):
    """A page in the browser, and how it is scrolled by each means."""

    page: Page
    ways: dict[str, Callable[[], None]]


def of_a_thousand_rows():
    """Scrolling by the frame, the wheel and Page Down."""
    transaction.atomic().__enter__()
    _make_up()
    html, compressed = _rendered()
    browser = _browser()
    grid = _shown(browser, html)
    bare = _shown(browser, _bare(html))
    found = {}

    def ours():
        told = _longest(browser, grid)
        for way, milliseconds in told.items():
            found.setdefault(way, []).append(milliseconds)
        return Milliseconds(max(told.values()))

    def reference():
        return Milliseconds(max(_longest(browser, bare).values()))

    def facts():
        worst = {f"{way}_ms": [round(each, 1) for each in times] for way, times in found.items()}
        return {**worst, "most_ms": MOST_MS, "bytes": compressed, "most_bytes": MOST_KB * 1000}

    return ours, reference, "a bare table of the same texts", facts


def _make_up():
    """As many rows as a page has, those that are there and copies that each say something else."""
    there = list(Item.objects.visible_to(somebody(Role.COORDINATOR)).select_related("finding")[:ROWS])
    if not there:
        raise LookupError("a database with items is needed (seed_demo)")
    last = Item.objects.aggregate(last=Max("pk"))["last"]
    for number in range(ROWS - len(there)):
        _copy(there[number % len(there)], number, last + number + 1)


def _copy(item, number, pk):
    """One row more, its title in an order of signs of its own: that compresses worse than words do."""
    finding = item.finding
    finding.title = "".join(Random(number).sample(finding.title, len(finding.title)))
    item.number, item.title = f"2031-{number:04}", finding.title
    _insert(finding, None)
    item.finding = finding
    _insert(item, pk)


def _insert(row, pk):
    for field in row._meta.concrete_fields:
        if field.unique and field.null:
            setattr(row, field.attname, None)
    row.pk, row._state.adding = pk, True
    row.save()


def _rendered():
    """The page as it is and the weight of it compressed."""
    client = Client()
    client.force_login(somebody(Role.COORDINATOR))

    def ask(**heads):
        return client.get(ADDRESS, headers={"host": "127.0.0.1", **heads})

    html = ask().text
    assert html.count("<tr data-row") == ROWS
    return html, len(ask(**{"accept-encoding": "gzip"}).content)


def _bare(html):
    """What a page of these texts costs a browser at least that shows them as a table."""
    lines = re.findall(r"<tr data-row.*?</tr>", html, re.S)
    cells = [[_text(cell) for cell in re.findall(r"<td.*?</td>", line, re.S)] for line in lines]
    body = "".join(f"<tr>{''.join(f'<td>{escape(text)}</td>' for text in line)}</tr>" for line in cells)
    pane = "height: 800px; overflow: auto"
    return (
        f'<!DOCTYPE html><meta charset="utf-8"><div class="{PANE[1:]}" tabindex="0" style="{pane}">'
        f"<table>{body}</table></div>"
    )


def _text(cell):
    return " ".join(re.sub(r"<[^>]+>", " ", cell).split())


def _browser():
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    path = os.environ.get("CHROMIUM_PATH") or shutil.which("chromium")
    if not path:
        raise LookupError("Chromium is needed")
    playwright = sync_playwright().start()
    atexit.register(playwright.stop)
    return playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])


def _shown(browser: Browser, html):
    page = browser.new_page(viewport={"width": 1440, "height": 900}, base_url=HOME)
    page.route("**/*", lambda route: _answer(route, html))
    page.goto(ADDRESS)
    page.wait_for_load_state("networkidle")
    page.locator(f"{PANE} .is-active, {PANE}").last.focus()

    def again(act):
        def turn():
            for _time in range(TIMES):
                act()
                page.wait_for_timeout(PAUSE)

        return turn

    page.mouse.move(700, 500)
    ways = {
        "frames": lambda: page.evaluate(SCROLL, [PANE, STEP, TIMES]),
        "wheel": again(lambda: page.mouse.wheel(0, STEP)),
        "page_down": again(lambda: page.keyboard.press("PageDown")),
    }
    return Shown(page, ways)


def _answer(route: Route, html):
    path = urlsplit(route.request.url).path
    if path == urlsplit(ADDRESS).path:
        return route.fulfill(body=html, content_type="text/html; charset=utf-8")
    found = finders.find(path.removeprefix("/static/")) if path.startswith("/static/") else None
    return route.fulfill(path=Path(found)) if found else route.fulfill(status=204)


def _longest(browser: Browser, shown: Shown):
    """Milliseconds of processor time of the longest task while it is scrolled, by each way from the first row."""
    found = {}
    for way, scroll in shown.ways.items():
        shown.page.evaluate("(place) => { document.querySelector(place).scrollTop = 0; }", PANE)
        shown.page.keyboard.press("Control+Home")
        shown.page.wait_for_timeout(200)
        browser.start_tracing(page=shown.page, categories=TRACED)
        scroll()
        found[way] = _longest_task(json.loads(browser.stop_tracing())["traceEvents"])
    return found


def _longest_task(events):
    main = {(event["pid"], event["tid"]) for event in events if event.get("args", {}).get("name") == MAIN}
    tasks = [event for event in events if event["name"] == TASK and (event["pid"], event["tid"]) in main]
    return max(event.get("tdur", 0) for event in tasks) / 1000
