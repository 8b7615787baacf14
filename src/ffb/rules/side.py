"""The page of a rule: what it says, why, whence, who mends it, an example each way, and the SQL itself.

Opinion taken: nothing is written for the page alone. Header and cases are the page; `eksempler.json` holds
the first failing and the first passing case of each rule (made by `make docs` from the rule's cases), so an
installed program can show them. Left out: cases that only prove an edge.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from ffb.rules.datapunkt import find_datapunkter, load_faser
from ffb.rules.hoved import Regel
from ffb.sprog import Dansk, _, dato

NAVN = re.compile(r"\{(\w+)\}")
UDENFOR = frozenset({"navn", "fund", "alene", "kommune", "opsaetning", "filer", "celler"})

ORD: dict[str, Dansk] = {
    "alvor": "Alvor", "ejer": "Rettes af", "fase": "Fase", "datapunkt": "Datapunkt",
    "emne": "Emne", "kilde": "Kilde",
    "gaelder": "Gælder", "kraever": "Kræver", "kontrol": "Tjekkes",
    "hvorfor": "Hvorfor", "goer": "Det skal du gøre", "besked": "Beskeden",
    "fejler": "Eksempel: det findes", "bestaar": "Eksempel: det er i orden", "sql": "SQL",
    "altid": "altid", "fra": "fra", "til": "til", "tabel": "tabellen",
    "leverandoer": "Sådan retter du det i", "finder": "Fund", "intet": "Intet fund.", "raekke": "række",
    "norm": "Normer", "navn": "norm", "vaerdi": "værdi", "enhed": "enhed", "hvad": "betyder",
    "egen": "jeres egen; ellers", "streng": "med --streng",
}  # fmt: skip
ALVOR: dict[str, Dansk] = {
    "blokerende": "blokerende – rækken eller bundlen kan ikke modtages",
    "fejl": "fejl – et krav er ikke opfyldt",
    "advarsel": "advarsel – se efter, om det er rigtigt",
    "oplysning": "oplysning – til orientering",
}
EJER: dict[str, Dansk] = {
    "sagsbehandler": "sagsbehandler", "udfoerer": "udfører", "faglig_ansvarlig": "faglig ansvarlig",
    "it_leverandoer": "it-leverandør", "dst": "Danmarks Statistik",
}  # fmt: skip
DATAPUNKTER = "../datapunkter.md"  # from docs/regler
FASEORD: tuple[Dansk, ...] = (
    "sagsåbning", "sagsoplysning", "sagsvurdering", "indstilling", "afgørelse", "bestilling", "levering",
    "statusnotat", "opfølgning", "indberetning",
)  # fmt: skip
"""The phases as they are said in a sentence."""
KILDER: dict[str, Dansk] = {
    "S0": "Danmarks Statistik, Vejledning til læsning af tabeller i FFB-rapporten, januar 2026",
    "S1": "KOMBIT og Social- og Boligstyrelsen, Fælles netværksdag VUM 2.0/FFB",
    "S2": "Fælles Faglige Begreber: ensartede og strukturerede data, funktionsevnekatalog og -guide",
    "S3": "Velfærd og Data, Fælles Faglige Begreber og VUM 2.0",
    "S4": "FFB-netværksmøde: FFB udvides med servicelovens § 82",
    "IG": "HL7 Danmark og KL, FFB uddatasæt (kl-ffb-reporting)",
}
KONTROL: dict[str, Dansk] = {
    "gaeldende": "på de rækker, der tæller",
    "leverance": "på alt, hvad der er leveret",
    "flere": "på tværs af leverancer",
    "kommuner": "på tværs af kommuner",
    "fhir": "når en bundle læses",
    "tabel": "når en CSV-fil eller et regneark læses",
}


@dataclass(frozen=True, slots=True)
class Eksempel:
    """One case: its name, its tables (or files), and the findings it gives."""

    navn: str
    tabeller: dict[str, list[dict[str, Any]]]
    filer: dict[str, str]
    fund: list[dict[str, Any]]


@cache
def _eksempler() -> dict[str, dict[str, dict[str, Any]]]:
    fil = files("ffb.rules").joinpath("eksempler.json")
    indhold: dict[str, dict[str, dict[str, Any]]] = json.loads(fil.read_text(encoding="utf-8"))
    return indhold


def find_eksempler(id_: str) -> dict[str, Eksempel]:
    """The rule's example that is found (`fejler`) and the one in order (`bestaar`), where it has them."""
    return parse_eksempler(_eksempler().get(id_, {}))


