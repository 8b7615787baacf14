"""Every address. Those of a kommune begin with /k/<kode>/, those of the country with /dst/."""

from __future__ import annotations

from django.urls import include, path

from ffb.server import forside
from ffb.server.drift.metrik import metrics

urlpatterns = [
    path("", forside.forside, name="forside"),
    path("sundhed", forside.sundhed, name="sundhed"),
    path("metrics", metrics, name="metrics"),
    path("", include("ffb.server.adgang.urls")),
    path("", include("ffb.server.spor.urls")),
    path("", include("ffb.server.leverance.urls")),
    path("", include("ffb.server.fund.urls")),
    path("", include("ffb.server.godkendelse.urls")),
    path("", include("ffb.server.redskaber.urls")),
    path("", include("ffb.server.viden.urls")),
    path("", include("ffb.server.udgivelse.urls")),
    path("", include("ffb.server.landet.urls")),
    path("", include("ffb.server.begreb.urls")),
    path("", include("ffb.server.konvertering.urls")),
    path("", include("ffb.server.sag.urls")),
    path("", include("ffb.server.api.urls")),
]
handler403 = "ffb.server.forside.ingen_adgang"
handler404 = "ffb.server.forside.findes_ikke"
handler500 = "ffb.server.forside.fejl"
