"""Layers and losses of cases that PyTorch has no one module for, as its users write them. Tensors are [steps, batch, width]."""

import torch
from cases import Case
from torch import nn
from torch.nn import functional as f

RECURRENT_DROPOUT = 0.2
ZONEOUT = 0.1
WINDOW = 5


class Windows(nn.Module):
    """A convolution over time with zeros around."""

    def __init__(self, inputs: int, channels: int, stride: int = 1, activated: bool = True) -> None:
        super().__init__()
        self.layer = nn.Conv1d(inputs, channels, WINDOW, stride, padding=WINDOW // 2)
        self.activated = activated

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        y = self.layer(x.permute(1, 2, 0)).permute(2, 0, 1)
        return torch.relu(y) if self.activated else y


class RegularizedGRU(nn.Module):
    """A GRU with what is done to its states, step by step; the product with its inputs is one for all steps."""

    def __init__(self, inputs: int, units: int, state: str) -> None:
        super().__init__()
        self.units, self.state = units, state
        self.input = nn.Linear(inputs, 3 * units)
        self.hidden = nn.Linear(units, 3 * units)
        if state == "norm":
            self.input_gain = nn.Parameter(torch.ones(3 * units))
            self.hidden_gain = nn.Parameter(torch.ones(3 * units))

    def normed(self, layer: nn.Linear, x: torch.Tensor, gain: torch.Tensor) -> torch.Tensor:
        product = f.linear(x, layer.weight).unflatten(-1, (3, self.units))
        return f.layer_norm(product, (self.units,)).flatten(-2) * gain + layer.bias

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        gates = self.normed(self.input, x, self.input_gain) if self.state == "norm" else self.input(x)
        h = x.new_zeros(x.shape[1], self.units)
        mask = f.dropout(torch.ones_like(h), RECURRENT_DROPOUT) if self.state == "dropout" else None
        states = []
        for step in gates.unbind():
            seen = h if mask is None else h * mask
            product = self.normed(self.hidden, seen, self.hidden_gain) if self.state == "norm" else self.hidden(seen)
            r, z, n = step.chunk(3, -1)
            seen_r, seen_z, seen_n = product.chunk(3, -1)
            r, z = torch.sigmoid(r + seen_r), torch.sigmoid(z + seen_z)
            after = torch.lerp(torch.tanh(n + r * seen_n), h, z)
            h = torch.where(torch.rand_like(h) < ZONEOUT, h, after) if self.state == "zoneout" else after
            states.append(h)
        return torch.stack(states)


class Stack(nn.Module):
    def __init__(self, inputs: int, case: Case) -> None:
        super().__init__()
        widths = [inputs] + [case.units] * (case.layers - 1)
        self.layers = nn.ModuleList(RegularizedGRU(width, case.units, case.state) for width in widths)
        self.dropout = nn.Dropout(case.dropout)

    def forward(self, x: torch.Tensor) -> tuple[torch.Tensor, None]:
        for number, layer in enumerate(self.layers):
            x = layer(self.dropout(x) if number else x)
        return x, None


class Attend(nn.Module):
    def __init__(self, width: int) -> None:
        super().__init__()
        self.layer, self.context = nn.Linear(width, width), nn.Linear(width, 1, bias=False)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return (torch.softmax(self.context(torch.tanh(self.layer(x))), 0) * x).sum(0)


class End(nn.Module):
    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        match self.name:
            case "last":
                return x[-1]
            case "first":
                return x[0]
            case "mean":
                return x.mean(0)
            case "max":
                return x.amax(0)
            case _:
                return f.max_pool1d(x.permute(1, 2, 0), 2)[:, :, -1]


def before(case: Case) -> nn.Module | None:
    if case.tied:
        return nn.Embedding(case.features, case.units)
    if case.convolutions:
        return nn.Sequential(Windows(case.features, case.convolutions), Windows(case.convolutions, case.convolutions, stride=2))
    return None


def end(case: Case, width: int) -> nn.Module:
    if case.labels_each_step or case.tied:
        return nn.Identity()
    return Attend(width) if case.end == "attend" else End(case.end)


class ClassLoss(nn.Module):
    def __init__(self, labels: torch.Tensor, name: str) -> None:
        super().__init__()
        self.labels, self.name = labels.flatten(), name

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        x = x.flatten(0, -2)
        if self.name != "focal":
            return f.cross_entropy(x, self.labels, label_smoothing=0.1 if self.name == "smoothing" else 0)
        losses = f.cross_entropy(x, self.labels, reduction="none")
        return ((1 - torch.exp(-losses)) ** 2 * losses).mean()


class TargetsLoss(nn.Module):
    """Of a class, and a tenth of that of a value in the last output."""

    def __init__(self, labels: torch.Tensor, classes: int) -> None:
        super().__init__()
        self.labels, self.values = labels, labels / classes

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return f.cross_entropy(x[:, :-1], self.labels) + 0.1 * f.mse_loss(x[:, -1], self.values)


class PathLoss(nn.Module):
    """A conditional random field, all paths summed up step by step, as pytorch-crf does."""

    def __init__(self, labels: torch.Tensor, classes: int) -> None:
        super().__init__()
        self.labels = labels
        self.transitions = nn.Parameter(torch.zeros(classes, classes))
        self.start = nn.Parameter(torch.zeros(classes))
        self.end = nn.Parameter(torch.zeros(classes))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        own = x.gather(2, self.labels[:, :, None]).sum((0, 2)) + self.transitions[self.labels[:-1], self.labels[1:]].sum(0)
        own = own + self.start[self.labels[0]] + self.end[self.labels[-1]]
        sums = self.start + x[0]
        for scores in x[1:]:
            sums = torch.logsumexp(sums[:, :, None] + self.transitions, 1) + scores
        return (torch.logsumexp(sums + self.end, 1) - own).sum() / self.labels.numel()


class AlignmentLoss(nn.Module):
    """Of one label for every four steps; the blank is the last output."""

    def __init__(self, labels: torch.Tensor, classes: int) -> None:
        super().__init__()
        steps, batch = labels.shape
        self.blank = classes - 1
        self.labels = labels[: steps // 4].T % self.blank
        self.lengths = torch.full((batch,), steps), torch.full((batch,), steps // 4)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        losses = f.ctc_loss(torch.log_softmax(x, -1), self.labels, *self.lengths, blank=self.blank, reduction="none")
        return losses.mean()


def loss(case: Case, labels: torch.Tensor) -> nn.Module:
    match case.loss:
        case "crf":
            return PathLoss(labels, case.classes)
        case "ctc":
            return AlignmentLoss(labels, case.classes)
        case "two targets":
            return TargetsLoss(labels, case.classes)
        case _:
            return ClassLoss(labels, case.loss)
