"""A real Spark cluster on this machine: a standalone master and two workers, each a process of its own."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ARBEJDERE = 2
VENT_S = 90


@contextmanager
def start_klynge(mappe: Path) -> Iterator[str]:
    """The master's address, while the cluster is up; logs and work of the workers in `mappe`."""
    import pyspark

    spark = Path(pyspark.__file__).parent
    mester = _Proces(spark, mappe / "mester.log", "master.Master", "--host", "127.0.0.1", "--port", "0")
    processer = [mester]
    try:
        adresse = mester.wait_for(r"(spark://127\.0\.0\.1:\d+)")
        for nr in range(ARBEJDERE):
            arbejder = _Proces(
                spark, mappe / f"arbejder-{nr}.log", "worker.Worker", adresse, "--host", "127.0.0.1",
                "--cores", "1", "--memory", "1g", "--work-dir", str(mappe / f"arbejder-{nr}"),
            )  # fmt: skip
            processer.append(arbejder)
        for arbejder in processer[1:]:
            arbejder.wait_for(r"(Successfully registered with master)")
        yield adresse
    finally:
        for proces in reversed(processer):
            proces.stop()


class _Proces:
    """One Java process of the cluster, and what it logs."""

    def __init__(self, spark: Path, log: Path, klasse: str, *valg: str) -> None:
        self._log = log
        miljoe = os.environ | {
            "SPARK_HOME": str(spark),
            "PYSPARK_PYTHON": sys.executable,
            "SPARK_DAEMON_MEMORY": "256m",
            "SPARK_NO_DAEMONIZE": "1",
        }
        kommando = [str(spark / "bin" / "spark-class"), f"org.apache.spark.deploy.{klasse}"]
        with log.open("wb") as fil:
            self._proces = subprocess.Popen(
                [*kommando, "--webui-port", "0", *valg], stdout=fil, stderr=fil, env=miljoe
            )

    def wait_for(self, moenster: str) -> str:
        slut = time.monotonic() + VENT_S
        while time.monotonic() < slut and self._proces.poll() is None:
            fundet = re.search(moenster, self._log.read_text(encoding="utf-8", errors="replace"))
            if fundet:
                return fundet[1]
            time.sleep(0.1)
        raise RuntimeError(f"{self._log.stem}: {self._log.read_text(errors='replace')[-2000:]}")

    def stop(self) -> None:
        self._proces.terminate()
        try:
            self._proces.wait(20)
        except subprocess.TimeoutExpired:
            self._proces.kill()
            self._proces.wait()
