/// The parts of a module besides its network, in the order in which they appear.
enum KerasHelper: CaseIterable {
    case last, mean, maximum, padded, pooledMaximum, pooledMean, bias, attend
    case cells, rnn, gru, resetBeforeGRU, lstm, both
    case paths

    var text: String {
        switch self {
        case .last:
            """
            def last(x, lengths, forward=None):
                \"""The last real step of each sequence; for columns read backward in time, the first step, which has seen the whole.\"""
                is_last = ops.arange(ops.shape(x)[1]) == lengths[:, None] - 1
                end = ops.sum(ops.where(is_last[:, :, None], x, 0.0), axis=1)
                return end if forward is None else ops.concatenate([end[:, :forward], x[:, 0, forward:]], axis=1)
            """
        case .mean:
            """
            def mean(x, mask, lengths):
                return ops.sum(ops.where(mask[:, :, None], x, 0.0), axis=1) / ops.cast(lengths, "float32")[:, None]
            """
        case .maximum:
            """
            def maximum(x, mask):
                return ops.max(ops.where(mask[:, :, None], x, -numpy.inf), axis=1)
            """
        case .padded:
            """
            def padded(x, mask, before, after, value=0.0):
                \"""Sequences with this many more steps before and after, of one value, like all steps past their ends.\"""
                inside = ops.where(mask[:, :, None], x, value)
                return ops.pad(inside, ((0, 0), (before, after), (0, 0)), constant_values=value)
            """
        case .pooledMaximum:
            """
            def pooled_maximum(x, mask, width, stride):
                \"""The maximum of the real steps of each window; 0 past the end of a sequence.\"""
                least = float(numpy.finfo("float32").min)
                greatest = ops.max_pool(padded(x, mask, 0, width - 1, least), width, stride, "valid", "channels_last")
                return ops.where(greatest == least, 0.0, greatest)
            """
        case .pooledMean:
            """
            def pooled_mean(x, mask, width, stride):
                \"""The mean of the real steps of each window; 0 past the end of a sequence.\"""
                def means(values):
                    return ops.average_pool(padded(values, mask, 0, width - 1), width, stride, "valid", "channels_last")

                return means(x) / ops.maximum(means(ops.ones_like(x[:, :, :1])), 1 / width)
            """
        case .bias:
            """
            class Bias(layers.Layer):
                def __init__(self, units):
                    super().__init__()
                    self.bias = self.add_weight(shape=(units,), initializer="zeros", name="bias")

                def call(self, x):
                    return x + self.bias
            """
        case .attend:
            """
            class Attend(layers.Layer):
                \"""The sum over the steps of each sequence, weighted by the softmax of a score.\"""

                def __init__(self, units):
                    super().__init__()
                    self.units = units

                def build(self, shape):
                    self.kernel = self.add_weight(shape=(shape[-1], self.units), name="kernel")
                    self.bias = self.add_weight(shape=(self.units,), initializer="zeros", name="bias")
                    self.context = self.add_weight(shape=(self.units,), initializer="zeros", name="context")

                def call(self, x, is_step):
                    x = ops.where(is_step[:, :, None], x, 0.0)
                    scores = ops.sum(ops.tanh(ops.matmul(x, self.kernel) + self.bias) * self.context, axis=-1)
                    shares = ops.softmax(ops.where(is_step, scores, -numpy.inf), axis=1)
                    return ops.sum(shares[:, :, None] * x, axis=1)
            """
        case .cells: Self.cellsText
        case .rnn, .gru, .resetBeforeGRU, .lstm: cellText
        case .both:
            """
            class Both(layers.Layer):
                \"""Two layers side by side, one reading forward in time, one backward.\"""

                def __init__(self, ahead, back):
                    super().__init__()
                    self.ahead, self.back = ahead, back

                def call(self, x, is_step, training=False):
                    back = self.back(x, mask=is_step, training=training)
                    return ops.concatenate([self.ahead(x, mask=is_step, training=training), ops.flip(back, axis=1)], axis=-1)
            """
        case .paths: Self.pathsText
        }
    }

    private static var cellsText: String {
        """
        class Cell(layers.Layer):
            \"""A recurrent cell that Keras lacks. Its weights are those of all gates side by side.

            With norm, products with inputs and states are normalised over the units of each gate; with zoneout, so much of a state stays as it was;
            with projection, what an LSTM says is a product with weights, of that width.
            \"""

            gates, states = 1, 1

            def __init__(self, units, projection=None, norm=False, zoneout=0.0):
                super().__init__()
                self.units, self.width, self.norm, self.zoneout = units, projection or units, norm, zoneout
                self.state_size = [self.width] + [units] * (self.states - 1)

            def build(self, shape):
                columns = self.gates * self.units
                self.kernel = self.add_weight(shape=(shape[-1], columns), name="kernel")
                self.recurrent = self.add_weight(shape=(self.width, columns), name="recurrent")
                self.bias = self.add_weight(shape=(columns,), initializer="zeros", name="bias")
                self.build_more()
                if self.norm:
                    self.input_gain = self.add_weight(shape=(columns,), initializer="ones", name="input_gain")
                    self.recurrent_gain = self.add_weight(shape=(columns,), initializer="ones", name="recurrent_gain")

            def build_more(self):
                pass

            def normed(self, product, gain):
                columns = product.shape[-1]
                gates = ops.reshape(product, (-1, columns // self.units, self.units))
                gates = gates - ops.mean(gates, axis=-1, keepdims=True)
                gates = gates / ops.sqrt(ops.mean(ops.square(gates), axis=-1, keepdims=True) + 1e-5)
                return ops.reshape(gates, (-1, columns)) * gain

            def seen(self, h, first=0, last=None):
                \"""The part of a state that gates from first to last see.\"""
                columns = slice(first * self.units, None if last is None else last * self.units)
                product = ops.matmul(h, self.recurrent[:, columns])
                return self.normed(product, self.recurrent_gain[columns]) if self.norm else product

            def call(self, x, states, training=False):
                product = ops.matmul(x, self.kernel)
                gates = (self.normed(product, self.input_gain) if self.norm else product) + self.bias
                after = [self.zoneout * old + (1 - self.zoneout) * new for old, new in zip(states, self.step(gates, *states))]
                return after[0], after
        """
    }

