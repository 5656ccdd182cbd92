"""PyTorch: nn.GRU and nn.LSTM, eager; bfloat16 is its autocast. What its modules do not have is in torch_layers."""

from collections.abc import Callable

import peer
from cases import DECAY, EPSILON, LEARNING_RATE, Case


def build(case: Case, precision: str, threads: int) -> Callable[[], None]:
    import torch
    from torch import nn

    import torch_layers

    torch.set_num_threads(threads)
    torch.manual_seed(1)

    class Network(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            kind = {"gru": nn.GRU, "lstm": nn.LSTM}[case.cell]
            self.before = torch_layers.before(case)
            features = case.convolutions or (case.units if case.tied else case.features)
            if case.state:
                self.recurrent = torch_layers.Stack(features, case)
            else:
                # The layer's own dropout leaves its last output alone.
                between = case.dropout if case.layers > 1 else 0
                self.recurrent = kind(features, case.units, case.layers, dropout=between, bidirectional=case.bidirectional)
            self.beside = torch_layers.Windows(case.features, case.joined) if case.joined else None
            self.dropout = nn.Dropout(case.dropout)
            width = case.units * (2 if case.bidirectional else 1) + case.joined
            self.end = torch_layers.end(case, width)
            self.dense = nn.Linear(width, case.outputs)
            if case.tied:
                self.dense.weight = self.before.weight

        def forward(self, inputs: torch.Tensor) -> torch.Tensor:
            outputs, _ = self.recurrent(self.before(inputs) if self.before else inputs)
            if self.beside:
                outputs = torch.cat([outputs, self.beside(inputs)], -1)
            return self.dense(self.end(self.dropout(outputs)))

    network = Network()
    if case.tied:
        symbols = torch.randint(case.features, (case.steps + 1, case.batch))
        inputs, labels = symbols[:-1], symbols[1:]
    else:
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

    loss = torch_layers.loss(case, labels)
    parameters = [*network.parameters(), *loss.parameters()]
    optimizer = torch.optim.RMSprop(parameters, lr=LEARNING_RATE, alpha=DECAY, eps=EPSILON)

    def train() -> None:
        optimizer.zero_grad()
        loss(forward().float()).backward()
        optimizer.step()

    return train


if __name__ == "__main__":
    peer.main(build)
