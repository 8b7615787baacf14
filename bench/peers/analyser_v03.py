"""V03: how many are assessed on each A&D sub-theme, and how impaired they are by the latest score."""

import pandas as pd
import polars as pl
from analyser_faelles import dage_pandas, dage_polars, raekker_pandas, raekker_polars
from analyser_vurdering import (
    IKKE_VURDERET,
    ad_temaer,
    borgere_pandas,
    borgere_polars,
    navne_polars,
    vurderinger_pandas,
    vurderinger_polars,
)

NOK = 20
KOLONNER = ["kode", "tema", "overtema", "borgere", "population"]
KOLONNER += ["scorer", "ikke_vurderet", "score_sum", "nok"]


def pandas(b: dict) -> list[list]:
    borgere = borgere_pandas(b)
    ad = vurderinger_pandas(b)
    ad = ad[(ad["dato"] <= dage_pandas(b)[1]) & ad["borger_id"].isin(borgere)]
    seneste = ad.sort_values("dato", kind="stable").drop_duplicates(["borger_id", "kode"], keep="last")
    er_score = seneste["niveau"].between(0, 4)
    ud = (
        seneste.assign(
            scorer=er_score,
            ikke_vurderet=seneste["niveau"] == IKKE_VURDERET,
            score_sum=seneste["niveau"].where(er_score, 0),
        )
        .groupby("kode", observed=True)
        .agg({"borger_id": "size", "scorer": "sum", "ikke_vurderet": "sum", "score_sum": "sum"})
        .rename(columns={"borger_id": "borgere"})
    )
    ud["population"] = len(borgere)
    ud["nok"] = (ud["scorer"] >= NOK).map({True: "ja", False: "nej"})
    navne = pd.DataFrame.from_dict(ad_temaer(b), orient="index", columns=["tema", "overtema"])
    return raekker_pandas(ud.join(navne).rename_axis("kode").reset_index()[KOLONNER])


def polars(b: dict) -> list[tuple]:
    niveau, borgere = pl.col("niveau"), borgere_polars(b)
    er_score = niveau.is_between(0, 4)
    ud = (
        vurderinger_polars(b)
        .filter(pl.col("dato") <= dage_polars(b)[1])
        .join(borgere, on="borger_id", how="semi")
        .group_by("borger_id", "kode")
        .agg(niveau.max_by("dato"))
        .group_by("kode")
        .agg(
            borgere=pl.len(),
            scorer=er_score.sum(),
            ikke_vurderet=(niveau == IKKE_VURDERET).sum(),
            score_sum=niveau.filter(er_score).sum(),
        )
        .join(borgere.select(population=pl.len()), how="cross")
        .with_columns(pl.col("kode").cast(pl.String))
        .join(navne_polars(b), on="kode")
        .with_columns(nok=pl.when(pl.col("scorer") >= NOK).then(pl.lit("ja")).otherwise(pl.lit("nej")))
    )
    return raekker_polars(ud.select(KOLONNER))
