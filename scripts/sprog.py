"""Gather the Danish texts of the program and keep `src/ffb/sprog/en.po` complete (ADR 0013).

A text is a string literal that lands in `_()`, `antal_ord()`, `doven()` or `Dansk()`, in a constant, field
or parameter annotated with `Dansk`, in the help of a command, or in a template (`skabeloner.py`). Calls are
matched by the name of the function or class. All faults are told: a text without English, placeholders that
differ, a Danish letter in a literal that is no text of the catalogue and not named in `ikke_tekst.py`, and
any word of a template outside a text.
"""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from scripts.ikke_tekst import DATA, IKKE_TEKST, KUN_DANSK
from scripts.skabeloner import Skabelontekst, find_loese_ord, find_tekster, iter_skabeloner

from ffb.sprog.po import Katalog, read_po, write_post

ROD = Path(__file__).resolve().parent.parent
KODE = ROD / "src" / "ffb"
EN_PO = KODE / "sprog" / "en.po"
SKABELONER = "server/skabeloner"  # from src/ffb
# TOML files whose values are shown by `_()`, and the keys that hold them
TOML_TEKSTER = {"server/sag/slags.toml": ("titel", "label", "hjaelp")}
PLADS = re.compile(r"\{(\w*)[^{}]*\}")
DANSK = re.compile("[æøåÆØÅ]")
ORD = re.compile(r"[A-Za-zÆØÅæøå]{2}")
# a piece of an f-string that is a sentence or a part of one, and no code
SAETNING = re.compile("[a-zæøå]{2,} $|^ [a-zæøå]{2,}|[a-zæøå]{2,} [a-zæøå]{2,}|[æøå]")
# what prints its arguments, and the words in them that are the same in both languages
UDSKRIFT = frozenset({"echo", "print"})
FASTE_ORD = re.compile(r"--?[a-z-]+|\bffb [a-z]+( ID)?|\bffb\b")
# locals that hold a text on its way to an error
TEKSTNAVNE = frozenset({"hvad", "goer", "hvorfor"})
HOVED = (
    "# English texts of FFB. The Danish stands in the code; `make docs` gathers it: docs/udvikler/texts.md.\n"
    'msgid ""\nmsgstr ""\n'
    + "\n".join(
        f'"{linje}\\n"'
        for linje in (
            "Language: en",
            "Content-Type: text/plain; charset=UTF-8",
            "Plural-Forms: nplurals=2; plural=(n != 1);",
        )
    )
    + "\n"
)


@dataclass(slots=True)
class Tekst:
    """A source text: its plural if it has one, and the files it stands in."""

    ental: str
    flertal: str | None
    steder: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Modtager:
    """The parameters of a function or class that take a source text: positions and names."""

    pladser: set[int] = field(default_factory=set)
    navne: set[str] = field(default_factory=set)


FASTE = {
    "_": Modtager({0}),
    "Dansk": Modtager({0}),
    "doven": Modtager({0}),
    "frem": Modtager({1}),  # what a job is doing
}


