// Where words stand in the picture: their vectors seen from the widest directions, or laid out by t-SNE. What is seen turns as little as it can from
// one frame to the next, and words glide to their new places.
#pragma once

#include <array>
#include <memory>
#include <optional>

#include "core/matrix.hpp"
#include "nn/project/tsne.hpp"

namespace epochs::word2vec {

enum class Projection { Pca, Tsne };
enum class Depth { Plane, Space };
// Directions in which the words differ most from their mean, or from 0: where all vectors turn the same way, only the second shows it.
enum class About { Mean, Origin };

// k directions at right angles through a centre.
struct Basis {
  RowVector centre;            // 1×D
  Matrix axes;                 // k×D, orthonormal rows; where the vectors have fewer than k numbers, rows of 0 below
  double share = 0;            // of the spread about the centre, 0 … 1, over all vectors
};

inline constexpr Index kMeasured = 2000;         // the commonest words say which directions are widest
Basis widest(ConstMatrix vectors, Index count, About about);
// The plane through a word in which two steps lie, whatever else is seen from there: that of an analogy.
Basis plane_of_steps(ConstMatrix vectors, const RowVector& centre, const RowVector& one, const RowVector& other);
// The same directions, turned or mirrored among themselves to lie as near as they can to those before (Schönemann 1966): the picture does not flip.
Basis turned_like(Basis basis, const Basis& before);
Matrix seen_from(const Basis& basis, ConstMatrix vectors);       // N×k

// x and y from low to high hold all words.
struct MapExtent {
  float low_x = -1, high_x = 1, low_y = -1, high_y = 1, radius = 1;
};
MapExtent extent_of(const Matrix& places);          // of N×3

struct MapWish {
  std::shared_ptr<const Matrix> vectors;         // V×D
  Projection projection = Projection::Pca;
  Depth depth = Depth::Plane;
  About about = About::Mean;
  double time = 0;                               // seconds of the animation clock
  bool at_once = false;                          // nothing glides (reduced motion)
  std::array<int, 3> steps = {-1, -1, -1};       // a, b, c: the plane of b − a and c − a is seen; −1: the widest
};

inline constexpr Index kMostTsne = 1200;         // words of a layout by neighbours, the commonest

class MapPlaces {
 public:
  bool follow(const MapWish& wish);              // once a frame; true: something is on its way
  const Matrix& now() const { return now_; }     // N×3; of a plane z is 0. N < V where only the commonest are laid out
  const MapExtent& extent() const { return extent_; }
  bool linear() const { return projection_ == Projection::Pca; }           // sums and differences of vectors are those of places
  double share() const { return basis_.share; }
  Matrix of(ConstMatrix vectors) const;          // other vectors, in the picture that the words glide to: N×3
  long turn() const { return turn_; }            // counts the pictures

 private:
  bool take(const MapWish& wish);                // has another picture begun?
  void see(const MapWish& wish);
  bool lay_out(const MapWish& wish);
  void begin_layout(const MapWish& wish);

  std::shared_ptr<const Matrix> of_;             // what is seen
  Projection projection_ = Projection::Pca;
  Depth depth_ = Depth::Plane;
  About about_ = About::Mean;
  std::array<int, 3> steps_ = {-1, -1, -1};
  Basis basis_;
  Matrix to_, now_;
  MapExtent to_extent_, extent_;
  std::optional<nn::Tsne> layout_;
  long goal_ = 0;                                // updates of the layout
  double time_ = 0, seen_at_ = -1, laid_out_at_ = -1;
  long turn_ = 0;
};

}  // namespace epochs::word2vec
