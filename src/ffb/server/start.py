"""Start the server: keys, folders, database, left-overs swept, workers and web on two kinds of process.

Opinion taken: one command does all, so that a kommune can try it without an operations guide; in
production the same command runs under systemd (docs/drift.md).
"""

from __future__ import annotations

import contextlib
import ctypes
import fcntl
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ffb.errors import BrugsFejl
from ffb.sprog import _

VENT_LAAS = 15  # seconds for children of a killed server to go
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ffb.server.indstillinger")


def setup() -> None:
    """Django ready for use in this process."""
    for navn in ("pandas", "numpy"):  # the command line leaves them out; psycopg trips on the empty place
        if navn in sys.modules and sys.modules[navn] is None:
            del sys.modules[navn]
    import django
    from django.apps import apps

    if not apps.ready:
        django.setup()


def prepare() -> None:
    """Bring the database up to date and sweep what a killed process left. Only before anything runs."""
    setup()
    from django.core.management import call_command

    from ffb.server.begreb.mappe import sync_mappe
    from ffb.server.leverance.grundlag import lager
    from ffb.server.leverance.models import Leverance
    from ffb.server.leverance.modtag import sweep_modtag
    from ffb.server.opgave.koe import release

    call_command("migrate", verbosity=0, interactive=False)
    call_command("collectstatic", verbosity=0, interactive=False, clear=False)
    lager().sweep(Leverance.objects.values_list("leverance_id", flat=True))
    sweep_modtag()
    sync_mappe()
    release()


def prepare_data() -> None:
    """For commands beside a running server: the database up to date, nothing swept."""
    setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)


def run(*, port: int, vaert: str = "127.0.0.1", arbejdere: int = 1, traade: int = 8) -> int:
    """Serve until told to stop; returns the exit code.

    Raises:
        BrugsFejl: a server runs on this data folder already.
    """
    setup()
    with _alone():
        prepare()
        return _serve(port=port, vaert=vaert, arbejdere=arbejdere, traade=traade)


@contextlib.contextmanager
def _alone() -> Iterator[None]:
    """Hold the data folder. Children inherit the lock, so one that outlives us keeps it."""
    from django.conf import settings

    with (Path(settings.DATA) / "server.laas").open("w") as fil:
        slut = time.monotonic() + VENT_LAAS
        while True:
            try:
                fcntl.flock(fil, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except OSError:
                if time.monotonic() > slut:
                    tekst = _("En server kører allerede i {mappe}. Stop den først.", mappe=settings.DATA)
                    raise BrugsFejl(tekst) from None
                time.sleep(0.1)
        os.set_inheritable(fil.fileno(), True)
        yield


def die_with_parent() -> None:
    """Ask the kernel (Linux) to end this process when the one that started it is gone, however it went."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG


def _serve(*, port: int, vaert: str, arbejdere: int, traade: int) -> int:
    arbejder_liste = [_start_arbejder() for _ in range(arbejdere)]
    web = subprocess.Popen(  # noqa: S603 - our own words
        _granian(port, vaert, traade), env=_miljoe(), close_fds=False, preexec_fn=die_with_parent
    )
    signal.signal(signal.SIGTERM, lambda *__: web.terminate())
    try:
        return _watch(web, arbejder_liste)
    except KeyboardInterrupt:
        return 130
    finally:
        for proces in (web, *arbejder_liste):
            _stop(proces)


def _granian(port: int, vaert: str, traade: int) -> list[str]:
    return [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--host", vaert, "--port", str(port),
        "--workers", "1", "--blocking-threads", str(traade), "--no-ws", "--log-level", "warning",
        "ffb.server.wsgi:application",
    ]  # fmt: skip


def _start_arbejder() -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "ffb.server.arbejder"],
        env=_miljoe(),
        close_fds=False,
        preexec_fn=die_with_parent,
    )


def _miljoe() -> dict[str, str]:
    """What web and workers are given. Their passing files stay in the data folder: it is the encrypted disk,
    what a killed process leaves there is swept at the next start, and the rest may be read-only."""
    from django.conf import settings

    egne = {"DJANGO_SETTINGS_MODULE": "ffb.server.indstillinger", "TMPDIR": settings.FILE_UPLOAD_TEMP_DIR}
    return os.environ | egne


def _watch(web: subprocess.Popen[bytes], arbejdere: list[subprocess.Popen[bytes]]) -> int:
    """Until the web server ends; a worker that dies is started again."""
    while web.poll() is None:
        for i, proces in enumerate(arbejdere):
            if proces.poll() is not None:
                _release(proces.pid)
                arbejdere[i] = _start_arbejder()
        time.sleep(0.5)
    return int(web.returncode)


def _release(pid: int) -> None:
    """What a dead worker held is free at once; is the database gone too, its lease runs out."""
    from django.db import Error, close_old_connections

    from ffb.server.opgave.koe import release, worker_navn

    with contextlib.suppress(Error):
        close_old_connections()
        release(worker_navn(pid))


def _stop(proces: Any) -> None:
    if proces.poll() is None:
        proces.terminate()
        try:
            proces.wait(10)
        except subprocess.TimeoutExpired:
            proces.kill()