class Samler:
    """Walks the program; `tekster` by source text, `fejl` what is wrong in the code itself."""

    def __init__(self, kode: Path = KODE, hjaelp: Iterable[str] | None = None) -> None:
        self.filer = {
            sti.relative_to(kode).as_posix(): ast.parse(sti.read_text(encoding="utf-8"))
            for sti in sorted(kode.rglob("*.py"))
        }
        self.lokale = {fil: dict(_find_modtagere(trae)) for fil, trae in self.filer.items()}
        self.modtagere = _slaa_sammen(dict(_find_modtagere(t, indre=False)) for t in self.filer.values())
        self.tekster: dict[str, Tekst] = {}
        self.fejl: list[str] = []
        for fil, trae in self.filer.items():
            for knude in ast.walk(trae):
                self._se_paa(fil, knude)
        for tekst in find_hjaelp() if hjaelp is None else hjaelp:
            self._gem("cli/__init__.py", tekst, None)
        for sted, noegler in TOML_TEKSTER.items():
            for tekst in _tomltekster(kode / sted, noegler):
                self._gem(sted, tekst, None)
        for sted, kilde in iter_skabeloner(kode / SKABELONER):
            self.fejl += find_loese_ord(sted, kilde)
            for t in find_tekster(sted, kilde):
                self._gem(sted, t.ental, t.flertal)
                self.fejl += _skabelonfejl(t)

    def _se_paa(self, fil: str, knude: ast.AST) -> None:
        match knude:
            case ast.AnnAssign(value=ast.expr() as vaerdi) if _er_dansk(knude.annotation):
                self._hent(fil, [vaerdi])
            case ast.Assign(targets=[ast.Name(id=navn)]) if navn in TEKSTNAVNE:
                self._hent(fil, [knude.value])
            case ast.FunctionDef():
                self._hent(fil, list(_standarder(knude)))
                self.fejl += _skygge(fil, knude)
            case ast.Call():
                self._se_paa_kald(fil, knude, _navn(knude.func))

    def _se_paa_kald(self, fil: str, kald: ast.Call, navn: str) -> None:
        if navn == "antal_ord":
            self._hent_flertal(fil, kald.args[1:3])
        elif modtager := FASTE.get(navn) or self.lokale[fil].get(navn) or self.modtagere.get(navn):
            argumenter = [a for nr, a in enumerate(kald.args) if nr in modtager.pladser]
            argumenter += [k.value for k in kald.keywords if k.arg in modtager.navne]
            self._hent(fil, argumenter)
            self.fejl += _fstrenge(fil, argumenter)
        if navn in ("_", "antal_ord"):
            self.fejl += _pladsfejl(fil, kald)
        if navn in UDSKRIFT and not fil.startswith(IKKE_TEKST):
            self.fejl += _raa(fil, kald.args)

    def _hent(self, fil: str, udtryk: list[ast.expr]) -> None:
        for konstant in (k for u in udtryk for k in _konstanter(u)):
            self._gem(fil, konstant.value, None)

    def _hent_flertal(self, fil: str, udtryk: list[ast.expr]) -> None:
        ord_ = [u.value for u in udtryk if isinstance(u, ast.Constant)]
        if len(ord_) == 2:
            self._gem(fil, ord_[0], ord_[1])

    def _gem(self, fil: str, ental: Any, flertal: Any) -> None:
        if not isinstance(ental, str) or not ORD.search(ental):
            return
        tekst = self.tekster.setdefault(ental, Tekst(ental, flertal))
        if flertal and tekst.flertal and flertal != tekst.flertal:
            self.fejl.append(f"{fil}: to flertal af »{ental}«: {tekst.flertal}, {flertal}")
        tekst.flertal = tekst.flertal or flertal
        if fil not in tekst.steder:
            tekst.steder.append(fil)


def _tomltekster(sti: Path, noegler: tuple[str, ...]) -> Iterator[str]:
    """The values of these keys, however deep they stand."""
    koe: list[Any] = [tomllib.loads(sti.read_text(encoding="utf-8"))] if sti.exists() else []
    while koe:
        knude = koe.pop(0)
        yield from (v for k, v in knude.items() if k in noegler and isinstance(v, str))
        koe += [v for v in knude.values() if isinstance(v, dict)]


def _skabelonfejl(t: Skabelontekst) -> Iterator[str]:
    """`{% t "… {antal} …" antal=… %}`: as `_pladsfejl`."""
    naevnt = set(PLADS.findall(t.ental + (t.flertal or "")))
    if t.felter is not None and naevnt | {"antal"} != t.felter | {"antal"}:
        yield f"src/ffb/{t.sted}: felterne passer ikke med teksten »{t.ental}«"


def find_hjaelp() -> Iterator[str]:
    """The help of every command and option, as the program has it."""
    from ffb.cli import app
    from ffb.cli.hjaelp import iter_tekster

    yield from iter_tekster(app)


def _find_modtagere(trae: ast.Module, *, indre: bool = True) -> Iterator[tuple[str, Modtager]]:
    """Every function and class of a file with a parameter or field that takes a source text.

    Args:
        indre: functions inside functions too; no other file can call those.
    """
    metoder: dict[ast.AST, str] = {}
    for knude in ast.walk(trae) if indre else _iter_ydre(trae):
        if isinstance(knude, ast.ClassDef):
            metoder |= {m: knude.name for m in knude.body if isinstance(m, ast.FunctionDef)}
            felter = [f for f in knude.body if isinstance(f, ast.AnnAssign)]
            navngivne = [(_navn(f.target), f.annotation) for f in felter]
            yield from _modtager(knude.name, navngivne)
        elif isinstance(knude, ast.FunctionDef):
            klasse = metoder.get(knude)
            arg = [*knude.args.posonlyargs, *knude.args.args][1 if klasse else 0 :]
            navn = klasse if klasse and knude.name == "__init__" else knude.name
            par = [(a.arg, a.annotation) for a in (*arg, *knude.args.kwonlyargs)]
            yield from _modtager(navn, par)


