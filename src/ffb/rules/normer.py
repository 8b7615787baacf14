"""A kommune's own norms: the thresholds of rules, said in a TOML file (`--normer`).

    ["MEL-17"]
    dage = 60

Opinion taken: only a threshold the rule's header names can be changed, and only to a whole number within
`GRAENSER` of its unit; the rule's text, owner and alvor are not the kommune's to change. Every fault of the
file is told at once. The SELECT that runs is the rule's own with another number in its CTE `norm`.
Source: 4-regler; 8-graenseflader (`--normer`).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from ffb.errors import Exit, Filfejl, Laesefejl
from ffb.formats.graenser import filfejl, vis_sti
from ffb.formats.samling import open_fil
from ffb.rules.hoved import Regel, load_regler
from ffb.sprog import _

Normer = Mapping[str, Mapping[str, int]]

# unit -> lowest and highest value that has a meaning
GRAENSER: dict[str, tuple[int, int]] = {
    "procent": (1, 100),
    "dage": (0, 3650),
    "måneder": (1, 120),
    "niveauer": (1, 4),
    "kommuner": (2, 97),
    "gange": (2, 100),
    "pr. borger": (1, 100),
}
GRAENSER_PR_NAVN = {"temaer": (2, 31)}  # the catalogue has 31
# of analyses: there is none unless the kommune says one (5-viden V16, the kommune's own norm); `vaerdi` is
# the example in a message
ANALYSENORMER: dict[str, dict[str, Any]] = {
    "V16": {navn: {"enhed": "pr. borger", "vaerdi": 5} for navn in ("ff", "ad", "stoettebehov", "maaltype")}
}
ANTAL = (1, 1_000_000)  # citizens, rows, goals … of which something must be found
CTE = re.compile(r"norm AS \(\s*SELECT [^)]*\)")


def read_normer(sti: Path) -> dict[str, dict[str, int]]:
    """{rule id: {name: value}} as the file has them.

    Raises:
        Laesefejl: no TOML, or every rule and name that does not exist, and every value that is no whole
            number or lies outside its bounds.
    """
    with open_fil(sti) as fil:
        try:
            data = tomllib.loads(fil.read().decode("utf-8-sig"))
        except UnicodeDecodeError:
            raise filfejl(str(sti), "Filen er ikke UTF-8.", "Gem den som UTF-8.", Exit.TEGNSAET) from None
        except tomllib.TOMLDecodeError as fejl:
            hvad = _("Filen er ikke gyldig TOML ({fejl}).", fejl=fejl)
            raise filfejl(str(sti), hvad, 'Skriv ["MEL-17"] og dage = 60.', Exit.OPSAETNING) from None
    fejl_list = [
        Filfejl(vis_sti(f"{sti}, [{id_}]"), hvad, goer, Exit.OPSAETNING)
        for id_, egne in data.items()
        for hvad, goer in _find_fejl(id_, egne)
    ]
    if fejl_list:
        raise Laesefejl(fejl_list)
    return {_id(id_): dict(egne) for id_, egne in sorted(data.items())}


def _id(id_: str) -> str:
    return id_.strip().upper()


def _find_fejl(id_: str, egne: Any) -> Iterator[tuple[str, str]]:
    """(what, what to do) for everything wrong with one rule's section."""
    med_norm = {r.id: r.norm for r in load_regler() if r.norm} | ANALYSENORMER
    norm = med_norm.get(_id(id_))
    if norm is None:
        findes = any(r.id == _id(id_) for r in load_regler())
        hvad = "Reglen har ingen norm, der kan ændres." if findes else "Der er ingen regel med det id."
        naer = get_close_matches(_id(id_), list(med_norm), n=3, cutoff=0.6)
        goer = "Se normerne på reglens side: ffb regler ID."
        yield hvad, _("Mente du {id}?", id=_(" eller ").join(naer)) if naer else goer
        return
    if not isinstance(egne, dict) or not egne:
        navne = _(" og ").join(_("{navn} = tal", navn=navn) for navn in norm)
        yield _("Afsnittet nævner ingen norm."), _("Skriv {hvad}.", hvad=navne)
        return
    for navn, vaerdi in egne.items():
        yield from _find_vaerdifejl(norm, navn, vaerdi)


def _find_vaerdifejl(normer: dict[str, Any], navn: str, vaerdi: Any) -> Iterator[tuple[str, str]]:
    norm = normer.get(navn)
    if norm is None:
        brug = _("Brug {navne}.", navne=_(" eller ").join(normer))
        yield _("Reglen har ingen norm ved navn {navn}.", navn=navn), brug
        return
    mindst, hoejst = find_graenser(navn, norm["enhed"])
    skriv = _(
        "Skriv et helt tal fra {mindst} til {hoejst} ({enhed}), fx {navn} = {vaerdi}.",
        mindst=mindst,
        hoejst=hoejst,
        enhed=norm["enhed"],
        navn=navn,
        vaerdi=norm["vaerdi"],
    )
    if isinstance(vaerdi, bool) or not isinstance(vaerdi, int):
        yield _("{navn} er ikke et helt tal.", navn=navn), skriv
    elif not mindst <= vaerdi <= hoejst:
        yield _("{navn} er uden for det, der giver mening.", navn=navn), skriv


def find_normer(normer: Normer) -> list[tuple[str, str, int]]:
    """(id, name, value) of every norm there is: the kommune's own, else what the rule came with."""
    faste = {(r.id, navn): n["vaerdi"] for r in load_regler() for navn, n in (r.norm or {}).items()}
    egne = {(id_, navn): v for id_, navne in normer.items() for navn, v in navne.items()}
    return [(*noegle, vaerdi) for noegle, vaerdi in sorted((faste | egne).items())]


def find_graenser(navn: str, enhed: str) -> tuple[int, int]:
    """Lowest and highest value of a norm of that name and unit, both allowed."""
    return GRAENSER_PR_NAVN.get(navn) or GRAENSER.get(enhed, ANTAL)


def apply_normer(regler: Iterable[Regel], normer: Normer) -> tuple[Regel, ...]:
    """The rules, those named in `normer` with the kommune's values in header and SQL."""
    return tuple(_med_norm(r, normer[r.id]) if r.id in normer else r for r in regler)


def keep_kendte(normer: Normer) -> dict[str, dict[str, int]]:
    """Norms kept from an earlier version: those whose rule and name are still there."""
    kendte = {r.id: r.norm for r in load_regler() if r.norm} | ANALYSENORMER
    valgte = {
        id_: {n: v for n, v in egne.items() if n in kendte.get(id_, {})} for id_, egne in normer.items()
    }
    return {id_: egne for id_, egne in valgte.items() if egne}


def _med_norm(regel: Regel, egne: Mapping[str, int]) -> Regel:
    """The header keeps what the rule came with as `standard`."""
    norm = {
        navn: {**n, "vaerdi": egne[navn], "standard": n["vaerdi"]} if navn in egne else n
        for navn, n in (regel.norm or {}).items()
    }
    vaerdier = ", ".join(f"{n['vaerdi']} AS {navn}" for navn, n in norm.items())
    sql, antal = CTE.subn(f"norm AS (\n  SELECT {vaerdier}\n)", regel.sql or "", count=1)
    if antal != 1:
        raise ValueError(f"{regel.id}: SQL har ingen CTE norm")
    return replace(regel, norm=norm, sql=sql)
