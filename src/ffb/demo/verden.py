"""The clean world: citizens of one demo kommune in whom nothing is missing.

Every citizen who starts in the period has legal pairs, a målgruppe and all five kinds of progression data;
`plantning` and `huller` spoil chosen ones afterwards. Older citizens are converted as they are followed up,
so theirs are thinner. National size: 9-uddatasaet. How scores move follows the måltype, with some noise.
"""

from __future__ import annotations

import random
import uuid
from collections.abc import Callable
from datetime import date, timedelta
from functools import cache

from ffb.begreber import load_katalog
from ffb.demo import fordeling
from ffb.demo.fordeling import Kommuneplan
from ffb.demo.mapning import EKSTRA, HOVEDKODE, KATALOG, Par, build_vejledning
from ffb.demo.model import (
    Borger,
    Dom,
    Indsats,
    Kommuneverden,
    Ydelse,
)
from ffb.demo.person import STATUSAAR, Numre
from ffb.demo.progression import LEVERET, make_progression

PERIODE_FRA, PERIODE_TIL = date(2025, 1, 1), date(2025, 12, 31)
# of 20 citizens: 12 start in the period, 7 before, 1 after (before the delivery)
KLASSER = ("ny",) * 12 + ("gammel",) * 7 + ("kommende",)
VOKSEN = 18
I_ARBEJDE = 0.33  # share with an employment type known
MAANEDER = ("202503", "202506", "202509", "202512")  # of which employment is delivered
BESKAEFTIGELSE = ("Fleksjob", "Skånejob", "Uddannelseshjælp", "Revalideringsydelse", "Andet")


