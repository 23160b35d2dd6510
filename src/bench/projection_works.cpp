#include "bench/projection_works.hpp"

#include "core/random.hpp"
#include "nn/nn.hpp"

namespace epochs::bench {
namespace {

Matrix clusters() {
  Random random(1);
  Matrix centres(20, 100), points(5000, 100);
  nn::fill_normal(centres, 3, random);
  nn::fill_normal(points, 1, random);
  for (Index row = 0; row < points.rows(); ++row) points.row(row) += centres.row(static_cast<Index>(random.below(20)));
  return points;
}

class TsneRun : public Running {
 public:
  std::optional<double> step() override {
    nn::Tsne tsne(points_);
    while (tsne.update() < 1000) tsne.advance();
    return std::nullopt;
  }

 private:
  Matrix points_ = clusters();
};

class PcaRun : public Running {
 public:
  std::optional<double> step() override {
    places_ = nn::principal_components(points_, 2).project(points_);
    return std::nullopt;
  }

 private:
  Matrix points_ = clusters(), places_;
};

}  // namespace

std::unique_ptr<Running> start_tsne(const Start&) { return std::make_unique<TsneRun>(); }
std::unique_ptr<Running> start_pca(const Start&) { return std::make_unique<PcaRun>(); }

}  // namespace epochs::bench
