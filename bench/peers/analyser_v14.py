"""V14: what the citizens are occupied with, and what they were at the beginning of the period.

A month and its type are one number, so that the latest month (its first type) is a largest number.
"""

from collections import Counter

import pandas as pd
import polars as pl
import pyarrow.parquet as pq
from analyser_faelles import (
    dage_pandas,
    dage_polars,
    i_perioden_pandas,
    i_perioden_polars,
    loeber_pandas,
    loeber_polars,
    relevante_pandas,
    relevante_polars,
    scan,
)

KOLONNER = "borger_id leverance_id startdato slutdato"
TYPER = ("§103", "§104", "Fleksjob", "Skånejob", "Revalideringsydelse", "Uddannelseshjælp", "Andet")
AF_YDELSE = {"§103": 1, "§104": 2}
AF_TYPE = {"fleksjob": 3, "skånejob": 4, "revalideringsydelse": 5, "uddannelseshjælp": 6}
JOB = (3, 4)
Celler = dict[str, Counter]


def pandas(b: dict) -> list[list]:
    fra, til = dage_pandas(b)
    y = i_perioden_pandas(b, relevante_pandas(b, KOLONNER))
    m = pq.read_table(
        f"{b['mappe']}/beskaeftigelse_version.parquet",
        columns=["borger_id", "maaned", "type"],
        read_dictionary=["maaned", "type"],
        use_threads=False,
    ).to_pandas()
    m["maaned"] = m["maaned"].cat.rename_categories(lambda maaned: int(maaned)).astype("int32")
    m["nr"] = (
        m["type"]
        .map({t: AF_TYPE.get(t.strip().lower(), 7) for t in m["type"].cat.categories})
        .astype("int32")
    )
    i_dag, foer = til.year * 100 + til.month, fra.year * 100 + fra.month
    m = m[m["maaned"] <= i_dag]
    sidst = (m["maaned"] * 10 + 9 - m["nr"]).groupby(m["borger_id"], sort=False).max()
    tidlig = m[m["maaned"] <= foer]
    foerst = (tidlig["maaned"] * 10 + 9 - tidlig["nr"]).groupby(tidlig["borger_id"], sort=False).max()
    senere = m[~m["borger_id"].isin(foerst.index)]
    naeste = (senere["maaned"] * 10 + senere["nr"]).groupby(senere["borger_id"], sort=False).min()
    borgere = y[["borger_id", "leverance_id"]].drop_duplicates("borger_id").set_index("borger_id")
    nu = _ende_pandas(y, til, pd.DataFrame({"maaned": sidst // 10, "nr": 9 - sidst % 10}), borgere.index)
    da = pd.concat(
        [
            pd.DataFrame({"maaned": foerst // 10, "nr": 9 - foerst % 10}),
            pd.DataFrame({"maaned": naeste // 10, "nr": naeste % 10}),
        ]
    )
    da = _ende_pandas(y, fra, da, borgere.index)
    par = da.join(nu, how="inner", lsuffix="_fra")
    par = par[(par["maaned_fra"] != par["maaned"]) | par["maaned"].isna()]
    paragraf = y[["borger_id", "paragraf"]].drop_duplicates().join(nu, on="borger_id", how="inner")
    celler = {
        "paragraf": Counter(paragraf.groupby(["paragraf", "nr"], observed=True).size().to_dict()),
        "kommune": Counter(nu.join(borgere).groupby(["leverance_id", "nr"]).size().to_dict()),
        "overgang": Counter(par.groupby(["nr_fra", "nr"]).size().to_dict()),
    }
    return _raekker(b, celler, Counter(nu["nr"].value_counts().to_dict()))


def _ende_pandas(
    y: pd.DataFrame, dag: pd.Timestamp, af_maaned: pd.DataFrame, borgere: pd.Index
) -> pd.DataFrame:
    """`nr` and `maaned` of each citizen with a known occupation; a ydelse goes before a month."""
    y = loeber_pandas(y[y["paragraf"].isin(list(AF_YDELSE))], dag, dag)
    af_ydelse = (
        y["paragraf"].astype(str).map(AF_YDELSE).groupby(y["borger_id"], sort=False).min().to_frame("nr")
    )
    af_maaned = af_maaned[af_maaned.index.isin(borgere) & ~af_maaned.index.isin(af_ydelse.index)]
    return pd.concat([af_ydelse, af_maaned])


def polars(b: dict) -> list[list]:
    fra, til = dage_polars(b)
    y = i_perioden_polars(b, relevante_polars(b, KOLONNER)).with_columns(pl.col("paragraf").cast(pl.String))
    y = y.collect(engine="streaming").lazy()
    i_dag, foer = til.year * 100 + til.month, fra.year * 100 + fra.month
    maaned = pl.col("maaned").cast(pl.Int32)
    nr = (
        pl.col("type")
        .str.strip_chars()
        .str.to_lowercase()
        .replace_strict(AF_TYPE, default=7, return_dtype=pl.Int32)
    )
    sidste, foerste = pl.col("maaned") * 10 + 9 - pl.col("nr"), pl.col("maaned") * 10 + pl.col("nr")
    m = (
        scan(b, "beskaeftigelse")
        .select("borger_id", maaned=maaned, nr=nr)
        .filter(pl.col("maaned") <= i_dag)
        .group_by("borger_id")
        .agg(
            til=sidste.max(),
            fra=sidste.filter(pl.col("maaned") <= foer).max(),
            naeste=foerste.filter(pl.col("maaned") > foer).min(),
        )
        .collect(engine="streaming")
        .lazy()
    )
    borgere = y.select("borger_id", "leverance_id").unique("borger_id")
    sidste_til = m.select("borger_id", maaned=pl.col("til") // 10, nr=9 - pl.col("til") % 10)
    kendt = pl.col("fra").is_not_null()
    foerste_fra = m.select(
        "borger_id",
        maaned=pl.coalesce("fra", "naeste") // 10,
        nr=pl.when(kendt).then(9 - pl.col("fra") % 10).otherwise(pl.col("naeste") % 10),
    )
    nu = _ende_polars(y, til, sidste_til, borgere).collect(engine="streaming").lazy()
    da = _ende_polars(y, fra, foerste_fra, borgere)
    par = da.join(nu, on="borger_id", suffix="_til")
    par = par.filter((pl.col("maaned") != pl.col("maaned_til")).fill_null(True))
    paragraf = y.select("borger_id", "paragraf").unique().join(nu, on="borger_id")
    dele = [
        paragraf.group_by("paragraf", "nr").agg(pl.len()),
        nu.group_by("leverance_id", "nr").agg(pl.len()),
        par.group_by("nr", "nr_til").agg(pl.len()),
        nu.group_by("nr").agg(pl.len()),
    ]
    *svar, alle = pl.collect_all(dele, engine="streaming")
    celler = {
        inddeling: Counter({(kode, nr): n for kode, nr, n in s.rows()})
        for inddeling, s in zip(("paragraf", "kommune", "overgang"), svar, strict=True)
    }
    return _raekker(b, celler, Counter(dict(alle.rows())))


def _ende_polars(y: pl.LazyFrame, dag, af_maaned: pl.LazyFrame, borgere: pl.LazyFrame) -> pl.LazyFrame:
    """`nr` and `maaned` of each citizen with a known occupation; a ydelse goes before a month."""
    nr = pl.col("paragraf").replace_strict(AF_YDELSE, default=None, return_dtype=pl.Int32)
    af_ydelse = (
        loeber_polars(y.filter(pl.col("paragraf").is_in(list(AF_YDELSE))), dag, dag)
        .group_by("borger_id")
        .agg(af_ydelse=nr.min())
    )
    egen = pl.col("af_ydelse").is_null()
    return (
        borgere.join(af_ydelse, on="borger_id", how="left")
        .join(af_maaned, on="borger_id", how="left")
        .select(
            "borger_id",
            "leverance_id",
            nr=pl.coalesce("af_ydelse", "nr"),
            maaned=pl.when(egen).then("maaned"),
        )
        .filter(pl.col("nr").is_not_null())
    )


def _raekker(b: dict, celler: Celler, i_alt: Counter) -> list[list]:
    """Every type in every group, also where nobody is."""
    leverance = pq.read_table(
        f"{b['mappe']}/leverance.parquet", columns=["leverance_id", "kommune_kode"]
    ).to_pylist()
    kommune = {r["leverance_id"]: r["kommune_kode"] for r in leverance}
    celler["kommune"] = Counter({(kommune[lev], nr): n for (lev, nr), n in celler["kommune"].items()})
    for inddeling in ("paragraf", "kommune"):
        celler[inddeling].update({("", nr): n for nr, n in i_alt.items()})
    navne = {
        "paragraf": lambda kode: kode or "I alt",
        "kommune": lambda kode: b["opslag"]["kommune"].get(kode, kode) if kode else "I alt",
        "overgang": lambda kode: TYPER[kode - 1],
    }
    ud = []
    for inddeling, talt in celler.items():
        for kode in dict.fromkeys(k for k, _ in talt):
            antal = [int(talt[kode, nr]) for nr in range(1, len(TYPER) + 1)]
            foran = [inddeling, str(kode), navne[inddeling](kode)]
            ud += [[*foran, str(nr), t, antal[nr - 1], sum(antal)] for nr, t in enumerate(TYPER, 1)]
            if inddeling == "overgang":
                ud.append([*foran, "job", "Job", sum(antal[nr - 1] for nr in JOB), sum(antal)])
    return ud
