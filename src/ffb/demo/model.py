"""What a demo world is made of: citizens, ydelser, scores, goals — with the facit beside the data.

Opinion taken: what a row *is* and what the facit says about it are two sets of fields, written by the hand
that makes or spoils the row (`verden`, `plantning`, `huller`). Nothing computes one from the other, so the
facit is a second opinion about the report, not an echo of it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from ffb.demo.mapning import Par

FEM_FEJL = (
    "mangler_ydelse_uuid",
    "mangler_tilbud_uuid",
    "fejl_mapning",
    "ukendt_uuid",
    "ugyldig_kombination",
)
SLAGS = ("udredningstema", "aktivitet_deltagelse", "funktionsevneniveau", "stoettebehov", "maaltype")


@dataclass(frozen=True, slots=True)
class Ventet:
    """A finding the check must make. `raekke` is what it is about: a row of the world, or the borger's nr.

    Args:
        felt: as the rule names it.
        foelge: not planted by itself, but a necessary consequence of what was.
        forrige: stands in the delivery before the newest one.
    """

    regel: str
    raekke: object
    felt: str | None
    art: str
    foelge: bool = False
    forrige: bool = False


@dataclass(frozen=True, slots=True)
class Celle:
    """What is to stand raw in one cell of a written table: a text, or in XLSX a number."""

    tabel: str
    raekke: object
    kolonne: str
    vaerdi: str | float


@dataclass(slots=True)
class Indsats:
    """A carePlan: one sag, one tilbud. `hensigt` plan lifts the guide's demands on an order."""

    indsats_id: str
    sagsnummer: str
    start: date
    slut: date | None
    planlagt_opfoelgning: date | None
    tilbud_kode: str | None
    hensigt: str = "order"
    trukket: bool = False


@dataclass(slots=True)
class Dom:
    """What the facit says of a ydelse.

    Args:
        i_perioden: started in the period.
        gaeldende: counts at all: not withdrawn, not foreign, not left behind in a former system.
        relevant: an FFB-relevant ydelse.
        paragraf: its line in Tabel 1.
        dst_kode: its code in `pr_dst_kode` (sent and known, or derived); None = "uden".
        dst_sendt: a known DST-kode was sent (else fejl_mapning cannot be judged).
        skift: a new row after a change of P-nummer.
        fejl: columns of Tabel 1 it counts in.
        note: which of the figures beside Tabel 1 it counts in (`uden_alt`, `ukendt_dst_kode` …).
    """

    i_perioden: bool
    paragraf: str
    dst_kode: str | None
    dst_sendt: bool
    gaeldende: bool = True
    relevant: bool = True
    skift: bool = False
    fejl: set[str] = field(default_factory=set)
    note: set[str] = field(default_factory=set)

    @property
    def taeller(self) -> bool:
        return self.i_perioden and self.gaeldende and self.relevant


@dataclass(slots=True)
class Ydelse:
    """One granted ydelse as it is sent, and its `dom`."""

    ydelse_id: str
    par: Par
    indsats: Indsats
    dst_kode: str | None
    ydelse_kode: str | None
    tilbud_kode: str | None
    start: date | None
    slut: date | None
    dom: Dom
    maalgrupper: list[str]
    enhed: str
    sagsbehandler: str
    p_nummer: str | None
    timer: str | None = None
    takst: str | None = None
    kommune_kode: str | None = None
    afdeling_uuid: str | None = None
    status: str = "active"
    hensigt: str = "order"
    foerst_ydelse_kode: str | None = None  # FHIR: what the first version said, corrected later
    rettes_efter: timedelta = timedelta(days=3)  # FHIR: how long until what was wrong at first is put right
    foerst_uden_tilbud: bool = False
    flytter: bool = False  # FHIR: moved to another carePlan when closed
    i_gammelt: bool = False  # stands (also or only) in the former system
    i_nyt: bool = True


@dataclass(slots=True)
class Score:
    """An A&D theme with level: 0–4, 9 ikke vurderet, 8 ikke relevant, None missing."""

    kode: str
    niveau: int | None
    dato: date
    trukket: bool = False


