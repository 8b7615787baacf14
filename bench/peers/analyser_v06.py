"""V06: whether functioning improved from a citizen's first score of a sub-theme to her latest."""

import pandas as pd
import polars as pl
from analyser_faelles import dage_pandas, dage_polars, raekker_pandas, raekker_polars
from analyser_vurdering import borgere_pandas, borgere_polars, vurderinger_pandas, vurderinger_polars

ALLE, NOK = "alle", 20
TALT = ["forbedret", "uaendret", "forvaerret", "maalt", "forloeb"]
INDDELINGER = ("undertema", "startniveau")


def _vis(b: dict, talt: list[tuple]) -> list[list]:
    """(division, code, the counts of TALT, citizens) as the rows of the analysis."""
    navne, niveauer = b["opslag"]["navne"], b["opslag"]["funktionsevneniveau"]
    ud = []
    for inddeling, kode, forbedret, uaendret, forvaerret, maalt, forloeb, borgere in talt:
        navn = f"{kode} {niveauer[kode]}" if kode in niveauer else navne.get(kode, ["", "Alle forløb"])[1]
        tal = [forbedret, uaendret, forvaerret, maalt, forloeb - maalt, forloeb, borgere]
        ud.append([inddeling, kode, navn, *tal, "ja" if maalt >= NOK else "nej"])
    return ud


def pandas(b: dict) -> list[list]:
    ad = vurderinger_pandas(b)
    ad = ad[ad["niveau"].between(0, 4) & ad["borger_id"].isin(borgere_pandas(b))]
    ad = ad[ad["dato"] <= dage_pandas(b)[1]].sort_values("dato", kind="stable")
    noegle = ["borger_id", "kode"]
    f = ad.drop_duplicates(noegle).merge(ad.drop_duplicates(noegle, keep="last"), on=noegle)
    maalt = f["dato_x"] < f["dato_y"]
    f = f.assign(
        forbedret=f["niveau_y"] < f["niveau_x"],
        uaendret=maalt & (f["niveau_y"] == f["niveau_x"]),
        forvaerret=f["niveau_y"] > f["niveau_x"],
        maalt=maalt,
        forloeb=True,
        alle=ALLE,
    )

    def tael(inddeling: str, kolonne: str) -> pd.DataFrame:
        grupper = f.groupby(kolonne, observed=True)
        ud = (
            grupper[TALT]
            .sum()
            .assign(borgere=grupper["borger_id"].nunique())
            .rename_axis("kode")
            .reset_index()
        )
        ud.insert(0, "inddeling", inddeling)
        return ud.astype({"kode": str})

    alle = [tael(inddeling, "alle") for inddeling in INDDELINGER]
    samlet = pd.concat([tael("undertema", "kode"), tael("startniveau", "niveau_x"), *alle])
    return _vis(b, raekker_pandas(samlet))


def polars(b: dict) -> list[list]:
    niveau = pl.col("niveau")
    f = (
        vurderinger_polars(b)
        .filter(niveau.is_between(0, 4), pl.col("dato") <= dage_polars(b)[1])
        .join(borgere_polars(b), on="borger_id", how="semi")
        .group_by("borger_id", "kode")
        .agg(
            fra=niveau.min_by("dato"),
            til=niveau.max_by("dato"),
            maalt=pl.col("dato").min() < pl.col("dato").max(),
        )
        .with_columns(
            forbedret=pl.col("til") < pl.col("fra"),
            uaendret=pl.col("maalt") & (pl.col("til") == pl.col("fra")),
            forvaerret=pl.col("til") > pl.col("fra"),
            forloeb=pl.lit(True),
        )
        .collect(engine="streaming")
        .lazy()
    )

    def tael(inddeling: str, kode: pl.Expr) -> pl.LazyFrame:
        borgere = pl.col("borger_id").n_unique().alias("borgere")
        talt = f.group_by(kode.cast(pl.String).alias("kode")).agg(pl.col(TALT).sum(), borgere)
        return talt.select(pl.lit(inddeling).alias("inddeling"), "kode", *TALT, "borgere")

    alle = [tael(inddeling, pl.lit(ALLE)) for inddeling in INDDELINGER]
    samlet = pl.concat([tael("undertema", pl.col("kode")), tael("startniveau", pl.col("fra")), *alle])
    return _vis(b, raekker_polars(samlet))