    private var cellText: String {
        switch self {
        case .gru:
            """
            class GRU(Cell):
                gates = 3

                def build_more(self):
                    self.recurrent_bias = self.add_weight(shape=(self.units,), initializer="zeros", name="recurrent_bias")

                def step(self, x, h):
                    n, r, z = ops.split(x, 3, axis=-1)
                    seen_r, seen_z, seen_n = ops.split(self.seen(h), 3, axis=-1)
                    r, z = ops.sigmoid(r + seen_r), ops.sigmoid(z + seen_z)
                    n = ops.tanh(n + r * (seen_n + self.recurrent_bias))
                    return [(1 - z) * n + z * h]
            """
        case .resetBeforeGRU:
            """
            class ResetBeforeGRU(Cell):
                gates = 3

                def step(self, x, h):
                    n, r, z = ops.split(x, 3, axis=-1)
                    seen_r, seen_z = ops.split(self.seen(h, 0, 2), 2, axis=-1)
                    r, z = ops.sigmoid(r + seen_r), ops.sigmoid(z + seen_z)
                    n = ops.tanh(n + self.seen(r * h, 2))
                    return [(1 - z) * n + z * h]
            """
        case .lstm:
            """
            class LSTM(Cell):
                gates, states = 4, 2

                def build_more(self):
                    if self.width != self.units:
                        self.projection = self.add_weight(shape=(self.units, self.width), name="projection")

                def step(self, x, h, c):
                    i, f, g, o = ops.split(x + self.seen(h), 4, axis=-1)
                    c = ops.sigmoid(f) * c + ops.sigmoid(i) * ops.tanh(g)
                    h = ops.sigmoid(o) * ops.tanh(c)
                    return [ops.matmul(h, self.projection) if self.width != self.units else h, c]
            """
        default:
            """
            class RNN(Cell):
                def __init__(self, units, activation, **options):
                    super().__init__(units, **options)
                    self.activation = keras.activations.get(activation)

                def step(self, x, h):
                    return [self.activation(x + self.seen(h))]
            """
        }
    }

    private static var pathsText: String {
        """
        class Paths(layers.Layer):
            \"""The weights of a conditional random field over the classes of steps: transitions from class to class, and of those that a sequence begins and ends with.\"""

            def __init__(self, classes):
                super().__init__()
                self.transitions = self.add_weight(shape=(classes, classes), initializer="zeros", name="transitions")
                self.start = self.add_weight(shape=(classes,), initializer="zeros", name="start")
                self.end = self.add_weight(shape=(classes,), initializer="zeros", name="end")

            def best(self, scores, lengths):
                \"""The path with the greatest sum (Viterbi). Past the end of a sequence it stays at its last class.\"""
                _, steps, classes = ops.shape(scores)
                values, places = self.start + scores[:, 0], []
                for t in range(1, steps):
                    is_step = (t < lengths)[:, None]
                    sums = values[:, :, None] + self.transitions[None]
                    values = ops.where(is_step, ops.max(sums, axis=1) + scores[:, t], values)
                    places.append(ops.where(is_step, ops.cast(ops.argmax(sums, axis=1), "int32"), ops.arange(classes, dtype="int32")))
                path = [ops.cast(ops.argmax(values + self.end, axis=1), "int32")]
                for place in reversed(places):
                    path.append(ops.take_along_axis(place, path[-1][:, None], axis=1)[:, 0])
                return ops.stack(path[::-1], axis=1)

            def shares(self, scores, lengths):
                \"""The share of all paths, each weighted by exp of its sum, that have a class at a step (forward and backward).\"""
                count, steps, classes = ops.shape(scores)
                end = ops.broadcast_to(self.end, (count, classes))
                before, after = [self.start + scores[:, 0]], [end]
                for t in range(1, steps):
                    before.append(ops.logsumexp(before[-1][:, :, None] + self.transitions[None], axis=1) + scores[:, t])
                for t in reversed(range(1, steps)):
                    ahead = ops.logsumexp(self.transitions[None] + (scores[:, t] + after[-1])[:, None, :], axis=2)
                    after.append(ops.where((t < lengths)[:, None], ahead, end))
                return ops.softmax(ops.stack(before, axis=1) + ops.stack(after[::-1], axis=1), axis=-1)
        """
    }
}
