"""How one citizen is assessed and followed up: themes, scores, goals, støttebehov, follow-ups, day by day.

As the law and the guide ask, with natural variation: assessed shortly before the ydelse (older citizens on
the day FFB was phased in), followed up about twice a year, a last assessment and a result when it ends. A
level moves at most one step between two days; which way follows from the måltype and from a bent of the
citizen's own: some improve, many stay, some get worse.
Source: S1 (follow-up, ydelsesophør), the rules OPF and SAM; the shares are our guess.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from ffb.demo.model import Borger, Indsats, Maal, Opfoelgning, Score, Stoettebehov, Tema

if TYPE_CHECKING:
    from ffb.demo.verden import Skaber

LEVERET = date(2026, 1, 12)
FOERSTE_FFB = date(2023, 6, 1)  # nobody was assessed in FFB before this day
OPFOELGNING_DAGE = 170
NAER_SLUT = timedelta(days=25)  # so close to the end a follow-up is the closing one
# bent of the citizen -> its share
RETNINGER = {"frem": 35, "stabil": 45, "tilbage": 20}
# måltype, then bent -> weights of one step better, unchanged, one step worse
TRIN_MAAL = {"udvikle": (42, 50, 8), "fastholde": (10, 80, 10), "begraense": (6, 54, 40)}
TRIN_RETNING = {"frem": (32, 62, 6), "stabil": (9, 82, 9), "tilbage": (5, 63, 32)}
MAALTYPER = {"frem": (65, 27, 8), "stabil": (30, 60, 10), "tilbage": (12, 43, 45)}


def make_progression(s: Skaber, b: Borger) -> None:
    """(Re)makes everything that is known of the citizen's progression from his ydelser."""
    b.temaer, b.scorer, b.stoettebehov, b.maal, b.opfoelgninger = [], [], [], [], []
    runder = _runder(s, b)
    _planlaeg(s, b, runder)
    if not runder:
        return
    b.runder = runder
    b.retning = s.tilf.choices(list(RETNINGER), list(RETNINGER.values()))[0]
    for kode in s.tilf.sample(s.ff, s.tilf.randint(2, 6)):
        b.temaer.append(Tema(kode, runder[0]))
    if s.tilf.random() < 0.5:
        b.temaer.append(Tema(s.tilf.choice(s.omgivelser), runder[0]))
    _scorer(s, b, s.tilf.sample(s.ad, s.tilf.randint(5, 10)))
    _stoettebehov(s, b)
    _opfoelgninger(s, b)


def ophoer(b: Borger) -> date | None:
    """The day the citizen's last ydelse ended; None while one runs."""
    slut = [y.slut for y in b.ydelser]
    sidste = max((d for d in slut if d), default=None)
    return None if None in slut or (sidste and sidste > LEVERET) else sidste


# -- the days -----------------------------------------------------------------------------------------------
def _runder(s: Skaber, b: Borger) -> list[date]:
    """The days of assessment, oldest first; none where FFB is not phased in yet."""
    start = min(y.start for y in b.ydelser if y.start)
    slut = ophoer(b)
    if b.klasse == "gammel":
        foerste = max(FOERSTE_FFB, start) + timedelta(days=s.tilf.randint(0, 800))
        til = min(slut or LEVERET, LEVERET - timedelta(days=30))
        if s.tilf.random() < 0.3 or foerste > til - timedelta(days=20):
            return []
    else:
        foerste = start - timedelta(days=s.tilf.randint(5, 60))
    return _opfoelgningsdage(s, foerste, slut)


def _opfoelgningsdage(s: Skaber, foerste: date, slut: date | None) -> list[date]:
    """About every half year; where all has ended, the last day stands close before the end."""
    dage = [foerste]
    til = slut or LEVERET
    while (naeste := dage[-1] + timedelta(days=OPFOELGNING_DAGE + s.tilf.randint(-35, 45))) < til:
        dage.append(naeste)
    if slut is None:
        return dage
    sidste = slut - timedelta(days=s.tilf.randint(0, 12))
    if len(dage) > 1 and (sidste - dage[-1]).days < 25:
        dage.pop()
    return [*dage, sidste] if sidste > dage[-1] else dage


def _planlaeg(s: Skaber, b: Borger, runder: list[date]) -> None:
    """Next follow-up of each running indsats: half a year after the last one, a few are some days late."""
    sidst = runder[-1] if runder else None
    for indsats in b.indsatser:
        if indsats.slut and indsats.slut <= LEVERET:
            indsats.planlagt_opfoelgning = None
            continue
        fra = max(sidst or LEVERET, indsats.start)
        plan = fra + timedelta(days=OPFOELGNING_DAGE + s.tilf.randint(-20, 40))
        tidligst = LEVERET + timedelta(days=s.tilf.randint(-9, 60))
        indsats.planlagt_opfoelgning = max(plan, tidligst, indsats.start + timedelta(days=30))


