"""The facit of the check: every finding `ffb tjek` must make in a demo kommune, and nothing else.

Opinion taken: a finding is known by its rule, its field and the row it stands at — delivery, table and line
in the table format, the resource's own id (else the bundle) in FHIR. What the hand that planted wrote
(`Ventet`) is turned into places here; what Tabel 1 and 2 count follows from `Dom`, `mangler` and `kun_9`.
Some oplysninger are inherent and right (`iboende`); they are expected by rule, not by row.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from ffb.demo.model import (
    SLAGS,
    Borger,
    Indsats,
    Kommuneverden,
    Maal,
    Opfoelgning,
    Score,
    Stoettebehov,
    Tema,
    Ventet,
    Ydelse,
    noegle,
)
from ffb.demo.progression import LEVERET
from ffb.demo.verden import PERIODE_FRA
from ffb.model.fund import Fund

if TYPE_CHECKING:
    from ffb.demo.leverancer import Leverance

TABEL = {
    Ydelse: "ydelse",
    Indsats: "indsats",
    Tema: "udredningstema",
    Score: "aktivitet_deltagelse",
    Stoettebehov: "stoettebehov",
    Maal: "indsatsmaal",
    Opfoelgning: "opfoelgning",
}
# column of Tabel 1 -> rule and field; ukendt_uuid names its field where it is planted
T1 = {
    "mangler_ydelse_uuid": ("T1-01", "FFB_YDELSE_UUID"),
    "mangler_tilbud_uuid": ("T1-02", "FFB_TILBUD_UUID"),
    "fejl_mapning": ("T1-03", "DST_YDELSE"),
    "ugyldig_kombination": ("T1-05", "FFB_TILBUD_UUID"),
    "mangler_maalgruppe": ("T1-06", "FFB_MAALGRUPPE_UUID"),
}
T2 = {
    "udredningstema": ("T2-01", "FFB_TEMA_UUID"),
    "aktivitet_deltagelse": ("T2-02", "FFB_TEMA_UUID"),
    "funktionsevneniveau": ("T2-03", "FUNKTIONSEVNENIVEAU"),
    "stoettebehov": ("T2-04", "STOETTEBEHOVSNIVEAU"),
    "maaltype": ("T2-05", "MAALTYPE"),
}
KUN_9 = {
    "funktionsevneniveau": ("K25-09", "FUNKTIONSEVNENIVEAU"),
    "stoettebehov": ("K25-10", "STOETTEBEHOVSNIVEAU"),
}
IBOENDE = {
    "TAB-CPR-ERSTATNING": "demoborgere har erstatningsnumre",
    "FHIR-CPR-ERSTATNING": "demoborgere har erstatningsnumre",
    "DAT-24": "FFB indfases på ydelser fra før 2025",
    "ID-12": "uddatasættet (FHIR) har hverken enhed eller sagsbehandler",
}
Fundnoegle = tuple[str, str, str, str]
Sted = tuple[str, str, int | None]  # fil_id, file under leverancer/, line


@dataclass(frozen=True, slots=True)
class Ventetfund:
    """One finding of the facit. `sted` is what finding and facit are matched by.

    Args:
        system: the system of the delivery it stands in.
        id: the row's own id, where it has one.
        fil, linje: where the row stands; a line only where rows have lines.
        foelge: follows from another planted thing on the same row.
    """

    regel: str
    system: str
    felt: str | None
    sted: str
    id: str | None
    fil: str | None
    linje: int | None
    sagsnummer: str | None
    art: str
    foelge: bool


class Stedliste:
    """Where the rows of a kommune were written, gathered as its deliveries are."""

    def __init__(self) -> None:
        self.nyeste: dict[tuple[str, object], Sted] = {}
        self.aeldste: dict[tuple[str, object], Sted] = {}
        self.ider: dict[tuple[str, object], str] = {}
        self.system: dict[str, str] = {}
        self.sidste = ""

    def tilfoej(self, leverance: Leverance) -> None:
        h = leverance.hoved
        self.sidste = fil_id = h.fil_id or ""
        self.system[fil_id] = h.system or ""
        for hvad, (fil, linje) in leverance.steder.items():
            sted = (fil_id, f"{leverance.sti}/{fil}", linje)
            self.nyeste[hvad] = sted
            self.aeldste.setdefault(hvad, sted)
        self.ider |= leverance.ider


# -- what must be found -------------------------------------------------------------------------------------
def ventede_fund(verden: Kommuneverden, steder: Stedliste) -> list[Ventetfund]:
    """Every finding of the kommune, those that follow from the report's columns with them."""
    fhir = bool(steder.ider)
    ud = [_ventetfund(v, None, steder, fhir) for v in verden.ventet]
    for b in verden.borgere:
        ud += [_ventetfund(v, b, steder, fhir) for v in (*b.ventet, *_af_tabel1(b), *_af_tabel2(b))]
    return ud


def _af_tabel1(b: Borger) -> Iterator[Ventet]:
    for y in b.ydelser:
        for fejl in sorted(y.dom.fejl & set(T1)) if y.dom.taeller else ():
            yield Ventet(T1[fejl][0], y, T1[fejl][1], fejl)


