"""The networks that are compared. Names and sizes are those of BenchmarkCase.standard in Sources/Benchmarks/Steps."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Case:
    """A stack of recurrent layers, dropout after each, and a dense layer of `classes` outputs.

    What stands behind `labels_each_step` not all programs have: these cases are compared with PyTorch alone.
    """

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
    end: str = "last"  # what makes one row of a sequence: "last", "first", "mean", "max", "attend" or "pool", windows of two before the last
    state: str = ""  # what is done to states: "dropout", "zoneout" or "norm"
    convolutions: int = 0  # channels of two layers of windows of 5 before, the second of which takes every second step
    joined: int = 0  # channels of a layer of windows of 5, beside the recurrent layers
    bidirectional: bool = False
    loss: str = "standard"  # or "smoothing", "focal", "crf", "ctc" or "two targets", a class and a value
    tied: bool = False  # reads symbols, as many as `features`, by a table that tells the next one as well

    @property
    def widths(self) -> list[int]:
        """How many numbers a step has before each recurrent layer."""
        return [self.features] + [self.units] * (self.layers - 1)

    @property
    def outputs(self) -> int:
        """How many numbers the network says."""
        return self.features if self.tied else self.classes + (self.loss == "two targets")

    @property
    def is_plain(self) -> bool:
        special = self.state or self.convolutions or self.joined or self.bidirectional or self.tied
        return not special and self.end == "last" and self.loss == "standard"

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
    *(Case(f"gru 3x200 {end} batch 100", "gru", 3, 200, batch=100, end=end) for end in ["attend", "max", "mean", "first"]),
    Case("gru 3x200 pool 2 batch 100", "gru", 3, 200, batch=100, end="pool"),
    Case("gru 3x200 recurrent dropout batch 100", "gru", 3, 200, batch=100, state="dropout"),
    Case("gru 3x200 zoneout batch 100", "gru", 3, 200, batch=100, state="zoneout"),
    Case("gru 3x200 norm batch 100", "gru", 3, 200, batch=100, state="norm"),
    Case("gru 3x200 focal batch 100", "gru", 3, 200, batch=100, loss="focal"),
    Case("gru 3x200 smoothing batch 100", "gru", 3, 200, batch=100, loss="smoothing"),
    Case("gru 3x200 two targets batch 100", "gru", 3, 200, batch=100, loss="two targets"),
    Case("conv 5x64, gru 200 batch 100", "gru", 1, 200, batch=100, dropout=0, steps=56, convolutions=64),
    Case("join of gru 200 and conv 5x64 batch 100", "gru", 1, 200, batch=100, dropout=0, joined=64),
    Case("lstm 256, 10000 symbols, tied", "lstm", 1, 256, batch=32, dropout=0, steps=64, features=10_000, tied=True),
    *(
        Case(
            f"bidirectional lstm 128{name} batch 32", "lstm", 1, 128, batch=32, dropout=0, features=64, classes=17,
            labels_each_step=True, bidirectional=True, loss=loss,
        )
        for name, loss in [("", "standard"), (" crf", "crf"), (" ctc", "ctc")]
    ),
]

# What StepTrial in Sources/Recurrent/Execution trains with: RMSProp.
LEARNING_RATE = 1e-4
DECAY = 0.9
EPSILON = 1e-10
