"""The tables a run brings along: settings, codes, guide, quarters.

`koersel` is one row; rules and tables read settings there, never parameters or current_date (12-model).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

import pyarrow as pa

from ffb.model.tabeller import TYPER

REFERENCER: dict[str, tuple[tuple[str, str], ...]] = {
    navn: tuple(tuple(k.split(" ", 1)) for k in tekst.split("; "))  # type: ignore[misc]
    for navn, tekst in {
        "koersel": "kommune VARCHAR; periode_fra DATE; periode_til DATE; pr_dato DATE; krav_ff BOOLEAN; "
        "ikke_vurderet_taeller BOOLEAN; kladde_taeller BOOLEAN; har_mapning BOOLEAN",
        "begreb": "katalog VARCHAR; kode VARCHAR; term VARCHAR; art VARCHAR; overordnet_kode VARCHAR; "
        "overtema_kode VARCHAR; vaerdi INTEGER; kortnavn VARCHAR; gaelder_fra DATE; gaelder_til DATE",
        "begreb_levetid": "kode VARCHAR; foerst_i VARCHAR; foerst_fra DATE; udgaaet_i VARCHAR; "
        "udgaaet_fra DATE; efterfoelger_kode VARCHAR; efterfoelger VARCHAR",
        "begreb_lov": "kode VARCHAR; nr INTEGER; paragraf VARCHAR; antal INTEGER",
        "kommune": "kommune_kode VARCHAR; navn VARCHAR; region_kode VARCHAR; region VARCHAR; demo BOOLEAN",
        "faelles_indberetter": "handlende_kode VARCHAR; for_kode VARCHAR; gaelder_fra DATE; gaelder_til DATE",
        "dst_tabel": "dst_kode VARCHAR; paragraf VARCHAR; ffb_relevant BOOLEAN",
        "mapning": "tilbud_kode VARCHAR; ydelse_kode VARCHAR; dst_vaerdi VARCHAR; raekke INTEGER",
        "kvartal": "aar INTEGER; kvartal INTEGER; fra DATE; til DATE",
        "opslag_sag": "sagsnummer VARCHAR; enhed VARCHAR; sagsbehandler VARCHAR",
        "opslag_tilbud": "p_nummer VARCHAR; tilbud VARCHAR",
        "afstemning": "kommune_kode VARCHAR; periode_fra DATE; periode_til DATE; pr_dato DATE; "
        "tolerance_dage INTEGER",
        "indfasning_valg": "kommune_kode VARCHAR; pr_dato DATE; aar_fra DATE",
        "tidsrum": "navn VARCHAR; foerste_fra DATE; fra DATE; til DATE",
        "dst_borger": "borger_id BIGINT",
        "par_valgt": "tilbud_kode VARCHAR; ydelse_kode VARCHAR",
        "analyse_valg": "periode_fra DATE; periode_til DATE; dag DATE; kommune_valgt BOOLEAN; "
        "paragraf_valgt BOOLEAN; ydelse_valgt BOOLEAN; tilbud_valgt BOOLEAN; maalgruppe_valgt BOOLEAN; "
        "stoettebehov_valgt BOOLEAN; overtema_valgt BOOLEAN; undertema_valgt BOOLEAN; koen_valgt BOOLEAN; "
        "alder_valgt BOOLEAN",
        "analyse_norm": "regel VARCHAR; navn VARCHAR; vaerdi INTEGER",
        "eksport_valg": "dag DATE",
        "analyse_filter": "dimension VARCHAR; kode VARCHAR",
        "bevilling": "bevilling_nr INTEGER; bevilling_id VARCHAR; borger_id BIGINT; paragraf VARCHAR; "
        "startdato DATE; slutdato DATE; sagsnummer VARCHAR; enhed VARCHAR",
    }.items()
}


def reference_arrow(navn: str, raekker: Iterable[Sequence[Any]]) -> pa.Table:
    """Rows of reference table `navn`, in declared column order, as Arrow."""
    kolonner = REFERENCER[navn]
    lister = list(zip(*raekker, strict=True)) or [() for _ in kolonner]
    felter = [
        pa.array(vaerdier, type=TYPER[sqltype])
        for vaerdier, (_, sqltype) in zip(lister, kolonner, strict=True)
    ]
    return pa.table(felter, names=[k for k, _ in kolonner])


def kvartaler(fra: date, til: date) -> list[tuple[int, int, date, date]]:
    """Every quarter from that of `fra` through that of `til`: (year, 1–4, first day, last day)."""
    ud = []
    aar, nr = fra.year, (fra.month - 1) // 3 + 1
    while (aar, nr) <= (til.year, (til.month - 1) // 3 + 1):
        foerste = date(aar, nr * 3 - 2, 1)
        naeste_aar, naeste_nr = (aar + 1, 1) if nr == 4 else (aar, nr + 1)
        ud.append((aar, nr, foerste, date(naeste_aar, naeste_nr * 3 - 2, 1) - timedelta(days=1)))
        aar, nr = naeste_aar, naeste_nr
    return ud
