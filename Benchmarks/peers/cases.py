"""The networks that are compared. Names and sizes are those of BenchmarkCase.standard in Sources/Benchmarks/Steps."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Case:
    """A stack of recurrent layers, dropout after each, and a dense layer of `classes` outputs."""

    name: str
    cell: str  # "gru" (reset gate after the product) or "lstm"
    layers: int
    units: int
    batch: int
    trains: bool = True  # a whole training step, not only a forward pass
    dropout: float = 0.5
    steps: int = 28
    features: int = 28
    classes: int = 10
    labels_each_step: bool = False  # otherwise one label a sequence, read from the last step

    @property
    def widths(self) -> list[int]:
        """How many numbers a step has before each recurrent layer."""
        return [self.features] + [self.units] * (self.layers - 1)

    @property
    def gates(self) -> int:
        return {"gru": 3, "lstm": 4}[self.cell]


CASES = [
    Case("gru 3x200 batch 100", "gru", 3, 200, batch=100),
    Case("gru 3x200 batch 10", "gru", 3, 200, batch=10),
    Case("lstm 3x200 batch 100", "lstm", 3, 200, batch=100),
    Case("lstm 3x200 batch 10", "lstm", 3, 200, batch=10),
    Case("lstm 2x512 batch 64", "lstm", 2, 512, batch=64, dropout=0, steps=128, features=64, labels_each_step=True),
    Case("gru 1x32 batch 100", "gru", 1, 32, batch=100, dropout=0),
    Case("gru 3x200 forward 1", "gru", 3, 200, batch=1, trains=False),
    Case("gru 3x200 forward 1000", "gru", 3, 200, batch=1000, trains=False),
]

# What StepTrial in Sources/Recurrent/Execution trains with: RMSProp.
LEARNING_RATE = 1e-4
DECAY = 0.9
EPSILON = 1e-10
