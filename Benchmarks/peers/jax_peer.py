"""JAX: one compiled function a step, layers as scans with the products of all inputs in front; bfloat16 rounds the factors of products."""

from collections.abc import Callable

import peer
from cases import DECAY, EPSILON, LEARNING_RATE, Case


def build(case: Case, precision: str, threads: int) -> Callable[[], None]:
    import jax
    import jax.numpy as jnp

    # Masks of dropout cost less with it than with the default.
    jax.config.update("jax_default_prng_impl", "rbg")
    key = jax.random.key(1)

    def product(left: jax.Array, right: jax.Array) -> jax.Array:
        if precision == "bfloat16":
            left, right = left.astype(jnp.bfloat16), right.astype(jnp.bfloat16)
        return jnp.matmul(left, right, preferred_element_type=jnp.float32)

    def uniform(part: int, *shape: int) -> jax.Array:
        return jax.random.uniform(jax.random.fold_in(key, part), shape, minval=-0.05, maxval=0.05)

    columns = case.gates * case.units
    weights = {
        "layers": [
            {
                "input": uniform(2 * layer, width, columns),
                "hidden": uniform(2 * layer + 1, case.units, columns),
                "bias": jnp.zeros(columns),
                "hidden_bias": jnp.zeros(columns if case.cell == "gru" else 0),
            }
            for layer, width in enumerate(case.widths)
        ],
        "dense": uniform(100, case.units, case.classes),
        "dense_bias": jnp.zeros(case.classes),
    }

    def gru(layer: dict, hidden: jax.Array, projected: jax.Array) -> tuple[jax.Array, jax.Array]:
        r, z, n = jnp.split(projected, 3, axis=-1)
        hidden_r, hidden_z, hidden_n = jnp.split(product(hidden, layer["hidden"]) + layer["hidden_bias"], 3, axis=-1)
        update = jax.nn.sigmoid(z + hidden_z)
        candidate = jnp.tanh(n + jax.nn.sigmoid(r + hidden_r) * hidden_n)
        hidden = candidate + update * (hidden - candidate)
        return hidden, hidden

    def lstm(layer: dict, state: tuple[jax.Array, jax.Array], projected: jax.Array):
        hidden, memory = state
        i, f, g, o = jnp.split(projected + product(hidden, layer["hidden"]), 4, axis=-1)
        memory = jax.nn.sigmoid(f) * memory + jax.nn.sigmoid(i) * jnp.tanh(g)
        hidden = jax.nn.sigmoid(o) * jnp.tanh(memory)
        return (hidden, memory), hidden

    def network(weights: dict, inputs: jax.Array, key: jax.Array | None) -> jax.Array:
        outputs = inputs
        for index, layer in enumerate(weights["layers"]):
            projected = product(outputs, layer["input"]) + layer["bias"]
            zeros = jnp.zeros((case.batch, case.units))
            cell, start = (gru, zeros) if case.cell == "gru" else (lstm, (zeros, zeros))
            _, outputs = jax.lax.scan(lambda state, x, cell=cell, layer=layer: cell(layer, state, x), start, projected)
            if key is not None and case.dropout > 0:
                kept = jax.random.bernoulli(jax.random.fold_in(key, index), 1 - case.dropout, outputs.shape)
                outputs = jnp.where(kept, outputs / (1 - case.dropout), 0)
        return product(outputs if case.labels_each_step else outputs[-1], weights["dense"]) + weights["dense_bias"]

    inputs = jax.random.uniform(jax.random.fold_in(key, 200), (case.steps, case.batch, case.features)) - 0.5
    shape = (case.steps, case.batch) if case.labels_each_step else (case.batch,)
    labels = jax.random.randint(jax.random.fold_in(key, 201), shape, 0, case.classes)

    if not case.trains:
        forward = jax.jit(lambda weights, inputs: network(weights, inputs, None))
        return lambda: jax.block_until_ready(forward(weights, inputs))

    def loss(weights: dict, key: jax.Array) -> jax.Array:
        logarithms = jax.nn.log_softmax(network(weights, inputs, key))
        return -jnp.mean(jnp.take_along_axis(logarithms, labels[..., None], axis=-1))

    def update(weights: dict, squares: dict, key: jax.Array) -> tuple[dict, dict, jax.Array]:
        key, now = jax.random.split(key)
        gradients = jax.grad(loss)(weights, now)
        squares = jax.tree.map(lambda s, g: DECAY * s + (1 - DECAY) * g * g, squares, gradients)
        weights = jax.tree.map(lambda w, s, g: w - LEARNING_RATE * g / jnp.sqrt(s + EPSILON), weights, squares, gradients)
        return weights, squares, key

    compiled = jax.jit(update, donate_argnums=(0, 1, 2))
    state = (weights, jax.tree.map(jnp.ones_like, weights), key)

    def train() -> None:
        nonlocal state
        state = jax.block_until_ready(compiled(*state))

    return train


if __name__ == "__main__":
    peer.main(build)
