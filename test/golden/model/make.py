"""Makes the golden model fixtures: what PyTorch and Hugging Face transformers compute for tiny random models.

    python -m venv venv && venv/bin/pip install torch==TORCH transformers==TRANSFORMERS safetensors==SAFETENSORS
    venv/bin/python test/golden/model/make.py        (the versions used stand in versions.json)

Each case gives <case>.json (config.json of the model) and <case>.safetensors: param.<name> fp32, tokens, labels, positions,
documents int32, logits f64, loss_sum f64, and grad.<name> f64 of loss_sum / labelled tokens. Documents are packed: a 4-D
mask keeps attention inside each. The models compute in float64 apart from what transformers itself does in float32.
"""
import json
import pathlib
import sys

import safetensors
import safetensors.torch
import torch
import transformers
from transformers import AutoConfig, AutoModelForCausalLM

HERE = pathlib.Path(__file__).parent
ROWS, LENGTH, VOCAB = 2, 12, 37

SHAPE = dict(
    hidden_size=24, intermediate_size=40, num_hidden_layers=2, num_attention_heads=4, num_key_value_heads=2,
    head_dim=8, vocab_size=VOCAB, max_position_embeddings=64, rms_norm_eps=1e-6, hidden_act="silu",
    attention_dropout=0.0, initializer_range=0.2,
    pad_token_id=None,  # torch gives the row of a padding token no gradient; here every token counts
)
LLAMA3 = dict(
    rope_type="llama3", factor=8.0, low_freq_factor=1.0, high_freq_factor=4.0, original_max_position_embeddings=16,
)
CASES = {
    "seed_oss": dict(model_type="seed_oss", **SHAPE, rope_theta=1e7, residual_dropout=0.0, tie_word_embeddings=False,
                     attention_bias=True, attention_out_bias=False, mlp_bias=False),
    "seed_oss_biases": dict(model_type="seed_oss", **{**SHAPE, "num_key_value_heads": 1}, rope_theta=1e4,
                            residual_dropout=0.0, tie_word_embeddings=True, attention_bias=True,
                            attention_out_bias=True, mlp_bias=True),
    "llama": dict(model_type="llama", **SHAPE, rope_theta=5e5, rope_scaling=LLAMA3, tie_word_embeddings=True),
    "llama_biases": dict(model_type="llama", **{**SHAPE, "num_key_value_heads": 4}, rope_theta=1e4,
                         attention_bias=True, mlp_bias=True, tie_word_embeddings=False),
    "qwen2": dict(model_type="qwen2", **SHAPE, rope_theta=1e6, use_sliding_window=False, tie_word_embeddings=False),
    "qwen3": dict(model_type="qwen3", **SHAPE, rope_theta=1e6, use_sliding_window=False, tie_word_embeddings=True,
                  attention_bias=False),
}


def batch(generator):
    """Two documents a row, the first row ends in padding; a third of the labels does not count."""
    tokens = torch.randint(VOCAB, (ROWS, LENGTH), generator=generator)
    labels = torch.randint(VOCAB, (ROWS, LENGTH), generator=generator)
    labels[torch.rand((ROWS, LENGTH), generator=generator) < 0.33] = -100
    documents = torch.tensor([[0] * 5 + [1] * 5 + [-1] * 2, [0] * 8 + [1] * 4])
    positions = torch.tensor([[*range(5), *range(5), *range(2)], [*range(8), *range(4)]])
    labels[documents < 0] = -100
    return tokens, labels, positions, documents


def make(name, fields):
    config = AutoConfig.for_model(**fields)
    torch.manual_seed(len(name))
    model = AutoModelForCausalLM.from_config(config, attn_implementation="eager").double().eval()
    generator = torch.Generator().manual_seed(20261124)
    with torch.no_grad():
        for parameter in model.parameters():
            noise = torch.randn(parameter.shape, generator=generator, dtype=torch.float64)
            parameter.copy_((parameter + 0.1 * noise).float().double())
    tokens, labels, positions, documents = batch(generator)
    same = documents[:, :, None] == documents[:, None, :]
    allowed = same & torch.ones(LENGTH, LENGTH, dtype=torch.bool).tril()
    mask = torch.zeros(allowed.shape, dtype=torch.float64).masked_fill(~allowed, torch.finfo(torch.float64).min)
    logits = model(input_ids=tokens, position_ids=positions, attention_mask=mask[:, None], use_cache=False).logits
    loss_sum = torch.nn.functional.cross_entropy(
        logits.reshape(-1, VOCAB), labels.reshape(-1), ignore_index=-100, reduction="sum")
    (loss_sum / (labels != -100).sum()).backward()
    tensors = dict(tokens=tokens.int(), labels=labels.int(), positions=positions.int(), documents=documents.int(),
                   logits=logits.detach(), loss_sum=loss_sum.detach().reshape(1))
    for key, parameter in model.named_parameters():
        tensors[f"param.{key}"] = parameter.detach().float()
        tensors[f"grad.{key}"] = parameter.grad
    tensors = {key: value.contiguous().clone() for key, value in tensors.items()}
    safetensors.torch.save_file(tensors, HERE / f"{name}.safetensors")
    (HERE / f"{name}.json").write_text(json.dumps(config.to_diff_dict() | fields, indent=1, sort_keys=True) + "\n")


for name, fields in CASES.items():
    make(name, fields)
versions = dict(python=sys.version.split()[0], torch=torch.__version__, transformers=transformers.__version__,
                safetensors=safetensors.__version__)
(HERE / "versions.json").write_text(json.dumps(versions, indent=1) + "\n")
