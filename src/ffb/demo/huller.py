"""Gaps in the progression data: one citizen per gap, with what Tabel 2 must then say.

Same idea as `plantning`: the hand that takes a row away writes `mangler`. FHIR's own rules bind some gaps
together: a goal must address an A&D theme of its bundle, and an ordered, active carePlan must hold
støttebehov, so there the theme takes its goals along and the carePlan is still a plan.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ffb.demo.fordeling import Kommuneplan
from ffb.demo.model import Borger, Kommuneverden, Plantet, Tema, Ventet, Ydelse

if TYPE_CHECKING:
    from ffb.demo.verden import Skaber

TABEL = frozenset({"csv", "xlsx", "zip"})
FHIR = frozenset({"fhir"})
ALLE = TABEL | FHIR
FAA_STOETTEBEHOV = 3

# row of Tabel 2 -> the table its rows stand in
TABEL_FOR = {
    "udredningstema": "udredningstema",
    "aktivitet_deltagelse": "aktivitet_deltagelse",
    "funktionsevneniveau": "aktivitet_deltagelse",
    "stoettebehov": "stoettebehov",
    "maaltype": "indsatsmaal",
}


@dataclass(frozen=True, slots=True)
class Hul:
    """One kind of gap; `slags` is the row of Tabel 2 it is about."""

    art: str
    andel: float
    former: frozenset[str]
    slags: str
    handling: Callable[[Skaber, Borger], None]


# -- taking away ------------------------------------------------------------------------------------------
def uden_tema(s: Skaber, b: Borger) -> None:
    b.temaer = []
    b.mangler.add("udredningstema")


def uden_ad(s: Skaber, b: Borger) -> None:
    b.scorer = []
    b.mangler |= {"aktivitet_deltagelse", "funktionsevneniveau"}
    if s.plan.form == "fhir":
        uden_maal(s, b)


def uden_niveau(s: Skaber, b: Borger) -> None:
    for score in b.scorer:
        score.niveau, s.skaeve_scorer = None, True
        b.vent("mangler_funktionsevneniveau", "K25-03", score, "FUNKTIONSEVNENIVEAU")
    b.mangler.add("funktionsevneniveau")


def uden_stoettebehov(s: Skaber, b: Borger) -> None:
    b.stoettebehov = []
    b.mangler.add("stoettebehov")
    for indsats in b.indsatser:
        indsats.hensigt = "plan"


def uden_maal(s: Skaber, b: Borger) -> None:
    b.maal = []
    b.mangler.add("maaltype")


def uden_maaltype(s: Skaber, b: Borger) -> None:
    """Goals are there, their måltype is not."""
    for maal in b.maal:
        maal.maaltype = None
        b.vent("mangler_maaltype", "K25-07", maal, "MAALTYPE")
    b.mangler.add("maaltype")


def uden_to(s: Skaber, b: Borger) -> None:
    uden_tema(s, b)
    uden_maal(s, b)


def uden_alle(s: Skaber, b: Borger) -> None:
    for handling in (uden_tema, uden_ad, uden_stoettebehov, uden_maal):
        handling(s, b)
    b.opfoelgninger = []


# -- there, but not what it should be -----------------------------------------------------------------------
def kun_ikke_vurderet(s: Skaber, b: Borger) -> None:
    """Counts as reported, shown as "heraf ikke vurderet"."""
    for score in b.scorer:
        score.niveau = 9
    b.kun_9.add("funktionsevneniveau")


def stoettebehov_ikke_vurderet(s: Skaber, b: Borger) -> None:
    for stoettebehov in b.stoettebehov:
        stoettebehov.niveau = 9
    b.kun_9.add("stoettebehov")


def kun_ikke_relevant(s: Skaber, b: Borger) -> None:
    """8 = ikke relevant fills nothing."""
    for score in b.scorer:
        score.niveau = 8
        b.vent("kun_ikke_relevant", "K25-04", score, "FUNKTIONSEVNENIVEAU")
    b.mangler |= {"aktivitet_deltagelse", "funktionsevneniveau"}


def kun_overtema(s: Skaber, b: Borger) -> None:
    overtema = s.tilf.choice(s.katalog.art("ff_overtema")).kode
    b.temaer = [Tema(overtema, b.temaer[0].dato)]
    b.vent("kun_overtema", "KOD-10", b.temaer[0], "FFB_TEMA_UUID")
    b.mangler.add("udredningstema")


def kun_ad_overtema(s: Skaber, b: Borger) -> None:
    overtema = {kode: s.katalog.overtema_kode(kode) or kode for kode in s.ad}
    et_tema = {overtema[x.kode]: x.kode for x in reversed(b.scorer)}
    b.scorer = [x for x in b.scorer if et_tema[overtema[x.kode]] == x.kode]
    for score in b.scorer:
        score.kode = overtema[score.kode]
        b.vent("kun_ad_overtema", "KOD-14", score, "FFB_TEMA_UUID")
    b.mangler |= {"aktivitet_deltagelse", "funktionsevneniveau"}


def ukendt_tema(s: Skaber, b: Borger) -> None:
    b.temaer = [Tema(s.uuid(), b.temaer[0].dato)]
    b.vent("ukendt_tema", "KOD-09", b.temaer[0], "FFB_TEMA_UUID")
    b.mangler.add("udredningstema")


def ad_i_forkert_tabel(s: Skaber, b: Borger) -> None:
    """An A&D theme among the udredningstemaer is judged by its code: the theme is there, its score is not."""
    b.temaer.append(Tema(b.scorer[0].kode, b.scorer[0].dato))
    b.vent("ad_i_forkert_tabel", "KOD-11", b.temaer[-1], "FFB_TEMA_UUID")
    b.scorer = []
    b.mangler.add("funktionsevneniveau")


def kun_omgivelse(s: Skaber, b: Borger) -> None:
    """Enough, unless `krav_ff` is set."""
    b.temaer = [Tema(s.tilf.choice(s.omgivelser), b.temaer[0].dato)]
    b.vent("kun_omgivelse", "K25-02", _foerste(b), "FFB_TEMA_UUID")


def tema_uden_dato(s: Skaber, b: Borger) -> None:
    """Fills its row all the same, and is a finding."""
    b.temaer = [Tema(b.temaer[0].kode, None)]
    b.vent("tema_uden_dato", "DAT-09", b.temaer[0], "DATO")


def _foerste(b: Borger) -> Ydelse:
    """The ydelse a citizen's lack stands at: the first one that counts."""
    return min((y for y in b.ydelser if y.dom.taeller and y.start), key=lambda y: str(y.start))


