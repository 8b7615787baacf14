"""What V11–V15 share: a ydelse's primary målgruppe, the latest støttebehov, names.

Same figures, less care: every code is one the catalogue knows, every målgruppe names its ydelse and every
vurdering has a date. Rows of the same day are in the order of the file.
"""

from datetime import date

import pandas as pd
import polars as pl
from analyser_faelles import laes, scan

VURDERET = [0, 1, 2, 3, 4, 9]


# -- pandas
def med_maalgruppe_pandas(b: dict, y: pd.DataFrame) -> pd.DataFrame:
    """The ydelser with the `kode` of their primary målgruppe; none where there is none."""
    m = laes(b, "maalgruppe", "ydelse_id ffb_maalgruppe_kode rang")
    m = m[m["rang"] == 1].rename(columns={"ffb_maalgruppe_kode": "kode"})
    return y.merge(m, on="ydelse_id", how="left")


def stoettebehov_pandas(b: dict, dag: pd.Timestamp) -> pd.Series:
    """borger_id -> the latest level on or before the day, as text."""
    s = laes(b, "stoettebehov", "borger_id niveau dato")
    s = s[s["niveau"].isin(VURDERET) & (s["dato"] <= dag)].sort_values("dato", kind="stable")
    s = s.drop_duplicates("borger_id", keep="last").set_index("borger_id")
    return s["niveau"].astype("int8").astype(str)


def tael_pandas(ramme: pd.DataFrame) -> dict[str, int]:
    """kode -> citizens; '' where there is none."""
    par = ramme[["borger_id", "kode"]].drop_duplicates()
    return {
        "" if pd.isna(kode) else kode: n for kode, n in par["kode"].value_counts(dropna=False).items() if n
    }


# -- polars
def med_maalgruppe_polars(b: dict, y: pl.LazyFrame) -> pl.LazyFrame:
    """The ydelser with the `kode` of their primary målgruppe; none where there is none."""
    m = scan(b, "maalgruppe").filter(pl.col("rang") == 1)
    return y.join(m.select("ydelse_id", kode="ffb_maalgruppe_kode"), on="ydelse_id", how="left")


def stoettebehov_polars(b: dict, dag: date) -> pl.LazyFrame:
    """Citizen and `stoettebehov`: the latest level on or before the day, as text."""
    return (
        scan(b, "stoettebehov")
        .select("borger_id", "niveau", "dato")
        .filter(pl.col("niveau").is_in(VURDERET), pl.col("dato") <= dag)
        .group_by("borger_id", maintain_order=False)
        .agg(pl.col("niveau").filter(pl.col("dato") == pl.col("dato").max()).last())
        .select("borger_id", stoettebehov=pl.col("niveau").cast(pl.String))
    )


def tael_polars(ramme: pl.LazyFrame) -> pl.LazyFrame:
    """`kode` and its citizens; '' where there is none."""
    par = ramme.select("borger_id", pl.col("kode").cast(pl.String).fill_null("")).unique()
    return par.group_by("kode").agg(borgere=pl.len())


# -- both
def kodenavn(b: dict, inddeling: str, kode: str) -> str:
    """What a group is called."""
    if not kode:
        return "(Tom)"
    if inddeling == "stoettebehov":
        return b["opslag"]["stoettebehovsniveau"].get(kode, kode)
    return b["opslag"]["navne"].get(kode, ["", kode])[1]
