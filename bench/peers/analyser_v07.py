"""V07: how often citizens are followed up, whether in time, and what was adjusted.

No follow-up of the data names its indsats: it counts for all the citizen's.
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
    relevante_pandas,
    relevante_polars,
    scan,
)
from analyser_vurdering import ad_temaer

KOLONNER = "borger_id indsats_id startdato slutdato"
KADENCE = {91: "Op til 3 måneder", 182: "3-6 måneder", 274: "6-9 måneder", 365: "9-12 måneder"}
RETTIDIG = {
    "til": "Fulgt op eller ikke nået",
    "frist": "Inden for fristen",
    "over": "Overskredet",
    "ingen": "Ingen dato",
}
JUSTERING = {
    "score": "Niveauer",
    "stoettebehov": "Støttebehov",
    "ydelse": "Ydelser",
    "ingen": "Intet justeret",
}


def _vis(
    kadence: list[int], rettidig: dict[str, int], justering: dict[str, int], af: dict[str, int]
) -> list[list]:
    """Counts as the rows of the analysis; a division of nothing has none."""
    navne = [*KADENCE.values(), "Over 12 måneder"]
    ud = [
        ["kadence", str(nr), navne[nr - 1], kadence[nr - 1], af["kadence"], af["dage"]] for nr in range(1, 6)
    ]
    for inddeling, ord_, talt in (("rettidig", RETTIDIG, rettidig), ("justering", JUSTERING, justering)):
        ud += [[inddeling, kode, navn, talt.get(kode, 0), af[inddeling], None] for kode, navn in ord_.items()]
    return [[v if v is None or isinstance(v, str) else int(v) for v in r] for r in ud if r[4]]


# -- pandas
def pandas(b: dict) -> list[list]:
    fra, til = dage_pandas(b)
    alle = relevante_pandas(b, KOLONNER)
    y = i_perioden_pandas(b, alle)
    borgere = y["borger_id"].unique()
    o = laes(b, "opfoelgning", "borger_id dato").dropna()
    o = o[o["borger_id"].isin(borgere)].drop_duplicates().sort_values("dato")
    o["dage"] = o["dato"].sub(o.groupby("borger_id")["dato"].shift()).dt.days
    i_perioden = o[o["dato"].between(fra, til)]
    dage = i_perioden["dage"].dropna()
    kadence = pd.cut(dage, [-1, *KADENCE, float("inf")]).value_counts(sort=False)
    rettidig = _rettidig_pandas(b, y, o)
    justering = _justering_pandas(b, alle, i_perioden[["borger_id", "dato"]])
    af = {"kadence": len(dage), "dage": dage.sum(), "rettidig": rettidig.sum(), "justering": len(i_perioden)}
    return _vis(kadence.tolist(), rettidig.to_dict(), justering, af)


def _rettidig_pandas(b: dict, y: pd.DataFrame, o: pd.DataFrame) -> pd.Series:
    """How the indsatser stand that have a running ydelse on the last day."""
    til, norm = dage_pandas(b)[1], b["opslag"]["norm"]
    i_gang = loeber_pandas(y, til, til)["indsats_id"]
    i = laes(b, "indsats", "borger_id indsats_id planlagt_opfoelgning")
    i = i[i["indsats_id"].isin(i_gang)]
    sidst = i["borger_id"].map(o[o["dato"] <= til].groupby("borger_id")["dato"].max())
    planlagt = pd.to_datetime(i["planlagt_opfoelgning"])
    er_fulgt = (planlagt - sidst).dt.days <= norm["OPF-01 tidlig"]
    over = (til - planlagt).dt.days.mask(er_fulgt & planlagt.notna(), 0)
    slags = (
        pd.Series("over", index=i.index).mask(over <= norm["OPF-01 frist"], "frist").mask(over <= 0, "til")
    )
    return slags.mask(over.isna(), "ingen").value_counts()


def _justering_pandas(b: dict, y: pd.DataFrame, o: pd.DataFrame) -> dict[str, int]:
    """At how many of the follow-ups each kind was adjusted within the norm's days before or after."""
    graense = pd.Timedelta(days=b["opslag"]["norm"]["OPF-05 dage"])
    score = laes(b, "aktivitet_deltagelse", "borger_id kode dato niveau")
    score = score[score["kode"].isin(list(ad_temaer(b)))]
    datoer = y.melt("borger_id", ["startdato", "slutdato"], value_name="dato")[["borger_id", "dato"]].dropna()
    ved = {
        "score": _skift_pandas(score, ["borger_id", "kode"], o["borger_id"]),
        "stoettebehov": _skift_pandas(
            laes(b, "stoettebehov", "borger_id dato niveau"), ["borger_id"], o["borger_id"]
        ),
        "ydelse": datoer,
    }
    o = o.sort_values("dato")
    for navn, ramme in ved.items():
        ramme = ramme.sort_values("dato").assign(**{navn: True})
        o = pd.merge_asof(o, ramme, on="dato", by="borger_id", direction="nearest", tolerance=graense)
    justeret = o[list(ved)].notna()
    return justeret.sum().to_dict() | {"ingen": (~justeret.any(axis=1)).sum()}


