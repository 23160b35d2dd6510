#!/usr/bin/env python3
"""Golden values from PyTorch for tests/nn/golden_test.cpp: forward, every gradient, the first ten losses.

Parameters and data come from one formula, so that only what PyTorch computes is committed.
    python3 tools/golden.py > tests/golden/engine.json
Needs PyTorch (Debian: python3-torch). In double, printed to 9 digits.
"""
import json
import math

import torch
import torch.nn.functional as F

torch.set_default_dtype(torch.float64)


def waves(count, number, scale):
    """Value i of tensor `number`: the same sine in Python and in C++."""
    return torch.tensor([scale * math.sin(0.9 * number + 0.37 * i * (number % 5 + 1)) for i in range(count)])


class Parameters:
    """Tensors in the order and layout of the C++ model (weights inputs×units), each filled by its number."""

    def __init__(self):
        self.all = []

    def new(self, rows, columns, scale=0.5, around=0.0):
        p = (waves(rows * columns, len(self.all) + 1, scale) + around).reshape(rows, columns).requires_grad_()
        self.all.append(p)
        return p

    def weight(self, rows, columns):
        return self.new(rows, columns)

    def bias(self, columns):
        return self.new(1, columns, 0.1)

    def gain(self, columns):
        return self.new(1, columns, 0.1, 1.0)


def data(rows, columns, number):
    return waves(rows * columns, number, 1.0).reshape(rows, columns)


def run(forward, parameters, optimizer, clip=0.0):
    """forward() gives output and loss."""
    record = {}
    losses = []
    for step in range(10):
        optimizer.zero_grad()
        output, loss = forward()
        loss.backward()
        if step == 0:
            record["forward"] = output.detach().flatten().tolist()
            record["gradients"] = [p.grad.flatten().tolist() for p in parameters.all]
        if clip:
            torch.nn.utils.clip_grad_norm_(parameters.all, clip, error_if_nonfinite=True)
        losses.append(loss.item())
        optimizer.step()
    record["losses"] = losses
    return record


def mlp():
    p = Parameters()
    w1, b1, w2, b2, w3, b3 = p.weight(3, 4), p.bias(4), p.weight(4, 4), p.bias(4), p.weight(4, 2), p.bias(2)
    x, t = data(5, 3, 101), data(5, 2, 102)

    def forward():
        y = torch.tanh(torch.tanh(x @ w1 + b1) @ w2 + b2) @ w3 + b3
        return y, F.mse_loss(y, t)

    return run(forward, p, torch.optim.SGD(p.all, lr=0.1))


def cnn():
    p = Parameters()
    k1, c1, k2, c2, w, b = p.weight(9, 3), p.bias(3), p.weight(27, 4), p.bias(4), p.weight(16, 3), p.bias(3)
    x, t = data(2, 64, 103), torch.tensor([2, 0])

    def kernel(k, channels):
        return k.t().reshape(-1, channels, 3, 3)

    def forward():
        h = F.max_pool2d(F.relu(F.conv2d(x.reshape(2, 1, 8, 8), kernel(k1, 1), c1[0], padding=1)), 2)
        h = F.avg_pool2d(F.relu(F.conv2d(h, kernel(k2, 3), c2[0], padding=1)), 2)
        y = h.reshape(2, 16) @ w + b
        return y, F.cross_entropy(y, t)

    return run(forward, p, torch.optim.SGD(p.all, lr=0.05, momentum=0.9))


def cnn_strided():
    """Stride, padding, other activations, windows that do not divide the map."""
    p = Parameters()
    k1, c1, k2, c2, w, b = p.weight(25, 3), p.bias(3), p.weight(12, 4), p.bias(4), p.weight(4, 3), p.bias(3)
    x, t = data(2, 121, 107), torch.tensor([1, 2])

    def forward():
        h = torch.tanh(F.conv2d(x.reshape(2, 1, 11, 11), k1.t().reshape(3, 1, 5, 5), c1[0], stride=2, padding=2))
        h = torch.sigmoid(F.conv2d(F.avg_pool2d(h, 2), k2.t().reshape(4, 3, 2, 2), c2[0], padding=1))
        y = F.max_pool2d(h, 3).reshape(2, 4) @ w + b
        return y, F.cross_entropy(y, t)

    return run(forward, p, torch.optim.SGD(p.all, lr=0.5))


