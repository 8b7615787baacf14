"""The yardstick of bench.tabeller: Tabel 1 and 2 of the whole nation in pandas, as an analyst writes them.

Same figures, less care: one full leverance per kommune, no versions, no former systems, no settings.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from ffb.begreber import find_begreb, load_katalog
from ffb.formats.dst_koder import read_dst_koder

RAEKKER = ("udredningstema", "aktivitet_deltagelse", "funktionsevneniveau", "stoettebehov", "maaltype")


def tabeller(mappe: Path, periode: tuple[date, date]) -> dict[str, Any]:
    """Tabel 1 (per paragraf: antal and DST's three errors) and Tabel 2 (per row: antal)."""
    ydelse = relevante(mappe, periode)
    return {"tabel1": _tabel1(ydelse, mappe), "tabel2": _tabel2(ydelse, mappe)}


def som_vores(svar: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """The answer in the shape of bench.tabeller.som_tal."""
    tabel1 = {r.paragraf: [int(x) for x in r[1:]] for r in svar["tabel1"].itertuples(index=False)}
    return {"tabel1": tabel1, "tabel2": {k: v for k, v in svar["tabel2"].items() if v}}


def relevante(mappe: Path, periode: tuple[date, date]) -> pd.DataFrame:
    """Ydelser of Tabel 1, with what their codes say."""
    kolonner = ["leverance_id", "borger_id", "dst_kode", "ffb_ydelse_kode", "ffb_tilbud_kode", "startdato"]
    y = pd.read_parquet(mappe / "ydelse_version.parquet", columns=kolonner)
    start = pd.to_datetime(y["startdato"])
    y = y[(start >= pd.Timestamp(periode[0])) & (start <= pd.Timestamp(periode[1]))]
    koder = pd.DataFrame(
        read_dst_koder(mappe / "dst-koder.csv"), columns=["dst_kode", "paragraf", "relevant"]
    )
    guide = pd.read_parquet(mappe / "mapning.parquet")
    y = y.merge(koder, on="dst_kode", how="left")
    i_guiden = set(guide["dst_vaerdi"].dropna())
    kendt = y["paragraf"].notna() | y["dst_kode"].isin(i_guiden)
    par = guide.groupby(["tilbud_kode", "ydelse_kode"])["dst_vaerdi"].nunique().reset_index(name="antal_dst")
    y = y.merge(
        par,
        left_on=["ffb_tilbud_kode", "ffb_ydelse_kode"],
        right_on=["tilbud_kode", "ydelse_kode"],
        how="left",
    )
    ydelser = {b.kode for b in load_katalog("ffb/2023-05").art("ydelse")}
    uden_dst = y["ffb_ydelse_kode"].isin(ydelser) & ~(y["antal_dst"] == 0)
    kendt = kendt.to_numpy()
    relevant = (kendt & y["relevant"].fillna(True).astype(bool)) | (~kendt & uden_dst)
    return y.assign(kendt=kendt)[relevant]


def _tabel1(y: pd.DataFrame, mappe: Path) -> pd.DataFrame:
    guide = pd.read_parquet(mappe / "mapning.parquet")[["tilbud_kode", "ydelse_kode", "dst_vaerdi"]].dropna()
    lovlige = guide.drop_duplicates().assign(mapper=True)
    y = y.merge(
        lovlige,
        left_on=["ffb_tilbud_kode", "ffb_ydelse_kode", "dst_kode"],
        right_on=["tilbud_kode", "ydelse_kode", "dst_vaerdi"],
        how="left",
        suffixes=("", "_lovlig"),
    )
    y["fejl_mapning"] = y["kendt"] & y["antal_dst"].notna() & y["mapper"].isna()
    y["mangler_ydelse"] = y["ffb_ydelse_kode"].isna()
    y["mangler_tilbud"] = y["ffb_tilbud_kode"].isna()
    y["paragraf"] = _paragraf(y, mappe)
    fejl = ["mangler_ydelse", "mangler_tilbud", "fejl_mapning"]
    return (
        y.groupby("paragraf").agg(antal=("borger_id", "size"), **{f: (f, "sum") for f in fejl}).reset_index()
    )


def _paragraf(y: pd.DataFrame, mappe: Path) -> pd.Series:
    koder = {k: p for k, p, _ in read_dst_koder(mappe / "dst-koder.csv")}
    guide = pd.read_parquet(mappe / "mapning.parquet")
    guide["p"] = guide["dst_vaerdi"].map(koder)
    par = guide.groupby(["tilbud_kode", "ydelse_kode"])["p"].agg(["nunique", "first"]).reset_index()
    par = par[par["nunique"] == 1].set_index(["tilbud_kode", "ydelse_kode"])["first"].to_dict()
    noegler = pd.Series(list(zip(y["ffb_tilbud_kode"], y["ffb_ydelse_kode"], strict=True)), index=y.index)
    af_par = noegler.map(par)
    af_tilbud = y["ffb_tilbud_kode"].map(lambda k: _lov(k, "tilbud"))
    af_ydelse = y["ffb_ydelse_kode"].map(lambda k: _lov(k, "ydelse"))
    egen = y["paragraf"]
    return egen.fillna(af_par).fillna(af_tilbud).fillna(af_ydelse).fillna("Uoplyst")


def _lov(kode: Any, art: str) -> str | None:
    begreb = find_begreb(kode) if isinstance(kode, str) else None
    if begreb is None or begreb.art != art or not begreb.lov:
        return None
    return begreb.lov[0] if art == "ydelse" or len(begreb.lov) == 1 else None


def _tabel2(y: pd.DataFrame, mappe: Path) -> dict[str, int]:
    borgere = pd.Index(y["borger_id"].unique())
    katalog = load_katalog("ffb/2023-05")
    koder = {
        art: {b.kode for b in katalog.art(art)}
        for art in ("ff_undertema", "omgivelse_undertema", "ad_undertema")
    }
    tema = pd.read_parquet(mappe / "udredningstema_version.parquet", columns=["borger_id", "kode"])
    ad = pd.read_parquet(
        mappe / "aktivitet_deltagelse_version.parquet", columns=["borger_id", "kode", "niveau"]
    )
    stoette = pd.read_parquet(mappe / "stoettebehov_version.parquet", columns=["borger_id", "niveau"])
    maal = pd.read_parquet(mappe / "indsatsmaal_version.parquet", columns=["borger_id", "maaltype_kode"])
    ad = ad[ad["kode"].isin(koder["ad_undertema"]) & (ad["niveau"] != 8)]
    lovlige = [0, 1, 2, 3, 4, 9]
    har = {
        "udredningstema": tema[tema["kode"].isin(koder["ff_undertema"] | koder["omgivelse_undertema"])],
        "aktivitet_deltagelse": ad,
        "funktionsevneniveau": ad[ad["niveau"].isin(lovlige)],
        "stoettebehov": stoette[stoette["niveau"].isin(lovlige)],
        "maaltype": maal[maal["maaltype_kode"].isin({b.kode for b in katalog.art("maaltype")})],
    }
    mangler = pd.DataFrame({n: ~borgere.isin(har[n]["borger_id"].unique()) for n in RAEKKER}, index=borgere)
    svar = {n: int(mangler[n].sum()) for n in RAEKKER}
    return {**svar, "progressionsdata": int(mangler.any(axis=1).sum())}