def trukne_temaer(s: Skaber, b: Borger) -> None:
    """Every theme withdrawn (entered-in-error) on a later day."""
    for tema in b.temaer:
        tema.trukket = True
    b.mangler.add("udredningstema")


HULLER: tuple[Hul, ...] = (
    Hul("mangler_udredningstema", 0.03, ALLE, "udredningstema", uden_tema),
    Hul("mangler_aktivitet_deltagelse", 0.02, ALLE, "aktivitet_deltagelse", uden_ad),
    Hul("mangler_funktionsevneniveau", 0.02, TABEL, "funktionsevneniveau", uden_niveau),
    Hul("mangler_stoettebehov", 0.04, ALLE, "stoettebehov", uden_stoettebehov),
    Hul("mangler_indsatsmaal", 0.02, ALLE, "maaltype", uden_maal),
    Hul("mangler_maaltype", 0.015, TABEL, "maaltype", uden_maaltype),
    Hul("mangler_tema_og_maal", 0.01, ALLE, "udredningstema", uden_to),
    Hul("mangler_alle", 0.02, ALLE, "udredningstema", uden_alle),
    Hul("kun_ikke_vurderet", 0.008, ALLE, "funktionsevneniveau", kun_ikke_vurderet),
    Hul("stoettebehov_ikke_vurderet", 0.008, ALLE, "stoettebehov", stoettebehov_ikke_vurderet),
    Hul("kun_ikke_relevant", 0.006, TABEL, "aktivitet_deltagelse", kun_ikke_relevant),
    Hul("kun_overtema", 0.008, TABEL, "udredningstema", kun_overtema),
    Hul("kun_ad_overtema", 0.006, TABEL, "aktivitet_deltagelse", kun_ad_overtema),
    Hul("ukendt_tema", 0.004, TABEL, "udredningstema", ukendt_tema),
    Hul("ad_i_forkert_tabel", 0.004, TABEL, "aktivitet_deltagelse", ad_i_forkert_tabel),
    Hul("kun_omgivelse", 0.01, ALLE, "udredningstema", kun_omgivelse),
    Hul("tema_uden_dato", 0.006, TABEL, "udredningstema", tema_uden_dato),
    Hul("trukne_temaer", 0.006, FHIR, "udredningstema", trukne_temaer),
)


