"""The proof that the cases are worth having: all mutants of all rules hunted, counted, and judged.

Opinion taken: the share is of those that can be told from the rule; the rest are listed with a reason in
ens.toml, and a listed mutant that is gone, or that a case now notices, is a fault.
Source: issue 3, part 9 (at least 90 %).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby

from rules.jagt import Dom, Jagt, emne, load_ens, tekster
from rules.mutant import find_mutanter

MINDST_ALLE = 90
MINDST_HVER = 75
VISNING = "visninger"


def find_domme() -> list[Dom]:
    """Every mutant of every rule and view, hunted; those DuckDB will not bind left out."""
    jagt = Jagt()
    domme = [d for t in tekster() for d in jagt.hunt(t, find_mutanter(t.sql or ""))]
    return [d for d in domme if d.udfald != "ubundet"]


def find_bevis() -> tuple[str, bool, str, str]:
    """(title, whether it holds, the answer in a sentence, the page)."""
    return judge(find_domme())


def judge(domme: list[Dom]) -> tuple[str, bool, str, str]:
    ens = load_ens()
    tal = count(domme)
    svage = list(find_svage(domme))
    gamle = find_foraeldede(domme)
    holder = procent(tal) >= MINDST_ALLE and not svage and not gamle
    svar = (
        f"{tal['draebt']} af {tal['alle'] - tal['ens']} mutanter er dræbt ({procent(tal)} %); "
        f"{tal['ens']} til kan ingen sag kende fra reglen."
    )
    fejl = [f"- For svag: {s}" for s in svage] + [f"- Forældet i ens.toml: {r}: {m}" for r, m in gamle]
    linjer = [
        *FORORD,
        *fejl,
        *([""] if fejl else []),
        *write_tabel(domme),
        "",
        *write_overlevende(domme, ens),
    ]
    return "Mutanter i reglernes SQL", holder, svar, "\n".join(linjer)


def count(domme: Iterable[Dom]) -> Counter[str]:
    """`draebt`, `ens`, `overlever` and `alle`."""
    ens = load_ens()
    tal = Counter("ens" if d.udfald == "overlever" and d.noegle in ens else d.udfald for d in domme)
    tal["alle"] = tal.total()
    return tal


def procent(tal: Counter[str]) -> int:
    """Killed of those that can be told from the rule, rounded down; none to tell is all of them."""
    kendelige = tal["alle"] - tal["ens"]
    return tal["draebt"] * 100 // kendelige if kendelige else 100


def find_svage(domme: list[Dom]) -> Iterator[str]:
    """The rules and views whose cases notice too little."""
    for tekst, gruppe in groupby(domme, key=lambda d: d.tekst):
        tal = count(gruppe)
        if procent(tal) < MINDST_HVER:
            yield f"{tekst} ({procent(tal)} %)"


def find_foraeldede(domme: list[Dom]) -> list[tuple[str, str]]:
    """Listed mutants that are gone or are noticed."""
    overlever = {d.noegle for d in domme if d.udfald == "overlever"}
    return sorted(set(load_ens()) - overlever)


FORORD = [
    "En mutant er reglens SQL med én lille fejl i: `<` for `<=`, en betingelse glemt, AND for OR, en dag for",
    "meget. Den er dræbt, når en af reglens egne sager giver et andet fund, end sagen siger. Den er *ens*,",
    "når ingen sag kan kende den fra reglen; hvorfor, står i `tests/rules/ens.toml`. Visninger, som kun",
    "reglerne læser, er med.",
    f"Kravet er {MINDST_ALLE} % i alt og {MINDST_HVER} % i hver regel.",
    "",
]


def write_tabel(domme: list[Dom]) -> Iterator[str]:
    """The figures by emne."""
    yield "| emne | mutanter | dræbt | ens | overlever | dræbt af dem, der kan kendes |"
    yield "|---|---:|---:|---:|---:|---:|"
    emner = groupby(sorted(domme, key=_emne), key=_emne)
    for hvad, gruppe in [*((e, list(g)) for e, g in emner), ("**i alt**", domme)]:
        tal = count(gruppe)
        celler = (tal["alle"], tal["draebt"], tal["ens"], tal["overlever"], f"{procent(tal)} %")
        yield f"| {hvad} | {' | '.join(map(str, celler))} |"


def _emne(dom: Dom) -> str:
    return emne(dom.tekst) or VISNING


def write_overlevende(domme: list[Dom], ens: dict[tuple[str, str], str]) -> Iterator[str]:
    """The mutants no case notices and nobody has explained."""
    levende = [d for d in domme if d.udfald == "overlever" and d.noegle not in ens]
    yield "## Overlever"
    yield ""
    for tekst, gruppe in groupby(levende, key=lambda d: d.tekst):
        yield f"- {tekst}"
        yield from (f"  - `{d.mutant.navn}`" for d in gruppe)
