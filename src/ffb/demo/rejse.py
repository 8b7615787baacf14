"""Two citizens with a story, so that V08–V10 have something to show: Lucas and Mikkel of S2.

Lucas, 20 years in 2022: three A&D themes scored on the five days of KOMBIT's figure. Mikkel: §107, extended,
then his own home with §85 and practical help. Both are invented persons; their levels are ours, read off the
direction of the figures. They stand in the first kommune only and carry no planted error.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from ffb.demo.kendt import VARSEL
from ffb.demo.mapning import Par
from ffb.demo.model import Borger, Kommuneverden, Maal, Opfoelgning, Score, Stoettebehov, Tema, Ydelse
from ffb.demo.progression import LEVERET
from ffb.demo.verden import Skaber

# the five days of KOMBIT's figure, and two after them
LUCAS_DAGE = (
    date(2022, 8, 27),
    date(2023, 3, 15),
    date(2023, 10, 1),
    date(2024, 4, 18),
    date(2024, 11, 4),
    date(2025, 5, 12),
    date(2025, 11, 17),
)
LUCAS_SCORER = {
    "Varetage uddannelse": (4, 3, 3, 2, 2, 2, 1),
    "Varetage egen sundhed": (3, 3, 2, 2, 1, 1, 1),
    "Deltage i sociale fællesskaber og fritidsaktiviteter": (4, 4, 3, 3, 2, 2, 2),
}
# (from, to, tilbud, ydelser, støttebehov, målgruppe, scores by theme)
MIKKEL = (
    (
        date(2023, 2, 1),
        date(2024, 1, 31),
        "Midlertidigt botilbud til voksne",
        ("Midlertidigt ophold", "Støtte til etablering i bolig", "Pædagogisk udredning"),
        2,
        "Anden intellektuel/kognitiv forstyrrelse",
        {"Varetage bolig": 3, "Varetage økonomi": 4, "Lave mad": 3, "Gøre rent": 3},
    ),
    (
        date(2024, 2, 1),
        date(2025, 3, 31),
        "Midlertidigt botilbud til voksne",
        (
            "Midlertidigt ophold",
            "Støtte til administration",
            "Støtte til daglige opgaver i hjemmet",
            "Støtte til uddannelse",
        ),
        2,
        "Opmærksomhedsforstyrrelse",
        {"Varetage bolig": 2, "Varetage økonomi": 3, "Lave mad": 2, "Gøre rent": 3, "Varetage uddannelse": 3},
    ),
    (
        date(2025, 4, 1),
        None,
        "Mobilt tilbud",
        (
            "Støtte til etablering i bolig",
            "Støtte til administration",
            "Støtte til kontakt til offentlige og private instanser",
            "Støtte til beskæftigelse",
        ),
        1,
        "Opmærksomhedsforstyrrelse",
        {"Varetage bolig": 1, "Varetage økonomi": 2, "Lave mad": 1, "Gøre rent": 2, "Varetage uddannelse": 2},
    ),
)
SENESTE_OPFOELGNING, NAESTE_OPFOELGNING = date(2025, 10, 1), date(2026, 4, 8)


def tilfoej(verden: Kommuneverden, s: Skaber) -> None:
    """Puts Lucas and Mikkel into the world, after its other citizens."""
    nr = len(verden.borgere)
    verden.borgere += [_lucas(s, nr + 1), _mikkel(s, nr + 2)]


def planlaeg_ophold(verden: Kommuneverden, s: Skaber) -> None:
    """Gives two of three temporary stays a planned end, 14 to 28 months after the start: what V11 counts.

    Only to citizens in whom nothing is planted, so the facit stands.
    """
    for b in verden.borgere:
        urort = not (b.plantet or b.mangler or b.ventet or b.celler or b.nr in s.dengang)
        for y in b.ydelser if urort else ():
            egen = [z for z in b.ydelser if z.indsats is y.indsats] == [y]
            if y.dom.paragraf == "§107" and y.start and y.slut is None and egen and not y.i_gammelt:
                nr = y.start.toordinal()
                slut = y.start + timedelta(days=420 + nr % 5 * 105)
                if nr % 3 and slut > LEVERET + VARSEL:
                    y.slut = y.indsats.slut = slut


def _kode(s: Skaber, art: str, term: str) -> str:
    """The code of a term; terms are unique within a kind."""
    return next(b.kode for b in s.katalog.art(art) if b.term == term)


def _par(s: Skaber, tilbud: str, ydelse: str) -> Par:
    koder = (_kode(s, "tilbud", tilbud), _kode(s, "ydelse", ydelse))
    return next(p for p in s.lov.lovlige if (p.tilbud, p.ydelse) == koder)


def _person(s: Skaber, nr: int, alder: int) -> Borger:
    cpr, aar, _ = s.numre.nyt(s.tilf, alder)
    return Borger(nr, cpr, aar, "M" if int(cpr[-1]) % 2 else "K", "ny", plantet=True)


def _bevilg(s: Skaber, b: Borger, sag: str, par: Par, fra: date, til: date | None, maalgruppe: str) -> Ydelse:
    ydelse = s.ydelse(b, par, fra)
    ydelse.slut, ydelse.maalgrupper = til, [maalgruppe]
    ydelse.indsats = replace(ydelse.indsats, sagsnummer=sag, slut=til)
    ydelse.indsats.planlagt_opfoelgning = None if til else NAESTE_OPFOELGNING
    return ydelse


def _maal(s: Skaber, tema: str, niveau: int, slags: str, dag: date, opfoelgning: date) -> Maal:
    return Maal(
        maal_id=s.nyt_id("M"),
        tema=_kode(s, "ad_undertema", tema),
        maaltype=s.maaltyper[slags],
        forventet=max(0, niveau - 1) if slags == "udvikle" else niveau,
        aktuelt=niveau,
        dato=dag,
        opfoelgning=opfoelgning,
        ansvarlig="Demo Udfører 1",
        andre=[],
    )


def _lucas(s: Skaber, nr: int) -> Borger:
    b = _person(s, nr, alder=23)
    sag = f"DEMO-{s.plan.kode}-LUCAS"
    gruppe = _kode(s, "maalgruppe", "Autismespektrum")
    _bevilg(s, b, sag, _par(s, "Mobilt tilbud", "Støtte til uddannelse"), LUCAS_DAGE[0], None, gruppe)
    _bevilg(
        s, b, sag, _par(s, "Mobilt tilbud", "Støtte til sociale relationer"), date(2025, 2, 3), None, gruppe
    )
    for term in ("Igangsætning og motivation", "Søvn", "Uddannelse og job"):
        b.temaer.append(Tema(_kode(s, "ff_undertema", term), LUCAS_DAGE[0]))
    for tema, niveauer in LUCAS_SCORER.items():
        b.maal.append(_maal(s, tema, niveauer[0], "udvikle", LUCAS_DAGE[0], NAESTE_OPFOELGNING))
        kode = _kode(s, "ad_undertema", tema)
        b.scorer += [Score(kode, niveau, dag) for niveau, dag in zip(niveauer, LUCAS_DAGE, strict=True)]
    b.stoettebehov = [Stoettebehov(n, d) for n, d in zip((3, 3, 2, 2, 2, 2, 1), LUCAS_DAGE, strict=True)]
    b.runder, indsats = list(LUCAS_DAGE), b.indsatser[0].indsats_id
    b.opfoelgninger = [Opfoelgning(indsats, d, s.resultater["fortsaettelse"]) for d in LUCAS_DAGE[1:]]
    return b


def _mikkel(s: Skaber, nr: int) -> Borger:
    b = _person(s, nr, alder=24)
    sag = f"DEMO-{s.plan.kode}-MIKKEL"
    for term in ("Boligsituation", "Uddannelse og job", "Opmærksomhed og koncentrationsevne"):
        b.temaer.append(Tema(_kode(s, "ff_undertema", term), MIKKEL[0][0]))
    for fra, til, tilbud, ydelser, behov, gruppe, scorer in MIKKEL:
        maalgruppe = _kode(s, "maalgruppe", gruppe)
        nye = [_bevilg(s, b, sag, _par(s, tilbud, y), fra, til, maalgruppe) for y in ydelser]
        b.stoettebehov.append(Stoettebehov(behov, fra))
        b.scorer += [Score(_kode(s, "ad_undertema", t), n, fra) for t, n in scorer.items()]
        b.maal += [
            _maal(s, t, n, "udvikle", fra, til or NAESTE_OPFOELGNING) for t, n in list(scorer.items())[:2]
        ]
        if til:
            resultat = s.resultater["ny"]
            b.opfoelgninger += [Opfoelgning(y.indsats.indsats_id, til, resultat) for y in nye]
    _foelg_mikkel_op(s, b, nye)
    b.fsiii = [("H2.6", MIKKEL[2][0], None, "SEL §83a")]
    b.beskaeftigelse = [("202503", "Uddannelseshjælp"), ("202509", "Fleksjob")]
    for ydelse in b.ydelser:
        ydelse.p_nummer = f"{s.plan.kode}000001"
    return b


def _foelg_mikkel_op(s: Skaber, b: Borger, nye: list[Ydelse]) -> None:
    """Half a year in his own home: the same, but for one step better at cooking."""
    dag = SENESTE_OPFOELGNING
    lave_mad = _kode(s, "ad_undertema", "Lave mad")
    sidste = [x for x in b.scorer if x.dato == MIKKEL[-1][0]]
    b.scorer += [Score(x.kode, 0 if x.kode == lave_mad else x.niveau, dag) for x in sidste]
    b.stoettebehov.append(Stoettebehov(1, dag))
    b.opfoelgninger += [Opfoelgning(y.indsats.indsats_id, dag, s.resultater["fortsaettelse"]) for y in nye]
    b.runder = [fra for fra, *_ in MIKKEL] + [dag]
