"""The kinds of posts an older system holds, the terms in them, and what each term may become.

Opinion taken: the kinds are ours and few; an older system's own tables are read into them by column names.
"""

from __future__ import annotations

from dataclasses import dataclass

from ffb.sprog import Dansk


@dataclass(frozen=True, slots=True)
class Led:
    """A term of a post.

    Args:
        rolle: which part of the mapping table it is looked up in.
        kolonne: where it stands in a post.
        kraevet: FFB cannot do without it.
    """

    rolle: str
    kolonne: str
    kraevet: bool = True


@dataclass(frozen=True, slots=True)
class Art:
    """A kind of post. `hoved` is its main term; `sider` the others; `i_indsats`: in the smaller scope."""

    navn: str
    titel: Dansk
    hoved: Led | None
    sider: tuple[Led, ...] = ()
    i_indsats: bool = False


ROLLER: dict[str, tuple[str, ...]] = {
    "tema": ("ff_undertema", "omgivelse_undertema", "ad_undertema"),
    "niveau": ("funktionsevneniveau",),
    "stoettebehov": ("stoettebehovsniveau",),
    "maalgruppe": ("maalgruppe",),
    "ydelse": ("ydelse",),
    "tilbud": ("tilbud",),
    "maaltype": ("maaltype",),
    "resultat": ("opfoelgningsresultat",),
}
"""Part of the mapping table -> kinds (`begreber.art`) its codes may be."""

DELES = frozenset({"tema", "maalgruppe", "ydelse"})
"""Roles whose terms may become several codes; a level, a tilbud, a måltype and a result are one."""

ROLLENAVN: dict[str, Dansk] = {
    "tema": "Tema",
    "niveau": "Funktionsevneniveau",
    "stoettebehov": "Støttebehov",
    "maalgruppe": "Målgruppe",
    "ydelse": "Ydelse",
    "tilbud": "Tilbud",
    "maaltype": "Måltype",
    "resultat": "Resultat af opfølgning",
    "delmaal": "Delmål",
}

ARTER: dict[str, Art] = {
    a.navn: a
    for a in (
        Art("tema", "Temaer", Led("tema", "term"), (Led("niveau", "niveau", False),)),
        Art("stoettebehov", "Støttebehov", Led("stoettebehov", "term")),
        Art("maalgruppe", "Målgrupper", Led("maalgruppe", "term")),
        Art("ydelse", "Ydelser", Led("ydelse", "term"), (Led("tilbud", "tilbud"),), True),
        Art(
            "indsatsmaal",
            "Indsatsmål",
            Led("tema", "term"),
            (Led("maaltype", "maaltype"), Led("niveau", "niveau")),
            True,
        ),
        Art("delmaal", "Delmål", None, (), True),
        Art("opfoelgning", "Opfølgninger", Led("resultat", "term")),
    )
}

OVERSAT, DELT, AFGOERES, TABT, BLIVER = "oversat", "delt", "afgoeres", "tabt", "bliver"
UDFALD: dict[str, Dansk] = {
    OVERSAT: "Oversat",
    DELT: "Delt",
    AFGOERES: "Kræver afgørelse",
    TABT: "Tabt",
    BLIVER: "Bliver i det gamle",
}
"""Every post has exactly one."""
