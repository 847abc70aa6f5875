"""What is left to do in a round, as numbers: for the page that says where to go on."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from travaux.lib.viewer import Viewer

from ..models import Round
from .boards import Board
from .tables import UNNAMED, states_of


@dataclass(frozen=True)
class Left:
    """Of the comments that the viewer may know of."""

    comments: int
    not_placed: int
    undecided: int  # without a decision, whether or not an answer is proposed
    unnamed: int  # accepted, and neither the change nor why there is none is named


def left_in(viewer: Viewer, round: Round, board: Board, *, on: dt.date) -> Left:
    """One query beside those of the board, whatever the number of comments."""
    answers = [answer for each in board.addressees for answer in each.answers]
    comments = sum(answer.comments for answer in answers)
    states = Counter(states_of(viewer, round, on).values())
    undecided = comments - states["decided"] - states[UNNAMED]
    return Left(comments, sum(answer.not_placed for answer in answers), undecided, states[UNNAMED])
