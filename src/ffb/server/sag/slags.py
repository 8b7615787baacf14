"""What a case consists of: kinds of objects and their fields, read from `slags.toml`.

Opinion taken: one declaration makes the forms, the history, the print and the uddatasæt, so a field is in
all of them or in none. Values are text, bool or lists of ids as JSON holds them; a date is ISO 8601.
Source: 6-sag.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cache
from pathlib import Path
from typing import Any

from ffb.begreber import find_begreb
from ffb.sprog import Dansk, _, parse_dato

Vaerdi = str | bool | list[str] | None
INDEKS = ("kode", "dato", "slut_dato", "frist_dato")
FASER: dict[str, Dansk] = {
    "sagsaabning": "Sagsåbning",
    "sagsoplysning": "Sagsoplysning",
    "sagsvurdering": "Sagsvurdering",
    "afgoerelse": "Afgørelse og bestilling",
    "levering": "Levering",
    "statusnotat": "Statusnotat",
    "opfoelgning": "Opfølgning",
}
LAENGST = {"tekst": 300, "langtekst": 20_000}


@dataclass(frozen=True, slots=True)
class Felt:
    """A field of an object.

    Args:
        type: tekst, langtekst, dato, kode, niveau, valg, ref, refs, tal, ja_nej, lokal or sted.
        kraevet: needed before the object is confirmed; `naar` limits that to one kind of the object's code.
        ud: it goes into the uddatasæt; free text never does.
        selv: the program writes it; no form has it.
        indeks: the column it is also kept in, to search and sort by.
    """

    navn: str
    label: Dansk
    type: str
    kraevet: bool = False
    hjaelp: Dansk = ""
    arter: tuple[str, ...] = ()
    valg: tuple[str, ...] = ()
    til: tuple[str, ...] = ()
    naar: str = ""
    indeks: str = ""
    ud: bool = True
    selv: bool = False

    def clean(self, raa: Any) -> Vaerdi:
        """The value as it is stored; None for nothing.

        Raises:
            ValueError: with what is wrong and what to do, in words, without the value.
        """
        if raa is None or raa in ("", []):
            return None
        return _RENS[self.type](self, raa)

    def is_required(self, felter: Mapping[str, Vaerdi]) -> bool:
        """It must be filled in before the object is confirmed, as the object stands."""
        return self.kraevet and (not self.naar or _art(felter.get("kode")) == self.naar)


@dataclass(frozen=True, slots=True)
class Slags:
    """A kind of object. `en`: a case has exactly one. `fhir`: the resource it becomes, or ""."""

    navn: str
    titel: Dansk
    fase: str
    felter: Mapping[str, Felt]
    fhir: str = ""
    en: bool = False

    def missing(self, felter: Mapping[str, Vaerdi]) -> list[Felt]:
        """The fields that must be filled in before the object is confirmed."""
        return [f for f in self.felter.values() if f.is_required(felter) and felter.get(f.navn) is None]


@cache
def slags_dict() -> Mapping[str, Slags]:
    """Every kind by its name, in the order of the file: the order of the phases."""
    raa = tomllib.loads((Path(__file__).parent / "slags.toml").read_text(encoding="utf-8"))
    return {navn: _slags(navn, s) for navn, s in raa.items()}


def _slags(navn: str, raa: dict[str, Any]) -> Slags:
    felter = {f: Felt(f, **{k: _tuple(v) for k, v in d.items()}) for f, d in raa.pop("felter").items()}
    return Slags(navn, felter=felter, **raa)


def _tuple(v: Any) -> Any:
    return tuple(v) if isinstance(v, list) else v


def _art(kode: Vaerdi) -> str:
    begreb = find_begreb(kode) if isinstance(kode, str) else None
    return begreb.art if begreb else ""


def _rens_tekst(felt: Felt, raa: Any) -> Vaerdi:
    tekst = str(raa).replace("\r\n", "\n").strip()
    if len(tekst) > LAENGST[felt.type]:
        raise ValueError(
            _(
                "Teksten er for lang: {antal} tegn, højst {hoejst}.",
                antal=len(tekst),
                hoejst=LAENGST[felt.type],
            )
        )
    return tekst or None


def _rens_dato(felt: Felt, raa: Any) -> Vaerdi:
    try:
        return parse_dato(str(raa)).isoformat()
    except ValueError:
        raise ValueError(_("Datoen kan ikke læses. Skriv den som 31.12.2026.")) from None


def _rens_kode(felt: Felt, raa: Any) -> Vaerdi:
    begreb = find_begreb(str(raa).strip())
    if begreb is None or begreb.art not in felt.arter:
        raise ValueError(_("Vælg et begreb fra listen."))
    return begreb.kode


def _rens_valg(felt: Felt, raa: Any) -> Vaerdi:
    if str(raa) not in felt.valg:
        raise ValueError(_("Vælg en af mulighederne."))
    return str(raa)


def _rens_tal(felt: Felt, raa: Any) -> Vaerdi:
    try:
        tal = Decimal(str(raa).strip().replace(",", "."))
    except InvalidOperation:
        raise ValueError(_("Skriv et tal, fx 2,5.")) from None
    if not tal.is_finite() or not 0 <= tal < 10_000:
        raise ValueError(_("Tallet skal være mellem 0 og 9.999."))
    return str(tal)


def _rens_ja_nej(felt: Felt, raa: Any) -> Vaerdi:
    if raa in (True, "ja", "true", "1", "on"):
        return True
    if raa in (False, "nej", "false", "0"):
        return False
    raise ValueError(_("Svar ja eller nej."))


def _rens_sted(felt: Felt, raa: Any) -> Vaerdi:
    if not str(raa).isdigit():
        raise ValueError(_("Vælg et sted fra listen."))
    return str(int(str(raa)))


def _rens_refs(felt: Felt, raa: Any) -> Vaerdi:
    ider = [str(r) for r in (raa if isinstance(raa, list | tuple) else [raa]) if r]
    return list(dict.fromkeys(ider)) or None


_RENS = {
    "tekst": _rens_tekst,
    "langtekst": _rens_tekst,
    "dato": _rens_dato,
    "kode": _rens_kode,
    "niveau": _rens_kode,
    "valg": _rens_valg,
    "lokal": lambda felt, raa: str(raa).strip() or None,
    "tal": _rens_tal,
    "ja_nej": _rens_ja_nej,
    "sted": _rens_sted,
    "ref": lambda felt, raa: str(raa).strip() or None,
    "refs": _rens_refs,
}
