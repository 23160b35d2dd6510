// Products of small matrices in place: no packing, no library, nothing from the heap. Tiles of the result stay in registers while the
// inner dimension goes by; the tile is chosen for the machine when the program starts.
#pragma once

#include "core/product.hpp"

namespace epochs::inline EPOCHS_PRECISION {

// A matrix by its strides: cell (i, k) stands at data[i·row + k·column]. Transposed: the strides change places.
struct Strided {
  const Real* data;
  Index row, column;
};

// A matrix whose rows are contiguous and lie `row` apart.
struct Block {
  Real* data;
  Index row;
};
struct ConstBlock {
  const Real* data;
  Index row;
};

struct BlockSizes {
  Index m, n, k;                         // each may be 0
};

// out (m×n) = or += a (m×k) · b (k×n). The sums do not depend on m and n beyond the tile's own cells: row i of out is the same to the
// bit whatever the other rows hold. out must not overlap a or b.
void block_product(Strided a, ConstBlock b, Block out, BlockSizes sizes, Accumulate accumulate);

}  // namespace epochs::inline EPOCHS_PRECISION
