"""The loss report: what is mapped, split, undecided, lost or left, by kind, wave, term, citizen and provider.

Opinion taken: every post counts once in each table about posts, so their totals are equal; the table of terms
counts uses of terms, where a post has one to three. A term's outcome is the term's own; a post may wait for
another of its terms. Source: 6-sag (Conversion).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ffb.begreber import find_begreb, find_kommune
from ffb.konvertering.arter import AFGOERES, ARTER, BLIVER, ROLLENAVN, TABT, UDFALD
from ffb.konvertering.koer import Koersel
from ffb.konvertering.oversaet import GRUNDE, Udfald
from ffb.konvertering.plan import OMFANG, STRATEGIER, Boelge
from ffb.konvertering.tabel import term_noegle
from ffb.rapport.resultat import Kolonne, Opgoerelse, Rapporttabel
from ffb.sprog import Dansk, _, antal_ord, dato, heltal

Raekke = dict[str, Any]
FORBEHOLD: Dansk = "Prøvekørsel: intet er ændret i noget system"
TAELLER = (
    Kolonne("poster", "Poster", "antal"),
    Kolonne("oversat", "Oversat", "antal"),
    Kolonne("delt", "Delt", "antal"),
    Kolonne("afgoeres", "Kræver afgørelse", "antal", fejl=True),
    Kolonne("tabt", "Tabt", "antal", fejl=True),
    Kolonne("bliver", "Bliver i det gamle", "antal"),
)
SCORE = Kolonne("score_tabt", "Score tabt", "antal", fejl=True)


def count_udfald(udfald: Iterable[Udfald]) -> Raekke:
    """The counting columns of a row."""
    liste = list(udfald)
    antal = Counter(u.udfald for u in liste)
    return {
        "poster": len(liste),
        **{navn: antal[navn] for navn in UDFALD},
        "score_tabt": sum(u.score_tabt for u in liste),
    }


def build_tabsrapport(
    koersel: Koersel, *, kommune: str | None = None, sikker: bool = False, forbehold: Dansk = FORBEHOLD
) -> Opgoerelse:
    """The report of one run. `sikker`: pseudonyms in place of CPR, and no ids of posts."""
    k = find_kommune(kommune) if kommune else None
    i_alt = count_udfald(koersel.udfald)
    tal = i_alt | {"borgere": len({u.post.borger_id for u in koersel.udfald})}
    plan = koersel.plan
    tabeller = [
        _slags(koersel, i_alt),
        _boelger(koersel, i_alt),
        _termer(koersel),
        _udfoerere(koersel),
        _borgere(koersel, sikker),
        _afgoerelser(koersel, sikker),
    ]
    return Opgoerelse(
        art="konvertering",
        titel="Tabsrapport",
        kommune_kode=kommune,
        kommune_navn=k.navn if k else _("kommune ikke oplyst"),
        demo=koersel.gammelt.demo or bool(k and k.demo),
        dannet_paa="",
        konklusion=_konklusion(tal),
        tabeller={t.navn: t for t in tabeller},
        fakta=[
            ("Kilde", koersel.gammelt.kilde),
            ("Strategi", _(STRATEGIER[plan.strategi])),
            ("Omfang", _(OMFANG[plan.omfang])),
            ("Fra og med", dato(plan.start)),
        ],
        tal=tal,
        noter=list(koersel.gammelt.noter),
        forbehold=forbehold,
        sikker=sikker,
    )


def _konklusion(tal: Mapping[str, int]) -> tuple[str, str, str, str]:
    if not tal["poster"]:
        return "tom", _("Intet at konvertere"), _("Der er ingen poster."), _("Intet.")
    poster, af = antal_ord(tal["poster"], "post", "poster"), tal["oversat"] + tal["delt"]
    tekst = _(
        "{af} af {poster} hos {borgere} kan oversættes; {afgoeres} kræver en afgørelse, {tabt} går tabt, "
        "og {bliver} bliver i det gamle system.",
        af=heltal(af),
        poster=poster,
        borgere=antal_ord(tal["borgere"], "borger", "borgere"),
        afgoeres=heltal(tal["afgoeres"]),
        tabt=heltal(tal["tabt"]),
        bliver=heltal(tal["bliver"]),
    )
    if tal["afgoeres"]:
        return (
            "klar_med_mangler",
            _("Ikke færdig"),
            tekst,
            _("Tag stilling til termerne i listen, og kør igen."),
        )
    return "klar", _("Alt er afgjort"), tekst, _("Se det tabte igennem, før bølgerne køres.")


def _total(i_alt: Raekke, kolonne: str) -> Raekke:
    return {kolonne: _("I alt"), **i_alt}


def _slags(koersel: Koersel, i_alt: Raekke) -> Rapporttabel:
    efter: defaultdict[str, list[Udfald]] = defaultdict(list)
    for u in koersel.udfald:
        efter[u.post.art].append(u)
    raekker = [{"slags": _(a.titel), **count_udfald(efter[n])} for n, a in ARTER.items() if n in efter]
    return Rapporttabel(
        "slags",
        "I alt",
        (Kolonne("slags", "Slags", "tekst"), *TAELLER, SCORE),
        [*raekker, _total(i_alt, "slags")],
        noter=(
            "Hver post tælles én gang: oversat, delt, kræver afgørelse, tabt eller bliver.",
            "Score tabt: niveauet følger ikke med, fordi temaet er delt, tabt eller uden niveau i FFB.",
        ),
        total=True,
    )


def _boelger(koersel: Koersel, i_alt: Raekke) -> Rapporttabel:
    grupper: defaultdict[Boelge | str | None, list[Udfald]] = defaultdict(list)
    for u in koersel.udfald:
        grupper[BLIVER if u.udfald == BLIVER else koersel.boelge(u.post)].append(u)
    raekker = [
        {
            "boelge": b.navn,
            "dato": b.dato.isoformat(),
            "ansvarlig": b.ansvarlig or None,
            "borgere": len({u.post.borger_id for u in grupper[b]}),
            **count_udfald(grupper[b]),
        }
        for b in koersel.fordeling.boelger
    ]
    for noegle, navn in ((None, _("Uden bølge")), (BLIVER, _("Flytter ikke"))):
        if noegle in grupper:
            borgere = len({u.post.borger_id for u in grupper[noegle]})
            raekker.append(
                {"boelge": navn, "dato": None, "ansvarlig": None, "borgere": borgere}
                | count_udfald(grupper[noegle])
            )
    alle = len({u.post.borger_id for u in koersel.udfald})
    raekker.append({"dato": None, "ansvarlig": None, "borgere": alle, **_total(i_alt, "boelge")})
    kolonner = (
        Kolonne("boelge", "Bølge", "tekst"),
        Kolonne("dato", "Dato", "dato"),
        Kolonne("ansvarlig", "Ansvarlig", "tekst"),
        Kolonne("borgere", "Borgere", "antal"),
        *TAELLER,
        SCORE,
    )
    return Rapporttabel(
        "boelger", "Pr. bølge", kolonner, raekker, total=True,
        noter=("En borger, der flytter noget og lader andet blive, tælles i begge, men én gang i alt.",),
    )  # fmt: skip


def _termer(koersel: Koersel) -> Rapporttabel:
    brug: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    vist: dict[tuple[str, str], str] = {}
    for u in koersel.udfald:
        art = ARTER[u.post.art]
        for led in (art.hoved, *art.sider):
            if led is None or (term := getattr(u.post, led.kolonne)) is None:
                continue
            noegle = led.rolle, term_noegle(term)
            vist.setdefault(noegle, term)
            svar = BLIVER if u.udfald == BLIVER else _svar(koersel, led.rolle, term, u)
            brug[noegle][svar] += 1

    def orden(par: tuple[tuple[str, str], Counter[str]]) -> tuple[Any, ...]:
        noegle, antal = par
        return -antal[AFGOERES], -antal[TABT], noegle[0], -sum(antal.values()), noegle

    raekker = [
        {
            "rolle": _(ROLLENAVN[rolle]),
            "term": vist[rolle, noegle],
            "bliver_til": _koder(koersel, rolle, vist[rolle, noegle]),
            "poster": sum(antal.values()),
            **{navn: antal[navn] for navn in UDFALD},
        }
        for (rolle, noegle), antal in sorted(brug.items(), key=orden)
    ]
    alle: Counter[str] = sum(brug.values(), Counter())
    i_alt = {"poster": sum(alle.values()), **{navn: alle[navn] for navn in UDFALD}}
    raekker.append({"rolle": _("I alt"), "term": None, "bliver_til": None, **i_alt})
    kolonner = (
        Kolonne("rolle", "Rolle", "tekst"),
        Kolonne("term", "Gammel term", "tekst"),
        Kolonne("bliver_til", "Bliver til", "tekst"),
        Kolonne("poster", "Brugt", "antal"),
        *TAELLER[1:],
    )
    return Rapporttabel(
        "termer", "Pr. term", kolonner, raekker, total=True,
        noter=("En post har én til tre termer; hver tælles efter sit eget udfald.",),
    )  # fmt: skip


def _svar(koersel: Koersel, rolle: str, term: str, u: Udfald) -> str:
    return koersel.oversaetter.find_svar(rolle, term, u.post.post_id).udfald


def _koder(koersel: Koersel, rolle: str, term: str) -> str:
    svar = koersel.oversaetter.find_svar(rolle, term)
    navne = [b.term if (b := find_begreb(kode)) else kode for kode in svar.koder]
    if svar.udfald == AFGOERES:
        navne = [_("{grund}: {valg}", grund=_(GRUNDE[svar.grund]), valg=" / ".join(navne) or "–")]
    return " + ".join(navne) or _("Ingen modsvarighed")


def _udfoerere(koersel: Koersel) -> Rapporttabel:
    """Task list: the delmål of each provider that are still to be written anew."""
    efter: defaultdict[str, list[Udfald]] = defaultdict(list)
    for u in koersel.udfald:
        if u.post.art == "delmaal" and u.udfald != BLIVER:
            efter[u.post.udfoerer or _("Ikke oplyst")].append(u)
    raekker = [
        {
            "udfoerer": navn,
            "borgere": len({u.post.borger_id for u in liste}),
            "delmaal": len(liste),
            "tilbage": sum(u.udfald == AFGOERES for u in liste),
        }
        for navn, liste in sorted(efter.items())
    ]
    kolonner = (
        Kolonne("udfoerer", "Udfører", "tekst"),
        Kolonne("borgere", "Borgere", "antal"),
        Kolonne("delmaal", "Delmål", "antal"),
        Kolonne("tilbage", "Mangler at blive skrevet om", "antal", fejl=True),
    )
    return Rapporttabel("udfoerere", "Opgaver hos udførerne", kolonner, raekker)


def _person(koersel: Koersel, borger_id: int, sikker: bool) -> str | None:
    return f"P{borger_id}" if sikker else koersel.gammelt.cpr.get(borger_id)


def _persontitel(sikker: bool) -> str:
    return _("Pseudonym") if sikker else "CPR"


def _borgere(koersel: Koersel, sikker: bool) -> Rapporttabel:
    efter: defaultdict[int, list[Udfald]] = defaultdict(list)
    for u in koersel.udfald:
        efter[u.post.borger_id].append(u)
    raekker = []
    for borger_id, liste in efter.items():
        boelge = koersel.fordeling.borgere.get(borger_id)
        raekker.append(
            {
                "cpr": _person(koersel, borger_id, sikker),
                "boelge": boelge.navn if boelge else None,
                **count_udfald(liste),
            }
        )
    kolonner = (
        Kolonne("cpr", _persontitel(sikker), "kode"),
        Kolonne("boelge", "Bølge", "tekst"),
        *TAELLER,
        SCORE,
    )
    return Rapporttabel("borgere", "Pr. borger", kolonner, raekker, persondata=True)


def _afgoerelser(koersel: Koersel, sikker: bool) -> Rapporttabel:
    raekker = [
        {
            "cpr": _person(koersel, u.post.borger_id, sikker),
            "art": u.post.art,
            "post_id": None if sikker else u.post.post_id,
            "sagsnummer": None if sikker else u.post.sagsnummer,
            "rolle": u.rolle,
            "term": find_vaerdi(u),
            "hvorfor": _(GRUNDE[u.grund]),
            "ejer": u.post.udfoerer if u.post.art == "delmaal" else u.post.sagsbehandler,
        }
        for u in koersel.udfald
        if u.udfald == AFGOERES
    ]
    kolonner = (
        Kolonne("cpr", _persontitel(sikker), "kode"),
        Kolonne("art", "Slags", "kode"),
        Kolonne("post_id", "Post-id", "kode"),
        Kolonne("sagsnummer", "Sagsnummer", "kode"),
        Kolonne("rolle", "Rolle", "kode"),
        Kolonne("term", "Gammel term", "tekst"),
        Kolonne("hvorfor", "Hvorfor", "tekst"),
        Kolonne("ejer", "Hvem tager stilling", "tekst"),
    )
    return Rapporttabel("afgoerelser", "Kræver afgørelse", kolonner, raekker, persondata=True)


def find_vaerdi(u: Udfald) -> str | None:
    """The term a decision is missing on."""
    art = ARTER[u.post.art]
    leder: Sequence[Any] = (art.hoved, *art.sider)
    return next((getattr(u.post, led.kolonne) for led in leder if led and led.rolle == u.rolle), None)
