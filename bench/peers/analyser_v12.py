"""V12: who gets both an FFB ydelse and an FSIII ydelse on the day. Every kommune has FSIII ydelser."""

import pandas as pd
import polars as pl
from analyser_borger import kodenavn
from analyser_faelles import (
    dage_pandas,
    dage_polars,
    laes,
    loeber_pandas,
    loeber_polars,
    relevante_pandas,
    relevante_polars,
    scan,
)

KOLONNER = "borger_id ffb_ydelse_kode startdato slutdato"
I_ALT, INGEN, UKENDT = "I alt", "NULL", "(Ukendt kode)"


def pandas(b: dict) -> list[list]:
    dag = dage_pandas(b)[1]
    ffb = loeber_pandas(relevante_pandas(b, KOLONNER), dag, dag)
    ffb = ffb[["borger_id", "ffb_ydelse_kode"]].rename(columns={"ffb_ydelse_kode": "kode"}).drop_duplicates()
    borgere = ffb[["borger_id"]].drop_duplicates()
    f = loeber_pandas(laes(b, "fsiii_ydelse", "borger_id fsiii_kode startdato slutdato lov"), dag, dag)
    opslag = b["opslag"]["fsiii"]
    aeldre = f["lov"].str.lower().str.contains("ældrelov", regex=False).fillna(False).astype(bool)
    f["fsiii"] = f["fsiii_kode"].map({kode: navn for kode, (navn, _) in opslag.items()}).astype("category")
    f["af_lov"] = f["fsiii_kode"].map({kode: lov for kode, (_, lov) in opslag.items()}).astype(str)
    f["af_lov"] = f["af_lov"].mask(aeldre, "Ældreloven").astype("category")
    f = f.loc[
        f["af_lov"].isin(["§83", "§83a", "Ældreloven"]), ["borger_id", "af_lov", "fsiii"]
    ].drop_duplicates()
    f["fsiii"] = f["fsiii"].cat.add_categories([I_ALT, UKENDT]).fillna(UKENDT)
    i_alt = f[["borger_id", "af_lov"]].drop_duplicates()
    i_alt["fsiii"] = pd.Categorical([I_ALT] * len(i_alt), dtype=f["fsiii"].dtype)
    linje = pd.concat([f, i_alt])
    begge = linje[linje["borger_id"].isin(borgere["borger_id"])]
    noegle = ["kode", "af_lov", "fsiii"]
    dele = [
        begge.merge(ffb, on="borger_id"),
        begge.assign(kode=I_ALT),
        linje[~linje["borger_id"].isin(borgere["borger_id"])].assign(kode=INGEN),
    ]
    talt = [d.groupby(noegle, observed=True, dropna=False, sort=False).size().reset_index() for d in dele]
    return _raekker(
        b, [r for t in talt for r in t.astype(object).itertuples(index=False, name=None)], len(borgere)
    )


def polars(b: dict) -> list[list]:
    dag = dage_polars(b)[1]
    ffb = loeber_polars(relevante_polars(b, KOLONNER), dag, dag)
    ffb = ffb.select("borger_id", kode="ffb_ydelse_kode").unique().collect(engine="streaming").lazy()
    borgere = ffb.select("borger_id").unique()
    opslag = pl.LazyFrame(
        [(kode, *v) for kode, v in b["opslag"]["fsiii"].items()],
        schema=["fsiii_kode", "fsiii", "af_lov"],
        orient="row",
    )
    aeldre = pl.col("lov").str.to_lowercase().str.contains("ældrelov", literal=True)
    f = (
        loeber_polars(scan(b, "fsiii_ydelse"), dag, dag)
        .select("borger_id", "fsiii_kode", "lov")
        .join(opslag, on="fsiii_kode", how="left")
        .select(
            "borger_id",
            lov=pl.when(aeldre).then(pl.lit("Ældreloven")).otherwise(pl.col("af_lov")),
            fsiii=pl.col("fsiii").fill_null(UKENDT),
        )
        .filter(pl.col("lov") != "")
        .unique()
        .collect(engine="streaming")
        .lazy()
    )
    i_alt = f.select("borger_id", "lov").unique().with_columns(fsiii=pl.lit(I_ALT))
    linje = pl.concat([f, i_alt])
    begge = linje.join(borgere, on="borger_id", how="semi")
    dele = [
        begge.join(ffb, on="borger_id"),
        begge.with_columns(kode=pl.lit(I_ALT)),
        linje.join(borgere, on="borger_id", how="anti").with_columns(kode=pl.lit(INGEN)),
    ]
    noegle = ["kode", "lov", "fsiii"]
    *talt, antal = pl.collect_all(
        [*(d.group_by(noegle).agg(pl.len()) for d in dele), borgere.select(pl.len())], engine="streaming"
    )
    return _raekker(b, [r for t in talt for r in t.rows()], antal.item())


def _raekker(b: dict, talt: list[tuple], population: int) -> list[list]:
    faste = {I_ALT: I_ALT, INGEN: "Ingen FFB-ydelse"}
    ud = []
    for kode, lov, fsiii, borgere in talt:
        kode = kode if isinstance(kode, str) else ""
        navn = faste.get(kode) or kodenavn(b, "ydelse", kode)
        ud.append([lov, kode, navn, fsiii, fsiii, borgere, None if kode == INGEN else population])
    return ud
