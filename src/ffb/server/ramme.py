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
    """A place in the navigation. `ret`: who sees it; `uden`: not those with this right too.

    Args:
        ogsaa: other families of pages that count as being here.
        oppe: by the person's name at the top: about people and their acts, not about figures.
    """

    navn: str
    titel: Dansk
    ret: Ret
    uden: Ret | None = None
    ogsaa: tuple[str, ...] = ()
    oppe: bool = False


# on the left at most six (11-udseende)
KOMMUNESTEDER = (
    Sted("overblik", "Overblik", Ret.SE_TAL, ogsaa=("redskaber",)),
    Sted("leverancer", "Leverancer", Ret.SE_TAL, ogsaa=("mapning",)),
    Sted("rapport", "Rapport", Ret.SE_TAL, ogsaa=("godkendelse", "borger")),
    Sted("fund", "Fund", Ret.SE_TAL),
    Sted("viden", "Viden", Ret.SE_TAL),
    Sted("sag", "Sag", Ret.SAG, ogsaa=("sagsoverblik",)),
    Sted("sagsoverblik", "Sager", Ret.SAG_LISTE, uden=Ret.SAG),
    Sted("bestillinger", "Bestillinger", Ret.SAG_UDFOERER, ogsaa=("bestilling",)),
    # from there one comes to the trail
    Sted("personer", "Adgang", Ret.STYR_ADGANG, ogsaa=("spor",), oppe=True),
    Sted("spor", "Spor", Ret.SE_SPOR, uden=Ret.STYR_ADGANG, oppe=True),
)

# of the country: the menu where one is in no kommune; by the person's name where one is
LANDSSTEDER = (
    Sted("landet", "Hele landet", Ret.SE_NATIONALT),
    Sted("landsviden", "Viden om hele landet", Ret.SE_NATIONALT),
    Sted("udgivelser", "Udgivelser", Ret.SE_UDGIVELSE, ogsaa=("udgivelse",)),
    Sted("personer_national", "Adgang i hele landet", Ret.STYR_ADGANG, ogsaa=("spor",)),
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
        **(_steder(request, kommune, bruger) if inde else {"steder": [], "oppe": []}),
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


def _steder(request: HttpRequest, kommune: Any, bruger: Any) -> dict[str, list[dict[str, Any]]]:
    """`steder` on the left and `oppe` by the person's name. A page of no kommune has those of the country,
    or of the person's only kommune."""
    lande = [s for s in LANDSSTEDER if bruger.er_national(s.ret)]
    egne = [] if kommune or lande else bruger.kommuner()
    kode = kommune.kode if kommune else egne[0] if len(egne) == 1 else ""
    her = ((request.resolver_match.url_name if request.resolver_match else "") or "").split("_")[0]
    if not kode:
        return {"steder": [_link(s, her) for s in lande], "oppe": []}
    sete = [s for s in KOMMUNESTEDER if _ser(bruger, s, kode)]
    return {
        "steder": [_link(s, her, kode) for s in sete if not s.oppe],
        "oppe": [_link(s, "") for s in lande] + [_link(s, her, kode) for s in sete if s.oppe],
    }


def _link(sted: Sted, her: str, *argumenter: str) -> dict[str, Any]:
    er_her = her in (sted.navn.split("_")[0], *sted.ogsaa)
    return {"titel": sted.titel, "url": reverse(sted.navn, args=argumenter), "her": er_her}


def _ser(bruger: Any, sted: Sted, kode: str) -> bool:
    return bruger.har(sted.ret, kode) and not (sted.uden and bruger.har(sted.uden, kode))
