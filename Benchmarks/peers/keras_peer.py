"""Keras, computing with JAX; bfloat16 is its policy mixed_bfloat16."""

import os
from collections.abc import Callable

import peer
from cases import DECAY, EPSILON, LEARNING_RATE, Case


def build(case: Case, precision: str, threads: int) -> Callable[[], None]:
    os.environ["KERAS_BACKEND"] = "jax"
    import jax
    import keras
    import numpy

    if precision == "bfloat16":
        keras.config.set_dtype_policy("mixed_bfloat16")
    keras.utils.set_random_seed(1)
    kind = {"gru": keras.layers.GRU, "lstm": keras.layers.LSTM}[case.cell]
    network = keras.Sequential([keras.Input((case.steps, case.features))])
    for layer in range(case.layers):
        network.add(kind(case.units, return_sequences=case.labels_each_step or layer < case.layers - 1))
        if case.dropout > 0:
            network.add(keras.layers.Dropout(case.dropout))
    network.add(keras.layers.Dense(case.classes, dtype="float32"))

    random = numpy.random.default_rng(1)
    inputs = random.random((case.batch, case.steps, case.features), numpy.float32) - 0.5
    labels = random.integers(case.classes, size=(case.batch, case.steps) if case.labels_each_step else (case.batch,))

    if not case.trains:
        # predict_on_batch of one sequence is mostly the way to the compiled function; this is the function itself.
        trainable = [variable.value for variable in network.trainable_variables]
        others = [variable.value for variable in network.non_trainable_variables]
        compiled = jax.jit(lambda inputs: network.stateless_call(trainable, others, inputs, training=False)[0])
        return lambda: jax.block_until_ready(compiled(inputs))

    network.compile(
        keras.optimizers.RMSprop(LEARNING_RATE, rho=DECAY, epsilon=EPSILON),
        keras.losses.SparseCategoricalCrossentropy(from_logits=True),
    )

    def train() -> None:
        # The loss that it returns is a number of numpy, for which it waits.
        network.train_on_batch(inputs, labels)
        jax.block_until_ready([variable.value for variable in network.trainable_variables])

    return train


if __name__ == "__main__":
    peer.main(build)
