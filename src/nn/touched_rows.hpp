// Which rows of a gradient may differ from 0. Of a table of ten thousand words a batch touches a few hundred: only those are cleared
// before the next scan and updated afterwards. The gradient itself is an ordinary matrix with zeros everywhere else.
#pragma once

#include <span>
#include <vector>

#include "core/matrix.hpp"

namespace epochs::inline EPOCHS_PRECISION::nn {

class TouchedRows {
 public:
  bool all() const { return all_; }                        // nothing is known: every row may differ from 0
  std::span<const Index> rows() const { return rows_; }    // each once, in the order of their first touch; meaningless when all()

  void touch_all() { all_ = true; }
  void touch(Index row) {
    if (all_ || marked_[static_cast<std::size_t>(row)]) return;
    marked_[static_cast<std::size_t>(row)] = 1;
    rows_.push_back(row);
  }

  // Makes the gradient rows×columns of zeros, at the cost of what was touched since the last time.
  void clear(Matrix& gradient, Index rows, Index columns) {
    if (all_ || gradient.rows() != rows || gradient.cols() != columns) {
      gradient.setZero(rows, columns);
      marked_.assign(static_cast<std::size_t>(rows), 0);
    }
    for (const Index row : rows_) {
      if (!all_ && row < rows) gradient.row(row).setZero(), marked_[static_cast<std::size_t>(row)] = 0;
    }
    rows_.clear();
    all_ = false;
  }

 private:
  bool all_ = true;
  std::vector<Index> rows_;
  std::vector<unsigned char> marked_;
};

}  // namespace epochs::inline EPOCHS_PRECISION::nn