@dataclass(slots=True)
class Tema:
    kode: str
    dato: date | None
    trukket: bool = False


@dataclass(slots=True)
class Stoettebehov:
    niveau: int
    dato: date


@dataclass(slots=True)
class Maal:
    maal_id: str
    tema: str
    maaltype: str | None
    forventet: int | None
    aktuelt: int
    dato: date | None
    opfoelgning: date | None
    ansvarlig: str
    andre: list[str]
    indsats_id: str | None = None  # None = the citizen's first


@dataclass(slots=True)
class Opfoelgning:
    indsats_id: str
    dato: date
    resultat: str | None


@dataclass(slots=True)
class Borger:
    """One citizen with everything known, and what the facit says is missing.

    Args:
        nr: running number within the kommune; also the borger_id of the rows made here.
        klasse: ny (starts in the period), gammel (before), kommende (after).
        mangler: rows of Tabel 2 the citizen lacks.
        kun_9: of `funktionsevneniveau` and `stoettebehov`, those whose every row is ikke vurderet.
        progression_i_gammelt: the progression rows stand in the former system's leverance only.
    """

    nr: int
    cpr: str
    foedselsaar: int
    koen: str
    klasse: str
    ydelser: list[Ydelse] = field(default_factory=list)
    temaer: list[Tema] = field(default_factory=list)
    scorer: list[Score] = field(default_factory=list)
    stoettebehov: list[Stoettebehov] = field(default_factory=list)
    maal: list[Maal] = field(default_factory=list)
    opfoelgninger: list[Opfoelgning] = field(default_factory=list)
    fsiii: list[tuple[str, date, date | None, str]] = field(default_factory=list)
    beskaeftigelse: list[tuple[str, str]] = field(default_factory=list)
    mangler: set[str] = field(default_factory=set)
    kun_9: set[str] = field(default_factory=set)
    runder: list[date] = field(default_factory=list)
    retning: str = "stabil"
    ventet: list[Ventet] = field(default_factory=list)
    celler: list[Celle] = field(default_factory=list)
    plantet: bool = False
    ubundet_maalgruppe: bool = False
    kun_forrige: bool = False  # gone from the newest delivery
    i_andet_system: bool = False  # stands in a second current system as well
    progression_i_gammelt: bool = False

    def vent(
        self, art: str, regel: str, raekke: object, felt: str | None, *foelger: tuple[str, str | None]
    ) -> None:
        """The check must find `regel` here, and what follows from it on the same row."""
        self.ventet.append(Ventet(regel, raekke, felt, art))
        self.ventet += [Ventet(r, raekke, f, art, foelge=True) for r, f in foelger]

    @property
    def indsatser(self) -> list[Indsats]:
        """Each indsats once, in the order of the ydelser."""
        return list({y.indsats.indsats_id: y.indsats for y in self.ydelser}.values())

    @property
    def foerste_i_perioden(self) -> Ydelse:
        return next(y for y in self.ydelser if y.dom.taeller)


@dataclass(frozen=True, slots=True)
class Plantet:
    """One planted thing: `noegle` finds its row again (table, id) when the files are written."""

    art: str
    tabel: str
    noegle: str
    sagsnummer: str


def noegle(raekke: object) -> object:
    """What a row of the world is known by, also in a copy of it."""
    for navn in ("ydelse_id", "maal_id", "indsats_id"):
        if isinstance(vaerdi := getattr(raekke, navn, None), str):
            return (type(raekke).__name__, vaerdi) if not isinstance(raekke, Opfoelgning) else id(raekke)
    return raekke if isinstance(raekke, str | int | tuple) or raekke is None else id(raekke)


@dataclass(slots=True)
class Kommuneverden:
    """All citizens of one demo kommune, and what was planted among them."""

    kode: str
    borgere: list[Borger]
    plantet: list[Plantet] = field(default_factory=list)
    ventet: list[Ventet] = field(default_factory=list)  # of a delivery as a whole, or of nobody
    celler: list[Celle] = field(default_factory=list)
    umulige_cpr: list[tuple[str, Tema]] = field(default_factory=list)
