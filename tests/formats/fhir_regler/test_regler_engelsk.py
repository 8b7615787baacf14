"""The thorough check in English: the same breaches, and no Danish in what it says of them."""

from __future__ import annotations

from regler_eksempel import check, kraever_officielle, load_bundle
from regler_mutationer import make_mutationer
from regler_sager_form import SAGER, make_bytes

from ffb.formats.fhir.profil import PROFIL
from ffb.formats.fhir.regler import Brud, validate
from ffb.sprog import brug_sprog
from sprog.dansk import find_dansk


def find_alle() -> list[Brud]:
    """The breaches of every seventh mutation, every hand-written case and every faulty file."""
    brud = [b for m in make_mutationer()[::7] for b in check(m.bundle(), streng=True)]
    for _, _, spoil in SAGER:
        bundle = load_bundle()
        spoil(bundle)
        brud += check(bundle, streng=True)
    return brud + [b for _, _, data, _ in make_bytes() for b in validate(data)]


@kraever_officielle
def test_samme_brud_sagt_paa_engelsk() -> None:
    dansk = find_alle()
    with brug_sprog("en"):
        engelsk = find_alle()
    uden = [b._replace(aarsag=None, forventet=None) for b in dansk]
    assert uden == [b._replace(aarsag=None, forventet=None) for b in engelsk]
    tekster = {t for b in engelsk for t in (b.aarsag, b.forventet) if t} - {
        b.forventet
        for b in engelsk
        if b.regel == "FHIR-DISPLAY"  # the code's own name
    }
    assert len(tekster) > 100
    assert {o for t in tekster for o in find_dansk(t)} - set(PROFIL) == set()
