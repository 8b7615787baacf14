"""The yardstick of bench.regler: twenty rules in pandas, as an analyst writes them, counting what they find.

Same numbers, less care: one full leverance per kommune, no versions, no former systems, no messages, owners
or places.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pandas as pd
from bench.tabeller_pandas import relevante

from ffb.begreber import load_katalog, reference_tabeller

TYVE = (
    "DAT-01", "DAT-03", "DAT-15", "DAT-17", "KOD-01", "KOD-02", "KOD-09", "KOD-13", "KOD-17", "SAM-02",
    "SAM-12", "SAM-13", "SAM-14", "SAM-15", "SAM-18", "SAM-25", "SAM-26", "T1-01", "T1-02", "T2-05",
)  # fmt: skip
DATOER = ("dato", "startdato", "slutdato")


def count_fund(mappe: Path, periode: tuple[date, date]) -> dict[str, int]:
    """Rule id -> number of findings, for the rules of `TYVE`."""
    ydelse = _laes(
        mappe, "ydelse", "leverance_id borger_id startdato slutdato ffb_ydelse_kode ffb_tilbud_kode"
    )
    tema = _laes(mappe, "udredningstema", "borger_id post_nr kode dato")
    score = _laes(mappe, "aktivitet_deltagelse", "borger_id post_nr kode dato niveau niveau_kode")
    behov = _laes(mappe, "stoettebehov", "borger_id post_nr dato niveau")
    maal = _laes(mappe, "indsatsmaal", "borger_id tema_kode maaltype_kode dato")
    antal = {
        **_datoer(mappe, ydelse, tema, behov),
        **_koder(ydelse, tema, score),
        **_sammenhaeng(tema, score, behov, maal),
        **_tabel(mappe, periode, maal),
    }
    return {id_: int(antal[id_]) for id_ in TYVE}


def _laes(mappe: Path, tabel: str, kolonner: str) -> pd.DataFrame:
    ramme = pd.read_parquet(mappe / f"{tabel}_version.parquet", columns=kolonner.split())
    for navn in set(DATOER) & set(ramme):
        ramme[navn] = pd.to_datetime(ramme[navn])
    return ramme


def _datoer(mappe: Path, ydelse: pd.DataFrame, tema: pd.DataFrame, behov: pd.DataFrame) -> dict[str, int]:
    leverance = pd.read_parquet(mappe / "leverance.parquet", columns=["leverance_id", "tid"])
    tid = ydelse["leverance_id"].map(leverance.set_index("leverance_id")["tid"].dt.normalize())
    pr_borger = ydelse.groupby("borger_id")["slutdato"].agg(["size", "count", "max"])
    sidste = pr_borger.loc[pr_borger["size"] == pr_borger["count"], "max"]
    maaned = pd.Timedelta(days=30)
    return {
        "DAT-01": (ydelse["slutdato"] < ydelse["startdato"]).sum(),
        "DAT-03": (ydelse["startdato"] > tid).sum(),
        "DAT-15": tema.loc[tema["dato"] > tema["borger_id"].map(sidste), "borger_id"].nunique(),
        "DAT-17": behov.loc[behov["dato"] > behov["borger_id"].map(sidste) + maaned, "borger_id"].nunique(),
    }


def _koder(ydelse: pd.DataFrame, tema: pd.DataFrame, score: pd.DataFrame) -> dict[str, int]:
    _, begreb = reference_tabeller()["begreb"]
    kendte = {b[1] for b in begreb}
    niveauer = {b[1] for b in begreb if b[3] == "funktionsevneniveau"}

    def ukendte(koder: pd.Series, lovlige: set[str]) -> int:
        return int((koder.notna() & (koder != "") & ~koder.isin(lovlige)).sum())

    return {
        "KOD-01": ukendte(ydelse["ffb_ydelse_kode"], kendte),
        "KOD-02": ukendte(ydelse["ffb_tilbud_kode"], kendte),
        "KOD-09": ukendte(tema["kode"], kendte),
        "KOD-13": ukendte(score["kode"], kendte),
        "KOD-17": ukendte(score["niveau_kode"], niveauer),
    }


def _sammenhaeng(
    tema: pd.DataFrame, score: pd.DataFrame, behov: pd.DataFrame, maal: pd.DataFrame
) -> dict[str, int]:
    ad = {b.kode for b in load_katalog("ffb/2023-05").art("ad_undertema")}
    score = score[score["kode"].isin(ad)]
    noegle = ["borger_id", "kode", "dato"]
    maal_noegle = ["borger_id", "tema_kode", "dato"]
    return {
        "SAM-02": _uden_tema(maal[maal["tema_kode"].isin(ad)], score),
        "SAM-12": _spring(score, ["borger_id", "kode"]),
        "SAM-13": _spring(behov, ["borger_id"]),
        "SAM-14": score.duplicated([*noegle, "niveau"]).sum(),
        "SAM-15": _uenige(score, noegle, "niveau"),
        "SAM-18": _uenige(behov, ["borger_id", "dato"], "niveau"),
        "SAM-25": _uenige(maal, maal_noegle, "maaltype_kode"),
        "SAM-26": tema.duplicated(noegle).sum(),
    }


def _uden_tema(maal: pd.DataFrame, score: pd.DataFrame) -> int:
    """Goals from 2025 on a theme the citizen, who has others, is not assessed in."""
    udredt = score[["borger_id", "kode"]].drop_duplicates()
    maal = maal[maal["borger_id"].isin(udredt["borger_id"]) & ~(maal["dato"] < pd.Timestamp(2025, 1, 1))]
    samlet = maal.merge(
        udredt, left_on=["borger_id", "tema_kode"], right_on=["borger_id", "kode"], how="left"
    )
    return int(samlet["kode"].isna().sum())


def _spring(ramme: pd.DataFrame, hvem: list[str]) -> int:
    """Scores more than two steps from the one before, on an earlier day."""
    ramme = ramme[ramme["niveau"].between(0, 4)].sort_values([*hvem, "dato", "post_nr"])
    foer = ramme.groupby(hvem, sort=False)[["niveau", "dato"]].shift()
    return int((((ramme["niveau"] - foer["niveau"]).abs() > 2) & (ramme["dato"] > foer["dato"])).sum())


def _uenige(ramme: pd.DataFrame, noegle: list[str], felt: str) -> int:
    """Keys with two different values of `felt`."""
    return int((ramme.groupby(noegle)[felt].nunique() > 1).sum())


def _tabel(mappe: Path, periode: tuple[date, date], maal: pd.DataFrame) -> dict[str, int]:
    ydelse = relevante(mappe, periode)
    typer = {b.kode for b in load_katalog("ffb/2023-05").art("maaltype")}
    med = maal.loc[maal["maaltype_kode"].isin(typer), "borger_id"]
    borgere = pd.Series(ydelse["borger_id"].unique())
    return {
        "T1-01": ydelse["ffb_ydelse_kode"].isna().sum(),
        "T1-02": ydelse["ffb_tilbud_kode"].isna().sum(),
        "T2-05": (~borgere.isin(med)).sum(),
    }
