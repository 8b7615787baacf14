"""Since last time: an earlier check's JSON held against today's, + new − fixed = still.

Opinion taken: findings are the same when their key is, whatever row or file they stand in now. A finding
that is gone is fixed only if its rule was run today on deliveries of its system. Keys made with another
pseudonym key are never compared. Source: 4-regler, A finding and The report of a check.
"""

from __future__ import annotations

import json
from collections.abc import Set
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from ffb.errors import BrugsFejl, Exit
from ffb.formats.graenser import filfejl
from ffb.rules.hoved import find_regel
from ffb.rules.normer import apply_normer
from ffb.rules.tjek import Fald, Siden, Tjek

LOEST = "løst"
TABELLER_MED_HISTORIK = (
    "ydelse", "indsats", "maalgruppe", "udredningstema", "aktivitet_deltagelse", "stoettebehov",
    "indsatsmaal", "opfoelgning",
)  # fmt: skip  # those of MEL-12


@dataclass(frozen=True, slots=True)
class Tidligere:
    """An earlier check: its key's name, its open findings and those already fixed, by key."""

    noegle_id: str | None
    aabne: dict[str, dict[str, Any]]
    loeste: dict[str, dict[str, Any]]
    omfang: dict[tuple[str | None, str | None, str], int] = field(default_factory=dict)

    @property
    def noegler(self) -> set[str]:
        """Keys of every open finding, the folded ones too."""
        return {n for f in self.aabne.values() for n in (f["noegle"], *f.get("foldet", ()))}


def read_tidligere(sti: Path) -> Tidligere:
    """The JSON of an earlier check.

    Raises:
        Laesefejl: the file is not there, or is not the JSON of a check.
    """
    try:
        return parse_tidligere(json.loads(sti.read_text(encoding="utf-8")))
    except OSError:
        goer = "Angiv en fil, som ffb tjek --json har skrevet."
        raise filfejl(f"--siden {sti}", "Filen kan ikke åbnes.", goer, Exit.FINDES_IKKE) from None
    except (ValueError, KeyError, TypeError, AttributeError):
        goer = "Angiv en fil, som ffb tjek --json har skrevet."
        hvad = "Filen er ikke et tjek som JSON."
        raise filfejl(f"--siden {sti}", hvad, goer, Exit.BESKADIGET) from None


def parse_tidligere(indhold: dict[str, Any]) -> Tidligere:
    """A check's JSON document. Raises KeyError, TypeError or AttributeError where it is none."""
    alle = [dict(f) for f in (*indhold["fund"], *indhold.get("loeste", ()))]
    loeste = {f["noegle"]: f for f in alle if f["status"] == LOEST}
    aabne = {f["noegle"]: f for f in alle if f["status"] != LOEST}
    omfang = {(o["kommune"], o["system"], o["tabel"]): o["raekker"] for o in indhold.get("omfang", ())}
    return Tidligere(indhold.get("noegle_id"), aabne, loeste, omfang)


def check_noegle(tidligere: Tidligere, noegle_id: str | None) -> None:
    """Raises BrugsFejl where the two checks were made with different keys."""
    if tidligere.noegle_id is None or tidligere.noegle_id != noegle_id:
        raise BrugsFejl(
            "--siden: tjekkene kan ikke sammenlignes, for de er lavet med hver sin nøgle til pseudonymer. "
            "Brug et tjek fra denne installation, eller samme FFB_KEY_FILE."
        )


def compare(tjek: Tjek, tidligere: Tidligere) -> Tjek:
    """The check with a status on every finding, and what was fixed beside it.

    Raises:
        BrugsFejl: the checks were made with different keys.
    """
    check_noegle(tidligere, tjek.noegle_id)
    aabne = tidligere.noegler
    fund = [f.with_status(_status(f.noegle, aabne, tidligere)) for f in tjek.fund]
    nu = {n for f in tjek.fund for n in (f.noegle, *f.foldet)}
    vaek = [f for noegle, f in sorted(tidligere.aabne.items()) if noegle not in nu]
    koert = {s.regel.id for s in tjek.med_status("koert")}
    loeste = [f | {"status": LOEST} for f in vaek if _er_tjekket(f, koert, tjek)]
    foer = [f for noegle, f in sorted(tidligere.loeste.items()) if noegle not in nu]
    antal = {status: sum(f.status == status for f in fund) for status in ("ny", "fortsat", "genopstået")}
    siden = Siden(
        nye=antal["ny"],
        loest=len(loeste),
        fortsat=antal["fortsat"],
        genopstaaet=antal["genopstået"],
        uafklaret=len(vaek) - len(loeste),
        loeste=tuple(sorted([*loeste, *foer], key=lambda f: str(f["noegle"]))),
        fald=find_fald(tjek, tidligere),
        loest_nu=frozenset(f["noegle"] for f in loeste),
        uafklarede=tuple(f for f in vaek if not _er_tjekket(f, koert, tjek)),
    )
    return replace(tjek, fund=fund, siden=siden)


def find_fald(tjek: Tjek, tidligere: Tidligere) -> tuple[Fald, ...]:
    """Tables with sharply fewer rows than last time: MEL-12 for one who has only the earlier check left."""
    mel_12 = find_regel("MEL-12")
    assert mel_12 is not None
    (regel,) = apply_normer([mel_12], tjek.normer)
    assert regel.norm is not None
    procent, mindst = regel.norm["procent"]["vaerdi"], regel.norm["mindst"]["vaerdi"]
    nu = {(o.kommune, o.system, o.tabel): o.raekker for o in tjek.omfang}
    systemer = {noegle[:2] for noegle in nu}
    fald = [
        Fald(*noegle, foer, nu.get(noegle, 0))
        for noegle, foer in tidligere.omfang.items()
        if noegle[2] in TABELLER_MED_HISTORIK and noegle[:2] in systemer and foer >= mindst
    ]
    return tuple(f for f in fald if (f.foer - f.nu) * 100 >= procent * f.foer)


def _status(noegle: str, aabne: Set[str], tidligere: Tidligere) -> str:
    if noegle in aabne:
        return "fortsat"
    return "genopstået" if noegle in tidligere.loeste else "ny"


def _er_tjekket(fund: dict[str, Any], koert: Set[str], tjek: Tjek) -> bool:
    """Whether today's check could have found it: the rule was run, and its system delivered."""
    return fund.get("regel") in koert and (fund.get("kommune"), fund.get("system")) in tjek.deltagere
