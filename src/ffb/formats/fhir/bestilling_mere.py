"""What an order message carries that FFB has no field for, in words: relatives, consents, attachments …

Opinion taken: nothing a sender wrote is lost to the provider; what has no field of its own is shown as a
label and a text. The bytes of an attachment are not kept: the reader remarks that they are not.
Source: FSH of hl7dk/kl-ffb-messaging 0.1.0.
"""

from __future__ import annotations

from collections.abc import Iterator

from ffb.begreber import find_begreb
from ffb.formats.fhir.besked_led import Led, Post, Poster
from ffb.sprog import _

Par = tuple[str, str]
_VAERGE = "GUARD"


def read_mere(poster: Poster, borger: Post | None) -> list[Par]:
    """(label, words) of what is left when the order itself has been read; what is read here is taken."""
    ud = list(_citizen(borger.led)) if borger else []
    for post in poster.left():
        laes = _LAES.get(post.art)
        if laes and not poster.is_read(post):  # another may have said it meanwhile
            ord_ = [par for par in laes(post, poster) if par[1]]
            if ord_:
                poster.take(post)
            ud += ord_
    return ud


def _citizen(p: Led) -> Iterator[Par]:
    for adresse in p.liste("address"):
        by = f"{adresse.tekst('postalCode')} {adresse.tekst('city')}".strip()
        yield _("Borgerens adresse"), ", ".join(x for x in (*adresse.tekster("line"), by) if x)
    for telekom in p.liste("telecom"):
        if telekom.tekst("system") == "email":
            yield _("Borgerens e-mail"), telekom.tekst("value")
    for kontakt in p.liste("contact"):
        hvem = "; ".join(r.words() for r in kontakt.liste("relationship"))
        yield _("Borgerens kontaktperson"), _join(_name(kontakt.led("name")), hvem, *_phones(kontakt))


def _goal(post: Post, _poster: Poster) -> Iterator[Par]:
    yield _("Borgerens overordnede mål"), post.led.led("description").tekst("text")


def _condition(post: Post, _poster: Poster) -> Iterator[Par]:
    yield _("Diagnose"), post.led.led("code").words()


def _observation(post: Post, _poster: Poster) -> Iterator[Par]:
    hvad = post.led.led("code").words() or _("Vurdering")
    yield hvad, post.led.led("valueCodeableConcept").words() or post.led.tekst("valueString")


def _careplan(post: Post, poster: Poster) -> Iterator[Par]:
    """An indsats beside the one ordered, or a ydelse without a code of FFB."""
    ydelser = [_ydelse(a.led("detail").led("code")) for a in post.led.liste("activity")]
    hvor = []
    for _peger, team in poster.find_all(post.led.liste("careTeam"), "CareTeam"):
        sammen = [poster.find(d.led("member"), "Organization") for d in team.led.liste("participant")]
        hvor += [team.led.tekst("name"), *(o.led.tekst("name") for o in sammen if o)]
    yield _("Andet, borgeren får"), _join(*ydelser, *hvor, post.led.tekst("description"))


def _ydelse(kode: Led) -> str:
    begreb = next((b for _s, k in kode.codes() if (b := find_begreb(k))), None)
    return begreb.term if begreb else kode.words()


def _careteam(post: Post, poster: Poster) -> Iterator[Par]:
    for led in post.led.liste("participant"):
        yield from read_participant(led, poster)


def read_participant(led: Led, poster: Poster) -> Iterator[Par]:
    """One who takes part around the citizen: who, in which role, and how to reach them."""
    member = poster.find(led.led("member"), "Organization", "RelatedPerson")
    if member is None:
        return
    rolle = "; ".join(r.words() for r in led.liste("role"))
    om = next((e.tekst("valueString") for e in led.liste("extension") if "valueString" in e.v), "")
    if member.art == "RelatedPerson":
        yield from ((hvem, _join(ord_, om)) for hvem, ord_ in _related(member, poster))
        return
    hvem = [_join(_name(k.led("name")), *_phones(k)) for k in member.led.liste("contact")]
    yield rolle or _("Deltager"), _join(member.led.tekst("name"), *hvem, om)


def _related(post: Post, _poster: Poster) -> Iterator[Par]:
    arter = [k for r in post.led.liste("relationship") for _s, k in r.codes()]
    hvem = _("Værge") if _VAERGE in arter else _("Pårørende")
    forhold = "; ".join(o for r in post.led.liste("relationship") if (o := r.words()))
    navn = next((n for x in _names(post.led) if (n := _name(x))), "")
    yield hvem, _join(navn, forhold, *_phones(post.led))


def _names(p: Led) -> list[Led]:
    return p.liste("name") if isinstance(p.v.get("name"), list) else [p.led("name")]


def _consent(post: Post, _poster: Poster) -> Iterator[Par]:
    yield _("Samtykke"), "; ".join(o for k in post.led.liste("category") if (o := k.words()))


def _account(post: Post, poster: Poster) -> Iterator[Par]:
    ejer = poster.find(post.led.led("owner"), "Organization")
    numre = [i.tekst("value") for i in post.led.liste("identifier")]
    if ejer:
        ean = [_("EAN {nr}", nr=i.tekst("value")) for i in ejer.led.liste("identifier")]
        numre += [ejer.led.tekst("name"), *ean]
    yield _("Betaling"), _join(*numre)


def _document(post: Post, _poster: Poster) -> Iterator[Par]:
    bilag = [c.led("attachment") for c in post.led.liste("content")]
    for b in bilag:
        if b.v.get("data") or b.v.get("url"):
            goer = "Bed afsenderen om bilaget på anden måde."
            post.led.m.remark(b.sti, "Bilaget selv gemmes ikke, kun hvad det hedder.", goer)
    titler = [b.tekst("title") for b in bilag]
    yield _("Bilag"), _join(post.led.tekst("description"), *titler)


def _name(n: Led) -> str:
    return " ".join([*n.tekster("prefix"), *n.tekster("given"), n.tekst("family")]).strip()


def _phones(p: Led) -> list[str]:
    return [t.tekst("value") for t in p.liste("telecom")]


def _join(*dele: str) -> str:
    return ", ".join(d for d in dict.fromkeys(dele) if d)


_LAES = {
    "CareTeam": _careteam,
    "Goal": _goal,
    "Condition": _condition,
    "Observation": _observation,
    "CarePlan": _careplan,
    "RelatedPerson": _related,
    "Consent": _consent,
    "Account": _account,
    "DocumentReference": _document,
}
