"""What the first visitor would otherwise wait for, done while the web process starts.

The engine's libraries, the addresses with their views, the catalogues and the rules took 1.5 seconds of the
first page that needed them. Then the collector is told that they stay: walking through them was a pause of a
tenth of a second in the middle of a page.
"""

from __future__ import annotations

import gc
import logging
import threading

log = logging.getLogger("ffb.server")
NYE_FOER_OPRYDNING = 20_000  # a table of 6,000 cells must not set the collector off nine times
_faerdig = threading.Event()


def warm() -> None:
    """Load it."""
    import pyarrow.parquet  # noqa: F401 - for the next to ask
    from django.urls import get_resolver

    from ffb.analyses import load_analyser
    from ffb.begreber import dst_kode_list, katalog_list
    from ffb.engine.duckdb import DuckDB
    from ffb.engine.koersel import find_tabeller
    from ffb.render.diagram import warm_tegner
    from ffb.rules.form import load_formregler
    from ffb.rules.hoved import load_regler

    _ = get_resolver().url_patterns
    for katalog in katalog_list():
        katalog.art_antal()
    dst_kode_list()
    load_regler()
    load_analyser()
    load_formregler()
    find_tabeller(())
    DuckDB(traade=1).query("SELECT 1")
    warm_tegner()
    gc.collect()
    gc.freeze()
    gc.set_threshold(NYE_FOER_OPRYDNING, 10, 10)


def warm_in_background() -> None:
    """Begin, and answer requests meanwhile."""
    threading.Thread(target=_try_warm, name="varm", daemon=True).start()


def er_varm() -> bool:
    """Whether this process has finished it: pages asked for until then share a processor with it."""
    return _faerdig.is_set()


def _try_warm() -> None:
    try:
        warm()
    except Exception:  # the page that needs it will say what is wrong
        log.exception("opvarmningen gik galt")
    finally:
        _faerdig.set()
