"""How the tests are dealt out to the workers of xdist, and the one Spark session of each of them.

Opinion taken: a file's tests stay on one worker, so that its worlds are built once; all that needs Spark
stays on one, so that Java is started once; and what takes long begins first, so that no core is idle in the
end.
"""

from __future__ import annotations

import importlib.util
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

SPARK = "test_spark_"  # files of this name share a worker
# Measured in CPU time; a file that takes longer than these belongs here too.
LANGE = (
    SPARK, "test_fejl_drab", "test_browser_", "test_stor_upload", "test_engelsk", "test_adgang_rundtur",
    "test_mod_orakel", "test_mutanter", "test_angreb", "test_regler_sager", "test_virkning", "test_bevis",
    "test_regler_hurtig", "test_fhir_fjendtlig", "test_celle_er_fund", "test_redskaber", "test_ffb_analyse",
    "test_forskelle", "test_afstemning", "test_forloeb", "test_ffb_tjek", "test_ffb_rapport",
)  # fmt: skip


def _plads(fil: str) -> int:
    """Where among the long ones a file stands; after them if it is none of them."""
    return next((nr for nr, navn in enumerate(LANGE) if fil.startswith(navn)), len(LANGE))


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """File by file, in the same order on one worker as on more. After pytest-django, which lets tests that
    commit come last: they still do in their file."""
    filer = {fil: nr for nr, fil in enumerate(dict.fromkeys(item.path for item in items))}
    items.sort(key=lambda item: (_plads(item.path.name), filer[item.path]))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """By file, in the order above; `-n 2` is enough to get it."""
    from xdist.scheduler import LoadScopeScheduling

    class Filvis(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            fil = nodeid.partition("::")[0]
            return SPARK if Path(fil).name.startswith(SPARK) else fil

    config.option.loadscopereorder = False
    return Filvis(config, log)


@pytest.fixture(scope="module")
def spark() -> Iterator[Any]:
    """A Spark session for few rows; skipped where there is none."""
    _require_spark()
    from ffb.engine.spark import Spark

    motor = Spark(lille=True)
    yield motor
    motor.close()


@pytest.fixture(scope="session")
def klynge(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a standalone cluster of two workers; three Java processes to start, so one for all."""
    _require_spark()
    from klynge import start_klynge

    with start_klynge(tmp_path_factory.mktemp("klynge")) as mester:
        yield mester


@pytest.fixture(scope="module")
def spark_klynge(klynge: str) -> Iterator[Any]:
    """The same session on the cluster."""
    from ffb.engine.spark import Spark

    motor = Spark(klynge, lille=True)
    yield motor
    motor.close()


def _require_spark() -> None:
    if not HAR_SPARK:
        pytest.skip("Spark eller Java findes ikke her")


HAR_SPARK = importlib.util.find_spec("pyspark") is not None and shutil.which("java") is not None
