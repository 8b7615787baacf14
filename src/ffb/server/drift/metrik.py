"""Figures for monitoring in Prometheus' format at /metrics: requests and their time, jobs, receipts, age.

Asked for from this machine itself, or with `Authorization: Bearer <FFB_METRIK_NOEGLE>`. No label carries a
value of a row, a person or a kommune. Requests are counted since the web process began; the others are read
from the database when asked.
"""

from __future__ import annotations

import hmac
import os
from collections.abc import Iterator

from django.db.models import Count, Min
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from ffb import __version__
from ffb.server.adgang.regler import offentlig

REGISTER = CollectorRegistry()
KALD = Counter("ffb_kald", "Besvarede kald", ["metode", "rute", "status"], registry=REGISTER)
TID = Histogram(
    "ffb_kald_sekunder", "Serverens tid pr. kald", ["rute"], registry=REGISTER,
    buckets=(0.01, 0.025, 0.05, 0.1, 0.2, 0.3, 0.5, 1, 2.5, 5, 10, 30),
)  # fmt: skip
METODER = frozenset({"GET", "HEAD", "POST"})
LOKALT = frozenset({"127.0.0.1", "::1"})


def observe(metode: str, rute: str, status: int, sekunder: float) -> None:
    """Count an answer; `rute` is the pattern of the address, never the address."""
    KALD.labels(metode if metode in METODER else "anden", rute, str(status)).inc()
    TID.labels(rute).observe(sekunder)


class FraDatabasen(Collector):
    """Jobs and receipts as they are now."""

    def collect(self) -> Iterator[GaugeMetricFamily]:
        from ffb.server.leverance.models import Modtagelse
        from ffb.server.opgave.models import Opgave

        yield _gauge("ffb_udgave", "Programmets udgave", "udgave", {__version__: 1})
        opgaver = Opgave.objects.order_by().values_list("tilstand").annotate(n=Count("pk"))
        yield _gauge("ffb_opgaver", "Opgaver efter tilstand", "tilstand", dict(opgaver))
        kvitteringer = Modtagelse.objects.order_by().values_list("tilstand").annotate(n=Count("pk"))
        yield _gauge("ffb_kvitteringer", "Kvitteringer efter udfald", "udfald", dict(kvitteringer))
        nu = timezone.now()
        venter = Opgave.objects.filter(tilstand="venter", tidligst_tid__lte=nu)
        aeldste = venter.aggregate(tid=Min("tidligst_tid"))["tid"]
        alder = GaugeMetricFamily(
            "ffb_aeldste_ventende_sekunder", "Den ældste ventende opgaves alder; 0 = ingen"
        )
        alder.add_metric([], (nu - aeldste).total_seconds() if aeldste else 0)
        yield alder


def _gauge(navn: str, hjaelp: str, maerke: str, tal: dict[str, int]) -> GaugeMetricFamily:
    maal = GaugeMetricFamily(navn, hjaelp, labels=[maerke])
    for vaerdi, antal in sorted(tal.items()):
        maal.add_metric([vaerdi], antal)
    return maal


FRA_DATABASEN = CollectorRegistry(auto_describe=False)
FRA_DATABASEN.register(FraDatabasen())


@offentlig
@require_GET
def metrics(request: HttpRequest) -> HttpResponse:
    """The figures; 403 to anyone else."""
    if not _maa(request):
        return HttpResponse("Kun fra maskinen selv eller med FFB_METRIK_NOEGLE.\n", status=403)
    svar = generate_latest(REGISTER) + generate_latest(FRA_DATABASEN)
    return HttpResponse(svar, content_type=CONTENT_TYPE_LATEST)


def _maa(request: HttpRequest) -> bool:
    """A proxy on this machine adds X-Forwarded-For; then the caller is not this machine."""
    noegle = os.environ.get("FFB_METRIK_NOEGLE", "")
    sendt = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if noegle and hmac.compare_digest(sendt.encode(), noegle.encode()):
        return True
    videresendt = request.headers.get("X-Forwarded-For") or request.headers.get("Forwarded")
    return not videresendt and request.META.get("REMOTE_ADDR") in LOKALT
