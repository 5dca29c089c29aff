"""Golden fixtures from the published DeMo optimiser, run with PyTorch on the CPU.

Writes fixture.json beside this file. Needs Python 3.11, `pip install torch einops numpy`, and demo.py of
https://github.com/bloc97/DeMo (commit in DEMO_COMMIT), which is run as it is; only its all-gather is replaced by one between
threads, so that several members run in one process:

    python make.py path/to/demo.py

Gradients and start values come from a formula that test/kernels/demo/golden.test.ts repeats bit for bit, so that only results
are stored. Every case runs with the same top k as the kernels choose for its tile, so that the numbers can be compared.
"""

import base64
import hashlib
import importlib.util
import json
import pathlib
import sys
import threading

import numpy as np
import torch

DEMO_COMMIT = "cab460651d61f3b439dec30b6b4e64075a8b63a3"
DEMO_SHA256 = "578068af51d543477d79af06caa6e3c01d544db0967c8d13b6ba2972d209a8ce"

LR = 0.001
DECAY = 0.95
STEPS = 3

# name, shape, votes a tile, members
CASES = [
    ("square", [64, 64], 32, 1),
    ("sparse", [32, 128], 4, 1),
    ("odd", [29, 50], 11, 1),
    ("narrow", [48, 20], 8, 1),
    ("vector", [128], 4, 1),
    ("members", [32, 32], 8, 4),
]


def uniform(seed, count):
    """mulberry32, as in test/kernels/demo/chance.ts: uniform float64 in [0, 1)."""
    state = seed & 0xFFFFFFFF
    out = np.empty(count)
    for i in range(count):
        state = (state + 0x6D2B79F5) & 0xFFFFFFFF
        t = ((state ^ (state >> 15)) * (state | 1)) & 0xFFFFFFFF
        t ^= (t + (((t ^ (t >> 7)) * (t | 61)) & 0xFFFFFFFF)) & 0xFFFFFFFF
        out[i] = ((t ^ (t >> 14)) & 0xFFFFFFFF) / 2**32
    return out


def gradient(case, member, step, shape):
    """Uniform in [-1, 1), as fp32."""
    seed = 1 + case * 10_000 + member * 100 + step
    values = (uniform(seed, int(np.prod(shape))) * 2 - 1).astype(np.float32)
    return torch.from_numpy(values.reshape(shape))


def load(path):
    text = pathlib.Path(path).read_bytes()
    digest = hashlib.sha256(text).hexdigest()
    if digest != DEMO_SHA256:
        sys.exit(f"{path} has SHA-256 {digest}; the fixture was made from {DEMO_SHA256} (commit {DEMO_COMMIT})")
    spec = importlib.util.spec_from_file_location("demo", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def pack(tensor):
    return base64.b64encode(tensor.contiguous().to(torch.float32).numpy().tobytes()).decode()


def run(demo, case, shape, k, members):
    """All members step by step in threads; what member 0 holds and what all apply."""
    barrier = threading.Barrier(members)
    mailbox = [None] * members
    steps = []
    errors = []

    def member(number):
        try:
            p = torch.nn.Parameter(torch.zeros(shape))
            optimiser = demo.DeMo([p], lr=LR, compression_decay=DECAY, compression_topk=k)
            chosen = {}

            def gather(idx, val):
                mailbox[number] = (idx, val)
                chosen["idx"] = idx
                barrier.wait()
                lists = [m[0] for m in mailbox], [m[1] for m in mailbox]
                barrier.wait()
                return lists

            decoded = {}
            decode = optimiser.transform.decode

            def remember(x):
                decoded["last"] = decode(x)
                return decoded["last"]

            optimiser._demo_all_gather = gather
            optimiser.transform.decode = remember
            for step in range(STEPS):
                p.grad = gradient(case, number, step, shape)
                optimiser.step()
                if number == 0:
                    indices = chosen["idx"].reshape(-1, chosen["idx"].shape[-1]).sort(dim=-1).values
                    steps.append(
                        {
                            "indices": indices.tolist(),
                            "momentum": pack(optimiser.demo_state[p]["delta"]),
                            "update": pack(decoded["last"].clone()),
                        }
                    )
        except BaseException as error:
            errors.append(error)
            barrier.abort()

    threads = [threading.Thread(target=member, args=(i,)) for i in range(members)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if errors:
        raise errors[0]
    return steps


def main():
    demo = load(sys.argv[1])
    cases = []
    for number, (name, shape, k, members) in enumerate(CASES):
        steps = run(demo, number, shape, k, members)
        cases.append({"name": name, "shape": shape, "k": k, "members": members, "steps": steps})
    fixture = {
        "source": "https://github.com/bloc97/DeMo",
        "commit": DEMO_COMMIT,
        "sha256": DEMO_SHA256,
        "python": sys.version.split()[0],
        "torch": torch.__version__,
        "numpy": np.__version__,
        "lr": LR,
        "decay": DECAY,
        "cases": cases,
    }
    path = pathlib.Path(__file__).with_name("fixture.json")
    path.write_text(json.dumps(fixture, separators=(",", ":")) + "\n")
    print(path, path.stat().st_size, "bytes")


if __name__ == "__main__":
    main()
