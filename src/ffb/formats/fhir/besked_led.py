"""A message read part by part: every fault and remark is kept with its place, and the reading goes on.

Opinion taken: a part that is missing or of another kind is an empty part, so whoever reads never has to ask.
No value of the message stands in a fault: the place says where to look.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from ffb.begreber import FFB_SYSTEM, FFB_SYSTEM_GAMMEL, find_begreb
from ffb.errors import Exit, Filfejl
from ffb.formats.fhir.dato import read_dato
from ffb.sprog import Dansk, _

HOEJST = 2_000  # resources; the guide's example has 45
_NAVN = re.compile(r"[A-Za-z]{1,40}").fullmatch
_ID = re.compile(r"[A-Za-z0-9.-]{1,64}").fullmatch


@dataclass(slots=True)
class Meldinger:
    """What is wrong (`fejl` refuses the message) and what is worth knowing (`fund`)."""

    fejl: list[Filfejl] = field(default_factory=list)
    fund: list[Filfejl] = field(default_factory=list)

    def refuse(self, sted: str, hvad: Dansk, goer: Dansk) -> None:
        self.fejl.append(Filfejl(sted, hvad, goer, Exit.BESKADIGET))

    def remark(self, sted: str, hvad: Dansk, goer: Dansk) -> None:
        self.fund.append(Filfejl(sted, hvad, goer, Exit.BESKADIGET))


@dataclass(frozen=True, slots=True)
class Led:
    """One JSON object of a message and where it stands; empty when it is not there."""

    v: Mapping[str, Any]
    sti: str
    m: Meldinger

    def __bool__(self) -> bool:
        return bool(self.v)

    def at(self, navn: str) -> str:
        return f"{self.sti}.{navn}"

    def tekst(self, navn: str, *, kraevet: bool = False) -> str:
        """A text; "" when it is missing, which is refused if it is needed."""
        v = self.v.get(navn)
        if isinstance(v, str) and v.strip():
            return v.strip()
        if v is not None or kraevet:
            self._refuse(navn, v, _("en tekst"))
        return ""

    def tal(self, navn: str) -> int | None:
        v = self.v.get(navn)
        if v is None or (isinstance(v, int) and not isinstance(v, bool)):
            return v
        self._refuse(navn, v, _("et helt tal"))
        return None

    def led(self, navn: str, *, kraevet: bool = False) -> Led:
        v = self.v.get(navn)
        if isinstance(v, dict) and v:
            return Led(v, self.at(navn), self.m)
        if v is not None or kraevet:
            self._refuse(navn, v, _("et objekt"))
        return Led({}, self.at(navn), self.m)

    def liste(self, navn: str, *, kraevet: bool = False) -> list[Led]:
        """The objects of a list."""
        v = self.v.get(navn)
        if v is None and not kraevet:
            return []
        if not isinstance(v, list) or not v:
            self._refuse(navn, v, _("en liste"))
            return []
        rene = [x if isinstance(x, dict) else None for x in v]
        for nr, x in enumerate(rene, start=1):
            if x is None:
                self._refuse(f"{navn}[{nr}]", v[nr - 1], _("et objekt"))
        return [Led(x or {}, f"{self.at(navn)}[{nr}]", self.m) for nr, x in enumerate(rene, start=1)]

    def tekster(self, navn: str) -> list[str]:
        """The texts of a list."""
        v = self.v.get(navn)
        if v is None or (isinstance(v, list) and all(isinstance(x, str) for x in v)):
            return [x.strip() for x in v or [] if x.strip()]
        self._refuse(navn, v, _("en liste af tekster"))
        return []

    def dato(self, navn: str, *, kraevet: bool = False) -> date | None:
        """The day of a date or an instant."""
        tekst = self.tekst(navn, kraevet=kraevet)
        if not tekst:
            return None
        dag, brud = read_dato(tekst)
        if brud or dag is None:
            self.m.refuse(self.at(navn), "Datoen findes ikke.", "Skriv den som ÅÅÅÅ-MM-DD.")
        return dag

    def id(self) -> str:
        """The resource's id."""
        id_ = self.tekst("id", kraevet=True)
        if id_ and not _ID(id_):
            self.m.refuse(
                self.at("id"), "Id'et har tegn, FHIR ikke tillader.", "Brug højst 64 bogstaver, tal, - og ."
            )
        return id_

    def extension(self, url: str) -> Led:
        """The extension of this address; empty if there is none."""
        ens = (e for e in self.liste("extension") if e.v.get("url") == url)
        return next(ens, Led({}, self.at("extension"), self.m))

    def codes(self) -> Iterator[tuple[str, str]]:
        """The (system, code) of a CodeableConcept."""
        yield from ((c.tekst("system"), c.tekst("code")) for c in self.liste("coding"))

    def ffb_kode(self, *arter: str, kraevet: bool = False) -> str:
        """The code of FFB in a CodeableConcept, of one of these kinds; "" without one."""
        koder = [k for system, k in self.codes() if k and system in (FFB_SYSTEM, FFB_SYSTEM_GAMMEL)]
        if not koder:
            if kraevet:
                self.m.refuse(
                    self.sti, "Der er ingen kode fra FFB.", "Skriv begrebets kode fra FFB-kataloget."
                )
            return ""
        begreb = find_begreb(koder[0])
        if begreb is None or begreb.art not in arter:
            hvad = "Koden er ikke et begreb af den art, der skal stå her."
            self.m.refuse(self.sti, hvad, "Brug en kode fra feltets værdisæt i FFB.")
            return ""
        return begreb.kode

    def words(self) -> str:
        """A CodeableConcept in words: its text, else the first display."""
        ord_ = [self.tekst("text"), *(c.tekst("display") for c in self.liste("coding"))]
        return next((o for o in ord_ if o), "")

    def _refuse(self, navn: str, v: Any, hvad: str) -> None:
        if v is None:
            self.m.refuse(self.at(navn), "Elementet mangler.", _("Her skal stå {hvad}.", hvad=hvad))
        else:
            self.m.refuse(
                self.at(navn),
                "Elementet er tomt eller af en anden art.",
                _("Her skal stå {hvad}.", hvad=hvad),
            )


