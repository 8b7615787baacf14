"""Six single-row rules in polars, pandera and pointblank; run by bench.andre.

In: JSON with `mappe`, `hvem` (polars, pandera, pointblank) and `koder` (kendte, niveau). Out: rule -> rows
that break it, `cpu`, `ur`, `mb` with reading, without imports.
"""

import json
import re
import sys
import time
from pathlib import Path

import polars as pl

KOLONNER = {
    "ydelse": ["startdato", "slutdato", "ffb_ydelse_kode", "ffb_tilbud_kode"],
    "udredningstema": ["kode"],
    "aktivitet_deltagelse": ["kode", "niveau_kode"],
}
# rule -> table, column, list of codes (None: slutdato before startdato)
REGLER = {
    "KOD-01": ("ydelse", "ffb_ydelse_kode", "kendte"),
    "KOD-02": ("ydelse", "ffb_tilbud_kode", "kendte"),
    "DAT-01": ("ydelse", "slutdato", None),
    "KOD-09": ("udredningstema", "kode", "kendte"),
    "KOD-13": ("aktivitet_deltagelse", "kode", "kendte"),
    "KOD-17": ("aktivitet_deltagelse", "niveau_kode", "niveau"),
}


def laes(mappe: str, tabel: str) -> pl.DataFrame:
    return pl.read_parquet(f"{mappe}/{tabel}_version.parquet", columns=KOLONNER[tabel])


def brud(kolonne: str, koder: list | None) -> pl.Expr:
    if koder is None:
        return (pl.col("slutdato") < pl.col("startdato")).fill_null(False)
    k = pl.col(kolonne)
    return (k.is_not_null() & (k != "") & ~k.is_in(koder)).fill_null(False)


def find_brud(tabel: str, b: dict) -> dict:
    """Rule -> what is true of a row that breaks it."""
    return {r: brud(k, b["koder"].get(liste)) for r, (t, k, liste) in REGLER.items() if t == tabel}


def _check(pa, regel: str, udtryk: pl.Expr):
    return pa.Check(lambda data: data.lazyframe.select((~udtryk).alias("ok")), name=regel)


def i_polars(b: dict) -> dict:
    ud = {}
    for tabel in KOLONNER:
        egne = find_brud(tabel, b)
        svar = (
            pl.scan_parquet(f"{b['mappe']}/{tabel}_version.parquet")
            .select(**{r: e.sum() for r, e in egne.items()})
            .collect(engine="streaming")
        )
        ud |= svar.to_dicts()[0]
    return ud


def i_pandera(b: dict) -> dict:
    import pandera.polars as pa
    from pandera.errors import SchemaErrors

    ud = dict.fromkeys(REGLER, 0)
    for tabel in KOLONNER:
        checks = [_check(pa, r, e) for r, e in find_brud(tabel, b).items()]
        ramme = laes(b["mappe"], tabel)
        schema = pa.DataFrameSchema({k: pa.Column(nullable=True) for k in ramme.columns}, checks=checks)
        try:
            schema.validate(ramme, lazy=True)
        except SchemaErrors as fejl:
            for r, n in fejl.failure_cases.group_by("check").len().rows():
                ud[r] += n
    return ud


def i_pointblank(b: dict) -> dict:
    import pointblank as pb

    ud = {}
    for tabel in KOLONNER:
        egne = find_brud(tabel, b)
        v = pb.Validate(data=laes(b["mappe"], tabel))
        for udtryk in egne.values():
            v = v.col_vals_expr(expr=~udtryk)
        svar = v.interrogate(collect_extracts=False).n_failed()
        ud |= {r: svar[nr] for nr, r in enumerate(egne, 1)}
    return ud


if __name__ == "__main__":
    besked = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    maal = {"polars": i_polars, "pandera": i_pandera, "pointblank": i_pointblank}[besked["hvem"]]
    if besked["hvem"] != "polars":
        __import__({"pandera": "pandera.polars"}.get(besked["hvem"], besked["hvem"]))
    cpu, ur = time.process_time(), time.perf_counter()
    ud = {"antal": {k: int(n) for k, n in maal(besked).items()}}
    ud |= {"cpu": time.process_time() - cpu, "ur": time.perf_counter() - ur}
    ud["mb"] = int(re.search(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text())[1]) / 1024
    print(json.dumps(ud))
