"""What happens to people while they fill in a form."""

from collections.abc import Callable

from playwright.sync_api import Route

from tests.browser.soak.runs import Run

Disturbance = Callable[[Run], object]

SLOW_TO_FIND = """
const open = IDBFactory.prototype.open;
IDBFactory.prototype.open = function (...given) {
  const request = open.apply(this, given);
  const later = (told) => request.addEventListener("success", () => setTimeout(told, 1000));
  return Object.defineProperty(request, "onsuccess", { set: later });
};
"""


def nothing(run: Run) -> None:
    run.open().fill().attach().files_arrive().send()


def expired_session(run: Run) -> None:
    """The session ends while one types, and the last files are chosen after it; one logs in on the spot."""
    run.open().fill().attach(0).files_arrive().expire()
    if not run.takes_one_file:
        run.attach(1)
        run.files_arrive()
    run.button.click()
    run.log_in_again()
    run.files_arrive()
    if run.acts == 0:
        run.look().send()


def back(run: Run) -> None:
    """Away to another page and back before the sending, and back and pressed once more after it."""
    run.open().fill().attach_on_a_slow_line()
    run.page.goto(f"{run.world.url}/notices/")
    run.page.go_back()
    run.settle().files_arrive().look().send()
    run.page.go_back()
    run.settle()
    if run.page.url.endswith(run.address) and run.form.count() and run.button.is_enabled():
        run.send()


def reload(run: Run) -> None:
    """The page is loaded anew while files are on their way, on a device that is slow to find what it has kept."""
    run.open().fill().attach_on_a_slow_line()
    run.page.add_init_script(SLOW_TO_FIND)
    run.page.reload()
    run.settle().files_arrive().look().send()


def second_click(run: Run) -> None:
    run.open().fill().attach().files_arrive()
    run.button.evaluate("(b) => { b.click(); b.click(); setTimeout(() => b.form && b.form.requestSubmit(), 40); }")
    run.settle()
    run.page.wait_for_timeout(400)
    run.settle()


def cut_line(run: Run) -> None:
    """First nothing gets out; then the request gets in and its answer doesn't get out; then the page is opened anew."""
    run.open().fill().attach().files_arrive()
    run.page.context.set_offline(True)
    run.button.click()
    run.page.locator(".sending-told").wait_for()
    run.page.context.set_offline(False)
    run.look()
    run.page.route("**/*", cut_the_answer)
    run.button.click()
    run.page.wait_for_timeout(1200)
    run.page.unroute("**/*", cut_the_answer)
    if run.is_there():
        run.look(counts=False).send()


def cut_the_answer(route: Route) -> None:
    if route.request.method != "POST" or "/uploads/" in route.request.url:
        route.continue_()
        return
    device = route.request.frame.page.context
    known = device.cookies()
    route.fetch(max_redirects=0)
    # What the answer would have set has not come either.
    device.clear_cookies()
    device.add_cookies(known)
    route.abort()


def bad_file(run: Run) -> Run | None:
    """Between the good files is one that is none; where no files are taken, a cell is refused and mended."""
    run.open().fill()
    if not run.filled.files:
        return bad_cell(run)
    run.attach(bad=True)
    run.files_arrive().take_away_refused().send()
    if run.acts == 0:
        run.attach(0) if run.takes_one_file else run
        run.look().send()
    return run


def bad_cell(run: Run) -> Run | None:
    """The first cell without which the form is refused; None where there is none such."""
    for name in [name for name in run.filled.cells if name in run.filled.texts][:4]:
        run = run.anew().open().fill()
        run.form.locator(f"[name='{name}']").fill("")
        run.send()
        if run.acts == 0 and run.form.count():
            run.mend(name).look().send()
            return run
    return None


DISTURBANCES = {
    "expired session": expired_session,
    "Back": back,
    "reload": reload,
    "second click": second_click,
    "cut line": cut_line,
    "bad file or cell": bad_file,
}
