"""V15: how many citizens there are, by section of the law, ydelse, målgruppe and støttebehov."""

import polars as pl
from analyser_borger import (
    kodenavn,
    med_maalgruppe_pandas,
    med_maalgruppe_polars,
    stoettebehov_pandas,
    stoettebehov_polars,
    tael_pandas,
    tael_polars,
)
from analyser_faelles import (
    dage_pandas,
    dage_polars,
    i_perioden_pandas,
    i_perioden_polars,
    relevante_pandas,
    relevante_polars,
)

KOLONNER = "borger_id ydelse_id ffb_ydelse_kode startdato slutdato"
PAR = ["borger_id", "ydelse_id"]


def pandas(b: dict) -> list[list]:
    y = i_perioden_pandas(b, relevante_pandas(b, KOLONNER))
    borgere = y[["borger_id"]].drop_duplicates()
    behov = stoettebehov_pandas(b, dage_pandas(b)[1])
    talt = {
        "paragraf": tael_pandas(y.rename(columns={"paragraf": "kode"})),
        "ydelse": tael_pandas(y.rename(columns={"ffb_ydelse_kode": "kode"})),
        "maalgruppe": tael_pandas(med_maalgruppe_pandas(b, y[PAR])),
        "stoettebehov": tael_pandas(borgere.assign(kode=borgere["borger_id"].map(behov))),
    }
    return _raekker(b, talt, len(borgere))


def polars(b: dict) -> list[list]:
    y = i_perioden_polars(b, relevante_polars(b, KOLONNER)).collect(engine="streaming").lazy()
    borgere = y.select("borger_id").unique()
    behov = stoettebehov_polars(b, dage_polars(b)[1]).rename({"stoettebehov": "kode"})
    dele = {
        "paragraf": y.select("borger_id", kode="paragraf"),
        "ydelse": y.select("borger_id", kode="ffb_ydelse_kode"),
        "maalgruppe": med_maalgruppe_polars(b, y),
        "stoettebehov": borgere.join(behov, on="borger_id", how="left"),
    }
    *svar, antal = pl.collect_all(
        [*(tael_polars(r) for r in dele.values()), borgere.select(pl.len())], engine="streaming"
    )
    return _raekker(b, {d: dict(s.rows()) for d, s in zip(dele, svar, strict=True)}, antal.item())


def _raekker(b: dict, talt: dict[str, dict[str, int]], population: int) -> list[list]:
    return [
        [inddeling, kode, kodenavn(b, inddeling, kode), int(borgere), population]
        for inddeling, pr_kode in talt.items()
        for kode, borgere in pr_kode.items()
    ]
