"""V11: who lives in temporary accommodation (§107) on the day, and what they will need."""

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
    dage_pandas,
    dage_polars,
    laes,
    loeber_pandas,
    loeber_polars,
    relevante_pandas,
    relevante_polars,
    scan,
)

KOLONNER = "borger_id ydelse_id ffb_ydelse_kode ffb_tilbud_kode startdato slutdato"
PAR = ["borger_id", "ydelse_id"]
DAGTILBUD = ["§103", "§104"]


def _hensyn(b: dict) -> list[str]:
    """The sub-themes that need something of the place."""
    return [
        kode
        for kode, (art, _, tema, overtema) in b["opslag"]["undertema"].items()
        if art == "ff_undertema" and (overtema == "Fysiske funktioner" or tema == "Rusmidler")
    ]


def pandas(b: dict) -> list[list]:
    dag = dage_pandas(b)[1]
    y = loeber_pandas(relevante_pandas(b, KOLONNER), dag, dag)
    y = y[y["borger_id"].isin(y.loc[y["paragraf"] == "§107", "borger_id"])]
    paa = y[y["paragraf"] == "§107"]
    ophold = paa.groupby("borger_id", sort=False).agg(
        start=("startdato", "min"),
        slut=("slutdato", "max"),
        alle=("startdato", "size"),
        med=("slutdato", "count"),
    )
    slut = ophold["slut"].where(ophold["alle"] == ophold["med"])
    ophold["kvartal"] = (
        slut.dt.year.astype("Int32").astype(str) + "K" + slut.dt.quarter.astype("Int32").astype(str)
    ).where(slut.notna())
    ophold["behov"] = ophold.index.map(stoettebehov_pandas(b, dag))
    hoej = ophold["behov"].isin(["3", "4"])
    hensyn = laes(b, "udredningstema", "borger_id kode dato")
    hensyn = hensyn[hensyn["kode"].isin(_hensyn(b)) & ~(hensyn["dato"] > dag)]
    maal = laes(b, "indsatsmaal", "borger_id tema_kode dato")
    maal = maal[maal["borger_id"].isin(ophold.index) & ~(maal["dato"] > dag)]
    borgere = ophold.reset_index()
    dele = {
        "behov": borgere.rename(columns={"kvartal": "kode"}),
        "start": borgere.assign(kode=borgere["start"].dt.year.astype(str)),
        "stoettebehov": borgere.rename(columns={"behov": "kode"}),
        "maalgruppe": med_maalgruppe_pandas(b, paa[PAR]),
        "ydelse": y[y["paragraf"] != "§107"].rename(columns={"ffb_ydelse_kode": "kode"}),
        "dagtilbud": y[y["paragraf"].isin(DAGTILBUD)].rename(columns={"ffb_tilbud_kode": "kode"}),
        "hensyn": hensyn[hensyn["borger_id"].isin(ophold.index)],
        "maal": maal.rename(columns={"tema_kode": "kode"}),
    }
    return _raekker(b, {d: _tael_pandas(r, hoej) for d, r in dele.items()}, len(ophold))


def _tael_pandas(ramme: pd.DataFrame, hoej: pd.Series) -> list[tuple]:
    par = ramme[["borger_id", "kode"]].drop_duplicates()
    par = par.assign(kode=par["kode"].astype(object).fillna(""), hoej=par["borger_id"].map(hoej))
    talt = par.groupby("kode")["hoej"].agg(["size", "sum"])
    return list(talt.itertuples(name=None))


def polars(b: dict) -> list[list]:
    dag = dage_polars(b)[1]
    loeber = loeber_polars(relevante_polars(b, KOLONNER), dag, dag)
    behov = stoettebehov_polars(b, dag)
    er_paa = pl.col("paragraf") == "§107"
    y = loeber.filter(er_paa.any().over("borger_id")).collect(engine="streaming").lazy()
    slut = pl.when(pl.col("slutdato").null_count() == 0).then(pl.col("slutdato").max())
    ophold = (
        y.filter(er_paa)
        .group_by("borger_id")
        .agg(start=pl.col("startdato").min(), slut=slut)
        .join(behov, on="borger_id", how="left")
        .with_columns(hoej=pl.col("stoettebehov").is_in(["3", "4"]).fill_null(False))
        .collect(engine="streaming")
        .lazy()
    )
    kvartal = pl.format("{}K{}", pl.col("slut").dt.year(), pl.col("slut").dt.quarter())
    til_dagen = pl.col("dato").is_null() | (pl.col("dato") <= dag)
    dele = {
        "behov": ophold.with_columns(kode=kvartal),
        "start": ophold.with_columns(kode=pl.col("start").dt.year().cast(pl.String)),
        "stoettebehov": ophold.rename({"stoettebehov": "kode"}),
        "maalgruppe": med_maalgruppe_polars(b, y.filter(er_paa)),
        "ydelse": y.filter(~er_paa).rename({"ffb_ydelse_kode": "kode"}),
        "dagtilbud": y.filter(pl.col("paragraf").is_in(DAGTILBUD)).rename({"ffb_tilbud_kode": "kode"}),
        "hensyn": scan(b, "udredningstema").filter(til_dagen, pl.col("kode").is_in(_hensyn(b))),
        "maal": scan(b, "indsatsmaal").filter(til_dagen).rename({"tema_kode": "kode"}),
    }
    hoej = ophold.select("borger_id", "hoej")
    talt = pl.collect_all([_tael_polars(r, hoej) for r in dele.values()], engine="streaming")
    antal = hoej.select(pl.len()).collect().item()
    return _raekker(b, {d: t.rows() for d, t in zip(dele, talt, strict=True)}, antal)


def _tael_polars(ramme: pl.LazyFrame, hoej: pl.LazyFrame) -> pl.LazyFrame:
    par = ramme.select("borger_id", pl.col("kode").fill_null("")).join(hoej, on="borger_id").unique()
    return par.group_by("kode").agg(borgere=pl.len(), hoej=pl.col("hoej").sum())


def _raekker(b: dict, talt: dict[str, list[tuple]], population: int) -> list[list]:
    return [
        [inddeling, kode, _navn(b, inddeling, kode), int(borgere), int(hoej), population]
        for inddeling, raekker in talt.items()
        for kode, borgere, hoej in raekker
    ]


def _navn(b: dict, inddeling: str, kode: str) -> str:
    return "Ingen planlagt slut" if inddeling == "behov" and not kode else kodenavn(b, inddeling, kode)