# -- levels and goals ---------------------------------------------------------------------------------------
def _scorer(s: Skaber, b: Borger, temaer: list[str]) -> None:
    """A score per theme and day; the first theme is always assessed, a few others are not."""
    antal = min(len(temaer) - 1, s.tilf.choices((1, 2, 3, 4), (25, 40, 27, 8))[0])
    for nr, tema in enumerate(temaer):
        niveau = s.tilf.choices((1, 2, 3, 4, 0), (18, 36, 30, 10, 6))[0]
        ikke_vurderet = nr >= antal and s.tilf.random() < 0.05
        maal = None
        for dag in b.runder:
            if dag != b.runder[0] and not ikke_vurderet:
                niveau = _naeste(s, b, niveau, maal)
            b.scorer.append(Score(tema, 9 if ikke_vurderet else niveau, dag))
            if nr < antal and (maal is None or (dag != b.runder[0] and _naaet(s, maal, niveau))):
                andre = s.tilf.sample(temaer[antal:], 1) if s.tilf.random() < 0.4 else []
                maal = make_maal(s, b, tema, niveau, dag, andre)
    _foelg_maal_op(b)


def _naeste(s: Skaber, b: Borger, niveau: int, maal: Maal | None) -> int:
    slags = next((n for n, k in s.maaltyper.items() if maal and k == maal.maaltype), None)
    vaegt = TRIN_MAAL[slags] if slags else TRIN_RETNING[b.retning]
    return min(4, max(0, niveau + s.tilf.choices((-1, 0, 1), vaegt)[0]))


def _naaet(s: Skaber, maal: Maal, niveau: int) -> bool:
    """A goal that is reached is now and then replaced by a new one."""
    return niveau <= (maal.forventet or 0) and niveau < maal.aktuelt and s.tilf.random() < 0.4


def make_maal(s: Skaber, b: Borger, tema: str, niveau: int, dag: date, andre: list[str]) -> Maal:
    """A goal that fits its level: better, the same, or no worse than it would have become."""
    slags = s.tilf.choices(list(TRIN_MAAL), MAALTYPER[b.retning])[0] if niveau else "fastholde"
    trin = {"udvikle": -1, "fastholde": 0, "begraense": s.tilf.choice((0, 0, 0, 1))}[slags]
    maal = Maal(
        maal_id=s.nyt_id("M"),
        tema=tema,
        maaltype=s.maaltyper[slags],
        forventet=min(4, max(0, niveau + trin)),
        aktuelt=niveau,
        dato=dag,
        opfoelgning=dag,
        ansvarlig=f"Demo Udfører {s.tilf.randint(1, 9)}",
        andre=andre,
    )
    b.maal.append(maal)
    return maal


def _foelg_maal_op(b: Borger) -> None:
    """The newest goal of a theme is followed up when the indsats is; an earlier one was, on its last day."""
    planlagt = max((i.planlagt_opfoelgning for i in b.indsatser if i.planlagt_opfoelgning), default=None)
    for maal in b.maal:
        senere = [
            m.dato for m in b.maal if m.tema == maal.tema and m.dato and maal.dato and m.dato > maal.dato
        ]
        maal.opfoelgning = min(senere) if senere else planlagt or b.runder[-1]


def _stoettebehov(s: Skaber, b: Borger) -> None:
    """Somewhere near the citizen's mean level, and never without need while a ydelse runs."""
    foerste = [x.niveau for x in b.scorer if x.dato == b.runder[0] and x.niveau in range(5)]
    middel = sum(n or 0 for n in foerste) / len(foerste)
    niveau = min(4, max(1, round(middel + s.tilf.choice((-1, 0, 0, 1)))))
    vaegt = {"frem": (28, 66, 6), "stabil": (8, 84, 8), "tilbage": (4, 70, 26)}[b.retning]
    for nr, dag in enumerate(b.runder):
        if nr:
            niveau = min(4, max(1, niveau + s.tilf.choices((-1, 0, 1), vaegt)[0]))
        b.stoettebehov.append(Stoettebehov(niveau, dag))


def _opfoelgninger(s: Skaber, b: Borger) -> None:
    """Every running indsats is followed up on every day after the first; an ended one has its result."""
    for indsats in b.indsatser:
        for dag in b.runder[1:]:
            if indsats.start < dag and (indsats.slut is None or dag < indsats.slut - NAER_SLUT):
                resultat = s.resultater["fortsaettelse"]
                b.opfoelgninger.append(Opfoelgning(indsats.indsats_id, dag, resultat))
        afslut(s, b, indsats)


def afslut(s: Skaber, b: Borger, indsats: Indsats) -> None:
    """The result of an indsats that has ended, where FFB was in use by then."""
    if indsats.slut and b.runder[0] <= indsats.slut <= LEVERET:
        andre = any(y.slut is None or y.slut > indsats.slut for y in b.ydelser if y.indsats is not indsats)
        slags = s.tilf.choice(("afslutning", "ny")) if andre else "afslutning"
        b.opfoelgninger.append(Opfoelgning(indsats.indsats_id, indsats.slut, s.resultater[slags]))
