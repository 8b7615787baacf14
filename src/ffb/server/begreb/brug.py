"""How often each code stands in a kommune's own data, counted once for each state of them."""

from __future__ import annotations

from functools import lru_cache

from ffb.engine.duckdb import DuckDB
from ffb.engine.koersel import prepare_motor
from ffb.server.fund.opgoer import build_opsaetning, default_periode
from ffb.server.leverance.grundlag import Grundlag, find_grundlag, kilder
from ffb.sprog import Dansk

# what a person calls it -> the table of counted rows and its column
STEDER = {
    Dansk("Ydelser"): ("gaeldende_ydelse", "ffb_ydelse_kode"),
    Dansk("Ydelser i tilbuddet"): ("gaeldende_ydelse", "ffb_tilbud_kode"),
    Dansk("Målgrupper"): ("gaeldende_maalgruppe", "ffb_maalgruppe_kode"),
    Dansk("Udredningstemaer"): ("gaeldende_udredningstema", "kode"),
    Dansk("Aktivitet og deltagelse"): ("gaeldende_aktivitet_deltagelse", "kode"),
    Dansk("Niveauer"): ("gaeldende_aktivitet_deltagelse", "niveau_kode"),
    Dansk("Støttebehov"): ("gaeldende_stoettebehov", "niveau_kode"),
    Dansk("Indsatsmål"): ("gaeldende_indsatsmaal", "tema_kode"),
    Dansk("Måltyper"): ("gaeldende_indsatsmaal", "maaltype_kode"),
    Dansk("Opfølgninger"): ("gaeldende_opfoelgning", "resultat_kode"),
}
Brug = dict[str, dict[str, tuple[int, int]]]


def count_brug(kommune: str) -> Brug:
    """Code -> where it stands -> (rows, citizens), in the rows that count now."""
    grundlag = find_grundlag(kommune)
    return _count(grundlag) if grundlag.leverancer else {}


@lru_cache(maxsize=8)
def _count(grundlag: Grundlag) -> Brug:
    motor = DuckDB()
    prepare_motor(motor, kilder(grundlag), None, build_opsaetning(grundlag.kommune, *default_periode()))
    ud: Brug = {}
    for navn, (tabel, kolonne) in STEDER.items():
        svar = motor.query(
            f"SELECT {kolonne}, COUNT(*), COUNT(DISTINCT borger_id) FROM {tabel} "  # noqa: S608 - our own words
            f"WHERE {kolonne} IS NOT NULL GROUP BY {kolonne}"
        )
        for kode, raekker, borgere in svar.raekker:
            ud.setdefault(kode, {})[navn] = (raekker, borgere)
    return ud
