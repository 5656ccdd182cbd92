/// The parts of a module besides its network, in the order in which they appear.
enum PyTorchHelper: CaseIterable {
    case recurrent, last, within, mean, maximum, convolved, pooledMaximum, pooledMean, attend
    case cells, rnn, gru, resetBeforeGRU, lstm, both
    case paths

    var text: String {
        switch self {
        case .recurrent:
            """
            def recurrent(layer, x, lengths):
                \"""The state of each step. Padding is not read.\"""
                packed = pack_padded_sequence(x, lengths.cpu(), batch_first=True, enforce_sorted=False)
                return pad_packed_sequence(layer(packed)[0], batch_first=True, total_length=x.shape[1])[0]
            """
        case .last:
            """
            def last(x, lengths, forward=None):
                \"""The last real step of each sequence; for columns read backward in time, the first step, which has seen the whole.\"""
                end = x[torch.arange(x.shape[0], device=x.device), lengths - 1]
                return end if forward is None else torch.cat([end[:, :forward], x[:, 0, forward:]], 1)
            """
        case .within:
            """
            def within(x, lengths):
                \"""Whether a step is one of its sequence, [batch, time, 1].\"""
                return (torch.arange(x.shape[1], device=x.device) < lengths[:, None])[:, :, None]
            """
        case .mean:
            """
            def mean(x, lengths):
                return torch.where(within(x, lengths), x, 0.0).sum(1) / lengths[:, None]
            """
        case .maximum:
            """
            def maximum(x, lengths):
                return torch.where(within(x, lengths), x, -torch.inf).amax(1)
            """
        case .convolved:
            """
            def convolved(layer, x, lengths, around):
                \"""Windows with zeros around each sequence.\"""
                inside = torch.where(within(x, lengths), x, 0.0).transpose(1, 2)
                return layer(nn.functional.pad(inside, around)).transpose(1, 2)
            """
        case .pooledMaximum:
            """
            def pooled_maximum(x, lengths, width, stride):
                \"""The maximum of the real steps of each window; 0 past the end of a sequence.\"""
                inside = torch.where(within(x, lengths), x, -torch.inf).transpose(1, 2)
                windows = nn.functional.pad(inside, (0, width - 1), value=-torch.inf).unfold(2, width, stride)
                greatest = windows.amax(-1).transpose(1, 2)
                return torch.where(within(greatest, (lengths + stride - 1) // stride), greatest, 0.0)
            """
        case .pooledMean:
            """
            def pooled_mean(x, lengths, width, stride):
                \"""The mean of the real steps of each window; 0 past the end of a sequence.\"""
                def sums(values):
                    return nn.functional.pad(values.transpose(1, 2), (0, width - 1)).unfold(2, width, stride).sum(-1).transpose(1, 2)

                is_step = within(x, lengths)
                return sums(torch.where(is_step, x, 0.0)) / sums(is_step.to(x.dtype)).clamp(min=1)
            """
        case .attend:
            """
            class Attend(nn.Module):
                \"""The sum over the steps of each sequence, weighted by the softmax of a score.\"""

                def __init__(self, inputs, units):
                    super().__init__()
                    self.kernel = nn.Parameter(torch.zeros(inputs, units))
                    self.bias = nn.Parameter(torch.zeros(units))
                    self.context = nn.Parameter(torch.zeros(units))

                def forward(self, x, lengths):
                    is_step = within(x, lengths)
                    x = torch.where(is_step, x, 0.0)
                    scores = torch.tanh(x @ self.kernel + self.bias) @ self.context
                    shares = torch.where(is_step[:, :, 0], scores, -torch.inf).softmax(1)
                    return (shares[:, :, None] * x).sum(1)
            """
        case .cells: Self.cellsText
        case .rnn, .gru, .resetBeforeGRU, .lstm: cellText
        case .both:
            """
            class Both(nn.Module):
                \"""Two layers side by side, one reading forward in time, one backward.\"""

                def __init__(self, ahead, back):
                    super().__init__()
                    self.ahead, self.back = ahead, back

                def forward(self, x, lengths):
                    return torch.cat([self.ahead(x, lengths), self.back(x, lengths)], -1)
            """
        case .paths: Self.pathsText
        }
    }

