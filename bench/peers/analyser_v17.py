"""V17: which of the themes assessed have a goal.

No goal names an indsats, so its ydelser are those that ran on its day.
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
from analyser_vurdering import ad_temaer

I_ALT = "I alt"
CELLE, PAR = ["paragraf", "kode"], ["borger_id", "kode"]


def pandas(b: dict) -> list[list]:
    til, temaer = dage_pandas(b)[1], ad_temaer(b)
    y = i_perioden_pandas(b, relevante_pandas(b))
    y = y.assign(paragraf=y["paragraf"].cat.add_categories(I_ALT))
    kode = pd.CategoricalDtype(sorted(temaer))
    borgere = y[["borger_id"]].drop_duplicates()
    gruppe = pd.concat([y[["borger_id", "paragraf"]].drop_duplicates(), _i_alt(borgere, y)])

    def vores(ramme: pd.DataFrame) -> pd.DataFrame:
        ramme = ramme[(ramme["dato"] <= til) & ramme["borger_id"].isin(borgere["borger_id"])]
        ramme = ramme.astype({"kode": kode})
        return ramme[ramme["kode"].notna()]

    udredt = laes(b, "aktivitet_deltagelse", "borger_id kode niveau dato")
    udredt = vores(udredt[udredt["niveau"] != 8])[PAR].drop_duplicates()
    maal = laes(b, "indsatsmaal", "borger_id tema_kode dato").rename(columns={"tema_kode": "kode"})
    maal = vores(maal).merge(udredt.assign(udredt=1), on=PAR, how="left")
    egne = maal.merge(y, on="borger_id")
    egne = loeber_pandas(egne, egne["dato"], egne["dato"])
    felter = [*CELLE, "borger_id", "udredt"]
    maal = pd.concat([egne[felter], _i_alt(maal, y)[felter]]).drop_duplicates()
    af_maal = maal.groupby(CELLE, observed=True, sort=False)["udredt"].agg(["count", "size"])
    af_udredt = udredt.merge(gruppe, on="borger_id").groupby(CELLE, observed=True, sort=False).size()
    talt = pd.concat([af_udredt.rename("antal"), af_maal], axis=1).fillna(0).astype("int64").reset_index()
    talt["uden"] = talt["size"] - talt["count"]
    talt["borgere"] = talt["paragraf"].map(gruppe["paragraf"].value_counts())
    navne = pd.DataFrame.from_dict(temaer, orient="index", columns=["tema", "overtema"])
    talt = talt.astype({"kode": str}).join(navne, on="kode")
    return raekker_pandas(talt[[*CELLE, "tema", "overtema", "antal", "count", "uden", "borgere"]])


def _i_alt(ramme: pd.DataFrame, y: pd.DataFrame) -> pd.DataFrame:
    """The same rows under all sections of the law."""
    return ramme.assign(paragraf=pd.Categorical([I_ALT] * len(ramme), dtype=y["paragraf"].dtype))


def polars(b: dict) -> list[tuple]:
    til, temaer = dage_polars(b)[1], ad_temaer(b)
    y = i_perioden_polars(b, relevante_polars(b)).with_columns(pl.col("paragraf").cast(pl.String))
    y = y.collect(engine="streaming").lazy()
    borgere = y.select("borger_id").unique()
    gruppe = y.select("borger_id", "paragraf").unique()
    gruppe = pl.concat([gruppe, borgere.with_columns(paragraf=pl.lit(I_ALT))])
    kode = pl.Enum(sorted(temaer))

    def vores(ramme: pl.LazyFrame) -> pl.LazyFrame:
        ramme = ramme.filter(pl.col("dato") <= til).with_columns(pl.col("kode").cast(kode, strict=False))
        return ramme.filter(pl.col("kode").is_not_null()).join(borgere, on="borger_id", how="semi")

    udredt = (
        vores(scan(b, "aktivitet_deltagelse").filter(pl.col("niveau").ne_missing(8))).select(PAR).unique()
    )
    udredt = udredt.collect(engine="streaming").lazy()
    maal = vores(scan(b, "indsatsmaal").select("borger_id", "dato", kode="tema_kode"))
    maal = maal.join(udredt.with_columns(udredt=pl.lit(1)), on=PAR, how="left")
    felter = [*CELLE, "borger_id", "udredt"]
    dag = pl.col("dato")
    egne = loeber_polars(maal.join(y, on="borger_id"), dag, dag).select(felter)
    egne = pl.concat([egne, maal.with_columns(paragraf=pl.lit(I_ALT)).select(felter)]).unique()
    af_udredt = udredt.join(gruppe, on="borger_id").group_by(CELLE).agg(antal=pl.len())
    af_maal = egne.group_by(CELLE).agg(med_maal=pl.col("udredt").count(), maal=pl.len())
    opslag = pl.LazyFrame(
        [(k, *v) for k, v in temaer.items()], schema=["kode", "tema", "overtema"], orient="row"
    )
    ud = (
        af_udredt.join(af_maal, on=CELLE, how="full", coalesce=True)
        .with_columns(pl.col("antal", "med_maal", "maal").fill_null(0))
        .join(gruppe.group_by("paragraf").agg(borgere=pl.len()), on="paragraf")
        .join(opslag.with_columns(pl.col("kode").cast(kode)), on="kode")
    )
    uden = pl.col("maal") - pl.col("med_maal")
    return raekker_polars(ud.select(*CELLE, "tema", "overtema", "antal", "med_maal", uden, "borgere"))
