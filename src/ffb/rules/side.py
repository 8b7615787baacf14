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
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from ffb.rules.datapunkt import find_datapunkter, load_faser
from ffb.rules.hoved import Regel

Sprog = Literal["da", "en"]
NAVN = re.compile(r"\{(\w+)\}")
UDENFOR = frozenset({"navn", "fund", "alene", "kommune", "opsaetning", "filer", "celler"})

ORD: dict[str, dict[str, str]] = {
    "da": {
        "alvor": "Alvor", "ejer": "Rettes af", "fase": "Fase", "datapunkt": "Datapunkt",
        "emne": "Emne", "kilde": "Kilde",
        "gaelder": "Gælder", "kraever": "Kræver", "kontrol": "Tjekkes",
        "hvorfor": "Hvorfor", "goer": "Det skal du gøre", "besked": "Beskeden",
        "fejler": "Eksempel: det findes", "bestaar": "Eksempel: det er i orden", "sql": "SQL",
        "norm": "Normer", "navn": "norm", "vaerdi": "værdi", "enhed": "enhed", "hvad": "betyder",
        "egen": "jeres egen; ellers",
        "altid": "altid", "fra": "fra", "til": "til", "tabel": "tabellen",
        "leverandoer": "Sådan retter du det i", "finder": "Fund", "intet": "Intet fund.", "raekke": "række",
        "streng": "med --streng",
    },
    "en": {
        "alvor": "Severity", "ejer": "Mended by", "fase": "Phase", "datapunkt": "Datapunkt (Danish)",
        "emne": "Subject", "kilde": "Source",
        "gaelder": "Applies", "kraever": "Requires", "kontrol": "Checked",
        "hvorfor": "Why (Danish)", "goer": "What to do", "besked": "The message",
        "fejler": "Example: found", "bestaar": "Example: in order", "sql": "SQL",
        "norm": "Norms", "navn": "norm", "vaerdi": "value", "enhed": "unit (Danish)",
        "hvad": "means (Danish)", "egen": "your own; else",
        "altid": "always", "fra": "from", "til": "until", "tabel": "table",
        "leverandoer": "How to mend it in (Danish)", "finder": "Findings",
        "intet": "No finding.", "raekke": "row",
        "streng": "with --streng",
    },
}  # fmt: skip
ALVOR = {
    "da": {
        "blokerende": "blokerende – rækken eller bundlen kan ikke modtages",
        "fejl": "fejl – et krav er ikke opfyldt",
        "advarsel": "advarsel – se efter, om det er rigtigt",
        "oplysning": "oplysning – til orientering",
    },
    "en": {
        "blokerende": "blocking – the row or bundle cannot be received",
        "fejl": "error – a requirement is not met",
        "advarsel": "warning – see whether it is right",
        "oplysning": "information",
    },
}
EJER = {
    "da": {
        "sagsbehandler": "sagsbehandler", "udfoerer": "udfører", "faglig_ansvarlig": "faglig ansvarlig",
        "it_leverandoer": "it-leverandør", "dst": "Danmarks Statistik",
    },
    "en": {
        "sagsbehandler": "case worker", "udfoerer": "provider", "faglig_ansvarlig": "professional lead",
        "it_leverandoer": "IT vendor", "dst": "Statistics Denmark",
    },
}  # fmt: skip
DATAPUNKTER = "../datapunkter.md"  # from docs/regler
KILDER = {
    "S0": "Danmarks Statistik, Vejledning til læsning af tabeller i FFB-rapporten, januar 2026",
    "S1": "KOMBIT og Social- og Boligstyrelsen, Fælles netværksdag VUM 2.0/FFB",
    "S2": "Fælles Faglige Begreber: ensartede og strukturerede data, funktionsevnekatalog og -guide",
    "S3": "Velfærd og Data, Fælles Faglige Begreber og VUM 2.0",
    "S4": "FFB-netværksmøde: FFB udvides med servicelovens § 82",
    "IG": "HL7 Danmark og KL, FFB uddatasæt (kl-ffb-reporting)",
}
KONTROL = {
    "da": {
        "sql": {
            "gaeldende": "på de rækker, der tæller",
            "leverance": "på alt, hvad der er leveret",
            "flere": "på tværs af leverancer",
            "kommuner": "på tværs af kommuner",
        },
        "fhir": "når en bundle læses",
        "tabel": "når en CSV-fil eller et regneark læses",
    },
    "en": {
        "sql": {
            "gaeldende": "on the rows that count",
            "leverance": "on everything delivered",
            "flere": "between deliveries",
            "kommuner": "between kommuner",
        },
        "fhir": "as a bundle is read",
        "tabel": "as a CSV file or workbook is read",
    },
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
    regel: Regel,
    eksempler: dict[str, Eksempel],
    sprog: Sprog = "da",
    leverandoerer: Mapping[str, str] | None = None,
) -> str:
    """The rule's page as Markdown; `leverandoerer`: how it is mended in each vendor's system (Danish)."""
    ord_, tekst = ORD[sprog], regel.tekst(sprog)
    linjer = [f"# {regel.id}: {tekst.titel}", "", _navne(tekst.besked), ""]
    linjer += [f"- **{navn}:** {vaerdi}" for navn, vaerdi in _fakta(regel, sprog)]
    linjer += ["", f"## {ord_['hvorfor']}", regel.hvorfor, "", f"## {ord_['goer']}", _navne(tekst.goer)]
    for navn, vejledning in (leverandoerer or {}).items():
        linjer += ["", f"## {ord_['leverandoer']} {navn}", vejledning]
    if regel.norm:
        linjer += ["", f"## {ord_['norm']}", *_normer(regel.norm, ord_)]
    for slags, eksempel in eksempler.items():
        linjer += ["", f"## {ord_[slags]}", *_eksempel(eksempel, ord_)]
    if regel.sql:
        linjer += ["", f"## {ord_['sql']}", "```sql", regel.sql.strip(), "```"]
    return "\n".join(linjer) + "\n"


