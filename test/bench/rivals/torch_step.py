"""Eager PyTorch fp32, the same way: Seed-OSS of Hugging Face transformers with its default attention, loss and gradients of all
weights, without the optimiser. argv: shape name, threads. Needs torch and transformers (versions: test/golden/model/versions.json).
"""
import sys
import time

import torch
from transformers import AutoConfig, AutoModelForCausalLM

# [vocabulary, hidden, layers, heads, key heads, head dim, FFN], rows, length: as in compute-shapes.ts
SHAPES = {
    "1M": ([512, 128, 4, 4, 2, 32, 384], 4, 128),
    "5M": ([4096, 256, 4, 8, 2, 32, 768], 4, 256),
    "30M": ([8192, 512, 8, 8, 2, 64, 1536], 4, 256),
}
(vocabulary, hidden, layers, heads, kv, head_dim, ffn), rows, length = SHAPES[sys.argv[1]]
torch.set_num_threads(int(sys.argv[2]))
config = AutoConfig.for_model(
    "seed_oss", vocab_size=vocabulary, hidden_size=hidden, num_hidden_layers=layers, num_attention_heads=heads,
    num_key_value_heads=kv, head_dim=head_dim, intermediate_size=ffn, max_position_embeddings=length,
    attention_dropout=0.0, residual_dropout=0.0, pad_token_id=None)
model = AutoModelForCausalLM.from_config(config, dtype=torch.float32).train()
tokens = (torch.arange(rows * length + 1) * 7919) % vocabulary
x, y = tokens[:-1].reshape(rows, length), tokens[1:]
print("ready", flush=True)
for _ in sys.stdin:
    started, cpu = time.perf_counter(), time.process_time()
    model.zero_grad(set_to_none=True)
    logits = model(input_ids=x, use_cache=False).logits
    torch.nn.functional.cross_entropy(logits.reshape(-1, vocabulary), y).backward()
    print((time.perf_counter() - started) * 1e3, (time.process_time() - cpu) * 1e3, flush=True)
