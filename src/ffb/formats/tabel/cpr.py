"""Citizens of one leverance: each CPR judged once, told once.

Source: 9-uddatasaet (CPR), 4-regler family 3. The number goes into table `cpr`; findings about a citizen
carry borger_id and no value. Only a number nobody can read is kept in its finding: no one else holds it.
"""

from __future__ import annotations

from collections.abc import Sequence

from ffb.formats.identitet import Identitet, Person, rens_cpr
from ffb.formats.tabel.kilde import Celle
from ffb.formats.tabel.kolonne import Noegle, celle_af
from ffb.formats.tabel.vaerdier import er_tal, tal_tekst

VAEGTE = (4, 3, 2, 7, 6, 5, 4, 3, 2, 1)


class Borgerregister(dict[Noegle, int | None]):
    """CPR cell -> borger_id, None where it cannot be read. `nye` are the citizens met since last emptied."""

    def __init__(self, identitet: Identitet) -> None:
        super().__init__()
        self._identitet = identitet
        self._moedt: dict[int, str] = {}
        self.nye: dict[Noegle, tuple[Person, str, bool]] = {}

    def __missing__(self, noegle: Noegle) -> int | None:
        cpr, tilfoejet_nul = read_cpr(celle_af(noegle))
        person = self._identitet.person(cpr)
        self[noegle] = borger_id = None if _er_ulaeselig(person, tilfoejet_nul) else person.borger_id
        if borger_id is not None and (tilfoejet_nul or self._moedt.get(borger_id) != cpr):
            self.nye[noegle] = (person, cpr, tilfoejet_nul)
        return borger_id

    def column(self, kolonne: Sequence[Noegle]) -> list[int | None]:
        return list(map(self.__getitem__, kolonne))

    def take_nye(self) -> list[tuple[Noegle, Person, str, list[str], bool]]:
        """Citizens to tell about since last time; the last field is True the first time one is met."""
        ud = []
        for noegle, (person, cpr, tilfoejet_nul) in self.nye.items():
            ny = self._moedt.get(person.borger_id) != cpr  # two CPR with one id are refused later
            regler = (["TAB-CPR-NUL"] if tilfoejet_nul else []) + (find_cpr_regler(person, cpr) if ny else [])
            ud.append((noegle, person, cpr, regler, ny))
            self._moedt[person.borger_id] = cpr
        self.nye.clear()
        return ud


def read_cpr(celle: Celle) -> tuple[str, bool]:
    """The ten characters of a cell, and whether a lost zero was put back; "" if the cell is no number."""
    if er_tal(celle):
        tekst = tal_tekst(celle)
    elif isinstance(celle, str):
        tekst = rens_cpr(celle)
    else:
        return "", False
    if len(tekst) == 10 and tekst[5] in "- " and (tekst[:5] + tekst[6:]).isdigit():
        tekst = tekst[:5] + tekst[6:]  # 10181-4321
    if len(tekst) == 9 and tekst.isascii() and tekst.isdigit():
        return "0" + tekst, True
    return tekst, False


def _er_ulaeselig(person: Person, tilfoejet_nul: bool) -> bool:
    """Nine digits that do not become a date with a zero in front have lost something else."""
    return person.fejl == "cpr_form" or (tilfoejet_nul and person.fejl is not None)


def find_cpr_regler(person: Person, cpr: str) -> list[str]:
    """What is odd about a readable number."""
    if not cpr.isdigit():
        return ["TAB-CPR-ECPR"]
    if person.fejl == "cpr_dato":
        return ["TAB-CPR-DATO"]
    if person.erstatning:
        return ["TAB-CPR-ERSTATNING"]
    return [] if is_modulus11(cpr) or cpr.startswith("0101") else ["TAB-CPR-MODULUS"]


def is_modulus11(cpr: str) -> bool:
    return sum(int(c) * v for c, v in zip(cpr, VAEGTE, strict=True)) % 11 == 0
