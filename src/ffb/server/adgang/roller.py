"""What each role may do. One table, read by every page, every test and the handbook.

Source: 2-arkitektur, Access. `administrator` is ours: someone must let people in.
"""

from __future__ import annotations

from enum import StrEnum

from ffb.sprog import Dansk


class Rolle(StrEnum):
    """A role; the last three are national (no kommune)."""

    LAESER = "laeser"
    LEDER = "leder"
    SAGSBEHANDLER = "sagsbehandler"
    UDFOERER = "udfoerer"
    FAGLIG_ANSVARLIG = "faglig_ansvarlig"
    GODKENDER = "godkender"
    ADMINISTRATOR = "administrator"
    STATISTIKER = "statistiker"
    ANALYTIKER = "analytiker"
    DRIFT = "drift"


class Ret(StrEnum):
    """Something one may do. Each page asks for one of these."""

    SE_TAL = "se_tal"  # figures and findings without persons, leverancer, contacts
    SE_PERSONDATA = "se_persondata"  # lists and findings with persons; every look is in the trail
    INDLEVER = "indlever"  # hand in, object, assume a status
    BEGRUND = "begrund"  # explain a finding
    SAG = "sag"  # read and write the cases of the kommune; every look is in the trail
    SAG_UDFOERER = "sag_udfoerer"  # what one's own place has been ordered to deliver
    SAG_LISTE = "sag_liste"  # how many cases, how old, without persons
    KONVERTER = "konverter"  # look into a conversion and decide on its terms and posts
    EKSPORT = "eksport"  # take the rows of persons out, with pseudonyms; each time in the trail
    GODKEND = "godkend"
    STYR_ADGANG = "styr_adgang"  # people, roles, tokens of systems
    SE_SPOR = "se_spor"
    SE_NATIONALT = "se_nationalt"  # the state of every kommune
    STYR_NATIONALT = "styr_nationalt"  # reminders, joint reporters, status of systems
    SE_UDGIVELSE = "se_udgivelse"  # disclosure-controlled tables only
    SE_DRIFT = "se_drift"
    STYR_KATALOG = "styr_katalog"  # propose and approve versions of catalogues and guides


_TAL = {Ret.SE_TAL}
RETTER: dict[Rolle, frozenset[Ret]] = {
    Rolle.LAESER: frozenset(_TAL),
    Rolle.LEDER: frozenset({Ret.SE_TAL, Ret.SAG_LISTE}),
    Rolle.SAGSBEHANDLER: frozenset({Ret.SE_TAL, Ret.SE_PERSONDATA, Ret.SAG, Ret.SAG_LISTE, Ret.KONVERTER}),
    Rolle.UDFOERER: frozenset({Ret.SAG_UDFOERER}),  # own citizens only
    Rolle.FAGLIG_ANSVARLIG: frozenset(
        {
            Ret.SE_TAL,
            Ret.SE_PERSONDATA,
            Ret.INDLEVER,
            Ret.BEGRUND,
            Ret.EKSPORT,
            Ret.SE_SPOR,
            Ret.STYR_KATALOG,
            Ret.KONVERTER,
        }
    ),
    Rolle.GODKENDER: frozenset({Ret.SE_TAL, Ret.SE_PERSONDATA, Ret.GODKEND, Ret.STYR_KATALOG}),
    Rolle.ADMINISTRATOR: frozenset({Ret.STYR_ADGANG, Ret.SE_SPOR}),
    Rolle.STATISTIKER: frozenset(
        {
            Ret.SE_TAL,
            Ret.SE_PERSONDATA,
            Ret.SE_NATIONALT,
            Ret.STYR_NATIONALT,
            Ret.SE_UDGIVELSE,
            Ret.STYR_KATALOG,
        }
    ),
    Rolle.ANALYTIKER: frozenset({Ret.SE_UDGIVELSE}),
    Rolle.DRIFT: frozenset({Ret.SE_DRIFT, Ret.STYR_ADGANG, Ret.SE_SPOR}),
}
# with one of these a person must sign in with a second factor (FFB_KRAEV_TOTRIN): who sees citizens, and
# who could give himself the right to (ADR 0014)
KRAEVER_TOTRIN = frozenset(
    {Ret.SE_PERSONDATA, Ret.STYR_ADGANG, Ret.SE_SPOR, Ret.SAG, Ret.SAG_UDFOERER, Ret.KONVERTER, Ret.EKSPORT}
)
NATIONALE = frozenset({Rolle.STATISTIKER, Rolle.ANALYTIKER, Rolle.DRIFT})

GOER: dict[Rolle, Dansk] = {
    Rolle.LAESER: "Ser tal og fund uden borgere.",
    Rolle.LEDER: "Ser tal og fund uden borgere, og hvor mange sager der venter.",
    Rolle.SAGSBEHANDLER: "Fører sager; ser tal, fund og lister med borgere.",
    Rolle.UDFOERER: "Ser de borgere, der er bestilt hjælp til hos udføreren, og skriver delmål og notater.",
    Rolle.FAGLIG_ANSVARLIG: (
        "Indleverer, ser lister med borgere, begrunder fund, godkender kataloger, ser sporet."
    ),
    Rolle.GODKENDER: "Ser lister med borgere og godkender rapporten og kataloger.",
    Rolle.ADMINISTRATOR: "Inviterer personer, giver roller, laver nøgler til systemer og ser sporet.",
    Rolle.STATISTIKER: "Ser alle kommuners leverancer, rapporter og status.",
    Rolle.ANALYTIKER: "Ser kun tabeller, der er sikret mod at vise enkeltpersoner.",
    Rolle.DRIFT: "Holder serveren kørende, styrer adgang i alle kommuner og ser sporet.",
}

TITEL: dict[Rolle, Dansk] = {
    Rolle.LAESER: "Læser",
    Rolle.LEDER: "Leder",
    Rolle.SAGSBEHANDLER: "Sagsbehandler",
    Rolle.UDFOERER: "Udfører",
    Rolle.FAGLIG_ANSVARLIG: "Faglig ansvarlig",
    Rolle.GODKENDER: "Godkender",
    Rolle.ADMINISTRATOR: "Administrator",
    Rolle.STATISTIKER: "Statistiker (Danmarks Statistik)",
    Rolle.ANALYTIKER: "Analytiker",
    Rolle.DRIFT: "Drift",
}
