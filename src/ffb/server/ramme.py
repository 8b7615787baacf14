"""What every page's frame needs: who, which kommune, and where one can go."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from ffb import __version__
from ffb.begreber import find_kommune
from ffb.rapport.tekster import FORBEHOLD
from ffb.server.adgang.roller import Ret
from ffb.sprog import Dansk


@dataclass(frozen=True, slots=True)
class Sted:
    """A place in the navigation. `ret`: who sees it; `uden`: not those with this right too."""

    navn: str
    titel: Dansk
    ret: Ret
    uden: Ret | None = None
    ogsaa: str | None = None  # another place that counts as being here


# at most six (11-udseende)
KOMMUNESTEDER = (
    Sted("overblik", "Overblik", Ret.SE_TAL),
    Sted("leverancer", "Leverancer", Ret.SE_TAL),
    Sted("rapport", "Rapport", Ret.SE_TAL),
    Sted("fund", "Fund", Ret.SE_TAL),
    Sted("viden", "Viden", Ret.SE_TAL),
    Sted("godkendelse", "Godkendelse", Ret.SE_TAL),
    Sted("sag", "Sag", Ret.SAG),
    Sted("bestillinger", "Bestillinger", Ret.SAG_UDFOERER, ogsaa="bestilling"),
    Sted("personer", "Adgang", Ret.STYR_ADGANG, ogsaa="spor"),  # from there one comes to the trail
    Sted("spor", "Spor", Ret.SE_SPOR, uden=Ret.STYR_ADGANG),
)


def ramme(request: HttpRequest) -> dict[str, Any]:
    """The context of `base.html`."""
    bruger = getattr(request, "user", None)
    kommune = getattr(request, "kommune", None)
    inde = bool(bruger and bruger.is_authenticated)
    return {
        "version": __version__,
        "kommune": kommune,
        "kommuner": [
            k for kode in (bruger.kommuner() if bruger and inde else []) if (k := find_kommune(kode))
        ],
        "steder": _steder(request, kommune, bruger) if inde else [],
        "er_dst": settings.VAERT == "dst",
        "forbehold": "" if settings.VAERT == "dst" else FORBEHOLD,
        "Ret": Ret,
        "maa_redskaber": bool(inde and kommune and bruger and bruger.har(Ret.SE_PERSONDATA, kommune.kode)),
    }


def reload_page() -> HttpResponse:
    """The answer to a bar of progress whose work is done: the browser asks for the whole page again."""
    return HttpResponse(headers={"HX-Refresh": "true"})


def first_sted(bruger: Any, kode: str) -> Sted | None:
    """The first place of a kommune that the person may see."""
    return next((s for s in KOMMUNESTEDER if _ser(bruger, s, kode)), None)


def _steder(request: HttpRequest, kommune: Any, bruger: Any) -> list[dict[str, Any]]:
    if kommune is None:
        return []
    her = request.resolver_match.url_name if request.resolver_match else ""
    return [
        {
            "titel": s.titel,
            "url": reverse(s.navn, args=[kommune.kode]),
            "her": (her or "").split("_")[0] in (s.navn, s.ogsaa),
        }
        for s in KOMMUNESTEDER
        if _ser(bruger, s, kommune.kode)
    ]


def _ser(bruger: Any, sted: Sted, kode: str) -> bool:
    return bruger.har(sted.ret, kode) and not (sted.uden and bruger.har(sted.uden, kode))
