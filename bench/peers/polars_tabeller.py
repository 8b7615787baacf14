"""Tabel 1 and 2 in polars, as an analyst writes them; run by bench.andre in an environment of its own.

Same figures, less care: one full leverance per kommune, no versions, no former systems, no settings.
In: JSON with `mappe`, `fra`, `til`, `dst` (code, paragraf, relevant), `par` (tilbud, ydelse, DST value),
`lov` (art -> code -> paragraf) and `koder` (art -> codes). Out: the tables, `cpu`, `ur`, `mb`.
"""

import json
import re
import sys
import time
from datetime import date
from pathlib import Path

import polars as pl


def relevante(b: dict) -> pl.DataFrame:
    dst = pl.DataFrame(b["dst"], schema=["dst_kode", "paragraf", "relevant"], orient="row").lazy()
    par = pl.DataFrame(b["par"], schema=["tilbud", "ydelse", "dst"], orient="row")
    pr_par = (
        par.join(dst.select("dst_kode", "paragraf").collect(), left_on="dst", right_on="dst_kode", how="left")
        .group_by("tilbud", "ydelse")
        .agg(
            antal_dst=pl.col("dst").drop_nulls().n_unique(),
            par_paragraf=pl.when(pl.col("paragraf").drop_nulls().n_unique() == 1).then(
                pl.col("paragraf").drop_nulls().first()
            ),
        )
        .lazy()
    )
    lovlige = par.drop_nulls().unique().with_columns(mapper=pl.lit(True)).lazy()
    fra, til = date.fromisoformat(b["fra"]), date.fromisoformat(b["til"])
    uden_dst = pl.col("ffb_ydelse_kode").is_in(b["koder"]["ydelse"]).fill_null(False) & (
        pl.col("antal_dst").is_null() | (pl.col("antal_dst") != 0)
    )
    i_guiden = par["dst"].drop_nulls().unique().to_list()
    return (
        pl.scan_parquet(f"{b['mappe']}/ydelse_version.parquet")
        .select("borger_id", "dst_kode", "ffb_ydelse_kode", "ffb_tilbud_kode", "startdato")
        .filter(pl.col("startdato").is_between(fra, til))
        .join(dst, on="dst_kode", how="left")
        .with_columns(
            kendt=pl.col("paragraf").is_not_null() | pl.col("dst_kode").is_in(i_guiden).fill_null(False)
        )
        .join(
            pr_par, left_on=["ffb_tilbud_kode", "ffb_ydelse_kode"], right_on=["tilbud", "ydelse"], how="left"
        )
        .join(
            lovlige,
            left_on=["ffb_tilbud_kode", "ffb_ydelse_kode", "dst_kode"],
            right_on=["tilbud", "ydelse", "dst"],
            how="left",
        )
        .filter((pl.col("kendt") & pl.col("relevant").fill_null(True)) | (~pl.col("kendt") & uden_dst))
        .collect(engine="streaming")
    )


def tabel1(y: pl.DataFrame, b: dict) -> dict:
    lov = {
        art: pl.DataFrame(list(b["lov"][art].items()), schema=["kode", f"af_{art}"], orient="row")
        for art in ("tilbud", "ydelse")
    }
    svar = (
        y.lazy()
        .join(lov["tilbud"].lazy(), left_on="ffb_tilbud_kode", right_on="kode", how="left")
        .join(lov["ydelse"].lazy(), left_on="ffb_ydelse_kode", right_on="kode", how="left")
        .with_columns(
            p=pl.coalesce("paragraf", "par_paragraf", "af_tilbud", "af_ydelse", pl.lit("Uoplyst")),
            fejl=pl.col("kendt") & pl.col("antal_dst").is_not_null() & pl.col("mapper").is_null(),
        )
        .group_by("p")
        .agg(
            pl.len(),
            uden_ydelse=pl.col("ffb_ydelse_kode").is_null().sum(),
            uden_tilbud=pl.col("ffb_tilbud_kode").is_null().sum(),
            fejl=pl.col("fejl").sum(),
        )
        .collect()
    )
    return {r[0]: list(r[1:]) for r in svar.rows()}


def tabel2(y: pl.DataFrame, b: dict) -> dict:
    koder, lovlige = b["koder"], [0, 1, 2, 3, 4, 9]
    borgere = y.select("borger_id").unique()

    def scan(tabel: str) -> pl.LazyFrame:
        return pl.scan_parquet(f"{b['mappe']}/{tabel}_version.parquet")

    ad = scan("aktivitet_deltagelse").filter(
        pl.col("kode").is_in(koder["ad_undertema"]) & (pl.col("niveau").is_null() | (pl.col("niveau") != 8))
    )
    tema = koder["ff_undertema"] + koder["omgivelse_undertema"]
    har = {
        "udredningstema": scan("udredningstema").filter(pl.col("kode").is_in(tema)),
        "aktivitet_deltagelse": ad,
        "funktionsevneniveau": ad.filter(pl.col("niveau").is_in(lovlige)),
        "stoettebehov": scan("stoettebehov").filter(pl.col("niveau").is_in(lovlige)),
        "maaltype": scan("indsatsmaal").filter(pl.col("maaltype_kode").is_in(koder["maaltype"])),
    }
    ud = borgere.lazy()
    for navn, ramme in har.items():
        med = ramme.select("borger_id").unique().with_columns(pl.lit(False).alias(navn))
        ud = ud.join(med, on="borger_id", how="left")
    mangler = ud.with_columns(pl.col(list(har)).fill_null(True)).collect(engine="streaming")
    svar = mangler.select(pl.col(list(har)).sum()).to_dicts()[0]
    svar["progressionsdata"] = mangler.select(pl.any_horizontal(list(har)).sum()).item()
    return {k: int(v) for k, v in svar.items() if v}


if __name__ == "__main__":
    besked = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    cpu, ur = time.process_time(), time.perf_counter()
    ydelse = relevante(besked)
    ud = {"tabel1": tabel1(ydelse, besked), "tabel2": tabel2(ydelse, besked)}
    ud |= {"cpu": time.process_time() - cpu, "ur": time.perf_counter() - ur}
    ud["mb"] = int(re.search(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text())[1]) / 1024
    print(json.dumps(ud))
