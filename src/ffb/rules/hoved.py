"""The header of a rule, read and judged: a rule without source, texts or owner does not load.

A rule is one file in `<emne>/`: `<ID>_<hvad>.sql` (header in the first comment, then one SELECT) or, for
faults of form that only a reader can see, `<ID>_<hvad>.toml`. Nothing is registered: the folder is walked.
Source: 4-regler.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, cast

from ffb.engine.sqlfil import parse_sqlfil
from ffb.formats.fhir.regler.katalog import ALVOR as FHIR_ALVOR
from ffb.model.fund import ALVOR, EJERE, Alvor
from ffb.model.tabeller import TABELLER
from ffb.rules.datapunkt import load_datapunkter, load_faser
from ffb.sprog import SPROG, Sprog, sprog

MAPNING = "mapning"  # in `kraever`: the rule can judge nothing without the mapping guide
PAA = ("leverance", "gaeldende", "flere", "kommuner")
KONTROL = ("sql", "fhir", "tabel")
TEKSTER = ("titel", "besked", "besked_flertal", "goer")
# columns of a SELECT that hold what was delivered, and keys
DATA = frozenset({"felt", "vaerdi", "sagsnummer", "enhed", "aarsag"})
PAAKRAEVET = ("id", "alvor", "kilde", "ejer", "fase", "hvorfor")
ID = re.compile(r"[A-Z][A-Z0-9]{0,5}-[A-Z0-9]+(-[A-Z0-9]+)*")
FORBUDT_KOLONNE = re.compile(r"\bcpr\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Tekst:
    """The words of a rule in one language; `{navn}` in them is a column the SELECT returns."""

    titel: str
    besked: str
    besked_flertal: str
    goer: str
    ord: dict[str, str] = field(default_factory=dict)  # Danish words the SELECT returns -> this language

    def oversat(self, r: dict[str, Any]) -> dict[str, Any]:
        """The row with the words of its texts in this language; what is delivered stays as it is."""
        if not self.ord:
            return r
        return {k: self._ordet(v) if isinstance(v, str) and k not in DATA else v for k, v in r.items()}

    def _ordet(self, tekst: str) -> str:
        """A whole text that is one of `ord`, or the pieces of it that end in a blank or a sign."""
        if tekst in self.ord:
            return self.ord[tekst]
        for dansk, eget in self.ord.items():
            if not (dansk[0].isalnum() and dansk[-1].isalnum()):
                tekst = tekst.replace(dansk, eget)
        return tekst


@dataclass(frozen=True, slots=True)
class Regel:
    """One rule. `sql` is None for a fault of form, which the reader named in `kontrol` finds.

    `datapunkt` names what the rule is about where its field does not tell (see `rules.datapunkt`).
    """

    id: str
    navn: str
    emne: str
    alvor: Alvor
    kilde: str
    ejer: str
    fase: str
    hvorfor: str
    tekster: dict[str, Tekst]
    kontrol: str = "sql"
    paa: str = "gaeldende"
    tabel: str | None = None
    kraever: tuple[str, ...] = ()
    gaelder_fra: date | None = None
    gaelder_til: date | None = None
    norm: dict[str, Any] | None = None
    datapunkt: tuple[str, ...] = ()
    historik: tuple[str, ...] = ()
    sql: str | None = None

    def tekst(self, i: Sprog | None = None) -> Tekst:
        """The words in language `i`, else in the one in use."""
        return self.tekster[i or sprog()]

    @property
    def alvor_streng(self) -> Alvor:
        """The alvor with --streng; the FHIR check's own catalogue says it, no header does."""
        return cast(Alvor, FHIR_ALVOR[self.id][1]) if self.id in FHIR_ALVOR else self.alvor


@cache
def load_regler() -> tuple[Regel, ...]:
    """Every rule, by id.

    Raises:
        ValueError: a header is missing something or two rules share an id; names every fault, not the first.
    """
    regler: list[Regel] = []
    fejl: list[str] = []
    for emne, fil in _filer():
        try:
            regler.append(parse_regel(emne, fil.name, fil.read_text(encoding="utf-8")))
        except ValueError as brud:
            fejl.append(f"{emne}/{fil.name}: {brud}")
    ider = [r.id for r in regler]
    fejl += [f"{id_}: brugt af flere regler" for id_ in sorted({i for i in ider if ider.count(i) > 1})]
    if fejl:
        raise ValueError("\n".join(fejl))
    return tuple(sorted(regler, key=lambda r: r.id))


def find_regel(id_: str) -> Regel | None:
    """The rule called `id_`, whatever the case."""
    return next((r for r in load_regler() if r.id.casefold() == id_.casefold()), None)


