"""The long proof of the gate: more and larger sets attacked, and what suppression costs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from diskretionering.alternativer import find_mindst, find_primaere, find_priser, hide_rows, hide_simply
from diskretionering.angreb import find_brud
from diskretionering.saet import FORMER, Saet, make_saet
from ffb.diskretionering import Celle, suppress

ANTAL = {1: 1000, 2: 100}  # size of set -> how many
SAMMENLIGNET = 100
HOEJST_FOELSOMME = 15  # above it the integer programme takes minutes a set


def find_bevis() -> tuple[str, bool, str, str]:
    """(title, whether it holds, the answer in a sentence, the page)."""
    angrebne = {form: Counter[str]() for form in FORMER}
    brud: list[str] = []
    for stoerrelse, antal in ANTAL.items():
        for froe in range(antal):
            brud += attack(froe, stoerrelse, angrebne[list(FORMER)[froe % len(FORMER)]])
    tab = compare(range(SAMMENLIGNET))
    ialt = sum(angrebne.values(), Counter[str]())
    svar = (
        f"{ialt['saet']} sæt af forbundne tabeller med {ialt['skjult']} skjulte celler er angrebet med "
        f"{ialt['loest']} lineære programmer: {len(brud)} brud."
    )
    linjer = [*FORORD, *write_angreb(angrebne), *(f"- Brud: {b}" for b in brud), "", *write_tab(tab)]
    return "Angreb på diskretioneringen", not brud and not tab["under"], svar, "\n".join(linjer)


def attack(froe: int, stoerrelse: int, tal: Counter[str]) -> list[str]:
    """One set through the gate and under attack; every fourth by the strict profile."""
    saet = make_saet(froe, stoerrelse)
    mindst = 5 if froe // len(FORMER) % 4 == 3 else 3
    svar = suppress(saet.terninger, saet.dimensioner, mindst=mindst)
    tal["saet"] += 1
    tal["celler"] += len(find_celler(saet))
    tal["foelsomme"] += len(svar.foelsomme)
    tal["skjult"] += len(svar.skjult)
    return find_brud(saet, svar.skjult, mindst, lambda antal: tal.update(loest=antal))


def find_celler(saet: Saet) -> set[Celle]:
    """The cells that are not 0."""
    return {t.celle(k) for t in saet.terninger for k, n in t.celler.items() if n}


def compare(froe_list: Iterable[int]) -> Counter[str]:
    """What the gate hides beside other ways of hiding the same."""
    tal: Counter[str] = Counter()
    for froe in froe_list:
        saet = make_saet(froe)
        primaere, priser = find_primaere(saet, 3), find_priser(saet)
        if not 0 < len(primaere) <= HOEJST_FOELSOMME:
            continue
        graense = find_mindst(saet, 3, priser)
        if graense is None:
            tal["uafgjort"] += 1
            continue
        vores = set(suppress(saet.terninger, saet.dimensioner).skjult)
        tal += Counter(
            saet=1, celler=len(priser), graense_pris=graense,
            ens=sum(priser[c] for c in vores) == graense, under=sum(priser[c] for c in vores) < graense,
        )  # fmt: skip
        for navn, celler in (
            ("primaer", primaere), ("simpel", hide_simply(saet, 3)),
            ("vores", vores), ("raekker", hide_rows(saet, 3)),
        ):  # fmt: skip
            tal[navn] += len(celler)
            tal[f"{navn}_pris"] += sum(priser[c] for c in celler)
            tal[f"{navn}_brudt"] += bool(find_brud(saet, celler, 3))
    return tal


FORORD = [
    "Hvert sæt er tabeller over de samme tilfældige personer: én række, to og tre led med alle rande,",
    "region og kommune, to hierarkier, flere tabeller med fælles rande, temaer og ydelser, som en",
    "borger kan have flere af; tynde og tætte tabeller, nuller. Angriberen kender alle viste tal, alle",
    "sammenhænge og reglerne (0 vises, så det skjulte er mindst 1) og finder med HiGHS det mindste og",
    "største, hver celle kan være. Et brud er en skjult celle, der kun kan være ét tal, eller et",
    "følsomt tal, der ikke kan være mindst 3 (strengt: 5) større.",
    "",
]


def write_angreb(angrebne: dict[str, Counter[str]]) -> list[str]:
    linjer = [
        "| Form | Sæt | Celler over 0 | Følsomme | Skjult i alt | Lineære programmer |",
        "|---|--:|--:|--:|--:|--:|",
    ]
    for form, t in angrebne.items():
        linjer.append(
            f"| {form} | {t['saet']} | {t['celler']} | {t['foelsomme']} | {t['skjult']} | {t['loest']} |"
        )
    return linjer


def write_tab(tal: Counter[str]) -> list[str]:
    """What is lost: cells and their price, beside the least possible."""

    def raekke(navn: str, tekst: str) -> str:
        pris = 100 * tal[f"{navn}_pris"] / max(1, tal["graense_pris"])
        return f"| {tekst} | {tal[navn]} | {pris:.0f} | {tal[f'{navn}_brudt']} |"

    return [
        "## Hvad det koster",
        f"{tal['saet']} af de små sæt med højst {HOEJST_FOELSOMME} følsomme celler",
        f"({tal['celler']} celler over 0).",
        "Prisen er portens egen: store tal koster mere end små, totaler mest. 100 er det mindste, som",
        f"heltalsprogrammering beviser muligt; porten rammer det præcist i {tal['ens']} af sættene.",
        "",
        "| Måde | Skjulte celler | Pris | Sæt, angrebet bryder |",
        "|---|--:|--:|--:|",
        raekke("primaer", "Kun de følsomme"),
        raekke("simpel", "Tommelfinger: aldrig én skjult alene i en sum"),
        raekke("vores", "**Porten**"),
        raekke("raekker", "Hele rækken om hver følsom celle"),
        "",
        f"{tal['uafgjort']} sæt til blev ikke afgjort i tide af heltalsprogrammeringen og er ikke med.",
    ]