def parse_eksempler(sager: dict[str, dict[str, Any]]) -> dict[str, Eksempel]:
    """One rule's entry of `eksempler.json`."""
    return {slags: Eksempel(**sag) for slags, sag in sager.items()}


def vaelg_eksempler(sager: Sequence[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Of a rule's cases, in the form of `eksempler.json`: the first that fails and the first that passes."""
    foerste = {
        "fejler": next((s for s in sager if s["fund"]), None),
        "bestaar": next((s for s in sager if not s["fund"]), None),
    }
    return {slags: _som_eksempel(sag) for slags, sag in foerste.items() if sag is not None}


def _som_eksempel(sag: dict[str, Any]) -> dict[str, Any]:
    tabeller = {k: v for k, v in sag.items() if k not in UDENFOR and isinstance(v, list) and v}
    ud = {
        "navn": sag["navn"],
        "tabeller": tabeller,
        "filer": {**sag.get("filer", {}), **_som_csv(sag.get("celler", {}))},
        "fund": sag["fund"],
    }
    ren: dict[str, Any] = json.loads(json.dumps(ud, default=str, ensure_ascii=False))
    return ren


def _som_csv(celler: dict[str, list[list[Any]]]) -> dict[str, str]:
    """The cells of a sheet as lines, for reading; text that looks like a number in quotes."""
    return {
        f"ark {navn}": "".join(";".join(map(_regnearkscelle, r)) + "\n" for r in raekker)
        for navn, raekker in celler.items()
    }


def _regnearkscelle(vaerdi: Any) -> str:
    return f'"{vaerdi}"' if isinstance(vaerdi, str) and vaerdi[:1].isdigit() else _celle(vaerdi)


def _celle(vaerdi: Any) -> str:
    return "" if vaerdi is None else str(vaerdi)


# -- the page -------------------------------------------------------------------------------------------


def write_side(
    regel: Regel, eksempler: dict[str, Eksempel], leverandoerer: Mapping[str, str] | None = None
) -> str:
    """The rule's page as Markdown, in the language in use; why, examples and vendors' texts in Danish only.

    Args:
        leverandoerer: how it is mended in each vendor's system.
    """
    tekst = regel.tekst()
    linjer = [f"# {regel.id}: {tekst.titel}", "", _navne(tekst.besked), ""]
    linjer += [f"- **{navn}:** {vaerdi}" for navn, vaerdi in _fakta(regel)]
    linjer += ["", f"## {_(ORD['hvorfor'])}", regel.hvorfor, "", f"## {_(ORD['goer'])}", _navne(tekst.goer)]
    for navn, vejledning in (leverandoerer or {}).items():
        linjer += ["", f"## {_(ORD['leverandoer'])} {navn}", vejledning]
    if regel.norm:
        linjer += ["", f"## {_(ORD['norm'])}", *_normer(regel.norm)]
    for slags, eksempel in eksempler.items():
        linjer += ["", f"## {_(ORD[slags])}", *_eksempel(eksempel)]
    if regel.sql:
        linjer += ["", f"## {_(ORD['sql'])}", "```sql", regel.sql.strip(), "```"]
    return "\n".join(linjer) + "\n"


def _normer(normer: dict[str, Any]) -> Iterator[str]:
    """The thresholds: name, value (the kommune's own beside the rule's), unit, meaning."""
    yield f"| {_(ORD['navn'])} | {_(ORD['vaerdi'])} | {_(ORD['enhed'])} | {_(ORD['hvad'])} |"
    yield "|---|---|---|---|"
    for navn, norm in normer.items():
        egen = f" ({_(ORD['egen'])} {norm['standard']})" if "standard" in norm else ""
        yield f"| `{navn}` | {norm['vaerdi']}{egen} | {norm['enhed']} | {norm['forklaring']} |"


def _navne(tekst: str) -> str:
    """`{dato}` -> `[dato]`: a value of the row stands here."""
    return NAVN.sub(r"[\1]", tekst)


def _fakta(regel: Regel) -> Iterator[tuple[str, str]]:
    streng = _(ALVOR[regel.alvor_streng]).partition(" – ")[0]
    som_streng = f"; {streng} {_(ORD['streng'])}" if regel.alvor_streng != regel.alvor else ""
    yield _(ORD["alvor"]), _(ALVOR[regel.alvor]) + som_streng
    yield _(ORD["ejer"]), _(EJER[regel.ejer])
    yield _(ORD["fase"]), f"[{find_fase(regel.fase)}]({DATAPUNKTER}#{regel.fase})"
    if punkter := find_datapunkter(regel):
        yield _(ORD["datapunkt"]), ", ".join(f"[{d.navn}]({DATAPUNKTER}#{d.id})" for d in punkter)
    yield _(ORD["emne"]), regel.emne
    yield _(ORD["kilde"]), _kilde(regel)
    yield _(ORD["gaelder"]), _gaelder(regel)
    yield _(ORD["kontrol"]), _(KONTROL[regel.paa if regel.kontrol == "sql" else regel.kontrol])
    if regel.kraever:
        yield _(ORD["kraever"]), f"{_(ORD['tabel'])} {', '.join(regel.kraever)}"


def find_fase(id_: str) -> str:
    """`opfoelgning` -> `opfølgning`: the phase as it is said in a sentence; one no longer known as it is."""
    fase = load_faser().get(id_)
    return _(fase.navn.lower()) if fase else id_


def _kilde(regel: Regel) -> str:
    """The source, and what its short name stands for."""
    korte = [k for k in KILDER if re.search(rf"\b{k}\b", regel.kilde)]
    return regel.kilde + "".join(f" ({k}: {_(KILDER[k])})" for k in korte)


def _gaelder(regel: Regel) -> str:
    dage = [
        f"{_(ORD[navn])} {dato(dag)}"
        for navn, dag in (("fra", regel.gaelder_fra), ("til", regel.gaelder_til))
        if dag
    ]
    return " ".join(dage) or _(ORD["altid"])


def _eksempel(e: Eksempel) -> Iterator[str]:
    yield f"{e.navn[:1].upper()}{e.navn[1:]}."
    for navn, tekst in e.filer.items():
        yield from ("", f"`{navn}`", "```text", tekst.rstrip("\n"), "```")
    for navn, raekker in e.tabeller.items():
        yield from ("", f"`{navn}`", "", *_tabel(raekker))
    yield ""
    fund = "; ".join(_et_fund(f) for f in e.fund)
    yield f"{_(ORD['finder'])}: {fund}." if e.fund else _(ORD["intet"])


def _et_fund(fund: dict[str, Any]) -> str:
    navne = {"post": _(ORD["raekke"]), "linje": _(ORD["raekke"])}
    return ", ".join(f"{navne.get(k, k)} {'–' if v is None else v}" for k, v in fund.items())


def _tabel(raekker: list[dict[str, Any]]) -> Iterator[str]:
    """Rows as a Markdown table; columns in the order they are met."""
    kolonner = list(dict.fromkeys(k for r in raekker for k in r))
    yield "| " + " | ".join(kolonner) + " |"
    yield "|" + "---|" * len(kolonner)
    for r in raekker:
        yield "| " + " | ".join(_celle(r.get(k)).replace("|", "\\|") for k in kolonner) + " |"


def write_oversigt(regler: Sequence[Regel]) -> str:
    """The index of all rules, by subject, as Markdown."""
    linjer = [
        "# Regler",
        "",
        "Alle regler, som `ffb tjek` kører; `ffb regler ID` viser samme side i terminalen.",
        "Siderne er lavet af `make docs` ud fra reglernes hoveder og sager.",
        "",
        f"I alt {len(regler)} regler. Kilderne har korte navne:",
        "",
        *(f"- {kort}: {navn}" for kort, navn in KILDER.items()),
    ]
    for emne in sorted({r.emne for r in regler}):
        linjer += ["", f"## {emne}", "", "| regel | titel | alvor | rettes af |", "|---|---|---|---|"]
        linjer += [
            f"| [{r.id}]({r.id}.md) | {r.tekst().titel} | {r.alvor} | {EJER[r.ejer]} |"
            for r in regler
            if r.emne == emne
        ]
    return "\n".join(linjer) + "\n"
