"""What several analyses in pandas and polars share: reading columns, and the FFB-relevant ydelser.

Same figures, less care: one full leverance per kommune, no versions, no former systems, no settings. A
citizen is in one kommune, so `borger_id` alone tells her. The data are judged on `b["til"]`, which is before
the newest leverance.
"""

from datetime import date

import pandas as pd
import polars as pl
import pyarrow.parquet as pq

KODER = ("dst_kode", "ffb_ydelse_kode", "ffb_tilbud_kode")


# -- pandas
def laes(b: dict, tabel: str, kolonner: str) -> pd.DataFrame:
    """Only these columns; codes as categories and dates as datetime64, which pandas counts fastest."""
    navne = kolonner.split()
    fil = f"{b['mappe']}/{tabel}_version.parquet"
    koder = [n for n in navne if n.endswith("_kode") or n == "kode"]
    ramme = pq.read_table(fil, columns=navne, read_dictionary=koder, use_threads=False)
    return ramme.to_pandas(date_as_object=False)


def dage_pandas(b: dict) -> tuple[pd.Timestamp, pd.Timestamp]:
    """The first and last day of the period."""
    return pd.Timestamp(b["fra"]), pd.Timestamp(b["til"])


def relevante_pandas(b: dict, kolonner: str = "borger_id startdato slutdato") -> pd.DataFrame:
    """Every FFB-relevant ydelse, whatever its start, with `paragraf`."""
    o = b["opslag"]
    y = laes(b, "ydelse", f"{kolonner} {' '.join(k for k in KODER if k not in kolonner.split())}")
    noegle = list(KODER)
    kombination = y[noegle].drop_duplicates().astype(object)
    kombination = kombination.where(kombination.notna(), None)
    dom = [_dom(o, *koder) for koder in kombination.itertuples(index=False)]
    kombination[["relevant", "paragraf"]] = pd.DataFrame(dom, index=kombination.index)
    nr = y.groupby(noegle, dropna=False, sort=False, observed=True).ngroup()
    domme = kombination.set_index(nr[kombination.index])
    y["paragraf"] = nr.map(domme["paragraf"].astype("category"))
    return y[nr.map(domme["relevant"]).astype(bool)].drop(columns=[k for k in KODER if k not in kolonner])


def loeber_pandas(
    y: pd.DataFrame, fra: pd.Timestamp | pd.Series, til: pd.Timestamp | pd.Series
) -> pd.DataFrame:
    """Those of the ydelser that run some day from `fra` to `til`; the days are all rows' or each its own."""
    return y[(y["startdato"] <= til) & (y["slutdato"].isna() | (y["slutdato"] >= fra))]


def i_perioden_pandas(b: dict, y: pd.DataFrame) -> pd.DataFrame:
    """Those of the ydelser that run in the period: the citizens of the selection have one."""
    return loeber_pandas(y, *dage_pandas(b))


def raekker_pandas(ramme: pd.DataFrame) -> list[list]:
    """Rows of plain Python values; None where nothing is."""
    ramme = ramme.astype(object)
    return ramme.where(ramme.notna(), None).values.tolist()


# -- polars
def scan(b: dict, tabel: str) -> pl.LazyFrame:
    return pl.scan_parquet(f"{b['mappe']}/{tabel}_version.parquet")


def dage_polars(b: dict) -> tuple[date, date]:
    """The first and last day of the period."""
    return date.fromisoformat(b["fra"]), date.fromisoformat(b["til"])


def relevante_polars(b: dict, kolonner: str = "borger_id startdato slutdato") -> pl.LazyFrame:
    """Every FFB-relevant ydelse, whatever its start, with `paragraf`."""
    o, navne = b["opslag"], kolonner.split()
    y = scan(b, "ydelse").select(*navne, *(k for k in KODER if k not in navne))
    kombination = y.select(KODER).unique().collect().rows()
    domme = [(*koder, *_dom(o, *koder)) for koder in kombination]
    skema = dict.fromkeys(KODER, pl.String) | {"relevant": pl.Boolean, "paragraf": pl.String}
    dom = pl.LazyFrame(domme, schema=skema, orient="row").with_columns(
        pl.col("paragraf").cast(pl.Categorical)
    )
    return y.join(dom.filter("relevant"), on=KODER, nulls_equal=True, how="inner").select(*navne, "paragraf")


def loeber_polars(y: pl.LazyFrame, fra: date | pl.Expr, til: date | pl.Expr) -> pl.LazyFrame:
    """Those of the ydelser that run some day from `fra` to `til`; the days are all rows' or each its own."""
    return y.filter(pl.col("startdato") <= til, pl.col("slutdato").is_null() | (pl.col("slutdato") >= fra))


def i_perioden_polars(b: dict, y: pl.LazyFrame) -> pl.LazyFrame:
    """Those of the ydelser that run in the period: the citizens of the selection have one."""
    return loeber_polars(y, *dage_polars(b))


def opslag_polars(koder: dict[str, list], *navne: str) -> pl.LazyFrame:
    """A lookup code -> values as a small table with the columns `kode` and `navne`."""
    raekker = [(kode, *vaerdier) for kode, vaerdier in koder.items()]
    return pl.LazyFrame(raekker, schema=["kode", *navne], orient="row")


def raekker_polars(ramme: pl.LazyFrame) -> list[tuple]:
    """Collected by the streaming engine."""
    return ramme.collect(engine="streaming").rows()


# -- both
def undertemaer(b: dict, *arter: str) -> dict[str, list]:
    """Sub-theme of these kinds -> (name, main theme)."""
    return {kode: v[2:] for kode, v in b["opslag"]["undertema"].items() if v[0] in arter}


def _dom(o: dict, dst: str | None, ydelse: str | None, tilbud: str | None) -> tuple[bool, str]:
    """Whether an FFB ydelse of these codes counts, and its paragraf; there are some thousand combinations."""
    par_dst, par_paragraf = o["par"].get(f"{tilbud} {ydelse}", (None, None))
    if dst in o["dst"]:
        paragraf, relevant = o["dst"][dst]
    else:
        paragraf, relevant = None, o["navne"].get(ydelse, [""])[0] == "ydelse" and par_dst != 0
    return relevant, paragraf or par_paragraf or o["lov"].get(tilbud) or o["lov"].get(ydelse) or "Uoplyst"