def _skift_pandas(ramme: pd.DataFrame, hvem: list[str], borgere: pd.Series) -> pd.DataFrame:
    """borger_id and dato where a level is another than the one before."""
    ramme = ramme[ramme["niveau"].between(0, 4) & ramme["borger_id"].isin(borgere) & ramme["dato"].notna()]
    ramme = ramme.drop_duplicates([*hvem, "dato"], keep="last").sort_values("dato")
    foer = ramme.groupby(hvem, observed=True, sort=False)["niveau"].shift()
    return ramme.loc[foer.notna() & (foer != ramme["niveau"]), ["borger_id", "dato"]]


# -- polars
def polars(b: dict) -> list[list]:
    fra, til = dage_polars(b)
    dato, dage = pl.col("dato"), pl.col("dage")
    alle = relevante_polars(b, KOLONNER).collect(engine="streaming").lazy()
    y = i_perioden_polars(b, alle)
    o = (
        scan(b, "opfoelgning")
        .select("borger_id", "dato")
        .drop_nulls()
        .join(y, on="borger_id", how="semi")
        .unique()
        .sort("borger_id", "dato")
        .with_columns(dage=(dato - dato.shift().over("borger_id")).dt.total_days())
        .collect(engine="streaming")
    )
    i_perioden = o.filter(dato.is_between(fra, til))
    talt = dict(
        i_perioden["dage"].drop_nulls().cut(list(KADENCE), labels=list("12345")).value_counts().rows()
    )
    rettidig = dict(_rettidig_polars(b, y, o.lazy()).collect(engine="streaming").rows())
    justering = _justering_polars(b, alle, i_perioden.lazy().select("borger_id", "dato"))
    af = {
        "kadence": sum(talt.values()),
        "dage": i_perioden.select(dage.sum()).item(),
        "rettidig": sum(rettidig.values()),
        "justering": i_perioden.height,
    }
    return _vis([talt.get(kode, 0) for kode in "12345"], rettidig, justering, af)


def _rettidig_polars(b: dict, y: pl.LazyFrame, o: pl.LazyFrame) -> pl.LazyFrame:
    """How the indsatser stand that have a running ydelse on the last day."""
    til, norm = dage_polars(b)[1], b["opslag"]["norm"]
    slut, planlagt, over = pl.col("slutdato"), pl.col("planlagt_opfoelgning"), pl.col("over")
    i_gang = y.filter(pl.col("startdato") <= til, slut.is_null() | (slut >= til))
    sidst = o.filter(pl.col("dato") <= til).group_by("borger_id").agg(sidst=pl.col("dato").max())
    er_fulgt = (planlagt - pl.col("sidst")).dt.total_days() <= norm["OPF-01 tidlig"]
    return (
        scan(b, "indsats")
        .select("borger_id", "indsats_id", "planlagt_opfoelgning")
        .join(i_gang, on="indsats_id", how="semi")
        .join(sidst, on="borger_id", how="left")
        .with_columns(over=pl.when(er_fulgt).then(0).otherwise((pl.lit(til) - planlagt).dt.total_days()))
        .select(
            slags=pl.when(over.is_null())
            .then(pl.lit("ingen"))
            .when(over <= 0)
            .then(pl.lit("til"))
            .when(over <= norm["OPF-01 frist"])
            .then(pl.lit("frist"))
            .otherwise(pl.lit("over"))
        )
        .group_by("slags")
        .agg(pl.len())
    )


def _justering_polars(b: dict, y: pl.LazyFrame, o: pl.LazyFrame) -> dict[str, int]:
    """At how many of the follow-ups each kind was adjusted within the norm's days before or after."""
    graense, temaer = f"{b['opslag']['norm']['OPF-05 dage']}d", list(ad_temaer(b))
    score = (
        scan(b, "aktivitet_deltagelse")
        .filter(pl.col("kode").is_in(temaer))
        .select("borger_id", pl.col("kode").cast(pl.Enum(temaer)), "dato", "niveau")
    )
    datoer = [y.select("borger_id", dato=pl.col(k)).drop_nulls() for k in ("startdato", "slutdato")]
    ved = {
        "score": _skift_polars(score, ["borger_id", "kode"], o),
        "stoettebehov": _skift_polars(
            scan(b, "stoettebehov").select("borger_id", "dato", "niveau"), ["borger_id"], o
        ),
        "ydelse": pl.concat(datoer),
    }
    o = o.sort("dato")
    for navn, ramme in ved.items():
        ramme = ramme.sort("dato").with_columns(pl.lit(True).alias(navn))
        o = o.join_asof(ramme, on="dato", by="borger_id", strategy="nearest", tolerance=graense)
    flag = pl.col(list(ved)).is_not_null()
    ingen = ~pl.any_horizontal(flag)
    return o.select(flag.sum(), ingen=ingen.sum()).collect(engine="streaming").to_dicts()[0]


def _skift_polars(ramme: pl.LazyFrame, hvem: list[str], o: pl.LazyFrame) -> pl.LazyFrame:
    """borger_id and dato where a level is another than the one before."""
    return (
        ramme.filter(pl.col("niveau").is_between(0, 4), pl.col("dato").is_not_null())
        .join(o, on="borger_id", how="semi")
        .group_by(*hvem, "dato")
        .agg(pl.col("niveau").last())
        .sort(*hvem, "dato")
        .with_columns(foer=pl.col("niveau").shift().over(hvem))
        .filter(pl.col("foer") != pl.col("niveau"))
        .select("borger_id", "dato")
    )