    private static var cellsText: String {
        """
        class Cells(nn.Module):
            \"""A recurrent layer that torch.nn lacks. Its weights are those of all gates side by side.

            With norm, products with inputs and states are normalised over the units of each gate; with zoneout, so much of a state stays as it was.
            \"""

            gates = 1

            def __init__(self, inputs, units, norm=False, zoneout=0.0, from_end=False):
                super().__init__()
                self.units, self.norm, self.zoneout, self.from_end = units, norm, zoneout, from_end
                columns = self.gates * units
                self.kernel = nn.Parameter(torch.zeros(inputs, columns))
                self.recurrent = nn.Parameter(torch.zeros(units, columns))
                self.bias = nn.Parameter(torch.zeros(columns))
                if norm:
                    self.input_gain = nn.Parameter(torch.ones(columns))
                    self.recurrent_gain = nn.Parameter(torch.ones(columns))

            def normed(self, product, gain):
                return nn.functional.layer_norm(product.unflatten(-1, (-1, self.units)), (self.units,)).flatten(-2) * gain

            def seen(self, h, first=0, last=None):
                \"""The part of a state that gates from first to last see.\"""
                columns = slice(first * self.units, None if last is None else last * self.units)
                product = h @ self.recurrent[:, columns]
                return self.normed(product, self.recurrent_gain[columns]) if self.norm else product

            def forward(self, x, lengths):
                product = x @ self.kernel
                gates = (self.normed(product, self.input_gain) if self.norm else product) + self.bias
                h = c = x.new_zeros(x.shape[0], self.units)
                states = [h] * x.shape[1]
                for t in reversed(range(x.shape[1])) if self.from_end else range(x.shape[1]):
                    is_step = (t < lengths)[:, None]
                    next_h, next_c = self.step(gates[:, t], h, c)
                    h = torch.where(is_step, self.zoneout * h + (1 - self.zoneout) * next_h, h)
                    c = torch.where(is_step, self.zoneout * c + (1 - self.zoneout) * next_c, c)
                    states[t] = h
                return torch.stack(states, 1)
        """
    }

    private var cellText: String {
        switch self {
        case .gru:
            """
            class GRU(Cells):
                gates = 3

                def __init__(self, inputs, units, **options):
                    super().__init__(inputs, units, **options)
                    self.recurrent_bias = nn.Parameter(torch.zeros(units))

                def step(self, x, h, c):
                    n, r, z = x.chunk(3, -1)
                    seen_r, seen_z, seen_n = self.seen(h).chunk(3, -1)
                    r, z = torch.sigmoid(r + seen_r), torch.sigmoid(z + seen_z)
                    n = torch.tanh(n + r * (seen_n + self.recurrent_bias))
                    return (1 - z) * n + z * h, c
            """
        case .resetBeforeGRU:
            """
            class ResetBeforeGRU(Cells):
                gates = 3

                def step(self, x, h, c):
                    n, r, z = x.chunk(3, -1)
                    seen_r, seen_z = self.seen(h, 0, 2).chunk(2, -1)
                    r, z = torch.sigmoid(r + seen_r), torch.sigmoid(z + seen_z)
                    n = torch.tanh(n + self.seen(r * h, 2))
                    return (1 - z) * n + z * h, c
            """
        case .lstm:
            """
            class LSTM(Cells):
                gates = 4

                def step(self, x, h, c):
                    i, f, g, o = (x + self.seen(h)).chunk(4, -1)
                    c = torch.sigmoid(f) * c + torch.sigmoid(i) * torch.tanh(g)
                    return torch.sigmoid(o) * torch.tanh(c), c
            """
        default:
            """
            class RNN(Cells):
                def __init__(self, inputs, units, activation, **options):
                    super().__init__(inputs, units, **options)
                    self.activation = activation

                def step(self, x, h, c):
                    return self.activation(x + self.seen(h)), c
            """
        }
    }

    private static var pathsText: String {
        """
        class Paths(nn.Module):
            \"""The weights of a conditional random field over the classes of steps: transitions from class to class, and of those that a sequence begins and ends with.\"""

            def __init__(self, classes):
                super().__init__()
                self.transitions = nn.Parameter(torch.zeros(classes, classes))
                self.start_transitions = nn.Parameter(torch.zeros(classes))
                self.end_transitions = nn.Parameter(torch.zeros(classes))

            def best(self, scores, lengths):
                \"""The path with the greatest sum (Viterbi). Past the end of a sequence it stays at its last class.\"""
                scores = torch.where(within(scores, lengths), scores, 0.0)
                values, places = self.start_transitions + scores[:, 0], []
                for t in range(1, scores.shape[1]):
                    is_step = (t < lengths)[:, None]
                    best, place = (values[:, :, None] + self.transitions).max(1)
                    values = torch.where(is_step, best + scores[:, t], values)
                    places.append(torch.where(is_step, place, torch.arange(scores.shape[2], device=scores.device)))
                path = [(values + self.end_transitions).argmax(1)]
                for place in reversed(places):
                    path.append(place.gather(1, path[-1][:, None])[:, 0])
                return torch.stack(path[::-1], 1)

            def shares(self, scores, lengths):
                \"""The share of all paths, each weighted by exp of its sum, that have a class at a step (forward and backward).\"""
                scores = torch.where(within(scores, lengths), scores, 0.0)
                end = self.end_transitions.expand(scores.shape[0], -1)
                before, after = [self.start_transitions + scores[:, 0]], [end]
                for t in range(1, scores.shape[1]):
                    before.append((before[-1][:, :, None] + self.transitions).logsumexp(1) + scores[:, t])
                for t in reversed(range(1, scores.shape[1])):
                    ahead = (self.transitions + (scores[:, t] + after[-1])[:, None, :]).logsumexp(2)
                    after.append(torch.where((t < lengths)[:, None], ahead, end))
                return (torch.stack(before, 1) + torch.stack(after[::-1], 1)).softmax(-1)
        """
    }
}
