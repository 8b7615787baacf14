"""POST /fhir and /fhir/$indberet: what is right is stored once and counts at once; what is wrong is listed
whole."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pyarrow as pa
import pytest
from django.test import Client
from django.utils import timezone

from ffb.formats import read
from ffb.formats.grundlag import Laesevalg
from ffb.formats.identitet import Identitet
from ffb.server.adgang.models import Systemnoegle
from ffb.server.adgang.noegle import make_noegle, revoke_noegle
from ffb.server.fund.opgoer import opgoer
from ffb.server.fund.rapporter import pak_ud
from ffb.server.leverance.aaben import find_pause, open_tabeller, seal_leverancer
from ffb.server.leverance.grundlag import find_grundlag, kilder, lager
from ffb.server.leverance.models import AabenPost, Leverance
from ffb.server.noegler import load_noegler
from ffb.server.opgave.models import Opgave

pytestmark = pytest.mark.django_db
UDDATA = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "uddatasaet"
PERIODE = (date(2021, 1, 1), date(2021, 12, 31))


@pytest.fixture
def bundter() -> list[bytes]:
    if not UDDATA.is_dir():
        pytest.skip("../shared er ikke ved siden af")
    return [sti.read_bytes() for sti in sorted(UDDATA.glob("*.json"))]


@pytest.fixture
def noegle() -> tuple[Systemnoegle, str]:
    return make_noegle("9001", "Vendor X", navn="prøve", by="test")


def post(tekst: str, data: bytes, sti: str = "/fhir", **hoveder: str) -> tuple[int, dict[str, object]]:
    svar = Client().post(
        sti,
        data,
        content_type="application/fhir+json",
        headers={"Authorization": f"Bearer {tekst}"} | hoveder,
    )
    return svar.status_code, json.loads(svar.content)


def test_the_official_bundles_one_by_one_count_as_from_files(
    bundter: list[bytes], noegle: tuple[Systemnoegle, str]
) -> None:
    for data in bundter:
        status, svar = post(noegle[1], data)
        assert status == 200, svar
    foer = opgoer("9001", PERIODE)
    assert foer is not None
    i_alt = pak_ud(foer.rapport).tabeller["tabel1"].raekker[-1]
    assert i_alt["antal"] == 4
    assert seal_leverancer(foer=timezone.localdate() + timedelta(days=1)) == 1
    assert not AabenPost.objects.exists()
    efter = opgoer("9001", PERIODE)
    assert efter is not None and efter.pk != foer.pk
    assert pak_ud(efter.rapport).tabeller["tabel1"] == pak_ud(foer.rapport).tabeller["tabel1"]
    lev = Leverance.objects.get()
    assert not lev.aaben and not lager().verify(lev.leverance_id, lev.manifest_hash)


def test_a_stream_of_bundles_is_counted_together(
    bundter: list[bytes], noegle: tuple[Systemnoegle, str]
) -> None:
    assert find_pause("9001") == timedelta(seconds=1)
    nu = timezone.now()
    Opgave.objects.create(
        art="opgoer",
        kommune="9001",
        tilstand="faerdig",
        startet_tid=nu,
        sluttet_tid=nu + timedelta(seconds=20),
    )
    assert find_pause("9001") == timedelta(seconds=60)
    for data in bundter:
        post(noegle[1], data)
    ventende = Opgave.objects.get(art="opgoer", tilstand="venter")
    assert timedelta(seconds=50) < ventende.tidligst_tid - nu < timedelta(seconds=70)


def test_the_same_bundle_twice_is_stored_once(bundter: list[bytes], noegle: tuple[Systemnoegle, str]) -> None:
    post(noegle[1], bundter[0])
    status, svar = post(noegle[1], bundter[0])
    assert status == 200 and "var modtaget før" in json.dumps(svar, ensure_ascii=False)
    assert AabenPost.objects.count() == 1


def test_all_errors_are_listed_and_nothing_is_stored(
    bundter: list[bytes], noegle: tuple[Systemnoegle, str]
) -> None:
    bundle = json.loads(bundter[0])
    del bundle["timestamp"]
    bundle["entry"][0]["resource"]["birthDate"] = "1950-01-01"
    linjer = bundter[1].replace(b"\n", b" ") + b"\n" + json.dumps(bundle).encode()
    status, svar = post(noegle[1], linjer, "/fhir/$indberet")
    issues = svar["issue"]
    assert status == 422 and isinstance(issues, list)
    grave = [i for i in issues if i["severity"] in ("error", "fatal")]
    assert {i["diagnostics"].split()[0] for i in grave} >= {"FHIR-TIDSPUNKT"} and len(grave) >= 2
    assert all(i["details"]["text"] and i["expression"] for i in grave)
    assert not AabenPost.objects.exists() and not Leverance.objects.exists()


def test_a_zip_is_taken_whole(bundter: list[bytes], noegle: tuple[Systemnoegle, str]) -> None:
    ud = io.BytesIO()
    with zipfile.ZipFile(ud, "w") as z:
        for nr, data in enumerate(bundter):
            z.writestr(f"{nr}.json", data)
    assert post(noegle[1], ud.getvalue(), "/fhir/$indberet")[0] == 200
    assert AabenPost.objects.count() == len(bundter)
    assert kilder(find_grundlag("9001"))["ydelse_version"].num_rows > 0


def _zip(data: bytes, navn: str = "a.json") -> bytes:
    ud = io.BytesIO()
    with zipfile.ZipFile(ud, "w", zipfile.ZIP_DEFLATED) as z:
        z.writestr(navn, data)
    return ud.getvalue()


def _skadet(data: bytes) -> bytes:
    """Its directory says what it said; the packed bytes are nonsense."""
    fra = 30 + len("a.json")
    return data[:fra] + b"\xff" * 40 + data[fra + 40 :]


@pytest.mark.parametrize(
    ("lav", "ord_"),
    [
        (lambda b: _skadet(_zip(b)), "beskadiget"),
        (lambda b: _zip(b, "../a.json"), "peger ud"),
        (lambda b: _zip(b)[:-30], "beskadiget"),
        (lambda b: _zip(_zip(b), "inde.zip"), "ZIP-fil i ZIP-filen"),
        (lambda b: _zip(b" " * 11_000_000), "gange sin størrelse"),
    ],
    ids=["skadet", "sti", "afkortet", "zip i zip", "bombe"],
)
def test_a_bad_zip_is_an_answer_and_nothing_is_stored(
    bundter: list[bytes], noegle: tuple[Systemnoegle, str], lav: Callable[[bytes], bytes], ord_: str
) -> None:
    assert post(noegle[1], _zip(bundter[0]), "/fhir/$indberet")[0] == 200, "the same, unharmed"
    AabenPost.objects.all().delete()
    status, svar = post(noegle[1], lav(bundter[0]), "/fhir/$indberet")
    assert status == 422
    (issue,) = svar["issue"]  # type: ignore[misc]
    assert issue["severity"] == "fatal" and ord_ in issue["details"]["text"]
    assert "a.json" not in issue["details"]["text"] and not AabenPost.objects.exists()


def test_an_open_leverance_is_told_of_as_the_files_are(
    bundter: list[bytes], noegle: tuple[Systemnoegle, str]
) -> None:
    for data in bundter:
        post(noegle[1], data)
    fra_filer = read([UDDATA], Laesevalg(Identitet(load_noegler().pseudonym), "9001", "Vendor X")).tabeller
    aaben = open_tabeller(Leverance.objects.get())

    def om(tabeller: dict[str, pa.Table]) -> list[tuple[object, ...]]:
        raekker = tabeller["leverance_tabel"].to_pylist()
        return sorted((r["tabel"], r["status"], str(r["raekker"])) for r in raekker)

    assert om(aaben) == om(fra_filer) and len(om(aaben)) > 10
    (hoved,), (ventet,) = (t["leverance"].to_pylist() for t in (aaben, fra_filer))
    egne = {"leverance_id", "fil_id", "sti"}
    assert {k: v for k, v in hoved.items() if k not in egne} == {
        k: v for k, v in ventet.items() if k not in egne
    }
    assert aaben["cpr"].num_rows == 0


@pytest.mark.parametrize("data", [b"", b"[]", b"ikke json", b"PK\x03\x04", b'{"resourceType": "Patient"}'])
@pytest.mark.parametrize("sti", ["/fhir", "/fhir/$indberet"])
def test_nonsense_is_an_answer_not_a_crash(noegle: tuple[Systemnoegle, str], data: bytes, sti: str) -> None:
    status, svar = post(noegle[1], data, sti)
    assert status == 422 and svar["resourceType"] == "OperationOutcome" and svar["issue"]


def test_tokens_are_asked_for(bundter: list[bytes], noegle: tuple[Systemnoegle, str]) -> None:
    assert post("ffb_forkert", bundter[0])[0] == 401
    laeser = make_noegle("9001", "Vendor X", navn="læs", omfang="laes", by="test")[1]
    assert post(laeser, bundter[0])[0] == 403
    revoke_noegle(noegle[0], by="test")
    assert post(noegle[1], bundter[0])[0] == 401
    assert noegle[1] not in str(Systemnoegle.objects.values_list())