def _af_tabel2(b: Borger) -> Iterator[Ventet]:
    """At the citizen's first ydelse of the period."""
    taeller = [y for y in b.ydelser if y.dom.taeller and y.start]
    if not taeller:
        return
    foerste = min(taeller, key=lambda y: (y.start, taeller.index(y)))
    for slags in (s for s in SLAGS if s in b.mangler):
        yield Ventet(T2[slags][0], foerste, T2[slags][1], f"mangler_{slags}")
    for slags in sorted(b.kun_9):
        yield Ventet(KUN_9[slags][0], foerste, KUN_9[slags][1], f"kun_ikke_vurderet_{slags}")
    if b.mangler:
        yield Ventet("T2-06", foerste, None, "mangler_mindst_en", foelge=True)
    if b.mangler == set(SLAGS):
        yield Ventet("K25-01", foerste, None, "mangler_alle", foelge=True)


def _ventetfund(v: Ventet, b: Borger | None, steder: Stedliste, fhir: bool) -> Ventetfund:
    raekke = v.raekke
    tabel = TABEL.get(type(raekke)) or (str(raekke[0]) if isinstance(raekke, tuple) else "")
    noeglen = (tabel, noegle(raekke))
    if isinstance(raekke, str) and raekke in steder.system:  # a delivery as a whole
        return Ventetfund(
            v.regel, steder.system[raekke], v.felt, raekke, None, None, None, None, v.art, v.foelge
        )
    if isinstance(raekke, tuple) and raekke[0] == "fil":
        fil_id = steder.sidste
        sted = f"{fil_id}/{raekke[1]}" if ":" in raekke[1] else f"{fil_id}/{raekke[1]}:None"
        return Ventetfund(
            v.regel, steder.system[fil_id], v.felt, sted, None, raekke[1], None, None, v.art, v.foelge
        )
    fil_id, fil, linje = (steder.aeldste if v.forrige else steder.nyeste).get(
        noeglen, (steder.sidste, None, None)
    )
    id_ = steder.ider.get(noeglen) or next(
        (i for navn in ("ydelse_id", "maal_id") if isinstance(i := getattr(raekke, navn, None), str)), None
    )
    if raekke is None:
        sted = f"{fil_id}"
    elif isinstance(raekke, str):  # a bundle, or a file of a table delivery
        sted, fil = raekke, raekke
    else:
        sted = id_ or "" if fhir else f"{fil_id}/{tabel}:{linje}"
    sag = b.ydelser[0].indsats.sagsnummer if b and b.ydelser else None
    return Ventetfund(
        v.regel, steder.system.get(fil_id, ""), v.felt, sted, id_, fil, linje, sag, v.art, v.foelge
    )


def iboende(verden: Kommuneverden, fhir: bool, dag: date = LEVERET) -> dict[str, str]:
    """The inherent oplysninger of a kommune, with their reason."""
    regler = {"FHIR-CPR-ERSTATNING"} if fhir else {"TAB-CPR-ERSTATNING"}
    ydelser = [y for b in verden.borgere for y in b.ydelser if y.dom.gaeldende]
    aabne = [y for y in ydelser if y.slut is None or y.slut >= dag]
    if any(y.start and y.start < PERIODE_FRA and (y.dst_kode or y.ydelse_kode) for y in aabne):
        regler.add("DAT-24")
    if fhir and any(y.dom.taeller for y in ydelser):
        regler.add("ID-12")
    return {regel: IBOENDE[regel] for regel in sorted(regler)}


# -- what was found -----------------------------------------------------------------------------------------
def sted_af(f: Fund) -> str:
    """The place of a finding, as `Ventetfund.sted` says it."""
    sted = f.sted
    fil = sted.fil.replace(", ark ", "/").replace("!", "/").rsplit("/", 1)[-1]
    if f.regel.startswith("FHIR-"):
        return f"{fil}:{sted.linje}" if sted.linje and fil.endswith(".ndjson") else fil
    if sted.fhir and sted.fhir != "Bundle":
        return sted.id or fil
    if sted.linje is None and not f.regel.startswith("TAB-"):
        return f.leverance
    return f"{f.leverance}/{fil.removesuffix('.csv')}:{sted.linje}"


def compare_fund(
    ventet: Iterable[Ventetfund], fund: Iterable[Fund], *, udelad: Iterable[str]
) -> tuple[Counter[Fundnoegle], Counter[Fundnoegle]]:
    """(what is missing, what is too much), as (rule, system, field, place) with their number."""
    uden = set(udelad)
    facit = Counter((v.regel, v.system, _felt(v.regel, v.felt), v.sted) for v in ventet)
    fundet = Counter(
        (f.regel, f.system or "", _felt(f.regel, f.felt), sted_af(f)) for f in fund if f.regel not in uden
    )
    for taelling in (facit, fundet):  # a fault of a bundle may be told of at several of its elements
        taelling.update({noeglen: 1 - n for noeglen, n in taelling.items() if noeglen[0].startswith("FHIR-")})
    return facit - fundet, fundet - facit


def _felt(regel: str, felt: str | None) -> str:
    """A FHIR path is the reader's own way of saying it: the bundle is enough."""
    return "" if regel.startswith("FHIR-") else felt or ""
