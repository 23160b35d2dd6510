// Self-attention and nothing else (Vaswani et al. 2017, without feed-forward layers and norms): word vectors, where each stands, then one or two layers in which
// every word looks at all words of its own sentence. What has come to "it" is compared with every word vector: the likeliest word is the noun that it stands for.
//   x = E[ids] + P      x ← x + Concat(head_1 … head_h) W_o      head_i = softmax(Q_i K_iᵀ / √d) V_i      logits = x_it Eᵀ (Press & Wolf 2017)
// E and P are drawn from N(0, 1/4), W by Xavier. D = width, d = D / heads. While it learns, a fifth of x is dropped: else it learns the sentences by heart.
#pragma once

#include <span>
#include <vector>

#include "nn/layers/embedding.hpp"
#include "nn/layers/positions.hpp"
#include "nn/layers/transformer.hpp"
#include "sentences.hpp"

namespace epochs::self_attention {

inline constexpr int kMostHeads = 4, kMostLayers = 2, kWidthStep = 12, kMostWidth = 96;       // a width must be a multiple of every number of heads

enum class Scaling { Root, None };               // scores divided by √d, or as they are
enum class Mask { None, Causal };                // Causal: no word sees what comes behind it
struct Way {                                     // how scores are made: no part of the weights
  Scaling scaling = Scaling::Root;
  Mask mask = Mask::None;
  bool operator==(const Way&) const = default;
};
inline constexpr double kDropout = 0.2;

struct Shape {
  int words = 0;                                 // V
  int width = 96;                                // D: kWidthStep, 2 kWidthStep, …
  int heads = 2, layers = 2;
  nn::PositionKind positions = nn::PositionKind::Learned;
  bool operator==(const Shape&) const = default;
};
long parameter_count(const Shape& shape);

struct Network {
  Shape shape;
  nn::Embedding words;                           // "words": V×D, E
  nn::Positions positions;                       // "positions": kMostWords×D
  std::vector<nn::MultiHeadAttention> layers;    // "attention1/wq", …

  Network(const Shape& shape_, Random& random);
  Index head_width() const { return shape.width / shape.heads; }
  // B sentences of T words → B×V, what is read out at each pronoun. drops: while it learns.
  nn::Value logits(nn::Tape& tape, const Batch& batch, Way way = {}, Random* drops = nullptr) const;
  nn::Parameters parameters();
};

}  // namespace epochs::self_attention
