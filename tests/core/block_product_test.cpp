// Small products in place against the definition, on every side of a tile's edges.
#include "core/block_product.hpp"

#include <gtest/gtest.h>

#include "core/random.hpp"

namespace epochs {
namespace {

Matrix drawn(Random& random, Index rows, Index columns) {
  Matrix m(rows, columns);
  for (Index i = 0; i < m.size(); ++i) m.data()[i] = static_cast<Real>(random.normal());
  return m;
}

struct Operands {
  Matrix a, b, out;            // each a few columns wider than what is multiplied
  Matrix turned;               // a, transposed
  Operands(BlockSizes s, Random& random)
      : a(drawn(random, s.m, s.k + 3)), b(drawn(random, s.k, s.n + 2)), out(drawn(random, s.m + 1, s.n + 1)), turned(a.transpose()) {}
  Strided plain() const { return {a.data(), a.cols(), 1}; }
  Strided transposed() const { return {turned.data(), 1, turned.cols()}; }
};

TEST(BlockProduct, EqualsItsDefinition) {
  Random random(105);
  for (const Index m : {0, 1, 3, 4, 7, 8, 9, 16, 21})
    for (const Index n : {0, 1, 4, 7, 8, 15, 16, 17, 31, 32, 33, 50})
      for (const Index k : {0, 1, 5, 32})
        for (const Accumulate accumulate : {Accumulate::No, Accumulate::Yes}) {
          Operands in({m, n, k}, random);
          const Matrix before = in.out;
          Matrix expected = in.a.leftCols(k) * in.b.leftCols(n);
          if (accumulate == Accumulate::Yes) expected += before.topLeftCorner(m, n);
          block_product(in.plain(), {in.b.data(), in.b.cols()}, {in.out.data(), in.out.cols()}, {m, n, k}, accumulate);
          const Matrix straight = in.out;
          ASSERT_TRUE(straight.topLeftCorner(m, n).isApprox(expected, Real(1e-4)) || (straight.topLeftCorner(m, n) - expected).cwiseAbs().maxCoeff() < Real(1e-4))
              << m << "×" << n << "×" << k;
          EXPECT_EQ(straight.row(m), before.row(m)) << "a row behind the result was written";
          EXPECT_EQ(straight.col(n), before.col(n)) << "a column behind the result was written";
          in.out = before;
          block_product(in.transposed(), {in.b.data(), in.b.cols()}, {in.out.data(), in.out.cols()}, {m, n, k}, accumulate);
          ASSERT_EQ(in.out, straight) << "transposed, the same sums in the same order";
        }
}

TEST(BlockProduct, ARowDoesNotDependOnTheOthers) {
  Random random(106);
  const BlockSizes sizes{11, 40, 20};
  Operands in(sizes, random);
  block_product(in.plain(), {in.b.data(), in.b.cols()}, {in.out.data(), in.out.cols()}, sizes, Accumulate::No);
  for (Index row = 0; row < sizes.m; ++row) {
    Matrix alone(1, sizes.n);
    block_product({in.a.row(row).data(), in.a.cols(), 1}, {in.b.data(), in.b.cols()}, {alone.data(), sizes.n}, {1, sizes.n, sizes.k}, Accumulate::No);
    EXPECT_EQ(alone, in.out.row(row).leftCols(sizes.n)) << row;
  }
}

}  // namespace
}  // namespace epochs
