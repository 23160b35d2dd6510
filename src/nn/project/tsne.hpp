// t-SNE (van der Maaten & Hinton 2008), with the Barnes-Hut approximation (van der Maaten 2014): points of many dimensions are laid out in a
// plane so that neighbours stay neighbours. One advance() is one step of the descent, so that it can be watched. What lies far apart
// in the picture, and how large a cluster looks, means nothing; the text of a lesson should say so.
#pragma once

#include <cstdint>
#include <vector>

#include "nn/project/affinities.hpp"
#include "nn/project/repulsion.hpp"

namespace epochs::inline EPOCHS_PRECISION::nn {

struct TsneSettings {
  double perplexity = 30;              // effective number of neighbours; at most (N − 1) / 3 is used
  double angle = 0.5;                  // θ of Barnes and Hut; 0 is exact and slow
  double learning_rate = 0;            // 0: N / exaggeration / 4, at least 50 (Belkina et al. 2019)
  double exaggeration = 12;            // neighbours pull this much more during the first updates, so that clusters form
  long exaggerated_updates = 250;      // the momentum is 0.5 as long, and 0.8 afterwards
};

class Tsne {
 public:
  // points N×C, N ≥ 2, finite. Starts from their first two principal components. No chance is involved.
  explicit Tsne(ConstMatrix points, const TsneSettings& settings = {});
  // From affinities that are known already and places to start from, N×2.
  Tsne(Affinities p, ConstMatrix places, const TsneSettings& settings);

  void advance();
  // A part of an update, of about as many pairs of points as `pairs` holds, which goes down by them (at least a little is done); true when that update is done.
  // Updates in parts give the same places to the bit.
  bool advance(std::int64_t& pairs);
  long update() const { return update_; }
  Matrix places() const;               // N×2, mean 0
  void set_places(ConstMatrix places); // N×2: where the learner put the points; they start from rest
  // Kullback-Leibler divergence Σ p log(p / q) of the present places, in nats: what falls. Takes about as long as an update.
  double divergence();

 private:
  void start(std::size_t count);
  bool attract(std::int64_t& pairs);
  void step();

  TsneSettings settings_;
  Affinities p_;
  Repulsion repulsion_;
  std::vector<Real> x_, y_, pull_x_, pull_y_, push_x_, push_y_, velocity_x_, velocity_y_, gain_x_, gain_y_;
  long update_ = 0;
  std::size_t attracted_ = 0;          // points whose pull is known in this update
  bool repelling_ = false;             // and all of them: the push is what is being found
};

}  // namespace epochs::inline EPOCHS_PRECISION::nn
