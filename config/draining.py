"""The web worker: who has been let in by the system is served before the door closes."""

from gunicorn.sock import BaseSocket
from gunicorn.workers.gthread import ThreadWorker


class DrainingWorker(ThreadWorker):
    """Asked to stop, takes the connections that wait in the listener's queue, then closes the listener at once.

    Without it they would be cut, and a proxy can't send a form again that may have been read already.
    Whoever comes after finds nobody listening and is sent to the other web process by the proxy.
    """

    alive: bool

    def is_parent_alive(self) -> bool:
        """A worker whose master was killed closes the door as well, so that the next master can open it.

        It would else keep the listener, which nobody serves any more, until its last answer has left.
        """
        self.alive = super().is_parent_alive() and self.alive
        return self.alive

    def set_accept_enabled(self, enabled: bool) -> None:
        super().set_accept_enabled(enabled)
        if not self.alive:
            for listener in self.sockets:
                self._drain(listener)
                listener.close()

    def _drain(self, listener: BaseSocket) -> None:
        taken = -1
        while taken != self.nr_conns:
            taken = self.nr_conns
            self.accept(listener)
