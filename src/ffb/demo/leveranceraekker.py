"""From a demo kommune to the model rows of one leverance in the table format.

Rows come in the order they are written, so their place in the file is their number + 1 (the header is line
1); `Raekker.steder` keeps the places of planted rows for the facit.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any

import pyarrow as pa

from ffb.begreber import load_katalog
from ffb.demo.mapning import KATALOG
from ffb.demo.model import Borger, Indsats, Maal, Ydelse, noegle
from ffb.formats.grundlag import Leverancehoved
from ffb.model.raekker import Raekkesamler
from ffb.model.tabeller import TABELLER

UMULIG = 1_000_000_000  # borger_id of the first impossible person
TABELLER_SKREVET = (
    "ydelse",
    "indsats",
    "maalgruppe",
    "udredningstema",
    "aktivitet_deltagelse",
    "stoettebehov",
    "indsatsmaal",
    "opfoelgning",
    "fsiii_ydelse",
    "beskaeftigelse",
    "regnskab",
)
EGNE = {navn: tabel.egne for navn, tabel in TABELLER.items()}
FIL_NR = {tabel: nr for nr, tabel in enumerate(TABELLER_SKREVET, 1)}
# functions of the accounts: (function, 1,000 kr. per citizen and year); our invention
REGNSKAB = (("5.38.50", 95), ("5.38.51", 120), ("5.38.52", 60))
REGNSKAB_AAR = range(2021, 2026)


@cache
def niveau_kode(art: str, vaerdi: int | None) -> str | None:
    """The FFB code of a level; None for a missing one and for 8 (ikke relevant has no code)."""
    return next((b.kode for b in load_katalog(KATALOG).art(art) if b.vaerdi == vaerdi), None)


class Raekker:
    """The rows of one leverance, ready to be written."""

    def __init__(self, hoved: Leverancehoved, leverance_id: int = 1) -> None:
        self.hoved, self.leverance_id = hoved, leverance_id
        self.samler = Raekkesamler()
        self.steder: dict[tuple[str, object], int] = {}
        self._post: dict[str, int] = {}

    def tilfoej(self, tabel: str, borger_id: int | None, noegler: Iterable[object] = (), **egne: Any) -> None:
        """One row of `tabel`; columns not named are null. `noegler` are what the facit may look it up by."""
        nr = self._post[tabel] = self._post.get(tabel, 0) + 1
        for hvad in noegler:
            self.steder.setdefault((tabel, noegle(hvad)), nr + 1)
        fil_nr = FIL_NR.get(tabel, 0)
        faelles = (self.leverance_id, fil_nr, nr + 1, borger_id, None, self.hoved.tid, False)
        self.samler.raekker[tabel].append((*faelles, *map(egne.get, EGNE[tabel])))

    def hoved_raekker(self) -> None:
        """The rows about the leverance itself: leverance, fil, kontakt."""
        h, r, nummer = self.hoved, self.samler.raekker, self.leverance_id
        tid = h.tid_tekst or ""
        r["leverance"].append(
            (
                nummer,
                h.kommune_kode,
                h.system,
                h.fil_id,
                h.tid,
                tid,
                h.art,
                h.system_status,
                h.kilde,
                h.sti,
                None,
            )
        )
        for nr, tabel in enumerate(TABELLER_SKREVET, 1):
            r["fil"].append((nummer, nr, f"{tabel}.csv", None, None, None, h.tid, tid))
            antal = self._post.get(tabel, 0)
            r["leverance_tabel"].append((nummer, tabel, "leveret" if antal else "tom", antal))
        r["leverance_tabel"].append((nummer, "kontakt", "leveret" if h.kontakter else "mangler", None))
        for nr, kontakt in enumerate(h.kontakter, 1):
            r["kontakt"].append((nummer, *kontakt))
            self.steder[("kontakt", ("kontakt", nr))] = nr + 1

    def tabeller(self) -> dict[str, pa.Table]:
        self.hoved_raekker()
        return self.samler.tabeller()

    # -- a citizen --------------------------------------------------------------------------------------
    def person(self, borger_id: int, cpr: str, foedselsaar: int | None, koen: str | None) -> None:
        self.samler.toem()
        self.samler.raekker["cpr"].append((borger_id, cpr))
        self.tilfoej("borger", borger_id, foedselsaar=foedselsaar, koen=koen)

    def sag(self, b: Borger, ydelser: list[Ydelse]) -> None:
        """Ydelser with their indsatser and målgrupper."""
        for ydelse in ydelser:
            self.ydelse(b, ydelse)
        for indsats in {y.indsats.indsats_id: y.indsats for y in ydelser}.values():
            self.indsats(b, indsats)
        if b.ubundet_maalgruppe and ydelser:
            self.maalgrupper(b, None, ydelser[0])
        else:
            for ydelse in ydelser:
                self.maalgrupper(b, ydelse.ydelse_id, ydelse)

    def ydelse(self, b: Borger, y: Ydelse) -> None:
        self.tilfoej(
            "ydelse",
            b.nr,
            (y, y.ydelse_id),
            ydelse_id=y.ydelse_id,
            aktivitet_nr=1,
            indsats_id=y.indsats.indsats_id,
            sagsnummer=y.indsats.sagsnummer,
            dst_kode=y.dst_kode,
            ffb_ydelse_kode=y.ydelse_kode,
            ffb_tilbud_kode=y.tilbud_kode,
            startdato=y.start,
            slutdato=y.slut,
            start_tekst=_tekst(y.start),
            slut_tekst=_tekst(y.slut),
            p_nummer=y.p_nummer,
            afdeling_uuid=y.afdeling_uuid,
            enhed=y.enhed,
            sagsbehandler=y.sagsbehandler,
            timer_pr_uge=y.timer and Decimal(y.timer),
            takst=y.takst and Decimal(y.takst),
            kommune_kode=y.kommune_kode,
        )

    def indsats(self, b: Borger, i: Indsats) -> None:
        self.tilfoej(
            "indsats",
            b.nr,
            (i,),
            indsats_id=i.indsats_id,
            sagsnummer=i.sagsnummer,
            status="completed" if i.slut and self.hoved.tid and i.slut <= self.hoved.tid.date() else "active",
            startdato=i.start,
            slutdato=i.slut,
            start_tekst=_tekst(i.start),
            slut_tekst=_tekst(i.slut),
            planlagt_opfoelgning=i.planlagt_opfoelgning,
        )

    def maalgrupper(self, b: Borger, ydelse_id: str | None, y: Ydelse) -> None:
        for rang, kode in enumerate(y.maalgrupper, 1):
            self.tilfoej(
                "maalgruppe",
                b.nr,
                (("maalgruppe", y.ydelse_id, rang),),
                ydelse_id=ydelse_id,
                ffb_maalgruppe_kode=kode,
                rang=min(rang, 2),
                dato=y.indsats.start,
                dato_tekst=_tekst(y.indsats.start),
            )

    def progression(self, b: Borger) -> None:
        """Themes, scores, støttebehov, goals and follow-ups."""
        for tema in b.temaer:
            self.tilfoej(
                "udredningstema",
                b.nr,
                (tema, str(b.nr)),
                kode=tema.kode,
                dato=tema.dato,
                dato_tekst=_tekst(tema.dato),
            )
        for score in b.scorer:
            self.tilfoej(
                "aktivitet_deltagelse",
                b.nr,
                (score, str(b.nr)),
                kode=score.kode,
                niveau_kode=niveau_kode("funktionsevneniveau", score.niveau),
                niveau=score.niveau,
                dato=score.dato,
                dato_tekst=_tekst(score.dato),
            )
        for behov in b.stoettebehov:
            self.tilfoej(
                "stoettebehov",
                b.nr,
                (behov, str(b.nr)),
                niveau_kode=niveau_kode("stoettebehovsniveau", behov.niveau),
                niveau=behov.niveau,
                dato=behov.dato,
                dato_tekst=_tekst(behov.dato),
            )
        for maal in b.maal:
            self.maal(b, maal)
        for opfoelgning in b.opfoelgninger:
            self.tilfoej(
                "opfoelgning",
                b.nr,
                (opfoelgning,),
                indsats_id=opfoelgning.indsats_id,
                dato=opfoelgning.dato,
                dato_tekst=_tekst(opfoelgning.dato),
                resultat_kode=opfoelgning.resultat,
            )

    def maal(self, b: Borger, m: Maal) -> None:
        self.tilfoej(
            "indsatsmaal",
            b.nr,
            (m, str(b.nr)),
            maal_id=m.maal_id,
            tema_kode=m.tema,
            maaltype_kode=m.maaltype,
            forventet_kode=niveau_kode("funktionsevneniveau", m.forventet),
            forventet_niveau=m.forventet,
            dato=m.dato,
            opfoelgningsdato=m.opfoelgning,
            indsats_id=m.indsats_id or b.ydelser[0].indsats.indsats_id,
            aktuelt_kode=niveau_kode("funktionsevneniveau", m.aktuelt),
            aktuelt_niveau=m.aktuelt,
            ansvarlig=m.ansvarlig,
        )
        for nr, kode in enumerate((m.tema, *m.andre), 1):
            rang = 1 if nr == 1 else 2
            self.tilfoej("indsatsmaal_tema", b.nr, maal_id=m.maal_id, nr=nr, rang=rang, tema_kode=kode)

    def andre_omraader(self, b: Borger) -> None:
        for kode, start, slut, lov in b.fsiii:
            self.tilfoej(
                "fsiii_ydelse",
                b.nr,
                (("fsiii_ydelse", b.nr),),
                fsiii_kode=kode,
                startdato=start,
                slutdato=slut,
                lov=lov,
            )
        for maaned, slags in b.beskaeftigelse:
            self.tilfoej("beskaeftigelse", b.nr, (("beskaeftigelse", b.nr),), maaned=maaned, type=slags)

    def regnskab(self, kommune: str, borgere: int) -> None:
        """Accounts that grow 3 % a year."""
        for aar in REGNSKAB_AAR:
            for funktion, pr_borger in REGNSKAB:
                beloeb = Decimal(borgere * pr_borger) * Decimal("1.03") ** (aar - REGNSKAB_AAR[0])
                self.tilfoej(
                    "regnskab",
                    None,
                    (("regnskab", aar, funktion),),
                    kommune_kode=kommune,
                    aar=aar,
                    funktion=funktion,
                    beloeb_1000_kr=beloeb.quantize(Decimal("0.01")),
                )


def _tekst(dato: date | None) -> str | None:
    return dato.isoformat() if dato else None


def hoved(
    kommune: str, system: str, fil_id: str, tid: datetime, *, art: str = "fuld", status: str = "Nuværende"
) -> Leverancehoved:
    """The head of a demo leverance, with one demo contact per role."""
    roller = ("faglig ansvarlig", "kvitteringsmodtager", "teknisk ansvarlig")
    kontakter = [
        (system, rolle, f"Demo Kontakt {nr}", f"demo{nr}@{kommune}.example", "00000000")
        for nr, rolle in enumerate(roller, 1)
    ]
    return Leverancehoved(
        kommune_kode=kommune,
        system=system,
        fil_id=fil_id,
        tid=tid,
        tid_tekst=f"{tid.isoformat()}Z",
        art=art,
        system_status=status,
        kontakter=list(kontakter),
    )
