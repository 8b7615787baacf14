"""From a draft to a version: which catalogue it is, what is wrong, what it changes, and onto the disk.

Opinion taken: a version is never changed after it is written; another content needs another name. A day
belongs to one version: two that begin on the same day, or an end that reaches into another's days, are
refused. The first version of a catalogue may lack a start and holds from the beginning; later ones have one.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from ffb.begreber.arter import find_arter, keep_kendt
from ffb.begreber.forskel import Forskel, find_forskel
from ffb.begreber.katalog import UDGAAET, Begreb, Katalog
from ffb.begreber.sted import DATA_ROD, glem
from ffb.begreber.udkast import Post, Udkast, check_udkast
from ffb.begreber.versioner import katalog_navn_list, load_about, version_list
from ffb.errors import Exit, Filfejl, Laesefejl
from ffb.sprog import _, antal_ord, dato

NAVN = re.compile(r"[a-z][a-z0-9_]{0,39}")
VERSION = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,39}")
KOLONNER = (
    "kode", "term", "overordnet_kode", "art", "niveau", "vaerdi", "kortnavn", "lov", "definition",
    "erstattes_af", "status",
)  # fmt: skip
HALVDELEN = 0.5


@dataclass(frozen=True, slots=True)
class Valg:
    """What the importer chooses; None = as the files and the loaded catalogues tell.

    Args:
        katalog: short name of the catalogue.
        version: name of the version.
        gyldig_fra, gyldig_til: first and last day it holds, both inclusive.
        art: head of a branch, or name of a value set -> kind of its leaves.
    """

    katalog: str | None = None
    version: str | None = None
    gyldig_fra: date | None = None
    gyldig_til: date | None = None
    art: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Forslag:
    """A version ready to be imported, or what keeps it from that.

    Args:
        navn: the catalogue's short name.
        ny: the version; None where there are faults.
        foer: the version it is compared with: the one before its first day.
        forskel: from `foer` to `ny`; None without one of them.
        fejl: every fault; empty = it can be imported.
        noter: what was odd, and what the reader should see to.
    """

    navn: str
    ny: Katalog | None
    foer: Katalog | None
    forskel: Forskel | None
    fejl: list[Filfejl]
    noter: list[str]


def build_forslag(udkast: Udkast, valg: Valg, rod: Path | None = None) -> Forslag:
    """Hold a draft against the loaded catalogues. Reads only; every fault is in the answer."""
    fejl = check_udkast(udkast)
    navn = valg.katalog or _find_navn(udkast, rod)
    version = valg.version or re.sub(r"[^A-Za-z0-9._-]", "-", udkast.version)
    fejl += _navnefejl(navn, version, udkast)
    kendte = version_list(navn, rod) if navn in katalog_navn_list(rod) else ()
    fra = valg.gyldig_fra or udkast.dato
    fejl += _idfejl(f"{navn}/{version}", kendte, udkast) or _datofejl(kendte, fra, valg.gyldig_til, udkast)
    foer = _foer(kendte, fra)
    if fejl:
        return Forslag(navn, None, foer, None, fejl, udkast.noter)
    andre = [*([foer] if foer else []), *(k for k in kendte if k is not foer)]
    keep_kendt(udkast, andre)
    begreb_list, udgaaet_list = udkast.build(find_arter(udkast, andre, valg.art))
    om = load_about(navn, rod)
    ny = Katalog(
        id=f"{navn}/{version}",
        navn=om.get("navn") or udkast.titel or navn,
        version=version,
        gaelder_fra=fra,
        gaelder_til=valg.gyldig_til,
        system=om.get("system") or udkast.system,
        kilde=", ".join(udkast.filer),
        licens="",
        begreb_list=begreb_list,
        udgaaet_list=udgaaet_list,
    )
    forskel = find_forskel(foer, ny) if foer else None
    return Forslag(navn, ny, foer, forskel, [], [*udkast.noter, *_noter(ny, forskel)])


def load_fil(udkast: Udkast, sti: Path) -> Katalog:
    """A loose file as a catalogue without dates, for comparison. Raises Laesefejl with every fault."""
    if fejl := check_udkast(udkast):
        raise Laesefejl(fejl)
    begreb_list, udgaaet_list = udkast.build(find_arter(udkast))
    return Katalog(sti.name, sti.stem, "", None, None, udkast.system, sti.name, "", begreb_list, udgaaet_list)


def _find_navn(udkast: Udkast, rod: Path | None) -> str:
    """The catalogue with this system; else the one that has most of the codes; `` if none is it."""
    if udkast.system:
        for navn in katalog_navn_list(rod):
            if udkast.system in (
                load_about(navn, rod).get("system"),
                *load_about(navn, rod).get("ogsaa", []),
            ):
                return navn
    koder = {p.kode for p in udkast.poster}
    for navn in katalog_navn_list(rod):
        kendte = {b.kode for b in version_list(navn, rod)[0].begreb_list}
        if koder and len(koder & kendte) > HALVDELEN * len(koder):
            return navn
    return ""


def _navnefejl(navn: str, version: str, udkast: Udkast) -> Iterator[Filfejl]:
    sted = ", ".join(udkast.filer)
    if not navn:
        hvad = _("Det kan ikke ses, hvilket katalog filen hører til.")
        goer = _("Giv det et kort navn med --katalog, fx --katalog boern_unge.")
        yield Filfejl(sted, hvad, goer, Exit.OPSAETNING)
    elif not NAVN.fullmatch(navn) or navn == "kode":
        goer = _("Brug små bogstaver a-z, tal og _, begyndende med et bogstav.")
        yield Filfejl(sted, _("Katalogets navn kan ikke bruges."), goer, Exit.OPSAETNING)
    if not VERSION.fullmatch(version):
        hvad = _("Versionens navn mangler eller kan ikke bruges.")
        yield Filfejl(sted, hvad, _("Giv det med --version, fx --version 4.00."), Exit.OPSAETNING)


def _idfejl(id_: str, kendte: Sequence[Katalog], udkast: Udkast) -> list[Filfejl]:
    """A name that is taken: by the same content, or by another."""
    gammel = next((k for k in kendte if k.id == id_), None)
    if gammel is None:
        return []
    if _indhold(gammel.begreb_list) == _indhold(p for p in udkast.poster if not p.udgaaet):
        hvad = _("{id} er importeret allerede, med det samme indhold.", id=id_)
        goer = _("Der er intet at gøre.")
    else:
        hvad = _("{id} findes allerede, med et andet indhold.", id=id_)
        goer = _("Giv denne et andet navn med --version: en version ændres ikke bagefter.")
    return [Filfejl(", ".join(udkast.filer), hvad, goer, Exit.OPSAETNING)]


def _indhold(begreber: Iterable[Begreb | Post]) -> set[tuple[str | None, ...]]:
    return {(b.kode, b.term, b.overordnet_kode, b.definition) for b in begreber}


def _datofejl(
    kendte: Sequence[Katalog], fra: date | None, til: date | None, udkast: Udkast
) -> Iterator[Filfejl]:
    sted = ", ".join(udkast.filer)
    if fra and til and til < fra:
        yield Filfejl(sted, "Sidste dag ligger før første dag.", "Ret datoerne.", Exit.OPSAETNING)
        return
    if kendte and fra is None and til is None:
        hvad = _("Kataloget har allerede versionen {id}.", id=kendte[0].id)
        goer = _("Sig med --gyldig-fra, hvilken dag den nye gælder fra.")
        yield Filfejl(sted, hvad, goer, Exit.OPSAETNING)
        return
    for k in kendte:
        if dag := _strid(k, fra, til):
            hvad = _("To versioner gør krav på {dag}: denne og {id}.", dag=dato(dag), id=k.id)
            yield Filfejl(sted, hvad, "Vælg en anden første eller sidste dag.", Exit.OPSAETNING)


def _strid(k: Katalog, fra: date | None, til: date | None) -> date | None:
    """The first day both lay claim to. One that is open gives way to the one that begins later."""
    if fra == k.gaelder_fra:
        return fra or date.min
    foerste, sidste = fra or date.min, til or date.max
    if k.gaelder_til and (k.gaelder_fra or date.min) <= foerste <= k.gaelder_til:
        return foerste
    if til and k.gaelder_fra and foerste <= k.gaelder_fra <= sidste:
        return k.gaelder_fra
    return None


def find_konflikter(ny: Katalog, rod: Path | None = None) -> list[Filfejl]:
    """What keeps a version, read before, from being taken in now: its name or its days are taken."""
    navn = ny.id.partition("/")[0]
    kendte = version_list(navn, rod) if navn in katalog_navn_list(rod) else ()
    if any(k.id == ny.id for k in kendte):
        return [
            Filfejl(ny.id, _("{id} findes allerede, med et andet indhold.", id=ny.id), "", Exit.OPSAETNING)
        ]
    return list(_datofejl(kendte, ny.gaelder_fra, ny.gaelder_til, Udkast(filer=[ny.id])))


def find_foer(ny: Katalog, rod: Path | None = None) -> Katalog | None:
    """The version another is compared with: the one in force the day before its first day."""
    navn = ny.id.partition("/")[0]
    kendte = version_list(navn, rod) if navn in katalog_navn_list(rod) else ()
    return _foer([k for k in kendte if k.id != ny.id], ny.gaelder_fra)


def _foer(kendte: Sequence[Katalog], fra: date | None) -> Katalog | None:
    """The version in force the day before; else the oldest there is."""
    dagen_foer = fra - timedelta(days=1) if fra else date.max
    i_kraft = next((k for k in kendte if k.gaelder(dagen_foer)), None)
    return i_kraft or (kendte[-1] if kendte else None)


def _noter(ny: Katalog, forskel: Forskel | None) -> Iterator[str]:
    fra_listen = len(ny.udgaaet_list)
    if fra_listen:
        yield _("{koder} står som udgået i kilden", koder=antal_ord(fra_listen, "kode", "koder"))
    nye = forskel.tilfoejet if forskel else ny.begreb_list
    uden_lov = [b for b in nye if b.art in ("ydelse", "tilbud") and not b.lov]
    if uden_lov:
        yield _(
            "{begreber} uden lov: paragraffen kommer så fra mapningsvejledningen",
            begreber=antal_ord(len(uden_lov), "ny ydelse eller tilbud", "nye ydelser og tilbud"),
        )
    loese = [b for b in nye if b.art == "begreb"]
    if loese:
        yield _(
            "{begreber} uden kendt art: sig den med --art KODE=ART for den gren, de ligger i",
            begreber=antal_ord(len(loese), "nyt begreb", "nye begreber"),
        )


# -- onto the disk --------------------------------------------------------------------------------------


def make_csv(katalog: Katalog) -> bytes:
    """The version as the CSV it is kept in; the same version gives the same bytes."""
    import csv

    ud = io.StringIO(newline="")
    skriver = csv.writer(ud, delimiter=";", lineterminator="\n")
    skriver.writerow(KOLONNER)
    for status, liste in (("", katalog.begreb_list), (UDGAAET, katalog.udgaaet_list)):
        skriver.writerows(_linje(b, status) for b in liste)
    return ud.getvalue().encode()


def _linje(b: Begreb, status: str) -> list[str]:
    vaerdi = "" if b.vaerdi is None else str(b.vaerdi)
    ord_ = (b.kode, b.term, b.overordnet_kode or "", b.art, str(b.niveau), vaerdi, b.kortnavn or "")
    return [*ord_, ",".join(b.lov), b.definition or "", ",".join(b.erstattes_af), status]


def write_version(katalog: Katalog, mappe: Path) -> Path:
    """Put a version into the installation's folder; returns its file.

    The CSV is whole on disk before `about.toml` names it, so a reader meets all of it or none.
    Raises OSError; then the catalogue is as it was.
    """
    navn = katalog.id.partition("/")[0]
    sted = mappe / navn
    sted.mkdir(parents=True, exist_ok=True)
    data = make_csv(katalog)
    fil = sted / f"{katalog.version}.csv"
    _write(fil, data)
    poster = [p for p in _egne(sted) if p["id"] != katalog.id]
    poster.append(_aboutpost(katalog, fil.name, hashlib.sha256(data).hexdigest()))
    _write_about(sted, navn, katalog, poster)
    return fil


def remove_version(katalog_id: str, mappe: Path) -> bool:
    """Take an imported version out again; False if the folder does not have it."""
    navn, _skel, version = katalog_id.partition("/")
    sted = mappe / navn
    poster = _egne(sted)
    rest = [p for p in poster if p["id"] != katalog_id]
    if len(rest) == len(poster):
        return False
    if rest:
        _write_about(sted, navn, version_list(navn)[0], rest)
    else:
        (sted / "about.toml").unlink()
        glem()
    (sted / f"{version}.csv").unlink(missing_ok=True)
    return True


def read_fundne(mappe: Path) -> dict[str, str]:
    """Id -> hash of every version the folder names; the hash is `` where its file is not what was written."""
    ud = {}
    for about in sorted(mappe.glob("*/about.toml")):
        for post in _egne(about.parent):
            fil = about.parent / str(post["fil"])
            data = fil.read_bytes() if fil.is_file() else b""
            ud[str(post["id"])] = hashlib.sha256(data).hexdigest()
    return ud


def _egne(sted: Path) -> list[dict[str, Any]]:
    import tomllib

    if not (sted / "about.toml").is_file():
        return []
    return list(tomllib.loads((sted / "about.toml").read_text(encoding="utf-8")).get("version", []))


def _aboutpost(k: Katalog, fil: str, aftryk: str) -> dict[str, Any]:
    post = {"id": k.id, "fil": fil, "kilde": k.kilde, "sha256": aftryk}
    datoer = {"gaelder_fra": k.gaelder_fra, "gaelder_til": k.gaelder_til}
    return post | {n: d for n, d in datoer.items() if d}


def _write_about(sted: Path, navn: str, katalog: Katalog, poster: list[dict[str, Any]]) -> None:
    """TOML by hand: texts as JSON writes them are texts of TOML too, dates stand bare."""
    hoved = load_about(navn, DATA_ROD)
    om = {"navn": hoved.get("navn", katalog.navn), "system": hoved.get("system", katalog.system)}
    linjer = ["# Skrevet af programmet ved import (ffb begreber importer)."]
    linjer += [f"{n} = {_toml(v)}" for n, v in om.items()]
    for post in sorted(poster, key=lambda p: str(p["id"])):
        linjer += ["", "[[version]]", *(f"{n} = {_toml(v)}" for n, v in post.items())]
    _write(sted / "about.toml", ("\n".join(linjer) + "\n").encode())
    glem()


def _toml(vaerdi: Any) -> str:
    if isinstance(vaerdi, date):
        return vaerdi.isoformat()
    return json.dumps(str(vaerdi), ensure_ascii=False).replace("\x7f", "\\u007f")


def _write(fil: Path, data: bytes) -> None:
    """Whole or not at all: beside, to the disk, then into its place."""
    kladde = fil.with_name(f".{fil.name}.{os.getpid()}.ny")
    with kladde.open("wb") as ud:
        ud.write(data)
        ud.flush()
        os.fsync(ud.fileno())
    kladde.replace(fil)
