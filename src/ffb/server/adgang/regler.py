"""The access rule of each page: `@kraever(Ret.X)` on the view, nothing else.

A view of a kommune has `kode` in its address and gets the Kommune itself. A view without a rule is refused by
`vagt.Adgangsvagt`, so none can be forgotten. Source: 2-arkitektur, Access.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse

from ffb.begreber import find_kommune
from ffb.server.adgang.roller import Ret

View = Callable[..., HttpResponse]


@dataclass(frozen=True, slots=True)
class Adgangsregel:
    """What a view asks for. `ret` None: any signed-in person. `offentlig`: anyone. `token`: a system."""

    ret: Ret | None = None
    offentlig: bool = False
    token: str | None = None


def offentlig(view: View) -> View:
    """Anyone may see it; it shows nothing of any kommune."""
    view.adgangsregel = Adgangsregel(offentlig=True)  # type: ignore[attr-defined]
    return view


def kraever(ret: Ret | None = None) -> Callable[[View], View]:
    """The person must be signed in and have `ret`, in the kommune of the address if it has one."""

    def pynt(view: View) -> View:
        @wraps(view)
        def vogtet(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            kommune = None
            if "kode" in kwargs:
                kommune = find_kommune(kwargs.pop("kode"))
                if kommune is None:
                    raise Http404
                kwargs["kommune"] = kommune
            if ret is not None and not request.user.har(ret, kommune.kode if kommune else None):
                raise PermissionDenied
            request.kommune = kommune
            return view(request, *args, **kwargs)

        vogtet.adgangsregel = Adgangsregel(ret=ret)  # type: ignore[attr-defined]
        return vogtet

    return pynt