class Skaber:
    """Makes the citizens of one kommune from one seeded source of chance."""

    def __init__(self, plan: Kommuneplan, seed: int) -> None:
        self.plan = plan
        self.tilf = random.Random(f"{seed}-{plan.kode}")  # noqa: S311 — synthetic data, not secrets
        self.numre = Numre(plan.nr)
        self.med_dst = plan.form != "fhir"
        self.lov = build_vejledning()
        katalog = load_katalog(KATALOG)
        self.katalog = katalog
        self.ff = [b.kode for b in katalog.art("ff_undertema")]
        self.omgivelser = [b.kode for b in katalog.art("omgivelse_undertema")]
        self.ad = [b.kode for b in katalog.art("ad_undertema")]
        self.maaltyper = {b.kortnavn or "": b.kode for b in katalog.art("maaltype")}
        self.resultater = {b.kortnavn or "": b.kode for b in katalog.art("opfoelgningsresultat")}
        self.loebenr = 0
        self.puljer: dict[str, list[Borger]] = {}  # citizens not yet planted with anything, by kind
        self.dengang: dict[int, Callable[[Borger], Borger]] = {}  # by nr: how an older delivery had him
        self.skaeve_scorer = False  # a theme stands without a score

    # -- small things -------------------------------------------------------------------------------
    def uuid(self) -> str:
        return str(uuid.UUID(int=self.tilf.getrandbits(128), version=4))

    def nyt_id(self, bogstav: str) -> str:
        """A source id: a UUID in FHIR, else `Y9001-000017`."""
        self.loebenr += 1
        return self.uuid() if not self.med_dst else f"{bogstav}{self.plan.kode}-{self.loebenr:06d}"

    def dag(self, fra: date, til: date) -> date:
        return fra + timedelta(days=self.tilf.randrange((til - fra).days + 1))

    # -- the citizen --------------------------------------------------------------------------------
    def borger(self, nr: int) -> Borger:
        klasse = KLASSER[nr % len(KLASSER)]
        paragraf = self.tilf.choices(list(fordeling.HOVEDPARAGRAF), list(fordeling.HOVEDPARAGRAF.values()))[0]
        starter = [self.startdag(klasse)]
        if self.tilf.random() < fordeling.EKSTRA_YDELSE:
            starter.append(self.startdag(klasse))
        aar = min(min(starter).year, PERIODE_FRA.year - 1)  # a planted start may be the day before the period
        alder = fordeling.alder(self.tilf, paragraf, mindst=VOKSEN + STATUSAAR - aar)
        cpr, foedt, koen = self.numre.nyt(self.tilf, alder)
        borger = Borger(nr, cpr, foedt, koen, klasse)
        hoved = self.ydelse(borger, self.vaelg_par(paragraf), starter[0])
        for start in starter[1:] if not self.er_82b(hoved.par) else ():
            self.ydelse(borger, self.ekstra_par(hoved.par), start)
        self._uden_hul(borger)
        self._samme_sag(borger)
        make_progression(self, borger)
        self._indfas(borger)
        self.andre_omraader(borger, paragraf)
        borger.ubundet_maalgruppe = self.med_dst and self.tilf.random() < 0.15
        return borger

    @staticmethod
    def _samme_sag(borger: Borger) -> None:
        """Open ydelser of one tilbud stand in the indsats that began first."""
        foerste = borger.ydelser[0]
        for ydelse in borger.ydelser[1:]:
            samme = ydelse.par.tilbud == foerste.par.tilbud and foerste.slut is None and ydelse.slut is None
            if samme and foerste.start and ydelse.start and foerste.start <= ydelse.start:
                ydelse.indsats, ydelse.maalgrupper = foerste.indsats, foerste.maalgrupper

    @staticmethod
    def _uden_hul(borger: Borger) -> None:
        """Nobody is without a ydelse between two: the earlier one runs on."""
        for tidlig in borger.ydelser:
            senere = [y.start for y in borger.ydelser if y is not tidlig and y.start]
            if tidlig.slut and any(tidlig.slut < start for start in senere):
                tidlig.slut = tidlig.indsats.slut = None

    def _indfas(self, borger: Borger) -> None:
        """Older ydelser of citizens who are not assessed in FFB yet mostly carry no FFB codes yet either."""
        tynd = borger.klasse == "gammel" and not borger.scorer and self.med_dst
        kun_dst = len({y.dst_kode for y in borger.ydelser}) == len(borger.ydelser)
        if tynd and kun_dst and self.tilf.random() < 0.7:
            for ydelse in borger.ydelser:
                ydelse.ydelse_kode = ydelse.tilbud_kode = ydelse.indsats.tilbud_kode = None
                ydelse.maalgrupper = []

    def startdag(self, klasse: str) -> date:
        """Strictly inside or outside the period; its ends are planted by hand."""
        if klasse == "ny":
            return self.dag(PERIODE_FRA + timedelta(days=1), PERIODE_TIL - timedelta(days=1))
        if klasse == "gammel":
            return self.dag(date(2019, 1, 1), PERIODE_FRA - timedelta(days=2))
        return self.dag(PERIODE_TIL + timedelta(days=2), LEVERET)

    def vaelg_par(self, paragraf: str) -> Par:
        mulige = self.lov.med(paragraf)
        if paragraf == "§85":  # as a main ydelse: in one's own home
            mulige = tuple(p for p in mulige if HOVEDKODE["§85"] in p.dst)
        if paragraf == "§108" and self.tilf.random() < 0.95:  # sikret is rare
            mulige = mulige[-1:]
        return self.tilf.choice(mulige)

    def ekstra_par(self, hoved: Par) -> Par:
        """A second ydelse: støtte in the dwelling, another støtte, or a day offer; never the same pair."""
        samme = [p for p in self.lov.lovlige if p.tilbud == hoved.tilbud and p.ydelse != hoved.ydelse]
        dag = [p for lov in ("§104", "§103") for p in self.lov.med(lov) if p.tilbud != hoved.tilbud]
        stoette = [p for p in samme if p.paragraf in ("§85", "§85 i ABL §105")]
        return self.tilf.choice(stoette if stoette and self.tilf.random() < 0.7 else dag)

    # -- ydelse -------------------------------------------------------------------------------------
    def ydelse(self, borger: Borger, par: Par, start: date) -> Ydelse:
        slut = self.slutdag(start, par)
        indsats = self.indsats(borger, par, start, slut)
        dst = self.vaelg_dst(par) if self.med_dst else None
        dom = Dom(
            i_perioden=PERIODE_FRA <= start <= PERIODE_TIL,
            paragraf=par.paragraf,
            dst_kode=dst or par.afledt,
            dst_sendt=dst is not None,
        )
        ydelse = Ydelse(
            ydelse_id=self.nyt_id("Y"),
            par=par,
            indsats=indsats,
            dst_kode=dst,
            ydelse_kode=par.ydelse,
            tilbud_kode=par.tilbud,
            start=start,
            slut=slut,
            dom=dom,
            maalgrupper=self.maalgrupper(),
            enhed=f"Demo Enhed {self.tilf.choice('ABCD')}",
            sagsbehandler=f"Demo Sagsbehandler {self.tilf.randint(1, 12):02d}",
            p_nummer=f"{self.plan.kode}{self.tilf.randint(0, 39):06d}",
            timer=f"{self.tilf.randint(1, 24) / 2:.2f}",
            takst=f"{self.tilf.randint(200, 900) * 100:.2f}",
        )
        borger.ydelser.append(ydelse)
        return ydelse

    def vaelg_dst(self, par: Par) -> str:
        """Mostly the first value; sometimes another one that the code table knows."""
        andre = [v for v in par.vaerdier[1:] if v in EKSTRA.values()]
        return self.tilf.choice(andre) if andre and self.tilf.random() < 0.2 else par.vaerdier[0]

    def er_82b(self, par: Par) -> bool:
        ydelse = self.katalog.find(par.ydelse)
        return ydelse is not None and "§82b" in ydelse.lov

    def slutdag(self, start: date, par: Par) -> date | None:
        """30 % are ended or have a planned end; §82b always has, within six months."""
        if self.er_82b(par):
            return start + timedelta(days=self.tilf.randint(40, 170))
        return start + timedelta(days=self.tilf.randint(50, 500)) if self.tilf.random() < 0.3 else None

    def indsats(self, borger: Borger, par: Par, start: date, slut: date | None) -> Indsats:
        sag = f"DEMO-{self.plan.kode}-{borger.nr:06d}"
        return Indsats(self.nyt_id("I"), sag, start, slut, None, par.tilbud)

    def maalgrupper(self) -> list[str]:
        foerste = fordeling.maalgruppe(self.tilf)
        anden = fordeling.maalgruppe(self.tilf) if self.tilf.random() < 0.3 else foerste
        return [foerste] if anden == foerste else [foerste, anden]

    # -- other domains ------------------------------------------------------------------------------
    def andre_omraader(self, borger: Borger, paragraf: str) -> None:
        """§83 services (a fifth of those at home) and employment months (a third)."""
        hjemme = paragraf in ("§85", "§85 i ABL §105")
        if hjemme and self.tilf.random() < 0.2:
            fra = self.dag(date(2024, 6, 1), date(2025, 6, 30))
            for kode in self.tilf.sample(fsiii_koder(), self.tilf.randint(1, 3)):
                slut = fra + timedelta(days=200) if self.tilf.random() < 0.3 else None
                lov = "SEL §83a" if kode.startswith("H2") else "SEL §83"
                borger.fsiii.append((kode, fra, slut, lov))
        if self.tilf.random() < I_ARBEJDE:
            slags = self.tilf.choices(BESKAEFTIGELSE, (18, 8, 18, 2, 54))[0]
            for maaned in MAANEDER:
                slags = self.tilf.choice(BESKAEFTIGELSE) if self.tilf.random() < 0.08 else slags
                borger.beskaeftigelse.append((maaned, slags))
        self._videre_fra_beskyttet(borger)

    @staticmethod
    def _videre_fra_beskyttet(borger: Borger) -> None:
        """After protected employment that ended, every second goes on to a job."""
        slut = [y.slut for y in borger.ydelser if y.dom.paragraf == "§103"]
        if slut and all(slut) and borger.nr % 2 == 0:
            sidste = max(d for d in slut if d)
            slags = "Fleksjob" if borger.nr % 4 else "Skånejob"
            borger.beskaeftigelse = [(m, slags) for m in MAANEDER if m > f"{sidste:%Y%m}"]


@cache
def fsiii_koder() -> list[str]:
    """H1.* and H2.* of the FSIII catalogue: help and rehabilitation after §83 and §83a."""
    koder = [b.kode for b in load_katalog("fsiii/2024-10").begreb_list]
    return sorted(k for k in koder if k.startswith(("H1.", "H2.")))


def build_verden(plan: Kommuneplan, seed: int) -> tuple[Kommuneverden, Skaber]:
    """The clean world of one kommune, and the maker (for the plantings that follow)."""
    skaber = Skaber(plan, seed)
    return Kommuneverden(plan.kode, [skaber.borger(nr) for nr in range(1, plan.borgere + 1)]), skaber
