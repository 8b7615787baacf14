"""A worker: takes jobs until told to stop, and once an hour does what time asks for (sealing, expiry)."""

from __future__ import annotations

import logging
import os
import signal
import threading
import time
from pathlib import Path

from ffb.server.start import setup

log = logging.getLogger("ffb.server")
TIME = 3600
MAPPE_HVER = 5  # seconds


def _clock(stop: threading.Event) -> None:
    from ffb.server.opgave.koe import enqueue

    while not stop.wait(1):
        enqueue("pasning", noegle=time.strftime("%Y%m%d%H"))
        stop.wait(TIME)


def _watch(stop: threading.Event, rod: Path) -> None:
    from ffb.server.drift.mappe import Mappevagt

    vagt = Mappevagt(rod)
    while not stop.wait(MAPPE_HVER):
        try:
            vagt.look()
        except Exception:
            log.exception("den overvågede mappe kan ikke læses")


def main() -> None:
    """Run until SIGTERM; a job under way is finished first."""
    setup()
    from ffb.server.opgave.arter import load_arter
    from ffb.server.opgave.koe import work

    load_arter()
    stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    signal.signal(signal.SIGINT, lambda *_: stop.set())

    threading.Thread(target=_clock, args=(stop,), daemon=True).start()
    if rod := os.environ.get("FFB_MAPPE"):
        threading.Thread(target=_watch, args=(stop, Path(rod)), daemon=True).start()
    work(stop=stop)


if __name__ == "__main__":
    main()