def _iter_ydre(trae: ast.Module) -> Iterator[ast.AST]:
    for knude in trae.body:
        yield knude
        if isinstance(knude, ast.ClassDef):
            yield from knude.body


def _modtager(navn: str, par: Sequence[tuple[str, ast.expr | None]]) -> Iterator[tuple[str, Modtager]]:
    danske = [(nr, felt) for nr, (felt, annotering) in enumerate(par) if _er_dansk(annotering)]
    if danske:
        yield navn, Modtager({nr for nr, _ in danske}, {felt for _, felt in danske})


def _slaa_sammen(lokale: Iterable[dict[str, Modtager]]) -> dict[str, Modtager]:
    """By name over all files: the same name in two files takes what either takes."""
    alle: dict[str, Modtager] = {}
    for navn, modtager in (par for et in lokale for par in et.items()):
        faelles = alle.setdefault(navn, Modtager())
        faelles.pladser |= modtager.pladser
        faelles.navne |= modtager.navne
    for klasse in ("BrugsFejl", "UkendtKommune", "UkendtKatalog"):
        alle[klasse] = alle.get("FfbError", Modtager())
    return alle


def _navn(udtryk: ast.expr) -> str:
    return udtryk.id if isinstance(udtryk, ast.Name) else getattr(udtryk, "attr", "")


def _er_dansk(annotering: ast.expr | None) -> bool:
    return annotering is not None and any(
        isinstance(k, ast.Name) and k.id == "Dansk" for k in ast.walk(annotering)
    )


def _konstanter(udtryk: ast.expr) -> Iterator[ast.Constant]:
    """The string literals an expression may come out as; never the keys of a dict, nor what is in a call."""
    match udtryk:
        case ast.Constant(value=str()):
            yield udtryk
        case ast.IfExp():
            yield from (k for u in (udtryk.body, udtryk.orelse) for k in _konstanter(u))
        case ast.Tuple() | ast.List() | ast.Set():
            yield from (k for u in udtryk.elts for k in _konstanter(u))
        case ast.Dict():
            yield from (k for u in udtryk.values for k in _konstanter(u))
        case ast.Starred():
            yield from _konstanter(udtryk.value)
        case _:
            return


def _standarder(funktion: ast.FunctionDef) -> Iterator[ast.expr]:
    """The default values of parameters that take a source text."""
    args = [*funktion.args.posonlyargs, *funktion.args.args]
    par = [*zip(args[len(args) - len(funktion.args.defaults) :], funktion.args.defaults, strict=True)]
    par += [(a, d) for a, d in zip(funktion.args.kwonlyargs, funktion.args.kw_defaults, strict=True) if d]
    return (d for a, d in par if _er_dansk(a.annotation))


def _pladsfejl(fil: str, kald: ast.Call) -> Iterator[str]:
    """`_("… {antal} …", antal=…)`: the fields given are those the text names."""
    sted = f"src/ffb/{fil}:{kald.lineno}"
    navne = {k.arg for k in kald.keywords}
    for udtryk in kald.args:
        for konstant in _konstanter(udtryk):
            naevnt = set(PLADS.findall(str(konstant.value))) - ({"antal"} if len(kald.args) > 1 else set())
            if navne and None not in navne and navne != naevnt:
                yield f"{sted}: felterne passer ikke med teksten »{konstant.value!s}«"


def _skygge(fil: str, funktion: ast.FunctionDef) -> Iterator[str]:
    """A function that throws values away in `_` cannot ask for a text with it."""
    i_lister = (
        n.target
        for k in ast.walk(funktion)
        for n in getattr(k, "generators", ())
        if isinstance(n, ast.comprehension)
    )
    lokale = {id(n) for maal in i_lister for n in ast.walk(maal)}
    navne = [n for n in ast.walk(funktion) if isinstance(n, ast.Name) and n.id == "_" and id(n) not in lokale]
    skygget = any(isinstance(n.ctx, ast.Store) for n in navne) or any(
        a.arg == "_" for a in (*funktion.args.args, *funktion.args.kwonlyargs)
    )
    kaldt = {_navn(k.func) for k in ast.walk(funktion) if isinstance(k, ast.Call)}
    if skygget and "_" in kaldt:
        yield f"src/ffb/{fil}:{funktion.lineno}: {funktion.name} bruger _ både til affald og til tekst"


def _fstrenge(fil: str, udtryk: list[ast.expr]) -> Iterator[str]:
    """Texts that hold their values already, where a source text is asked for."""
    for u in udtryk:
        if isinstance(u, ast.JoinedStr) and any(SAETNING.search(d) for d in _dele(u)):
            yield f"src/ffb/{fil}:{u.lineno}: en f-streng kan ikke oversættes; skriv _(tekst, felt=…)"


