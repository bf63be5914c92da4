"""The diagram of a procedure as SVG: states as boxes, acts as words on the lines, read from top to bottom.

``moves`` says which acts move a matter; ``graph`` puts states and acts in rows; ``placing`` finds places for them;
``routing`` leads the lines; ``drawing`` writes the SVG. Pure, and the same bytes for the same declaration.
"""

from qingtian.procedures.diagram.drawing import diagram

__all__ = ["diagram"]
