"""V05: whether functioning became as expected when the goal was set.

No goal of the data states its level when set, its follow-up date or its indsats: the level is the latest
score then, the day to be followed up the first follow-up after, and its ydelser those that ran then.
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
from analyser_vurdering import ad_temaer, vurderinger_pandas, vurderinger_polars

KOLONNER = "borger_id startdato slutdato ffb_ydelse_kode"
NAVNE = {
    "alle": "Alle mål",
    "": "(Tom)",
    "ukendt": "(Ukendt kode)",
    "udvikle": "Udvikle",
    "fastholde": "Fastholde",
    "begraense": "Begrænse tab",
}
INDDELINGER = ("maaltype", "undertema", "ydelse")
UDFALD = ["bedre", "som_ventet", "vaerre", "mangler", "venter", "uden_forventet"]
TALT = ["bedre", "som_ventet", "vaerre", "fulgt", "mangler", "venter", "uden_forventet", "maal", "borgere"]
TALT += ["borgere_uden", "med_start", "sum_start", "sum_forventet", "sum_seneste"]


def _vis(b: dict, raekker: list) -> list[list]:
    """(division, code, counts) with names; the figures of all goals stand in every division."""
    navne = {kode: term for kode, (_, term) in b["opslag"]["navne"].items()} | NAVNE
    ud = []
    for inddeling, kode, *tal in raekker:
        for i in INDDELINGER if inddeling == "alle" else (inddeling,):
            ud.append([i, kode, navne.get(kode, kode), *tal])
    return ud


def _ydelse_navne(b: dict) -> dict[str, str]:
    """The codes that are ydelser; '' where there is none, 'ukendt' for any other."""
    return {k: k for k, (art, _) in b["opslag"]["navne"].items() if art == "ydelse"} | {"": ""}


# -- pandas
def pandas(b: dict) -> list[list]:
    y = i_perioden_pandas(b, relevante_pandas(b, KOLONNER))
    maal = _udfald_pandas(b, _niveauer_pandas(b, y["borger_id"].unique()))
    par = maal[["maal_nr", "borger_id", "dato"]].merge(y, on="borger_id")
    par = loeber_pandas(par, par["dato"], par["dato"])
    koder = par["ffb_ydelse_kode"].astype(str).fillna("").map(_ydelse_navne(b)).fillna("ukendt")
    par = par[["maal_nr"]].assign(ydelse=koder).drop_duplicates().merge(maal, on="maal_nr")
    dele = [_tael_pandas(maal, i) for i in ("alle", "maaltype", "undertema")]
    return _vis(b, raekker_pandas(pd.concat([*dele, _tael_pandas(par, "ydelse")])))


def _niveauer_pandas(b: dict, borgere: pd.Series) -> pd.DataFrame:
    """Each goal with the level when it was set, the day to be followed up, and the latest score."""
    til = dage_pandas(b)[1]
    maal = laes(b, "indsatsmaal", "borger_id tema_kode maaltype_kode forventet_niveau dato")
    maal = maal[(maal["dato"] <= til) & maal["borger_id"].isin(borgere)].sort_values("dato")
    maal = (
        maal.rename(columns={"tema_kode": "kode"}).reset_index(drop=True).rename_axis("maal_nr").reset_index()
    )
    score = vurderinger_pandas(b)
    score = score[score["niveau"].between(0, 4)].sort_values("dato")
    maal["kode"] = maal["kode"].astype(score["kode"].dtype)
    noegle = ["borger_id", "kode"]
    maal = pd.merge_asof(maal, score.rename(columns={"niveau": "start"}), on="dato", by=noegle)
    fulgt = laes(b, "opfoelgning", "borger_id dato").sort_values("dato")
    fulgt["frist"] = fulgt["dato"]
    maal = pd.merge_asof(
        maal, fulgt, on="dato", by="borger_id", direction="forward", allow_exact_matches=False
    )
    seneste = score[score["dato"] <= til].drop_duplicates(noegle, keep="last")
    seneste = seneste.rename(columns={"niveau": "seneste", "dato": "seneste_dato"})
    return maal.merge(seneste, on=noegle, how="left")


def _udfald_pandas(b: dict, m: pd.DataFrame) -> pd.DataFrame:
    """The goals with what came of each."""
    tidlig = pd.Timedelta(days=b["opslag"]["norm"]["OPF-02 tidlig"])
    er_efter = (m["seneste_dato"] > m["dato"]) & (m["frist"] - m["seneste_dato"] <= tidlig)
    seneste = m["seneste"].where(er_efter)
    forventet = m["forventet_niveau"].where(m["forventet_niveau"].between(0, 4))
    fulgt = seneste.notna() & forventet.notna()
    m["uden_forventet"] = forventet.isna()
    m["bedre"], m["som_ventet"], m["vaerre"] = seneste < forventet, seneste == forventet, seneste > forventet
    tilbage = ~fulgt & forventet.notna()
    for_tidligt = m["frist"].isna() | (m["frist"] > dage_pandas(b)[1])
    m["venter"], m["mangler"] = tilbage & for_tidligt, tilbage & ~for_tidligt
    m["fulgt"], m["med_start"] = fulgt, fulgt & m["start"].notna()
    for navn, niveau in (("start", m["start"]), ("forventet", forventet), ("seneste", seneste)):
        m[f"sum_{navn}"] = niveau.where(m["med_start"], 0)
    m["maaltype"] = m["maaltype_kode"].map(b["opslag"]["maaltype"]).astype(str).fillna("")
    m["undertema"] = m["kode"].astype(str).where(m["kode"].isin(list(ad_temaer(b))), "")
    return m.assign(alle="alle", maal=True, borger_fulgt=m["borger_id"].where(fulgt))


def _tael_pandas(maal: pd.DataFrame, inddeling: str) -> pd.DataFrame:
    grupper = maal.groupby(inddeling, observed=True)
    ud = grupper[[k for k in TALT if not k.startswith("borgere")]].sum()
    ud["borgere"] = grupper["borger_id"].nunique()
    ud["borgere_uden"] = ud["borgere"] - grupper["borger_fulgt"].nunique()
    return (
        ud[TALT]
        .astype(int)
        .rename_axis("kode")
        .reset_index()
        .assign(inddeling=inddeling)[["inddeling", "kode", *TALT]]
    )


# -- polars
def polars(b: dict) -> list[list]:
    y = i_perioden_polars(b, relevante_polars(b, KOLONNER))
    maal = (
        _udfald_polars(b, _niveauer_polars(b, y.select("borger_id").unique()))
        .collect(engine="streaming")
        .lazy()
    )
    par = (
        maal.select("maal_nr", "borger_id", "dato")
        .join(y, on="borger_id")
        .pipe(loeber_polars, pl.col("dato"), pl.col("dato"))
        .select(
            "maal_nr",
            ydelse=pl.col("ffb_ydelse_kode").fill_null("").replace_strict(_ydelse_navne(b), default="ukendt"),
        )
        .unique()
        .join(maal, on="maal_nr")
    )
    dele = [_tael_polars(maal, i) for i in ("alle", "maaltype", "undertema")]
    return _vis(b, raekker_polars(pl.concat([*dele, _tael_polars(par, "ydelse")])))


def _niveauer_polars(b: dict, borgere: pl.LazyFrame) -> pl.LazyFrame:
    """Each goal with the level when it was set, the day to be followed up, and the latest score."""
    til, temaer = dage_polars(b)[1], list(ad_temaer(b))
    maal = (
        scan(b, "indsatsmaal")
        .select("borger_id", "tema_kode", "maaltype_kode", "forventet_niveau", "dato")
        .filter(pl.col("dato") <= til)
        .join(borgere, on="borger_id", how="semi")
        .with_columns(kode=pl.col("tema_kode").cast(pl.Enum(temaer), strict=False))
        .drop("tema_kode")
        .sort("dato")
        .with_row_index("maal_nr")
    )
    score = vurderinger_polars(b).filter(pl.col("niveau").is_between(0, 4)).sort("dato")
    seneste = (
        score.filter(pl.col("dato") <= til)
        .group_by("borger_id", "kode")
        .agg(seneste=pl.col("niveau").max_by("dato"), seneste_dato=pl.col("dato").max())
    )
    fulgt = scan(b, "opfoelgning").select("borger_id", "dato", frist=pl.col("dato")).sort("dato")
    return (
        maal.join_asof(score.rename({"niveau": "start"}), on="dato", by=["borger_id", "kode"])
        .join_asof(fulgt, on="dato", by="borger_id", strategy="forward", allow_exact_matches=False)
        .join(seneste, on=["borger_id", "kode"], how="left")
    )


def _udfald_polars(b: dict, m: pl.LazyFrame) -> pl.LazyFrame:
    """The goals with what came of each."""
    tidlig = pl.duration(days=b["opslag"]["norm"]["OPF-02 tidlig"])
    dato, frist, niveau = pl.col("dato"), pl.col("frist"), pl.col("forventet_niveau")
    er_efter = (pl.col("seneste_dato") > dato) & (frist - pl.col("seneste_dato") <= tidlig)
    seneste, forventet = pl.col("seneste"), pl.col("forventet")
    fulgt = seneste.is_not_null() & forventet.is_not_null()
    for_tidligt = frist.is_null() | (frist > dage_polars(b)[1])
    return m.with_columns(
        seneste=pl.when(er_efter).then(seneste),
        forventet=pl.when(niveau.is_between(0, 4)).then(niveau),
    ).select(
        "maal_nr",
        "borger_id",
        "dato",
        alle=pl.lit("alle"),
        maaltype=pl.col("maaltype_kode").replace_strict(b["opslag"]["maaltype"], default=""),
        undertema=pl.col("kode").cast(pl.String).fill_null(""),
        bedre=seneste < forventet,
        som_ventet=seneste == forventet,
        vaerre=seneste > forventet,
        fulgt=fulgt,
        mangler=forventet.is_not_null() & ~fulgt & ~for_tidligt,
        venter=forventet.is_not_null() & ~fulgt & for_tidligt,
        uden_forventet=forventet.is_null(),
        maal=pl.lit(True),
        med_start=fulgt & pl.col("start").is_not_null(),
        **{
            f"sum_{n}": pl.when(fulgt & pl.col("start").is_not_null()).then(pl.col(n))
            for n in ("start", "forventet", "seneste")
        },
    )


def _tael_polars(maal: pl.LazyFrame, inddeling: str) -> pl.LazyFrame:
    borgere = pl.col("borger_id").n_unique()
    return (
        maal.group_by(kode=pl.col(inddeling))
        .agg(
            pl.col([k for k in TALT if not k.startswith("borgere")]).sum(),
            borgere=borgere,
            borgere_uden=borgere - pl.col("borger_id").filter("fulgt").n_unique(),
        )
        .select(pl.lit(inddeling).alias("inddeling"), "kode", *TALT)
    )
