"""Scores of A&D sub-themes in pandas and polars, for the analyses that follow them over time.

Said several times on a day, the last written counts: the rows of a table stand in the order written.
"""

import pandas as pd
import polars as pl
from analyser_faelles import (
    i_perioden_pandas,
    i_perioden_polars,
    laes,
    opslag_polars,
    relevante_pandas,
    relevante_polars,
    scan,
    undertemaer,
)

AD = "ad_undertema"
IKKE_RELEVANT, IKKE_VURDERET = 8, 9


def ad_temaer(b: dict) -> dict[str, list]:
    """Sub-theme -> (name, main theme)."""
    return undertemaer(b, AD)


def borgere_pandas(b: dict) -> pd.Series:
    """The citizens with an FFB-relevant ydelse in the period."""
    return pd.Series(i_perioden_pandas(b, relevante_pandas(b))["borger_id"].unique())


def borgere_polars(b: dict) -> pl.LazyFrame:
    """The same, as the only column of a frame."""
    return i_perioden_polars(b, relevante_polars(b)).select("borger_id").unique()


def vurderinger_pandas(b: dict) -> pd.DataFrame:
    """borger_id, kode, dato, niveau: what is known of a theme on a day with an assessment."""
    ad = laes(b, "aktivitet_deltagelse", "borger_id kode dato niveau")
    ad = ad[ad["kode"].isin(list(ad_temaer(b)))]
    ad = ad.drop_duplicates(["borger_id", "kode", "dato"], keep="last")
    return ad[ad["niveau"] != IKKE_RELEVANT]


def vurderinger_polars(b: dict) -> pl.LazyFrame:
    """The same; a theme's code is an enumeration of those there are."""
    temaer = list(ad_temaer(b))
    return (
        scan(b, "aktivitet_deltagelse")
        .filter(pl.col("kode").is_in(temaer))
        .select("borger_id", pl.col("kode").cast(pl.Enum(temaer)), "dato", "niveau")
        .group_by("borger_id", "kode", "dato")
        .agg(pl.col("niveau").last())
        .filter(pl.col("niveau").is_null() | (pl.col("niveau") != IKKE_RELEVANT))
    )


def navne_polars(b: dict) -> pl.LazyFrame:
    """kode, tema, overtema."""
    return opslag_polars(ad_temaer(b), "tema", "overtema")
