// From where the words are seen: directions at right angles, and where each word stands in them. Found a little at a time, because ten thousand words take
// longer than a frame may.
#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <memory>

#include "core/matrix.hpp"

namespace epochs::word2vec {

// Directions in which the words differ most from their mean, or from 0: where all vectors turn the same way, only the second shows it.
enum class About { Mean, Origin };

// k directions at right angles through a centre.
struct Basis {
  RowVector centre;            // 1×D
  Matrix axes;                 // k×D, orthonormal rows; where the vectors have fewer than k numbers, rows of 0 below
  double share = 0;            // of the spread about the mean (About::Origin: about 0), 0 … 1, over all vectors that are seen
};

inline constexpr Index kMostSeen = 10'000;       // words in the picture, the commonest: vectors of a file may be of millions
inline constexpr Index kMeasured = 2000;         // the commonest words say which directions are widest
inline constexpr std::int64_t kAllWork = std::numeric_limits<std::int64_t>::max();

struct SightWish {
  std::shared_ptr<const Matrix> vectors;         // V×D
  Index count = 2;                               // of directions
  About about = About::Mean;
  std::array<int, 3> steps = {-1, -1, -1};       // words a, b, c: the plane in which b − a and c − a lie is seen; −1: the widest directions
};

// Mean, then spread of the commonest words, then directions, then places: each in slices of a few rows.
class Sight {
 public:
  void begin(SightWish wish, const Basis& before);         // lying as the picture before did, as far as it can
  bool running() const { return stage_ != Stage::Done; }
  // As many multiplications as `work` holds, which goes down by them, and a slice more at the most; true when it has just come to its end.
  bool go_on(std::int64_t& work);
  const SightWish& wish() const { return wish_; }
  const Basis& basis() const { return basis_; }
  const Matrix& places() const { return places_; }         // N×k, of the first kMostSeen words

  // What one slice may cost above what was allowed, for vectors of D numbers.
  static std::int64_t largest_slice(Index dimensions);

 private:
  enum class Stage { Mean, Spread, Turn, Places, Done };
  std::int64_t add_to_mean();
  std::int64_t add_to_spread();
  std::int64_t turn();                           // one round of the directions towards the widest ones
  std::int64_t turn_block();
  std::int64_t place_words();
  void look_along(const Eigen::MatrixXd& directions);      // D×k
  void look_at_steps();
  Index rows() const;
  Index measured() const;

  SightWish wish_;
  Basis basis_, before_;
  Matrix places_;
  Stage stage_ = Stage::Done;
  Index row_ = 0;                                // the next one of this stage
  int rounds_ = 0;
  Eigen::RowVectorXd sum_, measured_sum_;
  RowVector mean_, middle_, offset_;             // of all words; of the commonest; from the mean to the centre, as seen
  Eigen::MatrixXd spread_, block_;               // D×D; D×p, kept from sight to sight: vectors that learn turn but a little
  double all_ = 0, visible_ = 0;
  Real largest_ = 0;                             // number: products of what has run away stay finite
};

// The whole of it at once.
Basis widest(const std::shared_ptr<const Matrix>& vectors, Index count, About about);
// The same directions, turned or mirrored among themselves to lie as near as they can to those before (Schönemann 1966): the picture does not flip.
Basis turned_like(Basis basis, const Basis& before);
Matrix seen_from(const Basis& basis, ConstMatrix vectors);       // N×k

}  // namespace epochs::word2vec
