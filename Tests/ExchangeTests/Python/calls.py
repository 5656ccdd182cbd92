"""What is asked of a network, and how far its answers are from those that are wanted.

NAME.json is a list of calls: {"inputs": {name: array}, "outputs": {name: array}, "lengths": [...]}, where an array is {"type", "shape", "values"}.
"""

import numpy


def array(description):
    return numpy.array(description["values"], dtype=description["type"]).reshape(description["shape"])


def deviation(found, wanted, lengths):
    """The greatest difference, as a share of the largest number that is wanted where that is more than 1. Of outputs a step only those within the lengths count."""
    difference = numpy.abs(found.astype(numpy.float64) - wanted.astype(numpy.float64))
    if found.shape != wanted.shape:
        raise SystemExit(f"shape {found.shape} in place of {wanted.shape}")
    if difference.ndim == 3:
        difference = numpy.concatenate([row[:length].ravel() for row, length in zip(difference, lengths)])
    if numpy.isnan(difference).any():
        raise SystemExit("not a number")
    return float(difference.max()) / max(1.0, float(numpy.abs(wanted).max()))
