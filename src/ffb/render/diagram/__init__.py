"""An analysis as a picture: Vega-Lite drawn by vl-convert, in one frame and theme. No browser, no network."""

from ffb.render.diagram.billede import make_figur, til_moerk, til_png, til_svg, warm_tegner
from ffb.render.diagram.tema import Form, Tone

__all__ = ["Form", "Tone", "make_figur", "til_moerk", "til_png", "til_svg", "warm_tegner"]
