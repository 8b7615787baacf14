"""The statusnotat, put together from what has been written under the goals; the provider edits and sends it.

Source: 6-sag (Statusnotat): goals, scores, tagged notes; nothing is typed twice.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils import timezone

from ffb.server.sag.actions import create_objekt
from ffb.server.sag.models import Objekt, Sag
from ffb.server.sag.visning import Sagsindhold, Vist
from ffb.sprog import _, dato


def make_statusnotat(sag: Sag, indsats: str, *, by: Any) -> Objekt:
    """A draft statusnotat of an indsats: per goal its expectation, its sub-goals and notes since the last."""
    indhold = Sagsindhold(sag)
    felter = {
        "dato": timezone.localdate().isoformat(),
        "indsats": indsats,
        "tekst": assemble(indhold, indhold.alle[indsats]),
    }
    return create_objekt(sag, "statusnotat", felter, by=by)


def assemble(indhold: Sagsindhold, indsats: Vist) -> str:
    """The text: one paragraph per goal, then the notes that belong to none."""
    siden = _last_sent(indhold, indsats)
    noter = [n for n in indhold.of_slags("notat") if siden is None or (n.objekt.dato or date.min) > siden]
    ider = indsats.felter.get("maal")
    maal = [indhold.alle[i] for i in ider if i in indhold.alle] if isinstance(ider, list) else []
    afsnit = [_goal(indhold, m, noter) for m in maal]
    brugt = {n.id for m in maal for n in _notes_of(indhold, m, noter)}
    rest = [n for n in noter if n.id not in brugt and n.felter.get("indsats") == indsats.id]
    if rest:
        afsnit.append("\n".join([_("Øvrigt"), *(_note_line(n) for n in rest)]))
    return "\n\n".join(afsnit)


def _last_sent(indhold: Sagsindhold, indsats: Vist) -> date | None:
    """The day of the newest statusnotat of the indsats that is no draft."""
    dage = [
        v.objekt.dato
        for v in indhold.of_slags("statusnotat")
        if not v.er_kladde and v.felter.get("indsats") == indsats.id and v.objekt.dato
    ]
    return max(dage, default=None)


def _goal(indhold: Sagsindhold, maal: Vist, noter: list[Vist]) -> str:
    felter = maal.art.felter
    linjer = [_("Mål: {maal}", maal=str(maal.felter.get("maalformulering") or ""))]
    for navn in ("maaltype", "forventet"):
        if v := indhold.ord(felter[navn], maal.felter.get(navn)):
            linjer.append(f"{_(felter[navn].label)}: {v}")
    if tema := indhold.alle.get(str(maal.felter.get("tema") or "")):
        niveau = indhold.ord(tema.art.felter["niveau"], tema.felter.get("niveau"))
        linjer.append(_("Seneste vurdering: {niveau}", niveau=niveau))
    for d in _subgoals(indhold, maal):
        linjer.append(_("Delmål: {delmaal}", delmaal=str(d.felter.get("formulering") or "")))
    linjer += [_note_line(n) for n in _notes_of(indhold, maal, noter)]
    return "\n".join(linjer)


def _subgoals(indhold: Sagsindhold, maal: Vist) -> list[Vist]:
    return [d for d in indhold.of_slags("delmaal") if d.felter.get("maal") == maal.id]


def _notes_of(indhold: Sagsindhold, maal: Vist, noter: list[Vist]) -> list[Vist]:
    """Notes on the goal's sub-goals, and those tagged with its theme."""
    delmaal = {d.id for d in _subgoals(indhold, maal)}
    tema = maal.felter.get("tema")
    return [
        n
        for n in noter
        if n.felter.get("delmaal") in delmaal
        or (not n.felter.get("delmaal") and tema in (n.felter.get("temaer") or []))  # type: ignore[operator]
    ]


def _note_line(note: Vist) -> str:
    dag = dato(note.objekt.dato) if note.objekt.dato else ""
    return f"– {dag}: {note.felter.get('tekst') or ''}"