IDS = torch.tensor([[1, 4, 0, 5, 2], [3, 3, 1, 0, 4]])
NEXT = torch.tensor([[4, 0, 5, 2, -100], [3, 1, 0, 4, 5]])


LONG = torch.tensor([(7 * i * i + 3 * i // 2) % 6 for i in range(130)]).reshape(2, 65)   # read 64 symbols, each time name the next


def recurrent(kind, ids=IDS, following=NEXT):
    p = Parameters()
    gates = {"rnn": 1, "lstm": 4, "gru": 3}[kind]
    table, wx, wh, b = p.weight(6, 3), p.weight(3, 4 * gates), p.weight(4, 4 * gates), p.bias(4 * gates)
    bh = p.bias(4 * gates) if kind == "gru" else torch.zeros(1, 4 * gates)
    w, c = p.weight(4, 6), p.bias(6)
    network = {"rnn": torch.rnn_tanh, "lstm": torch.lstm, "gru": torch.gru}[kind]
    zeros = torch.zeros(1, 2, 4)
    start = (zeros, zeros) if kind == "lstm" else zeros

    def forward():
        weights = [wx.t(), wh.t(), b[0], bh[0]]
        h = network(table[ids], start, weights, True, 1, 0.0, False, False, True)[0]   # biases, layers, dropout, train, both ways, batch first
        y = h @ w + c
        return y, F.cross_entropy(y.reshape(-1, 6), following.flatten())

    optimizer = {"rnn": lambda: torch.optim.RMSprop(p.all, lr=0.01),
                 "lstm": lambda: torch.optim.Adam(p.all, lr=0.01),
                 "gru": lambda: torch.optim.Adam(p.all, lr=0.01, weight_decay=0.1)}[kind]()
    return run(forward, p, optimizer, clip=0.5)


def additive():
    p = Parameters()
    wq, wk, v = p.weight(3, 4), p.weight(2, 4), p.weight(4, 1)
    q, s, t = data(6, 3, 104).reshape(2, 3, 3), data(8, 2, 105).reshape(2, 4, 2), data(6, 2, 106).reshape(2, 3, 2)

    def forward():
        scores = (torch.tanh((q @ wq)[:, :, None] + (s @ wk)[:, None]) @ v)[..., 0]
        y = torch.softmax(scores, -1) @ s
        return y, F.mse_loss(y, t)

    return run(forward, p, torch.optim.SGD(p.all, lr=0.5))


def attention_weights(p, d):
    return [p.weight(d, d) if i % 2 == 0 else p.bias(d) for i in range(8)]


def attention_state(prefix, a):
    wq, bq, wk, bk, wv, bv, wo, bo = a
    return {prefix + "in_proj_weight": torch.cat([wq, wk, wv], 1).t(), prefix + "in_proj_bias": torch.cat([bq, bk, bv], 1)[0],
            prefix + "out_proj.weight": wo.t(), prefix + "out_proj.bias": bo[0]}


def feed_state(f):
    w1, b1, w2, b2 = f
    return {"linear1.weight": w1.t(), "linear1.bias": b1[0], "linear2.weight": w2.t(), "linear2.bias": b2[0]}


def norm_state(name, n):
    return {name + ".weight": n[0][0], name + ".bias": n[1][0]}


def block_weights(p, d, inner, cross):
    """In the order in which the C++ blocks collect theirs."""
    norms = [[p.gain(d), p.bias(d)]]
    attentions = [attention_weights(p, d)]
    norms.append([p.gain(d), p.bias(d)])
    if cross:
        attentions.append(attention_weights(p, d))
        norms.append([p.gain(d), p.bias(d)])
    feed = [p.weight(d, inner), p.bias(inner), p.weight(inner, d), p.bias(d)]

    def full():                      # anew at every step: views of parameters go stale when those are updated in place
        out = feed_state(feed)
        for i, n in enumerate(norms):
            out.update(norm_state(f"norm{i + 1}", n))
        for name, a in zip(("self_attn.", "multihead_attn."), attentions):
            out.update(attention_state(name, a))
        return out

    return full


def call(module, weights, *args, **kwargs):
    module.train()
    return torch.nn.utils.stateless.functional_call(module, weights, args, kwargs)


POSITION = torch.arange(5.0)[:, None] / 10000 ** (torch.arange(8) // 2 * 2 / 8)
SINUSOIDS = torch.where(torch.arange(8) % 2 == 0, torch.sin(POSITION), torch.cos(POSITION))


def gpt():
    p = Parameters()
    table, positions = p.weight(6, 8), p.weight(5, 8)
    blocks = [block_weights(p, 8, 12, False) for _ in range(2)]
    norm, w = [p.gain(8), p.bias(8)], p.weight(8, 6)
    module = torch.nn.TransformerEncoderLayer(8, 2, 12, 0.0, "gelu", batch_first=True, norm_first=True)
    mask = torch.triu(torch.full((5, 5), -math.inf), 1)

    def forward():
        x = table[IDS] + positions
        for block in blocks:
            x = call(module, block(), x, src_mask=mask)
        y = F.layer_norm(x, (8,), norm[0][0], norm[1][0]) @ w
        return y, F.cross_entropy(y.reshape(10, 6), NEXT.flatten())

    return run(forward, p, torch.optim.Adam(p.all, lr=0.003))


def bert():
    p = Parameters()
    table = p.weight(6, 8)
    blocks = [block_weights(p, 8, 12, False) for _ in range(2)]
    w, b = p.weight(8, 6), p.bias(6)
    module = torch.nn.TransformerEncoderLayer(8, 2, 12, 0.0, "gelu", batch_first=True, norm_first=False)
    padding = torch.tensor([[False] * 5, [False] * 3 + [True] * 2])
    hidden = torch.tensor([-100, 3, -100, -100, 1, 2, -100, 5, -100, -100])

    def forward():
        x = table[IDS] + SINUSOIDS
        for block in blocks:
            x = call(module, block(), x, src_key_padding_mask=padding)
        y = x @ w + b
        return y, F.cross_entropy(y.reshape(10, 6), hidden)

    return run(forward, p, torch.optim.AdamW(p.all, lr=0.003, weight_decay=0.1))


def translator():
    p = Parameters()
    source, target = p.weight(6, 8), p.weight(6, 8)
    encoder, decoder = block_weights(p, 8, 12, False), block_weights(p, 8, 12, True)
    w, b = p.weight(8, 6), p.bias(6)
    encode = torch.nn.TransformerEncoderLayer(8, 2, 12, 0.0, "relu", batch_first=True, norm_first=False)
    decode = torch.nn.TransformerDecoderLayer(8, 2, 12, 0.0, "relu", batch_first=True, norm_first=False)
    padding = torch.tensor([[False] * 4 + [True], [False] * 5])
    mask = torch.triu(torch.full((5, 5), -math.inf), 1)

    def read(table, ids):
        return math.sqrt(8) * table[ids] + SINUSOIDS

    def forward():
        memory = call(encode, encoder(), read(source, IDS.flip(1)), src_key_padding_mask=padding)
        x = call(decode, decoder(), read(target, IDS), memory, tgt_mask=mask, memory_key_padding_mask=padding)
        y = x @ w + b
        return y, F.cross_entropy(y.reshape(10, 6), NEXT.flatten())

    return run(forward, p, torch.optim.SGD(p.all, lr=0.05))


def seq2seq(attention, both_ways=False, product=None):
    """product: None for the additive score, else what the product of query and state is divided by."""
    p = Parameters()
    source, target = p.weight(6, 3), p.weight(6, 3)

    def cell(inputs):
        return p.weight(inputs, 12), p.weight(4, 12), p.bias(12), p.bias(12)

    read = 8 if both_ways else 4
    encoder, decoder = cell(3), cell(3 + read if attention else 3)
    if attention:
        wa, ba = p.weight(4, read if product else 4), p.bias(read if product else 4)
    if attention and not product:
        ua, bua, v = p.weight(read, 4), p.bias(4), p.weight(4, 1)
    w, b = p.weight(4, 6), p.bias(6)
    if both_ways:
        back, ws, bs = cell(3), p.weight(8, 4), p.bias(4)
    ids, lengths = torch.tensor([[5, 2, 0, 4], [1, 3, 2, 0]]), torch.tensor([4, 3])
    padding = torch.arange(4) >= lengths[:, None]

    def step(weights, x, h):
        wx, wh, bx, bh = weights
        return torch.gru_cell(x, h, wx.t(), wh.t(), bx[0], bh[0])

    def forward():
        h, states = torch.zeros(2, 4), []
        for t in range(4):
            h = step(encoder, source[ids[:, t]], h)
            states.append(h)
        states = torch.stack(states, 1)
        s, out = states[torch.arange(2), lengths - 1], []
        if both_ways:
            reverse = [[], []]
            for n in range(2):
                h = torch.zeros(1, 4)
                for t in range(int(lengths[n]) - 1, -1, -1):
                    h = step(back, source[ids[n, t]][None], h)
                    reverse[n].insert(0, h[0])
                reverse[n] += [torch.zeros(4)] * (4 - len(reverse[n]))   # padding: attention never looks there
            reverse = torch.stack([torch.stack(row) for row in reverse])
            s = torch.tanh(torch.cat([s, reverse[:, 0]], 1) @ ws + bs)
            states = torch.cat([states, reverse], 2)
        for t in range(5):
            x = target[IDS[:, t]]
            if attention:
                q = (s @ wa + ba)[:, None]
                scores = (q * states).sum(-1) / product if product else (torch.tanh(q + states @ ua + bua) @ v)[..., 0]
                scores = scores.masked_fill(padding, -math.inf)
                x = torch.cat([x, (torch.softmax(scores, 1)[..., None] * states).sum(1)], 1)
            s = step(decoder, x, s)
            out.append(s)
        y = torch.stack(out, 1) @ w + b
        return y, F.cross_entropy(y.reshape(10, 6), NEXT.flatten())

    return run(forward, p, torch.optim.Adam(p.all, lr=0.01))


def rounded(value):
    if isinstance(value, list):
        return [rounded(v) for v in value]
    if isinstance(value, dict):
        return {k: rounded(v) for k, v in value.items()}
    return float(f"{value:.9g}")


def main():
    models = {"mlp": mlp(), "cnn": cnn(), "cnn_strided": cnn_strided(), "rnn": recurrent("rnn"), "lstm": recurrent("lstm"), "gru": recurrent("gru"), "additive": additive(), "gpt": gpt(),
              "bert": bert(), "translator": translator(), "seq2seq": seq2seq(False), "seq2seq_attention": seq2seq(True), "seq2seq_both_ways": seq2seq(True, True), "seq2seq_fixed_both_ways": seq2seq(False, True),
              "seq2seq_product": seq2seq(True, False, 1.0), "seq2seq_scaled_product": seq2seq(True, True, math.sqrt(8))}
    models.update({kind + "_64": recurrent(kind, LONG[:, :-1], LONG[:, 1:]) for kind in ("rnn", "lstm", "gru")})
    print("{")
    for i, (name, record) in enumerate(models.items()):
        print(f' "{name}": {json.dumps(rounded(record), separators=(",", ":"))}' + ("," if i + 1 < len(models) else ""))
    print("}")


main()