def _raa(fil: str, udtryk: list[ast.expr]) -> Iterator[str]:
    """Words printed as they stand; names of commands and options are the same in every language."""
    for u in udtryk:
        dele = _dele(u) if isinstance(u, ast.JoinedStr) else [k.value for k in _konstanter(u)]
        if any(ORD.search(FASTE_ORD.sub("", str(d))) for d in dele):
            yield f"src/ffb/{fil}:{u.lineno}: udskrives uden at kunne oversættes; skriv _(…)"


def _dele(u: ast.JoinedStr) -> list[str]:
    return [str(d.value) for d in u.values if isinstance(d, ast.Constant)]


# -- what is left out ----------------------------------------------------------------------------------


def find_glemte(samler: Samler) -> Iterator[str]:
    """Literals with Danish letters that are no text of the catalogue."""
    kendte = samler.tekster.keys() | {t.flertal for t in samler.tekster.values()}
    for fil, trae in samler.filer.items():
        if fil.startswith(IKKE_TEKST) or "/migrations/" in fil:
            continue
        udenfor = {id(k) for k in _uden_for_tale(trae)}
        for knude in ast.walk(trae):
            if not isinstance(knude, ast.Constant) or id(knude) in udenfor:
                continue
            tekst = knude.value
            if isinstance(tekst, str) and DANSK.search(tekst) and tekst not in kendte | DATA:
                yield f"src/ffb/{fil}:{knude.lineno}: ikke i kataloget: »{tekst[:60]}«"


def _uden_for_tale(trae: ast.Module) -> Iterator[ast.AST]:
    """Docstrings, help texts (gathered from the commands), and what only a developer meets."""
    for knude in ast.walk(trae):
        if isinstance(knude, ast.Expr) and isinstance(knude.value, ast.Constant):
            yield knude.value
        if isinstance(knude, ast.keyword) and knude.arg == "help":
            yield knude.value
        if isinstance(knude, ast.FunctionDef) and knude.name in KUN_DANSK:
            yield from ast.walk(knude)
        if isinstance(knude, ast.Assign) and _navn(knude.targets[0]) in KUN_DANSK:
            yield from ast.walk(knude)
        if isinstance(knude, ast.Raise) and knude.exc is not None:
            navn = _navn(knude.exc.func) if isinstance(knude.exc, ast.Call) else ""
            if navn in ("RuntimeError", "ValueError", "RegelFejl", "AssertionError", "KeyError"):
                yield from ast.walk(knude)
        if (
            isinstance(knude, ast.Call)
            and isinstance(knude.func, ast.Attribute)
            and _navn(knude.func.value) == "log"
        ):
            yield from ast.walk(knude)


# -- the catalogue --------------------------------------------------------------------------------------


def write_po(tekster: dict[str, Tekst], kendt: Katalog) -> str:
    """The whole of en.po: every source text in the order of its first file, with the English there is."""
    poster = [HOVED]
    for t in sorted(tekster.values(), key=lambda t: (t.steder[0], t.ental)):
        svar = kendt.get(t.ental, ())
        tom = ("",) if t.flertal is None else ("", "")
        if t.flertal is None:
            svar = svar[:1] or tom
        elif len(svar) != 2:
            svar = tom
        poster.append(write_post(t.ental, t.flertal, svar, tuple(t.steder)))
    return "\n".join(poster)


def check_katalog(tekster: dict[str, Tekst], kendt: Katalog) -> Iterator[str]:
    """Texts without English, English with other placeholders, English no text asks for."""
    for t in tekster.values():
        svar = kendt.get(t.ental)
        if svar is None or (t.flertal is not None and len(svar) != 2):
            yield f"en.po: mangler engelsk: »{t.ental}« ({t.steder[0]})"
            continue
        for dansk, engelsk in zip((t.ental, t.flertal or ""), svar, strict=False):
            if sorted(PLADS.findall(dansk)) != sorted(PLADS.findall(engelsk)):
                yield f"en.po: andre felter end i »{dansk}«"
    yield from (f"en.po: bruges ikke: »{noegle}«" for noegle in kendt if noegle not in tekster)


def find_fejl(samler: Samler, kendt: Katalog) -> list[str]:
    """Everything that is wrong, in code and catalogue."""
    return [*samler.fejl, *find_glemte(samler), *check_katalog(samler.tekster, kendt)]


def load_kendt() -> Katalog:
    return read_po(EN_PO.read_text(encoding="utf-8")) if EN_PO.exists() else {}
