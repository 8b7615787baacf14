"""The server on a real database: SQLite, or PostgreSQL where DATABASE_URL says so (test_begge_databaser)."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

# before Django reads its settings
_ROD = Path(tempfile.mkdtemp(prefix="ffb-server-"))
os.environ.setdefault("FFB_DATA", str(_ROD / "data"))
os.environ["FFB_KEY_FILE"] = str(_ROD / "noegler.json")
os.environ["DJANGO_SETTINGS_MODULE"] = "ffb.server.indstillinger"

import django  # noqa: E402

django.setup()

from django.conf import settings as indstillinger  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.test import Client  # noqa: E402

from ffb.server.adgang.models import Bruger, Tildeling  # noqa: E402
from ffb.server.adgang.roller import NATIONALE, Rolle  # noqa: E402
from ffb.server.fund.models import Opgoerelse  # noqa: E402
from ffb.server.fund.opgoer import opgoer  # noqa: E402
from ffb.server.noegler import load_noegler  # noqa: E402
from ffb.server.opgave.arter import load_arter  # noqa: E402
from server.server_orden import watch_orden  # noqa: E402
from server.server_steder import ADGANGSKODE, KOMMUNE  # noqa: E402

load_arter()
# a worker of xdist inherits the name of the settings, and has read them, and the keys, before this file
load_noegler.cache_clear()
load_noegler()
PERIODE = (date(2025, 1, 1), date(2025, 12, 31))


@pytest.fixture(scope="session", autouse=True)
def _trail_can_be_emptied_between_tests(django_db_setup: None, django_db_blocker: Any) -> None:
    """Emptying tables after a test would be refused by the trail's triggers; a test of its own puts them
    back."""
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        for tabel in ("spor_spor", "spor_sporborger"):
            for hvad in ("update", "delete", "truncate"):
                paa = f" ON {tabel}" if connection.vendor == "postgresql" else ""
                cursor.execute(f"DROP TRIGGER IF EXISTS {tabel}_{hvad}{paa}")


@pytest.fixture(autouse=True)
def data(tmp_path: Path, settings: Any) -> Iterator[Path]:
    """A store of its own for each test."""
    settings.DATA = tmp_path / "data"
    for navn in ("modtag", "post"):
        (settings.DATA / navn).mkdir(parents=True)
    settings.FILE_UPLOAD_TEMP_DIR = str(settings.DATA / "modtag")
    settings.PASSWORD_HASHERS = ["server.server_hasher.LetArgon2"]
    settings.SPOR_ANKER = settings.DATA / "spor-anker.txt"
    settings.EMAIL_FILE_PATH = str(settings.DATA / "post")
    (settings.DATA / "static").mkdir()
    settings.STATIC_ROOT = settings.DATA / "static"
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    yield settings.DATA


@pytest.fixture(autouse=True)
def _trail_is_last(request: pytest.FixtureRequest) -> Iterator[None]:
    if request.node.get_closest_marker("gendanner"):
        yield
        return
    with watch_orden():
        yield


def _refuse_committing(modul: pytest.Module) -> None:
    """A test that commits may not share a file with `talt`: it would run inside the transaction that the demo
    lies in, commit nothing, and PostgreSQL would not let the tables be emptied after it."""
    mine = [item for item in modul.session.items if item.getparent(pytest.Module) is modul]
    maerker = [(item.name, maerke) for item in mine for maerke in item.iter_markers("django_db")]
    fundne = sorted({navn for navn, maerke in maerker if maerke.kwargs.get("transaction")})
    if fundne:
        pytest.fail(f"Flyt til en fil uden `talt` (transaction=True): {', '.join(fundne)}", pytrace=False)


@pytest.fixture(scope="module")
def _demo_i_lager(
    django_db_setup: None,
    django_db_blocker: Any,
    tmp_path_factory: pytest.TempPathFactory,
    request: pytest.FixtureRequest,
) -> Iterator[Path]:
    """The demo in the store and kommune 9001 counted, once for a module; gone again after it."""
    from server.server_leverancer import publish_demo

    _refuse_committing(request.node)
    rod = tmp_path_factory.mktemp("lager")
    foer, indstillinger.DATA = indstillinger.DATA, rod
    with django_db_blocker.unblock():
        alt = transaction.atomic()
        alt._from_testcase = True  # as pytest-django's own: what lies in it is not the server's
        alt.__enter__()
        publish_demo()
        assert opgoer("9001", PERIODE) is not None
        indstillinger.DATA = foer
    yield rod
    with django_db_blocker.unblock():
        transaction.set_rollback(True)
        alt.__exit__(None, None, None)


@pytest.fixture
def talt(_demo_i_lager: Path, db: None, data: Path, settings: Any) -> Opgoerelse:
    """The count of the demo's kommune 9001 for 2025. What a test changes is undone after it."""
    settings.DATA = _demo_i_lager
    return Opgoerelse.objects.get(kommune="9001")


@pytest.fixture
def make_bruger(db: None) -> Callable[..., Bruger]:
    """`make_bruger(Rolle.GODKENDER)`: a person with that role in 9001 (or nationally)."""

    def make(*roller: Rolle, kommune: str = KOMMUNE, email: str | None = None) -> Bruger:
        navn = "-".join(roller) or "ingen"
        bruger = Bruger.objects.create_user(
            email or f"{navn}.{kommune}@eksempel.dk", ADGANGSKODE, navn=navn.replace("_", " ").capitalize()
        )
        for rolle in roller:
            Tildeling.objects.create(
                bruger=bruger, rolle=rolle, kommune="" if rolle in NATIONALE else kommune, af="test"
            )
        return bruger

    return make


@pytest.fixture
def som(make_bruger: Callable[..., Bruger], client: Client) -> Callable[..., Client]:
    """`som(Rolle.LAESER)`: a browser signed in as such a person."""

    def ind(*roller: Rolle, kommune: str = KOMMUNE) -> Client:
        browser = Client()
        browser.force_login(make_bruger(*roller, kommune=kommune))
        return browser

    return ind
