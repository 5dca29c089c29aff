"""Golden vectors of the draws of a round, written from the description alone and not from the TypeScript.

Swap-or-not (Hoang, Morris and Rogaway 2012) as in Ethereum's compute_shuffled_index: 90 rounds, SHA-256; the pivot is the first four
bytes, little endian, of H(seed, round). Witnesses: the first places of the shuffle under H(seed, 'w'). Beacon: x_r are links of a chain
H('l', x) that ends at a published value; beacon_r = H('b', x_r, H(commitment hashes)). Round seed: H(run id, round as 4 bytes, beacon).

    python3 test/golden/chance/make.py > test/golden/chance/fixture.json
"""

import hashlib
import json

ROUNDS = 90
LINKS = 65536


def H(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


def shuffled(seed, index, count):
    for r in range(ROUNDS):
        pivot = int.from_bytes(H(seed, bytes([r]))[:4], "little") % count
        flip = (pivot - index) % count
        high = max(index, flip)
        block = H(seed, bytes([r]), (high // 256).to_bytes(4, "little"))
        if block[(high % 256) // 8] >> (high % 8) & 1:
            index = flip
    return index


def order(seed, count):
    places = [None] * count
    for item in range(count):
        places[shuffled(seed, item, count)] = item
    return places


def witnesses(seed, count, wanted):
    return sorted(order(H(seed, b"w"), count)[: min(count, wanted)])


seeds = [H(bytes([i])) for i in range(3)]
shuffles = [
    {"seed": s.hex(), "count": n, "order": order(s, n)} for s in seeds for n in (1, 2, 7, 64, 300)
]
drawn = [
    {"seed": s.hex(), "count": n, "wanted": w, "witnesses": witnesses(s, n, w)}
    for s in seeds
    for n, w in ((3, 8), (20, 5), (1000, 8))
]
secret = bytes(range(32))
links = [H(secret)]
for _ in range(LINKS):
    links.append(H(b"l", links[-1]))
preimage = {r: links[LINKS - 1 - r] for r in (0, 1, 255, 256, 4000, 65535)}
hashes = [H(b"commitment", bytes([i])) for i in range(3)]
run_id = H(b"run")
beacon = H(b"b", preimage[1], H(*hashes))
print(
    json.dumps(
        {
            "shuffles": shuffles,
            "drawn": drawn,
            "chain": {
                "secret": secret.hex(),
                "end": links[LINKS].hex(),
                "preimages": {str(r): x.hex() for r, x in preimage.items()},
            },
            "mix": {"round": 1, "hashes": [h.hex() for h in hashes], "beacon": beacon.hex()},
            "roundSeed": {
                "runId": run_id.hex(),
                "round": 70000,
                "seed": H(run_id, (70000).to_bytes(4, "little"), beacon).hex(),
            },
        }
    )
)