def arter(plan: Kommuneplan) -> Iterator[str]:
    return (h.art for h in HULLER if _kan(h, plan))


def _kan(hul: Hul, plan: Kommuneplan) -> bool:
    """A gap is not planted in a kommune that leaves its kind out altogether."""
    tabeller = {TABEL_FOR[slags] for slags in plan.leverer_ikke}
    roert = {"udredningstema", "aktivitet_deltagelse"} if hul.art == "ad_i_forkert_tabel" else {hul.slags}
    uroert = not tabeller & {TABEL_FOR[slags] for slags in roert}
    return plan.form in hul.former and uroert and not (plan.faa_stoettebehov and hul.slags == "stoettebehov")


def udtag(pulje: list[Borger], andel: float, antal_nye: int) -> list[Borger]:
    """Takes `andel` of the new citizens out of the pool, at least one; they are marked as used.

    A demo of few citizens runs out of them: then fewer, or none.
    """
    antal = min(len(pulje), max(1, int(andel * antal_nye)))
    valgte = [pulje.pop() for _ in range(antal)]
    for borger in valgte:
        borger.plantet = True
    return valgte


def plant(verden: Kommuneverden, s: Skaber, pulje: list[Borger], antal_nye: int) -> None:
    """Plants every gap that this kommune can carry."""
    pulje = [b for b in reversed(pulje) if not b.plantet]
    for hul in (h for h in HULLER if _kan(h, s.plan)):
        for borger in udtag(pulje, hul.andel, antal_nye):
            hul.handling(s, borger)
            sag = borger.foerste_i_perioden.indsats.sagsnummer
            verden.plantet.append(Plantet(hul.art, TABEL_FOR[hul.slags], str(borger.nr), sag))


def lever_ikke(verden: Kommuneverden, plan: Kommuneplan) -> None:
    """Takes whole kinds away from a kommune that does not deliver them (S1: 86, 87, 70 of 98 do)."""
    behold = {b.nr for b in verden.borgere if b.klasse == "ny"}
    faa = set(sorted(behold)[:FAA_STOETTEBEHOV])
    for borger in verden.borgere:
        for slags in plan.leverer_ikke:
            _fjern(borger, slags)
        if plan.faa_stoettebehov and borger.nr not in faa:
            _fjern(borger, "stoettebehov")
    for slags in sorted(plan.leverer_ikke):
        verden.ventet.append(Ventet("RIM-06", None, TABEL_FOR[slags], "leverer_ikke"))
    if plan.faa_stoettebehov:
        verden.ventet.append(Ventet("RIM-07", None, "stoettebehov", "faa_stoettebehov"))


def _fjern(b: Borger, slags: str) -> None:
    b.mangler.add(slags)
    b.kun_9.discard(slags)
    if slags == "udredningstema":
        b.temaer = []
    elif slags == "aktivitet_deltagelse":
        b.scorer = []
        b.mangler.add("funktionsevneniveau")
        b.kun_9.discard("funktionsevneniveau")
    elif slags == "stoettebehov":
        b.stoettebehov = []
        for indsats in b.indsatser:
            indsats.hensigt = "plan"
    else:
        b.maal = []
