"""A worker: takes jobs until told to stop, and once an hour does what time asks for (sealing, expiry)."""

from __future__ import annotations

import signal
import threading
import time

from ffb.server.start import setup

TIME = 3600


def main() -> None:
    """Run until SIGTERM; a job under way is finished first."""
    setup()
    from ffb.server.opgave.arter import load_arter
    from ffb.server.opgave.koe import enqueue, work

    load_arter()
    stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    signal.signal(signal.SIGINT, lambda *_: stop.set())

    def clock() -> None:
        while not stop.wait(1):
            enqueue("pasning", noegle=time.strftime("%Y%m%d%H"))
            stop.wait(TIME)

    threading.Thread(target=clock, daemon=True).start()
    work(stop=stop)


if __name__ == "__main__":
    main()
