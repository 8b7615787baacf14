"""The WSGI application that granian serves."""

from __future__ import annotations

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ffb.server.indstillinger")

from django.core.wsgi import get_wsgi_application

from ffb.server.start import die_with_parent
from ffb.server.varm import warm_in_background

die_with_parent()  # granian's worker must not hold the port after granian was killed
application = get_wsgi_application()
warm_in_background()
