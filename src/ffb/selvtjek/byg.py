"""The five answers as one opgørelse, for terminal, files and page."""

from __future__ import annotations

from collections.abc import Sequence

from ffb.engine.koersel import Opsaetning
from ffb.engine.motor import Motor
from ffb.formats.grundlag import Laesning
from ffb.model.mapning import Mapning
from ffb.rapport.resultat import Kolonne, Opgoerelse, Rapporttabel
from ffb.selvtjek.grundlag import prepare_selvtjek
from ffb.selvtjek.svar import (
    JA,
    SPOERGSMAAL,
    SPOR,
    SVAR,
    Svar,
    answer_bi,
    answer_guide,
    answer_mapning,
    answer_uddata,
    answer_version,
)
from ffb.sprog import Dansk, _, dato

FORBEHOLD: Dansk = "Set i de filer, der er givet; hverken en certificering eller et løfte"
ANTAL = Kolonne("antal", "Antal", "antal")
TITEL: dict[str, Dansk] = {
    "trin": "1. Trin i VUM 2.0, og hvad de har sat af spor",
    "koder": "2. Koder, der ikke gælder",
    "brud": "3. Brud på uddata-specifikationen",
    "stjerne": "4. Tabeller til BI",
    "par": "5. Ydelser mod mapningsvejledningen",
}
"""Table of what an answer was read from -> its heading, in the order of the questions."""

KOLONNER: dict[str, tuple[Kolonne, ...]] = {
    "trin": (Kolonne("produkt", "Trin", "tekst"), ANTAL, Kolonne("borgere", "Borgere", "antal")),
    "koder": (
        Kolonne("term", "Term", "tekst"),
        Kolonne("kode", "Kode", "kode"),
        Kolonne("art", "Art", "tekst"),
        Kolonne("hvad", "Hvad", "tekst"),
        Kolonne("brug", "Brug i stedet", "tekst"),
        ANTAL,
    ),
    "brud": (Kolonne("regel", "Regel", "kode"), ANTAL),
    "stjerne": (Kolonne("tabel", "Tabel", "kode"), ANTAL),
    "par": (Kolonne("hvad", "Hvad", "tekst"), ANTAL),
}


def build_selvtjek(
    motor: Motor, laesning: Laesning, mapning: Sequence[Mapning] | None, opsaetning: Opsaetning
) -> Opgoerelse:
    """Ask the delivery the five questions.

    Raises:
        BrugsFejl: there is no delivery to look at.
    """
    g = prepare_selvtjek(motor, laesning, mapning, opsaetning)
    svar = [answer(g) for answer in (answer_guide, answer_version, answer_uddata, answer_bi, answer_mapning)]
    return Opgoerelse(
        art="selvtjek",
        titel="Selvtjek for leverandører",
        kommune_kode=g.klar.kommuner[0] or None if len(g.klar.kommuner) == 1 else None,
        kommune_navn=g.klar.navn,
        demo=g.klar.demo,
        dannet_paa="",
        konklusion=_konklusion(svar),
        tabeller={t.navn: t for t in [_svartabel(svar), *_tabeller(svar)]},
        fakta=[("Bedømt pr.", dato(g.dag))],
        tal={
            "ja": sum(s.svar in (JA, SPOR) for s in svar),
            "svar": {str(n): s.svar for n, s in enumerate(svar, 1)},
        },
        forbehold=FORBEHOLD,
    )


def _konklusion(svar: Sequence[Svar]) -> tuple[str, str, str, str]:
    ja = sum(s.svar in (JA, SPOR) for s in svar)
    tekst = _("{ja} af {alle} er set.", ja=ja, alle=len(svar))
    if ja == len(svar):
        return "klar", _("Alle fem"), tekst, _("Gem svaret sammen med udgivelsen.")
    return (
        "klar_med_mangler",
        _("Ikke alle fem"),
        tekst,
        _("Gør det, der står ved hvert spørgsmål, og kør igen."),
    )


def _svartabel(svar: Sequence[Svar]) -> Rapporttabel:
    raekker = [
        {"nr": nr, "spoergsmaal": _(spg), "svar": _(SVAR[s.svar]), "set": s.set_, "goer": s.goer}
        for nr, (spg, s) in enumerate(zip(SPOERGSMAAL, svar, strict=True), start=1)
    ]
    kolonner = (
        Kolonne("nr", "Nr.", "antal"),
        Kolonne("spoergsmaal", "Spørgsmål", "tekst"),
        Kolonne("svar", "Svar", "tekst"),
        Kolonne("set", "Det, der blev set", "tekst"),
        Kolonne("goer", "Det næste", "tekst"),
    )
    return Rapporttabel(
        "svar",
        "De fem spørgsmål",
        kolonner,
        raekker,
        noter=("Spørgsmålene er KL's fem sigtepunkter for et EOJ-system.",),
    )


def _tabeller(svar: Sequence[Svar]) -> list[Rapporttabel]:
    return [
        Rapporttabel(navn, titel, KOLONNER[navn], s.raekker)
        for (navn, titel), s in zip(TITEL.items(), svar, strict=True)
        if s.raekker
    ]
