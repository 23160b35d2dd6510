// How all points of a plane push each other apart in t-SNE, in N log N: a cell of points that is small as seen from afar acts like one heavy
// point at their centre (Barnes & Hut 1986; for t-SNE van der Maaten 2014, section 4.2). Points that lie near each other share one list of
// what acts on them, so that the inner loop runs over plain arrays.
#pragma once

#include <cstdint>
#include <vector>

#include "core/matrix.hpp"

namespace epochs::inline EPOCHS_PRECISION::nn {

class Repulsion {
 public:
  // With q = 1 / (1 + |y_i − y_j|²): fx_i = Σ_j q² (x_i − x_j), fy_i likewise; returns Z = Σ_i Σ_{j ≠ i} q.
  // `angle` θ: a cell acts as one point when side / distance < θ; 0 is exact. Arrays of N ≥ 1 finite numbers.
  double forces(const std::vector<Real>& x, const std::vector<Real>& y, double angle, std::vector<Real>& fx, std::vector<Real>& fy);
  // The same in parts: the tree, then groups of points until as many pairs as `pairs` holds were looked at, which goes down by them. act() is true when all forces are known.
  void begin(const std::vector<Real>& x, const std::vector<Real>& y, double angle);
  bool act(std::vector<Real>& fx, std::vector<Real>& fy, std::int64_t& pairs);
  double z() const { return z_; }

 private:
  struct Cell {
    std::int32_t begin, end;             // points, in the order of the curve
    std::int32_t child = -1, children = 0;
    Real x, y, squared_side;             // centre of mass; of the square
    Real size() const { return static_cast<Real>(end - begin); }
  };
  struct Box {
    Real left, right, low, high;
    Real squared_distance(Real x, Real y) const;
  };

  void sort_along_curve(const std::vector<Real>& x, const std::vector<Real>& y);
  void build();
  void split(std::int32_t cell, int level);
  void list_sources(const Box& box, Real squared_angle);
  void add_source(Real x, Real y, Real mass);

  double z_ = 0;                                         // so far
  Real squared_angle_ = 0;
  double side_ = 0;                                      // of the square that holds all points
  std::vector<std::uint32_t> codes_, other_codes_;       // place on a space-filling curve (Morton order)
  std::vector<std::int32_t> order_, other_order_;
  std::vector<Real> x_, y_;                              // points along the curve
  std::vector<Cell> cells_;
  std::vector<std::int32_t> stack_, groups_;             // groups_: cells whose points still wait for their forces
  std::vector<Real> source_x_, source_y_, source_mass_;  // what acts on one group
};

}  // namespace epochs::inline EPOCHS_PRECISION::nn