def _normer(normer: dict[str, Any], ord_: dict[str, str]) -> Iterator[str]:
    """The thresholds: name, value (the kommune's own beside the rule's), unit, meaning."""
    yield f"| {ord_['navn']} | {ord_['vaerdi']} | {ord_['enhed']} | {ord_['hvad']} |"
    yield "|---|---|---|---|"
    for navn, norm in normer.items():
        egen = f" ({ord_['egen']} {norm['standard']})" if "standard" in norm else ""
        yield f"| `{navn}` | {norm['vaerdi']}{egen} | {norm['enhed']} | {norm['forklaring']} |"


def _navne(tekst: str) -> str:
    """`{dato}` -> `[dato]`: a value of the row stands here."""
    return NAVN.sub(r"[\1]", tekst)


def _fakta(regel: Regel, sprog: Sprog) -> Iterator[tuple[str, str]]:
    ord_ = ORD[sprog]
    streng = ALVOR[sprog][regel.alvor_streng].partition(" – ")[0]
    som_streng = f"; {streng} {ord_['streng']}" if regel.alvor_streng != regel.alvor else ""
    yield ord_["alvor"], ALVOR[sprog][regel.alvor] + som_streng
    yield ord_["ejer"], EJER[sprog][regel.ejer]
    yield ord_["fase"], f"[{find_fase(regel.fase)}]({DATAPUNKTER}#{regel.fase})"
    if punkter := find_datapunkter(regel):
        yield ord_["datapunkt"], ", ".join(f"[{d.navn}]({DATAPUNKTER}#{d.id})" for d in punkter)
    yield ord_["emne"], regel.emne
    yield ord_["kilde"], _kilde(regel)
    yield ord_["gaelder"], _gaelder(regel, ord_)
    kontrol: Any = KONTROL[sprog][regel.kontrol]
    yield ord_["kontrol"], kontrol if isinstance(kontrol, str) else kontrol[regel.paa]
    if regel.kraever:
        yield ord_["kraever"], f"{ord_['tabel']} {', '.join(regel.kraever)}"


def find_fase(id_: str) -> str:
    """`opfoelgning` -> `opfølgning`: the phase as it is said in a sentence; one no longer known as it is."""
    fase = load_faser().get(id_)
    return fase.navn.lower() if fase else id_


def _kilde(regel: Regel) -> str:
    """The source, and what its short name stands for."""
    korte = [k for k in KILDER if re.search(rf"\b{k}\b", regel.kilde)]
    return regel.kilde + "".join(f" ({k}: {KILDER[k]})" for k in korte)


def _gaelder(regel: Regel, ord_: dict[str, str]) -> str:
    dage = [
        f"{ord_[navn]} {_dato(dag)}"
        for navn, dag in (("fra", regel.gaelder_fra), ("til", regel.gaelder_til))
        if dag
    ]
    return " ".join(dage) or ord_["altid"]


def _dato(dag: date) -> str:
    return f"{dag:%d.%m.%Y}"


def _eksempel(e: Eksempel, ord_: dict[str, str]) -> Iterator[str]:
    yield f"{e.navn[:1].upper()}{e.navn[1:]}."
    for navn, tekst in e.filer.items():
        yield from ("", f"`{navn}`", "```text", tekst.rstrip("\n"), "```")
    for navn, raekker in e.tabeller.items():
        yield from ("", f"`{navn}`", "", *_tabel(raekker))
    yield ""
    yield f"{ord_['finder']}: {'; '.join(_et_fund(f, ord_) for f in e.fund)}." if e.fund else ord_["intet"]


def _et_fund(fund: dict[str, Any], ord_: dict[str, str]) -> str:
    navne = {"post": ord_["raekke"], "linje": ord_["raekke"]}
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
            f"| [{r.id}]({r.id}.md) | {r.tekst().titel} | {r.alvor} | {EJER['da'][r.ejer]} |"
            for r in regler
            if r.emne == emne
        ]
    return "\n".join(linjer) + "\n"
