"""The products of a case as letters: udredning, bestilling, statusnotat; and what every letter has.

Opinion taken: what stands on the page stands in the letter, in the words of the page; a draft says so across
each sheet. An order holds what it carries (`bestil.find_carried`) and nothing else of the case.
Source: 6-sag (print of every product); S1 (what a bestilling and a statusnotat hold).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ffb.begreber import find_begreb, find_kommune
from ffb.render.brev import Afsnit, Brev, Celle, Par, Tabel
from ffb.server.leverance.boks import open_cpr
from ffb.server.sag.bestil import find_carried
from ffb.server.sag.gemt import unseal
from ffb.server.sag.models import Sag
from ffb.server.sag.visning import Sagsindhold, Vist
from ffb.sprog import _


@dataclass(frozen=True, slots=True)
class Kilde:
    """A product and the case it stands in. `sted`: the provider who prints it, "" for the kommune."""

    indhold: Sagsindhold
    vist: Vist
    sted: str = ""

    @property
    def sag(self) -> Sag:
        return self.indhold.sag

    def ord(self, felt: str, vist: Vist | None = None) -> str:
        v = vist or self.vist
        return self.indhold.ord(v.art.felter[felt], v.felter.get(felt))

    def pointed(self, felt: str, vist: Vist | None = None) -> list[Vist]:
        """What a field points at, withdrawn ones left out."""
        v = (vist or self.vist).felter.get(felt)
        ider = v if isinstance(v, list) else [v] if isinstance(v, str) else []
        fundne = (self.indhold.alle.get(i) for i in ider)
        return [f for f in fundne if f is not None and not f.er_fejl]


def make_udredning(k: Kilde) -> Brev:
    """The assessment, to the file."""
    temaer = k.pointed("temaer")
    afsnit = [
        Afsnit(_("Borgerens perspektiv"), k.ord("perspektiv")),
        *_themes(k, temaer),
        Afsnit(_("Uddybning af temaerne"), led=_notes(k, temaer)),
        Afsnit(_("Støttebehov"), led=[], tabel=_support(k, k.pointed("stoettebehov"))),
        Afsnit(_("Faglig vurdering"), k.ord("faglig_vurdering")),
    ]
    fakta = [
        (_("Udredt"), k.ord("dato")),
        (_("Udredningen er"), k.ord("tilstand")),
        (_("Kilde"), k.ord("kilde")),
    ]
    return build_letter(k, _("Udredning"), fakta, afsnit)


def make_bestilling(k: Kilde) -> Brev:
    """The order, from the kommune (or who sent it) to the provider."""
    med = find_carried(k.indhold, k.vist.objekt)
    indsats = next((v for v in med.values() if v.art.navn == "indsats"), None)
    ydelser = [v for v in med.values() if v.art.navn == "ydelse"]
    maal = [v for v in med.values() if v.art.navn == "indsatsmaal"]
    temaer = [v for v in med.values() if v.art.navn == "tema"]
    afsnit = [
        Afsnit(_("Formålet med indsatsen"), k.ord("formaal")),
        Afsnit(
            _("Indsatsen"), par=fill_pairs(k, indsats, ("tilbud", "start", "slut", "planlagt", "maalgrupper"))
        ),
        Afsnit(_("Ydelser"), tabel=_services(k, ydelser)),
        Afsnit(_("Indsatsmål"), led=[show_goal(k, nr, m) for nr, m in enumerate(maal, start=1)]),
        *_themes(k, temaer),
        Afsnit(_("Støttebehov"), tabel=_support(k, k.pointed("stoettebehov", indsats) if indsats else [])),
        Afsnit(_("Besked fra kommunen"), k.ord("besked")),
        *_received(k),
        Afsnit(_("Svar"), par=fill_pairs(k, k.vist, ("svar", "aarsag", "svartekst"))),
    ]
    fakta = [(_("Sendt"), k.ord("sendt")), (_("Svar senest"), k.ord("frist"))]
    hilsen = [f"{k.ord('kontakt_fornavn')} {k.ord('kontakt_efternavn')}".strip(), k.ord("kontakt_titel"),
              k.ord("kontakt_telefon"), k.ord("kontakt_mail")]  # fmt: skip
    return build_letter(
        k, _("Bestilling"), fakta, afsnit, til=k.ord("udfoerer"), hilsen=[h for h in hilsen if h]
    )


def _received(k: Kilde) -> list[Afsnit]:
    """What an order from elsewhere carries beside its own fields."""
    felter = ("sagsnummer", "handlekommune", "telefon")
    return [
        Afsnit(_("Fra afsenderen"), k.ord("andet", v), fill_pairs(k, v, felter))
        for v in k.indhold.of_slags("afsender")
    ]


def make_statusnotat(k: Kilde) -> Brev:
    """How it goes, to the kommune when the provider prints it."""
    indsats = next(iter(k.pointed("indsats")), None)
    maal = k.pointed("maal", indsats) if indsats else []
    afsnit = [
        Afsnit(_("Målene i korte træk"), tabel=_progress(k, maal)),
        Afsnit(_("Status"), k.ord("tekst")),
    ]
    fakta = [(_("Dato"), k.ord("dato")), (_("Sendt"), k.ord("sendt")), (_("Indsats"), k.ord("indsats"))]
    return build_letter(k, _("Statusnotat"), fakta, afsnit, til=_sender(k) if k.sted else "")


def build_letter(
    k: Kilde,
    hvad: str,
    fakta: Iterable[Par],
    afsnit: Sequence[Afsnit],
    *,
    til: str = "",
    hilsen: Sequence[str] = (),
) -> Brev:
    """What all products have: who writes, whom it is about, the case number."""
    borger = k.sag.borger
    navn = str(unseal(borger.navn))
    cpr = open_cpr(borger.kommune, [borger.borger_id]).get(borger.borger_id, "")
    aabning = next((v.felter for v in k.indhold.of_slags("sagsaabning")), {})
    enhed = "" if k.sted else str(aabning.get("enhed") or k.sag.enhed)
    om = [
        (_("Borger"), navn),
        ("CPR", f"{cpr[:6]}-{cpr[6:]}" if cpr else ""),
        (_("Sagsnummer"), k.sag.sagsnummer),
    ]
    return Brev(
        titel=f"{hvad}: {navn}",
        afsender=k.sted or _sender(k),
        enhed=enhed,
        modtager=til,
        fakta=[(n, t) for n, t in (*om, *fakta) if t],
        afsnit=afsnit,
        hilsen=hilsen,
        fod=_("{hvad} · Sag {nr}", hvad=hvad, nr=k.sag.sagsnummer),
        maerke=_mark(k),
    )


def _mark(k: Kilde) -> str:
    if k.vist.er_fejl:
        return _("FEJLREGISTRERET")
    if k.vist.er_kladde:
        return _("KLADDE")
    if k.sag.oevelse:
        return _("ØVELSE")
    kommune = find_kommune(k.sag.kommune)
    return "DEMO" if kommune is not None and kommune.demo else ""


def _sender(k: Kilde) -> str:
    """The kommune of the case; of an order from elsewhere, who sent it."""
    afsender = next((v.felter.get("navn") for v in k.indhold.of_slags("afsender")), None)
    kommune = find_kommune(k.sag.kommune)
    return str(afsender) if afsender else kommune.navn if kommune else k.sag.kommune


def _themes(k: Kilde, temaer: Sequence[Vist]) -> list[Afsnit]:
    """Themes in tables: those with a level, then the rest."""
    med = [t for t in temaer if t.felter.get("niveau")]
    uden = [t for t in temaer if not t.felter.get("niveau")]
    return [
        Afsnit(
            _("Aktivitet og deltagelse"),
            tabel=make_table(
                [_("Tema"), _("Funktionsevneniveau"), _("Vurderet")],
                [
                    [Celle(_theme(k, t)), _level(k, t), Celle(k.ord("senest", t) or k.ord("dato", t))]
                    for t in med
                ],
                (5, 5, 3),
            ),
        ),
        Afsnit(
            _("Funktioner, forhold og omgivelser"),
            tabel=make_table(
                [_("Tema"), _("Betydning for borgeren"), _("Dato")],
                [[Celle(_theme(k, t)), Celle(k.ord("gruppe", t)), Celle(k.ord("dato", t))] for t in uden],
                (5, 5, 3),
            ),
        ),
    ]


def _theme(k: Kilde, tema: Vist) -> str:
    return k.ord("kode", tema)


def _level(k: Kilde, vist: Vist, felt: str = "niveau") -> Celle:
    begreb = find_begreb(str(vist.felter.get(felt) or ""))
    trin = begreb.vaerdi if begreb and begreb.vaerdi is not None and begreb.vaerdi <= 4 else None
    return Celle(begreb.term if begreb else "", trin)


def _notes(k: Kilde, temaer: Sequence[Vist]) -> list[Afsnit]:
    return [Afsnit(_theme(k, t), k.ord("note", t)) for t in temaer if k.ord("note", t)]


def _support(k: Kilde, behov: Sequence[Vist]) -> Tabel:
    return make_table(
        [_("Støttebehovsniveau"), _("Dato"), _("Begrundelse")],
        [[_level(k, b), Celle(k.ord("dato", b)), Celle(k.ord("begrundelse", b))] for b in behov],
        (4, 3, 6),
    )


def _services(k: Kilde, ydelser: Sequence[Vist]) -> Tabel:
    felter = ("kode", "start", "slut", "timer_pr_uge")
    titler = [_("Ydelse"), _("Fra"), _("Til"), _("Timer pr. uge")]
    return make_table(titler, [[Celle(k.ord(f, y)) for f in felter] for y in ydelser], (5, 3, 3, 2))


def make_table(titler: Sequence[str], raekker: Sequence[Sequence[Celle]], bredder: Sequence[int]) -> Tabel:
    """A table without the columns nobody has written in."""
    brugt = [i for i in range(len(titler)) if any(r[i].tekst for r in raekker)]
    smal = [[r[i] for i in brugt] for r in raekker]
    return Tabel([titler[i] for i in brugt], smal, [bredder[i] for i in brugt])


def show_goal(k: Kilde, nr: int, maal: Vist) -> Afsnit:
    """A goal with what is written of it."""
    felter = ("maaltype", "tema", "aktuelt", "forventet", "opfoelgningsdato", "ansvarlig", "andre_temaer")
    titel = _("Mål {nr}", nr=nr)
    return Afsnit(titel, k.ord("maalformulering", maal), fill_pairs(k, maal, felter))


def _progress(k: Kilde, maal: Sequence[Vist]) -> Tabel:
    """Each goal: its theme's level now and the one expected."""
    raekker = []
    for m in maal:
        tema = next(iter(k.pointed("tema", m)), None)
        nu = _level(k, tema) if tema else Celle("")
        vurderet = (k.ord("senest", tema) or k.ord("dato", tema)) if tema else ""
        raekker.append([Celle(k.ord("maalformulering", m)), nu, Celle(vurderet), _level(k, m, "forventet")])
    return make_table([_("Mål"), _("Nu"), _("Vurderet"), _("Forventet")], raekker, (4, 5, 3, 5))


def fill_pairs(k: Kilde, vist: Vist | None, felter: Sequence[str]) -> list[Par]:
    """The filled fields of an object as (label, words); of a planned follow-up its day is enough."""
    if vist is None:
        return []
    ord_ = {f: k.ord(f, vist) for f in felter}
    if "planlagt" in felter:
        ord_["planlagt"] = "\n".join(k.ord("dato", p) for p in k.pointed("planlagt", vist))
    return [(_(vist.art.felter[f].label), o) for f, o in ord_.items() if o]
