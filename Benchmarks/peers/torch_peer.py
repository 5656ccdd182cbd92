"""PyTorch: nn.GRU and nn.LSTM, eager; bfloat16 is its autocast."""

from collections.abc import Callable

import peer
from cases import DECAY, EPSILON, LEARNING_RATE, Case


def build(case: Case, precision: str, threads: int) -> Callable[[], None]:
    import torch
    from torch import nn

    torch.set_num_threads(threads)
    torch.manual_seed(1)

    class Network(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            kind = {"gru": nn.GRU, "lstm": nn.LSTM}[case.cell]
            # The layer's own dropout leaves its last output alone.
            between = case.dropout if case.layers > 1 else 0
            self.recurrent = kind(case.features, case.units, case.layers, dropout=between)
            self.dropout = nn.Dropout(case.dropout)
            self.dense = nn.Linear(case.units, case.classes)

        def forward(self, inputs: torch.Tensor) -> torch.Tensor:
            outputs, _ = self.recurrent(inputs)
            return self.dense(self.dropout(outputs if case.labels_each_step else outputs[-1]))

    network = Network()
    inputs = torch.rand(case.steps, case.batch, case.features) - 0.5
    labels = torch.randint(case.classes, (case.steps, case.batch) if case.labels_each_step else (case.batch,))

    def forward() -> torch.Tensor:
        with torch.autocast("cpu", torch.bfloat16, enabled=precision == "bfloat16"):
            return network(inputs)

    def infer() -> None:
        with torch.inference_mode():
            forward()

    if not case.trains:
        network.eval()
        return infer

    loss = nn.CrossEntropyLoss()
    optimizer = torch.optim.RMSprop(network.parameters(), lr=LEARNING_RATE, alpha=DECAY, eps=EPSILON)

    def train() -> None:
        optimizer.zero_grad()
        loss(forward().flatten(0, -2).float(), labels.flatten()).backward()
        optimizer.step()

    return train


if __name__ == "__main__":
    peer.main(build)
