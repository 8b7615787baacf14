"""The demo's mapping guide and DST codes: which pairs are legal, what they are called at DST, and the law.

Opinion taken: every DST value here begins with `DEMO-`, so nobody takes it for one of DST's own; the guide
is built from the law table of the catalogue, never from a list of pairs. Some pairs have several values,
some only N/A, some a value that stands in the guide but not in the code table: each case of 3-rapport.
Source: 9-uddatasaet (law per tilbud and ydelse), S0 (columns B, E, G; N/A must not be reported).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ffb.begreber import Begreb, load_katalog

KATALOG = "ffb/2023-05"
TITEL = "DEMO – FFB Mapningsvejledning FFB og DST (opdigtet, ikke Danmarks Statistiks)"
IKKE_RELEVANT = "DEMO-999"
UKENDT_DST = "DEMO-UKENDT"
KUN_I_VEJLEDNING = "DEMO-108S"
I_BOLIG = "DEMO-085B"
EKSTRA = {"§85": "DEMO-085C", "§104": "DEMO-104K"}

# paragraf -> the code most rows of it carry
HOVEDKODE = {
    "§82a": "DEMO-082A",
    "§82b": "DEMO-082B",
    "§82c": "DEMO-082C",
    "§82d": "DEMO-082D",
    "§85": "DEMO-085A",
    "§85 i ABL §105": "DEMO-105",
    "§103": "DEMO-103",
    "§104": "DEMO-104",
    "§107": "DEMO-107",
    "§108": "DEMO-108",
}


@dataclass(frozen=True, slots=True)
class Par:
    """A tilbud with a ydelse: `dst` are its values in the guide (None = N/A; empty = not in the guide)."""

    tilbud: str
    ydelse: str
    dst: tuple[str | None, ...]
    paragraf: str

    @property
    def vaerdier(self) -> tuple[str, ...]:
        return tuple(v for v in self.dst if v)

    @property
    def afledt(self) -> str | None:
        """The DST value a row without DST-kode is given: only where the guide has exactly one."""
        return self.vaerdier[0] if len(self.vaerdier) == 1 else None


@dataclass(frozen=True, slots=True)
class Vejledning:
    """The guide as a whole: legal pairs, pairs with N/A only, and pairs that are not in it."""

    lovlige: tuple[Par, ...]
    kun_na: tuple[Par, ...]
    ugyldige: tuple[Par, ...]

    def med(self, paragraf: str) -> tuple[Par, ...]:
        return tuple(p for p in self.lovlige if p.paragraf == paragraf)


@cache
def build_vejledning() -> Vejledning:
    """The guide of every demo: the same for all seeds."""
    lovlige = tuple(_lovlige())
    kendt = {(p.tilbud, p.ydelse) for p in lovlige}
    mobilt, akut = _mobilt(), _tilbud("§82c")[0]
    ophold = [y for y in _ydelser() if y.lov[0] in ("§107", "§108")]
    stoette = [y for y in _ydelser() if y.lov[0] == "§85"][:2]
    kun_na = [Par(mobilt.kode, y.kode, (None,), y.lov[0]) for y in ophold]
    kun_na += [Par(akut.kode, y.kode, (None,), "§82c") for y in stoette]
    kendt |= {(p.tilbud, p.ydelse) for p in kun_na}
    # one law only, so that the paragraf of a row without DST-kode is the tilbud's
    ugyldige = [
        Par(t.kode, y.kode, (), t.lov[0])
        for t in load_katalog(KATALOG).art("tilbud")
        if len(t.lov) == 1
        for y in _ydelser()
        if (t.kode, y.kode) not in kendt
    ]
    return Vejledning(lovlige, tuple(kun_na), tuple(ugyldige))


def _ydelser() -> tuple[Begreb, ...]:
    return load_katalog(KATALOG).art("ydelse")


def _tilbud(paragraf: str) -> list[Begreb]:
    return [t for t in load_katalog(KATALOG).art("tilbud") if t.lov == (paragraf,)]


def _mobilt() -> Begreb:
    return next(t for t in load_katalog(KATALOG).art("tilbud") if len(t.lov) > 1)


def _lovlige() -> Iterator[Par]:
    """Legal pairs by law: a ydelse in its own tilbud; §85 also at home, in ABL and inside §107/§108."""
    nr: dict[str, int] = {}
    for ydelse in _ydelser():
        lov = ydelse.lov[0]
        plads = nr[lov] = nr.get(lov, -1) + 1
        if lov == "§85":
            yield from _stoette(ydelse, plads)
        elif lov in ("§82a", "§82b", "§82d"):
            yield Par(_mobilt().kode, ydelse.kode, (HOVEDKODE[lov],), lov)
        else:
            for tilbud_nr, tilbud in enumerate(_tilbud(lov)):
                yield Par(tilbud.kode, ydelse.kode, _dst(lov, plads, tilbud_nr), lov)


def _stoette(ydelse: Begreb, plads: int) -> Iterator[Par]:
    ekstra = (EKSTRA["§85"],) if plads < 2 else ()
    yield Par(_mobilt().kode, ydelse.kode, (HOVEDKODE["§85"], *ekstra), "§85")
    abl = "§85 i ABL §105"
    yield Par(_tilbud(abl)[0].kode, ydelse.kode, (HOVEDKODE[abl],), abl)
    for tilbud in _tilbud("§107") + _tilbud("§108"):
        yield Par(tilbud.kode, ydelse.kode, (I_BOLIG,), "§85")


def _dst(lov: str, plads: int, tilbud_nr: int) -> tuple[str | None, ...]:
    hoved = HOVEDKODE[lov]
    if lov == "§104":
        return ((hoved, EKSTRA["§104"]), (hoved, None))[plads] if plads < 2 else (hoved,)
    # the second §108 tilbud (sikret or almindeligt, as the catalogue orders them) has a value of its own
    return (hoved, KUN_I_VEJLEDNING) if lov == "§108" and tilbud_nr == 0 else (hoved,)


def guide_raekker() -> list[tuple[str, str, str | None]]:
    """Rows of the guide: tilbud, ydelse, DST value (None = N/A), in the sheet's order."""
    vejledning = build_vejledning()
    return [(p.tilbud, p.ydelse, v) for p in (*vejledning.lovlige, *vejledning.kun_na) for v in p.dst]


def dst_koder() -> list[tuple[str, str, bool]]:
    """The installation's table: code, paragraf, relevant. `DEMO-999` is the one that is not relevant."""
    rows = [(kode, paragraf, True) for paragraf, kode in HOVEDKODE.items()]
    rows += [(kode, paragraf, True) for paragraf, kode in EKSTRA.items()]
    rows += [(I_BOLIG, "§85", True), (IKKE_RELEVANT, "§83", False)]
    return sorted(rows)


def write_dst_koder(sti: Path) -> None:
    """`DST_KODE;PARAGRAF;FFB_RELEVANT`, as `--dst-koder` reads it."""
    linjer = ["DST_KODE;PARAGRAF;FFB_RELEVANT"]
    linjer += [f"{kode};{paragraf};{'ja' if relevant else 'nej'}" for kode, paragraf, relevant in dst_koder()]
    sti.write_bytes(("\n".join(linjer) + "\n").encode())
