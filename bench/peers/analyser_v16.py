"""V16: how much is recorded about each citizen, when she got her ydelse and now.

Each kind of theme stands in its own table.
"""

import pandas as pd
import polars as pl
from analyser_borger import VURDERET
from analyser_faelles import (
    dage_pandas,
    dage_polars,
    i_perioden_pandas,
    i_perioden_polars,
    laes,
    relevante_pandas,
    relevante_polars,
    scan,
    undertemaer,
)

I_ALT = "I alt"
SLAGS = {"ff": "F&F-temaer", "ad": "A&D-temaer", "stoettebehov": "Støttebehov", "maaltype": "Måltyper"}
HVORNAAR = {"visitation": "Ved visitation", "nu": "Nu"}
Talt = dict[str, dict[str, tuple[int, int, int, int]]]


def _foerste_pandas(tema: pd.DataFrame) -> pd.DataFrame:
    """The first day of each of a citizen's themes."""
    return tema.groupby(["borger_id", "kode"], observed=True, sort=False)["dato"].min().reset_index()


def pandas(b: dict) -> list[list]:
    fra, til = dage_pandas(b)
    y = i_perioden_pandas(b, relevante_pandas(b))
    y = y[y["startdato"] >= fra]
    y = y.assign(paragraf=y["paragraf"].cat.add_categories(I_ALT))
    grupper = y.groupby(["borger_id", "paragraf"], observed=True, sort=False)["startdato"].max().reset_index()
    alle = grupper.groupby("borger_id", sort=False)["startdato"].max().reset_index()
    alle["paragraf"] = pd.Categorical([I_ALT] * len(alle), dtype=y["paragraf"].dtype)
    grupper = pd.concat([grupper, alle])

    def vores(ramme: pd.DataFrame) -> pd.DataFrame:
        return ramme[(ramme["dato"] <= til) & ramme["borger_id"].isin(alle["borger_id"])]

    ff = vores(laes(b, "udredningstema", "borger_id kode dato"))
    ad = vores(laes(b, "aktivitet_deltagelse", "borger_id kode niveau dato"))
    behov = vores(laes(b, "stoettebehov", "borger_id niveau dato"))
    maal = vores(laes(b, "indsatsmaal", "borger_id maaltype_kode dato"))
    dele = {
        "ff": _foerste_pandas(ff[ff["kode"].isin(list(undertemaer(b, "ff_undertema")))]),
        "ad": _foerste_pandas(
            ad[(ad["niveau"] != 8) & ad["kode"].isin(list(undertemaer(b, "ad_undertema")))]
        ),
        "stoettebehov": behov[behov["niveau"].isin(VURDERET)][["borger_id", "dato"]].drop_duplicates(),
        "maaltype": maal[maal["maaltype_kode"].isin(list(b["opslag"]["maaltype"]))],
    }
    talt = {slags: _tael_pandas(grupper, r[["borger_id", "dato"]]) for slags, r in dele.items()}
    return _raekker(b, {str(p): n for p, n in grupper["paragraf"].value_counts().items()}, talt)


def _tael_pandas(grupper: pd.DataFrame, registreret: pd.DataFrame) -> dict[str, tuple]:
    """paragraf -> records and citizens with any, at the grant and now."""
    par = grupper.merge(registreret, on="borger_id")
    par["visitation"] = par["dato"] <= par["startdato"]
    pr_borger = par.groupby(["paragraf", "borger_id"], observed=True, sort=False)["visitation"].agg(
        ["sum", "size"]
    )
    pr_borger["med"] = pr_borger["sum"] > 0
    talt = pr_borger.groupby("paragraf", observed=True).agg(
        foer=("sum", "sum"), med_foer=("med", "sum"), nu=("size", "sum"), med_nu=("size", "size")
    )
    return {paragraf: tuple(int(n) for n in r) for paragraf, *r in talt.itertuples(name=None)}


def polars(b: dict) -> list[list]:
    fra, til = dage_polars(b)
    y = i_perioden_polars(b, relevante_polars(b)).filter(pl.col("startdato") >= fra)
    y = y.with_columns(pl.col("paragraf").cast(pl.String))
    grupper = (
        y.group_by("borger_id", "paragraf").agg(pl.col("startdato").max()).collect(engine="streaming").lazy()
    )
    alle = grupper.group_by("borger_id").agg(pl.col("startdato").max()).with_columns(paragraf=pl.lit(I_ALT))
    grupper = pl.concat([grupper, alle.select("borger_id", "paragraf", "startdato")])
    grupper = grupper.collect(engine="streaming").lazy()

    def vores(tabel: str, *hvor: pl.Expr) -> pl.LazyFrame:
        return scan(b, tabel).filter(pl.col("dato") <= til, *hvor).join(alle, on="borger_id", how="semi")

    temaer = {
        art: pl.col("kode").is_in(list(undertemaer(b, art))) for art in ("ff_undertema", "ad_undertema")
    }
    foerst = pl.col("dato").min()
    ikke_8 = pl.col("niveau").ne_missing(8)
    med_type = pl.col("maaltype_kode").is_in(list(b["opslag"]["maaltype"]))
    dele = {
        "ff": vores("udredningstema", temaer["ff_undertema"]).group_by("borger_id", "kode").agg(foerst),
        "ad": vores("aktivitet_deltagelse", temaer["ad_undertema"], ikke_8)
        .group_by("borger_id", "kode")
        .agg(foerst),
        "stoettebehov": vores("stoettebehov", pl.col("niveau").is_in(VURDERET))
        .select("borger_id", "dato")
        .unique(),
        "maaltype": vores("indsatsmaal", med_type),
    }
    svar = [_tael_polars(grupper, r.select("borger_id", "dato")) for r in dele.values()]
    *svar, borgere = pl.collect_all([*svar, grupper.group_by("paragraf").agg(pl.len())], engine="streaming")
    talt = {slags: {r[0]: r[1:] for r in s.rows()} for slags, s in zip(dele, svar, strict=True)}
    return _raekker(b, dict(borgere.rows()), talt)


def _tael_polars(grupper: pl.LazyFrame, registreret: pl.LazyFrame) -> pl.LazyFrame:
    """Each paragraf with records and citizens with any, at the grant and now."""
    return (
        grupper.join(registreret, on="borger_id")
        .group_by("paragraf", "borger_id")
        .agg(foer=(pl.col("dato") <= pl.col("startdato")).sum(), nu=pl.len())
        .group_by("paragraf")
        .agg(
            foer=pl.col("foer").sum(),
            med_foer=(pl.col("foer") > 0).sum(),
            nu=pl.col("nu").sum(),
            med_nu=pl.len(),
        )
    )


def _raekker(b: dict, borgere: dict[str, int], talt: Talt) -> list[list]:
    norm, ingen = b["opslag"]["norm"], (0, 0, 0, 0)
    ud = []
    for paragraf, antal in borgere.items():
        for slags, navn in SLAGS.items():
            egne, alle = talt[slags].get(paragraf, ingen), talt[slags].get(I_ALT, ingen)
            for nr, (kode, tidspunkt) in zip((0, 2), HVORNAAR.items(), strict=True):
                foran = [paragraf, slags, navn, kode, tidspunkt, egne[nr], antal, alle[nr], borgere[I_ALT]]
                ud.append([*foran, antal - egne[nr + 1], norm.get(f"V16 {slags}")])
    return ud
