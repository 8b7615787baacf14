"""V04: the types of goals by the paragraf of the ydelser that ran when they were set.

No goal of the data names its indsats, so every goal is tied to ydelser by citizen and day (`afledt`).
"""

import pandas as pd
import polars as pl
from analyser_faelles import (
    dage_pandas,
    dage_polars,
    i_perioden_pandas,
    i_perioden_polars,
    laes,
    loeber_pandas,
    loeber_polars,
    raekker_pandas,
    raekker_polars,
    relevante_pandas,
    relevante_polars,
    scan,
)

TYPER = ["udvikle", "fastholde", "begraense"]
I_ALT, ALLE = "I alt", "alle"
KOLONNER = ["paragraf", *TYPER, "maal", "borgere", "afledt", "kode"]


def pandas(b: dict) -> list[list]:
    y = i_perioden_pandas(b, relevante_pandas(b))
    maal = laes(b, "indsatsmaal", "borger_id maaltype_kode dato")
    maal = maal[
        (maal["dato"] <= dage_pandas(b)[1]) & maal["maaltype_kode"].isin(list(b["opslag"]["maaltype"]))
    ]
    maal["maaltype"] = maal["maaltype_kode"].map(b["opslag"]["maaltype"])
    maal = maal.drop(columns="maaltype_kode").rename_axis("maal_nr").reset_index()
    par = maal.merge(y, on="borger_id")
    par = loeber_pandas(par, par["dato"], par["dato"])
    par = par.drop_duplicates(["maal_nr", "paragraf"])
    i_alt = par.drop_duplicates("maal_nr").assign(paragraf=I_ALT)
    par = pd.concat([par.astype({"paragraf": str}), i_alt])
    ud = pd.crosstab(par["paragraf"], par["maaltype"]).reindex(columns=TYPER, fill_value=0)
    grupper = par.groupby("paragraf")["borger_id"]
    ud["maal"] = ud["afledt"] = grupper.size()
    ud["borgere"] = grupper.nunique()
    ud = ud.reset_index()
    ud["kode"] = ud["paragraf"].replace(I_ALT, ALLE)
    return raekker_pandas(ud[KOLONNER])


def polars(b: dict) -> list[tuple]:
    typer = b["opslag"]["maaltype"]
    y = i_perioden_polars(b, relevante_polars(b)).with_columns(pl.col("paragraf").cast(pl.String))
    par = (
        scan(b, "indsatsmaal")
        .select("borger_id", "maaltype_kode", "dato")
        .filter(pl.col("dato") <= dage_polars(b)[1], pl.col("maaltype_kode").is_in(list(typer)))
        .select("borger_id", "dato", maaltype=pl.col("maaltype_kode").replace_strict(typer))
        .with_row_index("maal_nr")
        .join(y, on="borger_id")
        .pipe(loeber_polars, pl.col("dato"), pl.col("dato"))
        .unique(["maal_nr", "paragraf"])
        .select("maal_nr", "borger_id", "maaltype", "paragraf")
        .collect(engine="streaming")
        .lazy()
    )
    ud = pl.concat([par, par.unique("maal_nr").with_columns(paragraf=pl.lit(I_ALT))])
    ud = ud.group_by("paragraf").agg(
        *((pl.col("maaltype") == navn).sum().alias(navn) for navn in TYPER),
        maal=pl.len(),
        borgere=pl.col("borger_id").n_unique(),
        afledt=pl.len(),
        kode=pl.col("paragraf").first().replace(I_ALT, ALLE),
    )
    return raekker_polars(ud.select(KOLONNER))
