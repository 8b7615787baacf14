"""A seeded installation for a test: seeded once in a module for each kind of database, then copied.

A module that imports `installation` imports `demo` and `saaede` as well.
"""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

from ffb.demo import make_demo
from server.fejl.drab import UDDATA
from server.fejl.server_proces import Serverproces

PG = os.environ.get("FFB_TEST_POSTGRES", "postgresql://postgres@127.0.0.1:5432/test")
Saaet = tuple[Serverproces, dict[str, Any]]

begge = pytest.mark.parametrize("database", ["sqlite", "postgresql"])
sqlite = pytest.mark.parametrize("database", ["sqlite"])
postgres = pytest.mark.parametrize("database", ["postgresql"])


class Saaede:
    """Installations with people, sessions, tokens, guide and codes; copies of them are cheap."""

    def __init__(self, rod: Path, demo: Path) -> None:
        self.rod, self.demo = rod, demo
        self._foerste: dict[str, Saaet] = {}
        self._databaser: list[str] = []

    def copy(self, database: str, data: Path) -> Saaet:
        """One of its own in `data`, its keys beside it; not started.

        Args:
            database: sqlite or postgresql; skipped where no PostgreSQL answers.
        """
        if database not in self._foerste:
            hjem = self.rod / database
            hjem.mkdir()
            url = self._make_database("template1") if database == "postgresql" else ""
            server = Serverproces(hjem / "data", hjem / "noegler.json", url)
            self._foerste[database] = server, server.ask("saa", str(self.demo))
        foerste, saaet = self._foerste[database]
        shutil.copytree(foerste.data, data, dirs_exist_ok=True)
        noegler = Path(shutil.copy2(foerste.noegler, data.parent / "noegler.json"))
        url = self._make_database(foerste.database_url.rpartition("/")[2]) if foerste.database_url else ""
        return Serverproces(data, noegler, url), saaet

    def _make_database(self, skabelon: str) -> str:
        try:
            styr = psycopg.connect(PG, autocommit=True, connect_timeout=3)
        except psycopg.Error:
            pytest.skip("PostgreSQL svarer ikke på FFB_TEST_POSTGRES")
        navn = f"ffb_{secrets.token_hex(4)}"
        with styr:
            styr.execute(f"CREATE DATABASE {navn} TEMPLATE {skabelon}")
        self._databaser.append(navn)
        return f"{PG.rpartition('/')[0]}/{navn}"

    def close(self) -> None:
        """Drop the databases."""
        for navn in self._databaser:
            with psycopg.connect(PG, autocommit=True) as styr:
                styr.execute(f"DROP DATABASE {navn} WITH (FORCE)")


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if not UDDATA.is_dir():
        pytest.skip("../shared er ikke ved siden af")
    mappe = tmp_path_factory.mktemp("demo")
    make_demo(mappe, seed=7, borgere=20, kommuner=1)
    return mappe


@pytest.fixture(scope="module")
def saaede(demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Saaede]:
    alle = Saaede(tmp_path_factory.mktemp("saaet"), demo)
    yield alle
    alle.close()


@pytest.fixture
def installation(tmp_path: Path, saaede: Saaede, database: str) -> Iterator[Saaet]:
    """A seeded installation on `database`; stopped after the test."""
    server, saaet = saaede.copy(database, tmp_path / "data")
    yield server, saaet
    server.stop()
