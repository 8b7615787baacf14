"""An analysis as a picture: Vega-Lite drawn by vl-convert, in one frame and theme. No browser, no network."""

from ffb.render.diagram.billede import til_png, til_svg
from ffb.render.diagram.tema import Tone

__all__ = ["Tone", "til_png", "til_svg"]
