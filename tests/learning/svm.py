"""A linear support vector machine, one intent against the rest, in plain Python.

Hsieh et al., "A dual coordinate descent method for large-scale linear SVM" (ICML 2008), with the
squared loss: https://www.csie.ntu.edu.tw/~cjlin/papers/cddual.pdf
"""

import random
from collections import Counter
from collections.abc import Sequence
from typing import Final

PASSES: Final = 12
COST: Final = 0.1
"""What a row on the wrong side of the border costs, against a short vector of weights."""
_SMALL: Final = 0.01
_SEED: Final = 2015


def weights_of(
    rows: Sequence[Sequence[int]], is_it: Sequence[bool], count: int, worth: Sequence[float]
) -> list[float]:
    """Return the weight of each of *count* features that parts the rows which are it.

    A row is the features it has, one twice where it has it twice; *worth* says how much each row
    counts.
    """
    weights = [0.0] * count
    alphas = [0.0] * len(rows)
    signs = [1.0 if one else -1.0 for one in is_it]
    slack = [1 / (2 * COST * one) for one in worth]
    norms = [sum(many * many for many in Counter(row).values()) for row in rows]
    order = list(range(len(rows)))
    shuffle = random.Random(_SEED).shuffle  # noqa: S311 - the same each time, and no secret
    for _ in range(PASSES):
        shuffle(order)
        still = []
        for at in order:
            row, sign, alpha = rows[at], signs[at], alphas[at]
            gradient = sign * sum([weights[feature] for feature in row]) - 1 + alpha * slack[at]
            if not alpha and gradient > _SMALL:
                if gradient < 0.5:
                    still.append(at)
                continue
            still.append(at)
            if -_SMALL < gradient < _SMALL:
                continue
            alphas[at] = new = max(alpha - gradient / (norms[at] + slack[at]), 0.0)
            step = (new - alpha) * sign
            for feature in row:
                weights[feature] += step
        order = still
    return weights