@dataclass(frozen=True, slots=True)
class Post:
    """A resource of the message. `art`: its resource type. `id`: its id, with the type where two share it."""

    led: Led
    art: str
    id: str

    def profile(self) -> str:
        """The last word of its profile, "" without one."""
        meta = self.led.v.get("meta")
        navne = meta.get("profile") if isinstance(meta, dict) else None
        foerste = navne[0] if isinstance(navne, list) and navne else ""
        return foerste.rsplit("-", 1)[-1] if isinstance(foerste, str) else ""


class Poster:
    """The resources of a message, found by what points at them; those nobody asked for are left over."""

    def __init__(self, bundle: Led) -> None:
        self.alle: list[Post] = []
        self._adresse: dict[str, Post] = {}
        self._set: set[int] = set()
        entries = bundle.liste("entry", kraevet=True)
        if len(entries) > HOEJST:
            hvad = "Der er flere ressourcer, end en bestilling kan have."
            bundle.m.refuse(bundle.at("entry"), hvad, _("Send højst {antal}.", antal=HOEJST))
            entries = []
        fundne = [(e, Led(led.v, f"{e.sti} {_art(led)}", led.m)) for e in entries if (led := _resource(e))]
        ider = Counter((_art(led), led.id()) for _e, led in fundne)
        delt = Counter(id_ for _art_, id_ in ider)
        for entry, led in fundne:
            self._add(entry, led, delt=delt[str(led.v.get("id"))] > 1)

    def _add(self, entry: Led, led: Led, *, delt: bool) -> None:
        art, id_ = _art(led), str(led.v.get("id") or "")
        post = Post(led, art, f"{art}/{id_}" if delt else id_)
        self.alle.append(post)
        for adresse in {f"{art}/{id_}", entry.tekst("fullUrl")} - {""}:
            if adresse in self._adresse:
                hvad = "To ressourcer har samme adresse."
                led.m.refuse(led.sti, hvad, "Giv hver ressource sit eget id og sin egen fullUrl.")
            self._adresse[adresse] = post

    def take(self, post: Post) -> Post:
        """This one has been read."""
        self._set.add(id(post))
        return post

    def is_read(self, post: Post) -> bool:
        return id(post) in self._set

    def leave(self, post: Post) -> None:
        """This one has been met but not read."""
        self._set.discard(id(post))

    def of(self, *arter: str) -> list[Post]:
        return [p for p in self.alle if p.art in arter]

    def left(self) -> list[Post]:
        """Those nobody has read."""
        return [p for p in self.alle if id(p) not in self._set]

    def find(self, peger: Led, *arter: str) -> Post | None:
        """What a Reference points at, taken; None for an empty one, and refused when it is not there."""
        post = self.see(peger, *arter)
        return self.take(post) if post else None

    def see(self, peger: Led, *arter: str) -> Post | None:
        """As `find`, without taking it."""
        if not peger:
            return None
        adresse = peger.tekst("reference", kraevet=True)
        post = self._adresse.get(adresse) or self._adresse.get("/".join(adresse.split("/")[-2:]))
        if adresse and post is None:
            hvad = "Henvisningen peger på noget, der ikke er i beskeden."
            peger.m.refuse(peger.sti, hvad, "Læg ressourcen i beskeden, eller ret henvisningen.")
        if post is not None and post.art not in arter:
            hvad = "Henvisningen peger på en anden slags ressource."
            peger.m.refuse(peger.sti, hvad, _("Peg på {arter}.", arter=_(" eller ").join(arter)))
            return None
        return post

    def find_all(self, pegere: list[Led], *arter: str) -> list[tuple[Led, Post]]:
        """Each Reference with what it points at."""
        return [(peger, post) for peger in pegere if (post := self.find(peger, *arter))]


def _resource(entry: Led) -> Led | None:
    """The resource of an entry, if it says what it is."""
    led = entry.led("resource", kraevet=True)
    return led if led and led.tekst("resourceType", kraevet=True) else None


def _art(led: Led) -> str:
    """Its resource type; what cannot be one is not shown as a place."""
    art = str(led.v["resourceType"]).strip()
    return art if _NAVN(art) else "?"
