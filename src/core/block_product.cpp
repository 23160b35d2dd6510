#include "core/block_product.hpp"

#include <cstring>

#include "core/fast_math.hpp"

#if defined(__x86_64__) && defined(__GNUC__)
#define EPOCHS_WIDE __attribute__((target("avx512f,fma")))
#define EPOCHS_MIDDLE __attribute__((target("avx2,fma")))
#endif

namespace epochs::inline EPOCHS_PRECISION {
namespace {

template <int kBytes>
struct Vector {
  typedef Real Lanes __attribute__((vector_size(kBytes)));
};

struct Task {
  Strided a;
  ConstBlock b;
  Block out;
  BlockSizes sizes;
  bool add;
};

// kRows × kVectors sums in registers: as many as the instruction set has, less the row of b and a factor.
template <int kBytes, int kRows, int kVectors>
EPOCHS_INLINE void tile(const Task& task, Index i, Index j) {
  using Lanes = typename Vector<kBytes>::Lanes;
  constexpr Index kLanes = kBytes / static_cast<Index>(sizeof(Real));
  Lanes sums[kRows][kVectors] = {};
  const Real *a = task.a.data + i * task.a.row, *b = task.b.data + j;
  for (Index l = 0; l < task.sizes.k; ++l, a += task.a.column, b += task.b.row) {
    Lanes from[kVectors];
#pragma GCC unroll 8
    for (int v = 0; v < kVectors; ++v) std::memcpy(&from[v], b + v * kLanes, sizeof(Lanes));
#pragma GCC unroll 8
    for (int r = 0; r < kRows; ++r) {
      const Real factor = a[r * task.a.row];
#pragma GCC unroll 8
      for (int v = 0; v < kVectors; ++v) sums[r][v] += from[v] * factor;
    }
  }
#pragma GCC unroll 8
  for (int r = 0; r < kRows; ++r)
#pragma GCC unroll 8
    for (int v = 0; v < kVectors; ++v) {
      Real* to = task.out.data + (i + r) * task.out.row + j + v * kLanes;
      Lanes sum = sums[r][v], before;
      if (task.add) {
        std::memcpy(&before, to, sizeof(Lanes));
        sum += before;
      }
      std::memcpy(to, &sum, sizeof(Lanes));
    }
}

// The columns that are left beside whole vectors.
template <int kRows>
EPOCHS_INLINE void column(const Task& task, Index i, Index j) {
  for (int r = 0; r < kRows; ++r) {
    Real sum = 0;
    for (Index l = 0; l < task.sizes.k; ++l) sum += task.a.data[(i + r) * task.a.row + l * task.a.column] * task.b.data[l * task.b.row + j];
    Real& to = task.out.data[(i + r) * task.out.row + j];
    to = task.add ? to + sum : sum;
  }
}

template <int kBytes, int kRows>
EPOCHS_INLINE void strip(const Task& task, Index i) {
  constexpr Index kLanes = kBytes / static_cast<Index>(sizeof(Real));
  Index j = 0;
  for (; j + 2 * kLanes <= task.sizes.n; j += 2 * kLanes) tile<kBytes, kRows, 2>(task, i, j);
  for (; j + kLanes <= task.sizes.n; j += kLanes) tile<kBytes, kRows, 1>(task, i, j);
  for (; j < task.sizes.n; ++j) column<kRows>(task, i, j);
}

template <int kBytes, int kRows>
EPOCHS_INLINE void strips(const Task& task) {
  Index i = 0;
  for (; i + kRows <= task.sizes.m; i += kRows) strip<kBytes, kRows>(task, i);
  for (; i < task.sizes.m; ++i) strip<kBytes, 1>(task, i);
}

#if defined(EPOCHS_WIDE)
EPOCHS_WIDE void wide(const Task& task) { strips<64, 8>(task); }        // 16 of 32 registers
EPOCHS_MIDDLE void middle(const Task& task) { strips<32, 4>(task); }    // 8 of 16: a step takes as long as its sums need to be ready again
#endif
void narrow(const Task& task) { strips<16, 4>(task); }

using Kernel = void (*)(const Task&);
Kernel kernel_of_this_machine() {
#if defined(EPOCHS_WIDE)
  if (__builtin_cpu_supports("avx512f")) return wide;
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) return middle;
#endif
  return narrow;
}

}  // namespace

void block_product(Strided a, ConstBlock b, Block out, BlockSizes sizes, Accumulate accumulate) {
  static const Kernel kKernel = kernel_of_this_machine();
  kKernel({a, b, out, sizes, accumulate == Accumulate::Yes});
}

}  // namespace epochs::inline EPOCHS_PRECISION
