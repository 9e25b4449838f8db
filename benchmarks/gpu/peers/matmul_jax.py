"""The roof of matrix work with JAX: products of two bf16 matrices of random numbers."""

import jax
import jax.numpy as jnp

import blocks


def main():
    chosen = blocks.arguments(__doc__)
    numbers = jax.random.uniform(jax.random.key(0), (2, chosen.side, chosen.side), minval=-0.5, maxval=0.5)
    a, b = numbers.astype(jnp.bfloat16)
    product, corner = jax.jit(jnp.matmul), jax.jit(lambda c: c[0, 0])
    info = {"name": "jax", "workload": "matmul", "version": jax.__version__, "side": chosen.side,
            "device": jax.devices()[0].device_kind}
    blocks.run(chosen, info, lambda: product(a, b), lambda c: float(corner(c)))


if __name__ == "__main__":
    main()
