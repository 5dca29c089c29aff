"""Loads what we exported in Hugging Face transformers and compares its logits with ours.

    python -m venv venv && venv/bin/pip install torch==TORCH transformers==TRANSFORMERS safetensors==SAFETENSORS
    node test/golden/export/logits.ts assets/base out && venv/bin/python test/golden/export/load.py out
    (the versions used stand in ../model/versions.json)

Every type is loaded as from_pretrained does it, computed in float32, and must agree within a relative error of 1e-4. The tokenizer and
the chat template must load too. Exits with 1 where anything differs.
"""
import json
import pathlib
import sys

import torch
from transformers import AutoModelForCausalLM, AutoTokenizer

folder = pathlib.Path(sys.argv[1])
worst = 0.0
for dtype in ("F32", "BF16", "F16"):
    ours = json.loads((folder / f"{dtype}.json").read_text())
    model, about = AutoModelForCausalLM.from_pretrained(folder / dtype, output_loading_info=True)
    odd = {key: list(value) for key, value in about.items() if value}
    stored = next(model.parameters()).dtype
    model = model.float().eval()
    with torch.no_grad():
        logits = model(input_ids=torch.tensor([ours["tokens"]])).logits.double().reshape(-1)
    expected = torch.tensor(ours["logits"], dtype=torch.float64)
    error = ((logits - expected).norm() / expected.norm()).item()
    worst = max(worst, error)
    print(f"{dtype}: {type(model).__name__} stored as {stored}, relative error {error:.2e}, loading info {odd or 'clean'}")
    if odd:
        sys.exit(f"{dtype}: transformers found missing or unexpected tensors")
tokenizer = AutoTokenizer.from_pretrained(folder / "F32")
text = tokenizer.apply_chat_template([{"role": "user", "content": "What is 17 + 25?"}], tokenize=False, add_generation_prompt=True)
print("chat template:", repr(text))
sys.exit(0 if worst <= 1e-4 else 1)