def _filer() -> Iterator[tuple[str, Traversable]]:
    for mappe in sorted(files("ffb.rules").iterdir(), key=lambda m: m.name):
        if mappe.is_dir() and not mappe.name.startswith("_"):
            for fil in sorted(mappe.iterdir(), key=lambda f: f.name):
                if fil.name.endswith((".sql", ".toml")):
                    yield mappe.name, fil


def parse_regel(emne: str, filnavn: str, tekst: str) -> Regel:
    """One rule from its file. Raises ValueError with every fault of the header."""
    if filnavn.endswith(".sql"):
        fil = parse_sqlfil(filnavn, tekst)
        hoved, sql = fil.hoved, fil.sql
    else:
        hoved, sql = tomllib.loads(tekst), None
    fejl = list(_find_fejl(hoved, filnavn, sql))
    if fejl:
        raise ValueError("; ".join(fejl))
    return Regel(
        id=hoved["id"],
        navn=filnavn.rsplit(".", 1)[0],
        emne=emne,
        alvor=hoved["alvor"],
        kilde=hoved["kilde"],
        ejer=hoved["ejer"],
        fase=hoved["fase"],
        hvorfor=hoved["hvorfor"],
        tekster={s: Tekst(**{n: hoved[s][n] for n in TEKSTER}, ord=hoved[s].get("ord", {})) for s in SPROG},
        kontrol=hoved.get("kontrol", "sql"),
        paa=hoved.get("paa", "gaeldende"),
        tabel=hoved.get("tabel"),
        kraever=tuple(hoved.get("kraever", ())),
        gaelder_fra=hoved.get("gaelder_fra"),
        gaelder_til=hoved.get("gaelder_til"),
        norm=hoved.get("norm"),
        datapunkt=tuple(hoved.get("datapunkt", ())),
        historik=tuple(hoved.get("historik", ())),
        sql=sql,
    )


def _find_fejl(hoved: dict[str, Any], filnavn: str, sql: str | None) -> Iterator[str]:
    yield from (f"mangler {navn}" for navn in PAAKRAEVET if not hoved.get(navn))
    id_ = str(hoved.get("id", ""))
    if id_ and not ID.fullmatch(id_):
        yield "id skal ligne MAP-01: store bogstaver og tal med bindestreg"
    if id_ and not filnavn.startswith(f"{id_}_") and filnavn.rsplit(".", 1)[0] != id_:
        yield "filnavnet skal begynde med id og understreg"
    yield from _find_valgfejl(hoved)
    for s in SPROG:
        yield from (f"mangler {s}.{n}" for n in TEKSTER if not hoved.get(s, {}).get(n))
    if sql is not None:
        yield from _find_sqlfejl(hoved, sql)


def _find_valgfejl(hoved: dict[str, Any]) -> Iterator[str]:
    for navn, lovlige in (("alvor", ALVOR), ("ejer", EJERE), ("fase", tuple(load_faser()))):
        if hoved.get(navn) and hoved[navn] not in lovlige:
            yield f"{navn} skal være en af {', '.join(lovlige)}"
    if hoved.get("paa", "gaeldende") not in PAA:
        yield f"paa skal være en af {', '.join(PAA)}"
    if hoved.get("paa") == "kommuner" and "kommuner" not in hoved.get("norm", {}):
        yield "paa = kommuner kræver norm.kommuner: hvor mange der mindst skal være"
    if hoved.get("kontrol", "sql") not in KONTROL:
        yield f"kontrol skal være en af {', '.join(KONTROL)}"
    kraevet = [t for t in hoved.get("kraever", ()) if t != MAPNING]
    ukendte = [t for t in (*kraevet, hoved.get("tabel")) if t and t not in TABELLER]
    yield from (f"ukendt tabel {t}" for t in ukendte)
    ukendte = [d for d in hoved.get("datapunkt", ()) if d not in load_datapunkter()]
    yield from (f"ukendt datapunkt {d}: se datapunkter.toml" for d in ukendte)
    for navn in ("gaelder_fra", "gaelder_til"):
        if navn in hoved and not isinstance(hoved[navn], date):
            yield f"{navn} skal være en dato uden anførselstegn"


def _find_sqlfejl(hoved: dict[str, Any], sql: str) -> Iterator[str]:
    if not hoved.get("tabel"):
        yield "mangler tabel: hvilken tabels rækker peges der på"
    if "kraever" not in hoved:
        yield "mangler kraever (skriv [] hvis ingen)"
    if FORBUDT_KOLONNE.search(sql):
        yield "SQL må ikke læse CPR"
