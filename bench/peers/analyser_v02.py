"""V02: which themes were recorded on or before the day the citizen got her ydelse."""

import pandas as pd
import polars as pl
from analyser_faelles import (
    dage_pandas,
    dage_polars,
    i_perioden_pandas,
    i_perioden_polars,
    laes,
    opslag_polars,
    raekker_pandas,
    raekker_polars,
    relevante_pandas,
    relevante_polars,
    scan,
    undertemaer,
)

I_ALT = "I alt"
FF = ("ff_undertema", "omgivelse_undertema")  # functions and conditions, and surroundings


def pandas(b: dict) -> list[list]:
    y = i_perioden_pandas(b, relevante_pandas(b))
    y = y[y["startdato"] >= dage_pandas(b)[0]]
    pr_paragraf = (
        y.groupby(["borger_id", "paragraf"], observed=True, sort=False)["startdato"].max().reset_index()
    )
    alle = y.groupby("borger_id", sort=False)["startdato"].max().reset_index().assign(paragraf=I_ALT)
    grupper = pd.concat([pr_paragraf.astype({"paragraf": str}), alle]).astype({"paragraf": "category"})
    tema = laes(b, "udredningstema", "borger_id kode dato")
    temaer = undertemaer(b, *FF)
    tema = tema[tema["kode"].isin(list(temaer)) & tema["borger_id"].isin(alle["borger_id"])]
    foerst = tema.groupby(["borger_id", "kode"], observed=True, sort=False)["dato"].min().reset_index()
    par = foerst.merge(grupper, on="borger_id")
    par = par[par["dato"] <= par["startdato"]]
    ud = par.groupby(["paragraf", "kode"], observed=True, sort=False).size().rename("borgere").reset_index()
    ud["population"] = ud["paragraf"].astype(str).map(grupper["paragraf"].value_counts())
    navne = pd.DataFrame.from_dict(temaer, orient="index", columns=["tema", "overtema"])
    ud = ud.astype({"kode": str}).join(navne, on="kode")
    return raekker_pandas(ud[["paragraf", "kode", "tema", "overtema", "borgere", "population"]])


def polars(b: dict) -> list[tuple]:
    y = i_perioden_polars(b, relevante_polars(b)).filter(pl.col("startdato") >= dage_polars(b)[0])
    y = y.with_columns(pl.col("paragraf").cast(pl.String))
    pr_paragraf = y.group_by("borger_id", "paragraf").agg(pl.col("startdato").max())
    alle = y.group_by("borger_id").agg(pl.col("startdato").max()).with_columns(paragraf=pl.lit(I_ALT))
    grupper = pl.concat([pr_paragraf, alle.select("borger_id", "paragraf", "startdato")])
    temaer = opslag_polars(undertemaer(b, *FF), "tema", "overtema")
    foerst = (
        scan(b, "udredningstema")
        .select("borger_id", "kode", "dato")
        .join(temaer, on="kode", how="semi")
        .group_by("borger_id", "kode")
        .agg(pl.col("dato").min())
    )
    population = grupper.group_by("paragraf").agg(population=pl.len())
    ud = (
        foerst.join(grupper, on="borger_id")
        .filter(pl.col("dato") <= pl.col("startdato"))
        .group_by("paragraf", "kode")
        .agg(borgere=pl.len())
        .join(population, on="paragraf")
        .join(temaer, on="kode")
    )
    return raekker_polars(ud.select("paragraf", "kode", "tema", "overtema", "borgere", "population"))
