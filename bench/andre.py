"""The yardsticks that are none of our dependencies: polars, pandera, pointblank.

They get an environment of their own, made once (`ffb-maalestokke` in the one that runs, or
FFB_BENCH_ANDRE) from `bench/peers/requirements.txt`; skipped with the reason where it cannot be. Their
programs are the `.py` of `bench/peers`: they know neither ffb nor bench, get everything as JSON and
answer with JSON.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

PEERS = Path(__file__).parent / "peers"
KRAV = PEERS / "requirements.txt"
TOEMT = "maskinen løb tør for hukommelse"


class KanIkke(Exception):
    """Why another tool cannot be measured here, in Danish."""


@cache
def find_python() -> Path:
    """The interpreter of the yardsticks' environment, made if absent. Raises KanIkke."""
    mappe = Path(os.environ.get("FFB_BENCH_ANDRE") or Path(sys.prefix) / "ffb-maalestokke")
    python, klar = mappe / "bin" / "python", mappe / "klar"
    aftryk = hashlib.sha256(KRAV.read_bytes()).hexdigest()
    if not klar.exists() or klar.read_text(encoding="utf-8") != aftryk:
        shutil.rmtree(mappe, ignore_errors=True)
        for kald in _lav(mappe, python):
            svar = subprocess.run(kald, capture_output=True, text=True, check=False)
            if svar.returncode != 0:
                raise KanIkke(f"pakkerne kunne ikke hentes ({' '.join(svar.stderr.split()[-8:])})")
        klar.write_text(aftryk, encoding="utf-8")
    return python


def _lav(mappe: Path, python: Path) -> list[list[str]]:
    if uv := shutil.which("uv"):
        return [
            [uv, "venv", "--quiet", str(mappe)],
            [uv, "pip", "install", "--quiet", "--python", str(python), "-r", str(KRAV)],
        ]
    pip = [str(python), "-m", "pip", "--disable-pip-version-check", "--quiet", "install", "-r", str(KRAV)]
    return [[sys.executable, "-m", "venv", str(mappe)], pip]


def first_to_go() -> None:
    """What the kernel takes when there is no more memory: this program, before any other."""
    Path("/proc/self/oom_score_adj").write_text("1000", encoding="ascii")


def ask(program: str, besked: dict[str, Any], *, traade: int = 1, portioner: bool = False) -> dict[str, Any]:
    """What `bench/peers/<program>.py` answers; `cpu`, `ur` and `mb` are of its work without imports.

    Args:
        portioner: polars reads and counts in portions ("streaming") where it can.

    Raises:
        KanIkke: the environment cannot be made, the program broke, or the machine ran out of memory, which
            takes it and nobody else.
    """
    env = os.environ | {"POLARS_MAX_THREADS": str(traade), "PYTHONPATH": ""}
    if portioner:
        env["POLARS_ENGINE_AFFINITY"] = "streaming"
    with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as fil:
        json.dump(besked, fil, default=str)
        fil.flush()
        kald = [str(find_python()), str(PEERS / f"{program}.py"), fil.name]
        svar = subprocess.run(
            kald, capture_output=True, text=True, check=False, env=env, preexec_fn=first_to_go
        )
    if svar.returncode == -signal.SIGKILL:
        raise KanIkke(TOEMT)
    if svar.returncode != 0:
        raise KanIkke(f"{program} gik i stykker ({' '.join(svar.stderr.split()[-12:])})")
    ud: dict[str, Any] = json.loads(svar.stdout.splitlines()[-1])
    return ud
