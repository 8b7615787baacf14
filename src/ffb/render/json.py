"""rapport.json, key by key as docs/json.md has them.

Opinion taken: the keys are written here once more, on purpose. A column added to a table does not change
the file others read, and a column that goes missing stops the program instead of becoming null.
Nothing in the file depends on the machine, the key of pseudonyms or the clock.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec

from ffb.rapport.resultat import Rapport
from ffb.render import overblik
from ffb.render.format import en_decimal

TAELLINGER = (
    "antal mangler_ydelse_uuid mangler_tilbud_uuid fejl_mapning ukendt_uuid ugyldig_kombination"
    " mangler_maalgruppe fejlfri heraf_skift"
)
KOLONNER: dict[str, tuple[str, ...]] = {
    navn: tuple(noegler.split())
    for navn, noegler in {
        "leverancer": "fil_id tid system system_status art raekker",
        "kontakter": "system faglig_ansvarlig kvitteringsmodtager teknisk_ansvarlig",
        "tabel1": f"paragraf {TAELLINGER}",
        "tabel1_pr_dst_kode": f"dst_kode paragraf {TAELLINGER}",
        "tabel2": "raekke antal andel heraf_ikke_vurderet",
        "tabel2_opdelt": "opdeling vaerdi borgere udredningstema aktivitet_deltagelse funktionsevneniveau"
        " stoettebehov maaltype progressionsdata mangler_alle",
        "cpr_liste_1": "cpr kommune system fil_id sagsnummer enhed sagsbehandler tilbud ejer dst_kode"
        " startdato ydelse_id ffb_ydelse_kode ffb_ydelse ffb_tilbud_kode ffb_tilbud fejl goer"
        " lovlige_dst_koder lovlige_kombinationer",
        "cpr_liste_2": "cpr kommune enhed sagsbehandler tilbud ejer mangler ydelser sagsnumre"
        " naermeste_start",
        "ydelsesrapport": "dst_kode aar kvartal aktive startet afsluttet modtagere fuldtidsydelser",
    }.items()
}
TABEL1_TAL = (
    "uden_dst_kode",
    "afledt_dst_kode",
    "ukendt_dst_kode",
    "uden_alt",
    "ukendt_ydelse_uden_dst",
    "dobbelt_efter_systemskifte",
    "fremmed_kommune",
)
LISTER = ("cpr_liste_1", "cpr_liste_2")
_KODER = msgspec.json.Encoder(decimal_format="number")


def til_json(rapport: Rapport) -> bytes:
    """The report as UTF-8 JSON, indent 2; equal reports give equal bytes.

    Raises:
        KeyError: a table or column of docs/json.md is not in the report.
    """
    return msgspec.json.format(_KODER.encode(_dokument(rapport)), indent=2) + b"\n"


def write(rapport: Rapport, mappe: Path, stamme: str) -> list[Path]:
    """Write `{stamme}.json` in `mappe`."""
    sti = mappe / f"{stamme}.json"
    sti.write_bytes(til_json(rapport))
    return [sti]


def _dokument(rapport: Rapport) -> dict[str, Any]:
    raekker = {navn: _raekker(rapport, navn) for navn in KOLONNER}
    return {
        "kommune": rapport.kommune_kode,
        "kommune_navn": rapport.kommune_navn,
        "demo": rapport.demo,
        "periode": {"fra": rapport.periode_fra, "til": rapport.periode_til},
        "konklusion": dict(zip(("kode", "tekst", "naeste"), rapport.konklusion, strict=True)),
        "forbehold": ". ".join(overblik.forbehold(rapport)) + ".",
        "leverancer": raekker["leverancer"],
        "kontakter": raekker["kontakter"],
        "tabel1": _tabel1(rapport, raekker),
        "tabel2": _tabel2(rapport, raekker),
        **_lister(rapport, raekker),
        "ydelsesrapport": raekker["ydelsesrapport"],
        "indstillinger": _enkel(rapport.indstillinger),
        "versioner": _enkel(rapport.versioner),
        "noter": list(rapport.noter),
    }


def _tabel1(rapport: Rapport, raekker: dict[str, Any]) -> dict[str, Any]:
    return {
        "raekker": raekker["tabel1"],
        "pr_dst_kode": raekker["tabel1_pr_dst_kode"],
        **{noegle: rapport.tal[noegle] for noegle in TABEL1_TAL},
    }


def _tabel2(rapport: Rapport, raekker: dict[str, Any]) -> dict[str, Any]:
    andel = rapport.tal["mangler_alle_andel"]
    return {
        "borgere": rapport.tal["borgere"],
        "raekker": raekker["tabel2"],
        "mangler_alle": rapport.tal["mangler_alle"],
        "mangler_alle_andel": None if andel is None else en_decimal(andel),
        "opdelt": raekker["tabel2_opdelt"],
    }


def _lister(rapport: Rapport, raekker: dict[str, Any]) -> dict[str, Any]:
    lister: dict[str, Any] = {}
    for navn in LISTER:
        lister[navn] = raekker[navn]
        lister[f"{navn}_antal"] = len(rapport.tabeller[navn].raekker)
    return lister


def _raekker(rapport: Rapport, navn: str) -> list[dict[str, Any]] | None:
    """Rows of table `navn`; null for a CPR list of a safe report (its columns are others)."""
    tabel = rapport.tabeller[navn]
    if rapport.sikker and navn in LISTER:
        return None
    andele = {k.navn for k in tabel.kolonner if k.type == "andel"}
    return [{k: _vaerdi(raekke[k], k in andele) for k in KOLONNER[navn]} for raekke in tabel.raekker]


def _vaerdi(vaerdi: Any, er_andel: bool) -> Any:
    return en_decimal(vaerdi) if er_andel and vaerdi is not None else vaerdi


def _enkel(vaerdi: Any) -> Any:
    """Settings and versions as JSON knows them: sets sorted, dates and paths as text."""
    if isinstance(vaerdi, dict):
        return {str(k): _enkel(v) for k, v in vaerdi.items()}
    if isinstance(vaerdi, list | tuple):
        return [_enkel(v) for v in vaerdi]
    if isinstance(vaerdi, set | frozenset):
        return sorted(_enkel(v) for v in vaerdi)
    return vaerdi if vaerdi is None or isinstance(vaerdi, str | int | Decimal | date) else str(vaerdi)
