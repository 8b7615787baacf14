"""V01: how many kommuner report each kind of information, and how much comes from the five with most."""

import pandas as pd
import polars as pl
from analyser_faelles import laes, opslag_polars, raekker_pandas, raekker_polars, scan

SLAGS = {
    "ff": ["Funktioner og forhold, omgivelser"],
    "ad": ["Aktivitet og deltagelse"],
    "score": ["Funktionsevneniveau (0-4)"],
    "stoettebehov": ["Støttebehovsniveau (0-4)"],
    "maaltype": ["Måltype"],
}
FAA, TOP = 5, 5


def pandas(b: dict) -> list[list]:
    def tael(tabel: str, kolonne: str) -> pd.Series:
        return laes(b, tabel, f"leverance_id {kolonne}").groupby("leverance_id")[kolonne].count()

    def tael_niveau(ramme: pd.DataFrame) -> pd.Series:
        return ramme["niveau"].between(0, 4).groupby(ramme["leverance_id"]).sum()

    score = laes(b, "aktivitet_deltagelse", "leverance_id kode niveau")
    antal = {
        "ff": tael("udredningstema", "kode"),
        "ad": score.groupby("leverance_id")["kode"].count(),
        "score": tael_niveau(score),
        "stoettebehov": tael_niveau(laes(b, "stoettebehov", "leverance_id niveau")),
        "maaltype": tael("indsatsmaal", "maaltype_kode"),
    }
    leverance = pd.read_parquet(f"{b['mappe']}/leverance.parquet", columns=["leverance_id", "kommune_kode"])
    pr_leverance = pd.DataFrame(antal).reindex(leverance["leverance_id"]).fillna(0).astype(int)
    pr_kommune = pr_leverance.groupby(leverance.set_index("leverance_id")["kommune_kode"]).sum()
    ud = pd.DataFrame(SLAGS, index=["navn"]).T
    ud["indberetter"] = (pr_kommune > FAA).sum()
    ud["faa"] = pr_kommune.gt(0).sum() - ud["indberetter"]
    ud["ingen"] = (pr_kommune == 0).sum()
    ud["i_alt"] = pr_kommune.sum()
    ud["top"] = pr_kommune.apply(lambda k: k.nlargest(TOP).sum())
    return raekker_pandas(ud.reset_index())


def polars(b: dict) -> list[tuple]:
    niveau = pl.col("niveau").is_between(0, 4)

    def tael(tabel: str, **slags: pl.Expr) -> pl.LazyFrame:
        talt = scan(b, tabel).group_by("leverance_id").agg(**slags)
        return talt.unpivot(index="leverance_id", variable_name="slags", value_name="antal")

    talt = pl.concat(
        [
            tael("udredningstema", ff=pl.col("kode").count()),
            tael("aktivitet_deltagelse", ad=pl.col("kode").count(), score=niveau.sum()),
            tael("stoettebehov", stoettebehov=niveau.sum()),
            tael("indsatsmaal", maaltype=pl.col("maaltype_kode").count()),
        ]
    )
    slags = opslag_polars(SLAGS, "navn").rename({"kode": "slags"})
    antal = pl.col("antal")
    ud = (
        pl.scan_parquet(f"{b['mappe']}/leverance.parquet")
        .select("leverance_id", "kommune_kode")
        .join(slags, how="cross")
        .join(talt, on=["leverance_id", "slags"], how="left")
        .group_by("slags", "navn", "kommune_kode")
        .agg(antal.sum())
        .group_by("slags", "navn")
        .agg(
            indberetter=(antal > FAA).sum(),
            faa=antal.is_between(1, FAA).sum(),
            ingen=(antal == 0).sum(),
            i_alt=antal.sum(),
            top=antal.top_k(TOP).sum(),
        )
    )
    return raekker_polars(ud)
