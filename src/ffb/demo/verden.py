"""The clean world: citizens of one demo kommune in whom nothing is missing.

Every citizen who starts in the period has legal pairs, a målgruppe and all five kinds of progression data;
`plantning` and `huller` spoil chosen ones afterwards. Older citizens are converted as they are followed up,
so theirs are thinner. National size: 9-uddatasaet. How scores move follows the måltype, with some noise.
"""

from __future__ import annotations

import random
import uuid
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
    Maal,
    Opfoelgning,
    Score,
    Stoettebehov,
    Tema,
    Ydelse,
)
from ffb.demo.person import Numre

PERIODE_FRA, PERIODE_TIL = date(2025, 1, 1), date(2025, 12, 31)
LEVERET = date(2026, 1, 12)
# of 20 citizens: 12 start in the period, 7 before, 1 after (before the delivery)
KLASSER = ("ny",) * 12 + ("gammel",) * 7 + ("kommende",)
OPFOELGNING_DAGE = 170
I_ARBEJDE = 0.33  # share with an employment type known
BESKAEFTIGELSE = ("Fleksjob", "Skånejob", "Uddannelseshjælp", "Revalideringsydelse", "Andet")
MAALTYPE_RETNING = {"udvikle": -1, "fastholde": 0, "begraense": 0}


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
        cpr, aar, koen = self.numre.nyt(self.tilf, fordeling.alder(self.tilf, paragraf))
        borger = Borger(nr, cpr, aar, koen, klasse)
        start = self.startdag(klasse)
        hoved = self.ydelse(borger, self.vaelg_par(paragraf), start)
        if self.tilf.random() < fordeling.EKSTRA_YDELSE:
            self.ydelse(borger, self.ekstra_par(hoved.par), self.startdag(klasse))
        self.progression(borger, min(y.start for y in borger.ydelser if y.start))
        self.andre_omraader(borger, paragraf)
        return borger

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
        slut = self.slutdag(start)
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

    def slutdag(self, start: date) -> date | None:
        """30 % are ended or have a planned end."""
        return start + timedelta(days=self.tilf.randint(20, 500)) if self.tilf.random() < 0.3 else None

    def indsats(self, borger: Borger, par: Par, start: date, slut: date | None) -> Indsats:
        sag = f"DEMO-{self.plan.kode}-{borger.nr:06d}"
        opfoelgning = None if slut and slut <= LEVERET else LEVERET + timedelta(self.tilf.randint(-40, 180))
        return Indsats(self.nyt_id("I"), sag, start, slut, opfoelgning, par.tilbud)

    def maalgrupper(self) -> list[str]:
        foerste = fordeling.maalgruppe(self.tilf)
        anden = fordeling.maalgruppe(self.tilf) if self.tilf.random() < 0.3 else foerste
        return [foerste] if anden == foerste else [foerste, anden]

    # -- progression --------------------------------------------------------------------------------
    def progression(self, borger: Borger, start: date) -> None:
        """F&F 4.5, A&D 12 rows, støttebehov 1 or more, måltyper 2.4 per citizen, over up to three rounds."""
        tyndt = borger.klasse == "gammel" and self.tilf.random() < 0.3
        if tyndt:
            return
        udredt = start - timedelta(days=self.tilf.randint(5, 60))
        runder = self.runder(udredt)
        for kode in self.tilf.sample(self.ff, self.tilf.randint(2, 6)):
            borger.temaer.append(Tema(kode, udredt))
        if self.tilf.random() < 0.5:
            borger.temaer.append(Tema(self.tilf.choice(self.omgivelser), udredt))
        temaer = self.tilf.sample(self.ad, self.tilf.randint(5, 10))
        niveauer = [self.tilf.choices((1, 2, 3, 4, 0), (18, 36, 30, 10, 6))[0] for _ in temaer]
        self.maal(borger, temaer, niveauer, udredt)
        self.scorer(borger, temaer, niveauer, runder)
        self.stoettebehov(borger, runder)
        self.opfoelgninger(borger, runder[1:])

    def runder(self, udredt: date) -> list[date]:
        """The days of assessment and follow-up, none after the delivery."""
        antal = self.tilf.choices((1, 2, 3), (35, 35, 30))[0]
        dage = [
            udredt + timedelta(days=i * OPFOELGNING_DAGE + self.tilf.randint(0, 20)) for i in range(antal)
        ]
        return [udredt, *(d for d in dage[1:] if d < LEVERET)]

    def maal(self, borger: Borger, temaer: list[str], niveauer: list[int], udredt: date) -> None:
        antal = min(len(temaer) - 1, self.tilf.choices((1, 2, 3, 4), (20, 40, 30, 10))[0])
        for tema, niveau in list(zip(temaer, niveauer, strict=True))[:antal]:
            slags = self.tilf.choices(list(MAALTYPE_RETNING), (50, 35, 15))[0]
            borger.maal.append(
                Maal(
                    maal_id=self.nyt_id("M"),
                    tema=tema,
                    maaltype=self.maaltyper[slags],
                    forventet=max(0, niveau + MAALTYPE_RETNING[slags]),
                    aktuelt=niveau,
                    dato=udredt,
                    opfoelgning=udredt + timedelta(days=OPFOELGNING_DAGE),
                    ansvarlig=f"Demo Udfører {self.tilf.randint(1, 9)}",
                    andre=self.tilf.sample(temaer[antal:], 1) if self.tilf.random() < 0.4 else [],
                )
            )

    def scorer(self, borger: Borger, temaer: list[str], niveauer: list[int], runder: list[date]) -> None:
        """A score per theme and round; the first theme is always assessed, a few others are not."""
        maaltype = {m.tema: m.maaltype for m in borger.maal}
        for nr, (tema, niveau) in enumerate(zip(temaer, niveauer, strict=True)):
            ikke_vurderet = nr > 0 and tema not in maaltype and self.tilf.random() < 0.05
            for runde, dag in enumerate(runder):
                if runde and not ikke_vurderet:
                    niveau = self.naeste(niveau, maaltype.get(tema))
                borger.scorer.append(Score(tema, 9 if ikke_vurderet else niveau, dag))

    def naeste(self, niveau: int, maaltype: str | None) -> int:
        vaegt = {self.maaltyper["udvikle"]: (45, 45, 10), self.maaltyper["begraense"]: (10, 55, 35)}
        trin = self.tilf.choices((-1, 0, 1), vaegt.get(maaltype or "", (15, 70, 15)))[0]
        return min(4, max(0, niveau + trin))

    def stoettebehov(self, borger: Borger, runder: list[date]) -> None:
        niveau = self.tilf.choices((1, 2, 3, 4), (25, 40, 25, 10))[0]
        borger.stoettebehov.append(Stoettebehov(niveau, runder[0]))
        for dag in runder[1:]:
            niveau = min(4, max(1, niveau + self.tilf.choices((-1, 0, 1), (20, 70, 10))[0]))
            borger.stoettebehov.append(Stoettebehov(niveau, dag))

    def opfoelgninger(self, borger: Borger, dage: list[date]) -> None:
        indsats = borger.indsatser[0]
        for dag in dage:
            if dag >= indsats.start:
                resultat = self.resultater["fortsaettelse"]
                borger.opfoelgninger.append(Opfoelgning(indsats.indsats_id, dag, resultat))
        if indsats.slut and indsats.slut <= LEVERET:
            slags = self.tilf.choice(("afslutning", "ny"))
            borger.opfoelgninger.append(Opfoelgning(indsats.indsats_id, indsats.slut, self.resultater[slags]))

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
            for maaned in ("202503", "202506", "202509", "202512"):
                slags = self.tilf.choice(BESKAEFTIGELSE) if self.tilf.random() < 0.08 else slags
                borger.beskaeftigelse.append((maaned, slags))


@cache
def fsiii_koder() -> list[str]:
    """H1.* and H2.* of the FSIII catalogue: help and rehabilitation after §83 and §83a."""
    koder = [b.kode for b in load_katalog("fsiii/2024-10").begreb_list]
    return sorted(k for k in koder if k.startswith(("H1.", "H2.")))


def build_verden(plan: Kommuneplan, seed: int) -> tuple[Kommuneverden, Skaber]:
    """The clean world of one kommune, and the maker (for the plantings that follow)."""
    skaber = Skaber(plan, seed)
    return Kommuneverden(plan.kode, [skaber.borger(nr) for nr in range(1, plan.borgere + 1)]), skaber
