"""Readers of what kommuner send: bytes in, tables of the model out.

`read` takes paths of any kind; `FORMATS` names the readers behind it.
"""

from ffb.formats.laesning import FORMATS, read

__all__ = ["FORMATS", "read"]
