// Where words stand in the picture: their vectors seen from the widest directions, or laid out by t-SNE. What is seen turns as little as it can from
// one picture to the next, and words glide to their new places. A frame does a bounded part of the work, whatever the number of words.
#pragma once

#include <array>
#include <cstdint>
#include <memory>

#include "core/matrix.hpp"
#include "map_layout.hpp"
#include "map_sight.hpp"

namespace epochs::word2vec {

enum class Projection { Pca, Tsne };
enum class Depth { Plane, Space };

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

inline constexpr Index kMostTsne = 5000;         // words of a layout by neighbours, the commonest
inline constexpr std::int64_t kSightOfAFrame = 1'500'000;        // multiplications, about a millisecond

class MapPlaces {
 public:
  MapPlaces() = default;
  explicit MapPlaces(Beside beside) : beside_(beside) {}
  bool follow(const MapWish& wish);              // once a frame; true: something is on its way
  const Matrix& now() const { return now_; }     // N×3; of a plane z is 0. N < V where only the commonest are laid out, 0 before the first picture
  const MapExtent& extent() const { return extent_; }
  bool linear() const { return shown_ == Projection::Pca && now_.rows() > 0; }             // sums and differences of vectors are those of places
  double share() const { return basis_.share; }
  Matrix of(ConstMatrix vectors) const;          // other vectors, in the picture that the words glide to: N×3
  long turn() const { return turn_; }            // counts the pictures
  double laid_out() const;                       // share of the way of the first layout while it is being made; 1: it is there, or not asked for
  std::int64_t worked() const { return worked_; }          // multiplications of the last frame's part of a picture

 private:
  bool take(const MapWish& wish);                // has another picture begun?
  bool see(const MapWish& wish);
  bool lay_out(const MapWish& wish);
  void forget();

  Beside beside_ = Beside::Frames;
  std::shared_ptr<const Matrix> of_, laid_of_;   // what is seen, what is laid out
  Projection projection_ = Projection::Pca;
  Depth depth_ = Depth::Plane;
  About about_ = About::Mean;
  std::array<int, 3> steps_ = {-1, -1, -1};
  Sight sight_;
  Basis basis_;
  Matrix to_, now_;
  Projection shown_ = Projection::Pca;           // of these
  MapExtent to_extent_, extent_;
  std::unique_ptr<LayoutRun> layout_;
  Matrix layout_places_;                         // N×2, the last ones of the layout
  bool first_layout_ = true;
  double time_ = 0, seen_at_ = -1, laid_out_at_ = -1;
  long turn_ = 0;
  std::int64_t worked_ = 0;
};

}  // namespace epochs::word2vec
