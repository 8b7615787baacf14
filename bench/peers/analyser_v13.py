"""V13: the accounts of each function beside the citizens behind it, by støttebehov and målgruppe.

One amount for a kommune, year and function, and every kommune has them all.
"""

from datetime import date

import pandas as pd
import polars as pl
from analyser_borger import (
    kodenavn,
    med_maalgruppe_pandas,
    med_maalgruppe_polars,
    stoettebehov_pandas,
    stoettebehov_polars,
)
from analyser_faelles import (
    dage_polars,
    laes,
    loeber_pandas,
    loeber_polars,
    relevante_pandas,
    relevante_polars,
    scan,
)

KOLONNER = "borger_id ydelse_id startdato slutdato"
PAR, GRUPPE = ["paragraf", "borger_id"], ["paragraf", "kode"]
FUNKTIONER = {
    "§108": ("5.38.50", "Botilbud til længerevarende ophold"),
    "§85 i ABL §105": ("5.38.51", "Botilbudslignende tilbud"),
    "§107": ("5.38.52", "Botilbud til midlertidigt ophold"),
}
Talt = dict[str, list[tuple]]


def _aar(b: dict) -> list[tuple[int, date, date]]:
    """Each year the period touches, with its first day and the last one known."""
    fra, til = dage_polars(b)
    return [(n, date(n, 1, 1), min(til, date(n, 12, 31))) for n in range(fra.year, til.year + 1)]


def pandas(b: dict) -> list[list]:
    beloeb = laes(b, "regnskab", "aar funktion beloeb_1000_kr")
    beloeb = beloeb.groupby(["funktion", "aar"])["beloeb_1000_kr"].sum().to_dict()
    alle = relevante_pandas(b, KOLONNER)
    alle = alle[alle["paragraf"].isin(list(FUNKTIONER))]
    ud = []
    for aar, fra, til in _aar(b):
        fra, til = pd.Timestamp(fra), pd.Timestamp(til)
        y = loeber_pandas(alle, fra, til)
        borgere = y[PAR].drop_duplicates()
        behov = borgere.assign(kode=borgere["borger_id"].map(stoettebehov_pandas(b, til)))
        grupper = med_maalgruppe_pandas(b, y[[*PAR, "ydelse_id"]])[[*PAR, "kode"]].drop_duplicates()
        talt = {"stoettebehov": _tael_pandas(behov), "maalgruppe": _tael_pandas(grupper)}
        ud += _raekker(b, aar, beloeb, borgere["paragraf"].value_counts().to_dict(), talt)
    return ud


def _tael_pandas(ramme: pd.DataFrame) -> list[tuple]:
    talt = ramme.groupby(GRUPPE, dropna=False, observed=True, sort=False).size()
    return [(paragraf, "" if pd.isna(kode) else kode, n) for (paragraf, kode), n in talt.items()]


def polars(b: dict) -> list[list]:
    beloeb = scan(b, "regnskab").group_by("funktion", "aar").agg(pl.col("beloeb_1000_kr").sum()).collect()
    pr_aar = {(funktion, aar): sum_ for funktion, aar, sum_ in beloeb.rows()}
    alle = relevante_polars(b, KOLONNER).filter(pl.col("paragraf").is_in(list(FUNKTIONER)))
    alle = alle.with_columns(pl.col("paragraf").cast(pl.String)).collect(engine="streaming").lazy()
    ud = []
    for aar, fra, til in _aar(b):
        y = loeber_polars(alle, fra, til)
        borgere = y.select(PAR).unique()
        behov = stoettebehov_polars(b, til).rename({"stoettebehov": "kode"})
        dele = [
            borgere.group_by("paragraf").agg(pl.len()),
            borgere.join(behov, on="borger_id", how="left").group_by(GRUPPE).agg(pl.len()),
            med_maalgruppe_polars(b, y).select(*PAR, "kode").unique().group_by(GRUPPE).agg(pl.len()),
        ]
        antal, *talt = pl.collect_all([d.fill_null("") for d in dele], engine="streaming")
        svar = {d: t.rows() for d, t in zip(("stoettebehov", "maalgruppe"), talt, strict=True)}
        ud += _raekker(b, aar, pr_aar, dict(antal.rows()), svar)
    return ud


def _raekker(b: dict, aar: int, beloeb: dict, borgere: dict[str, int], talt: Talt) -> list[list]:
    ud = []
    for paragraf, (funktion, navn) in FUNKTIONER.items():
        antal, foran = borgere[paragraf], [funktion, navn, str(aar)]
        ud.append(["pris", *foran, "alle", "Alle", antal, None, beloeb[funktion, aar], antal])
        for inddeling, grupper in talt.items():
            for kode, n in [(k, n) for p, k, n in grupper if p == paragraf]:
                ud.append([inddeling, *foran, kode, kodenavn(b, inddeling, kode), n, antal, None, None])
    return ud
