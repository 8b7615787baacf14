"""How often each code stands in a kommune's own data, counted once for each state of them."""

from __future__ import annotations

from functools import lru_cache

from ffb.engine.duckdb import DuckDB
from ffb.engine.koersel import prepare_motor
from ffb.server.fund.opgoer import build_opsaetning, default_periode
from ffb.server.leverance.grundlag import Grundlag, find_grundlag, kilder
from ffb.sprog import Dansk

# where a code may stand -> the table of counted rows and its column
STEDER = {
    "ydelse": ("gaeldende_ydelse", "ffb_ydelse_kode"),
    "tilbud": ("gaeldende_ydelse", "ffb_tilbud_kode"),
    "maalgruppe": ("gaeldende_maalgruppe", "ffb_maalgruppe_kode"),
    "udredningstema": ("gaeldende_udredningstema", "kode"),
    "aktivitet_deltagelse": ("gaeldende_aktivitet_deltagelse", "kode"),
    "niveau": ("gaeldende_aktivitet_deltagelse", "niveau_kode"),
    "stoettebehov": ("gaeldende_stoettebehov", "niveau_kode"),
    "indsatsmaal": ("gaeldende_indsatsmaal", "tema_kode"),
    "maaltype": ("gaeldende_indsatsmaal", "maaltype_kode"),
    "opfoelgning": ("gaeldende_opfoelgning", "resultat_kode"),
}
NAVN: dict[str, Dansk] = {
    "ydelse": "Ydelser",
    "tilbud": "Ydelser i tilbuddet",
    "maalgruppe": "Målgrupper",
    "udredningstema": "Udredningstemaer",
    "aktivitet_deltagelse": "Aktivitet og deltagelse",
    "niveau": "Niveauer",
    "stoettebehov": "Støttebehov",
    "indsatsmaal": "Indsatsmål",
    "maaltype": "Måltyper",
    "opfoelgning": "Opfølgninger",
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
