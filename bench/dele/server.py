"""Part: the server: posts a second, the report's page, fifty people at once."""

from __future__ import annotations

import statistics

from bench import server
from bench.maskine import tal
from bench.resultat import Linje, Udbytte
from bench.server import FOLK, MAAL_MS, PAUSE, p95


def maal(lille: bool = False) -> Udbytte:
    """`lille`: few citizens and seconds, and docs/maalinger/server.md is left alone."""
    m = server.maal(300, 3, 5) if lille else server.main()
    gruppe = f"En kommune med {tal(m.borgere, 0)} borgere, {m.database}"
    rapport = [ur for ur, _ in m.sider["Rapport"]]
    vaerst = max((p95([ur for ur, _ in t]), navn) for navn, t in m.sider.items())
    return Udbytte(
        [
            Linje(gruppe, "Rapportens side, p95", p95(rapport), "ms", maal=MAAL_MS),
            Linje(gruppe, f"Den langsomste af {len(m.sider)} sider, p95", vaerst[0], "ms", maal=MAAL_MS),
            Linje(gruppe, "POST /fhir, vedvarende", len(m.last.tider) / m.last.gik, "bundter/s"),
            Linje(gruppe, "POST /fhir, p95", p95(m.last.tider), "ms"),
            Linje(gruppe, "POST /fhir, ikke modtaget", m.last.galt, "bundter", maal=0),
            Linje(gruppe, f"{FOLK} på én gang, median", statistics.median(m.folk.tider), "ms"),
            Linje(gruppe, f"{FOLK} på én gang, p95", p95(m.folk.tider), "ms"),
            Linje(gruppe, f"{FOLK} på én gang, fejl", m.folk.galt, "sider", maal=0),
        ],
        [
            f"Den langsomste side er »{vaerst[1]}«.",
            f"{FOLK} på én gang hentede {len(m.folk.tider)} sider på {m.folk.gik:.0f} sekunder "
            f"({PAUSE:.0f} s mellem hver); tiden er målt hos dem.",
        ],
    )
