// The three paths behind product() against the definition, on every transposition, with strided operands.
#include "core/product.hpp"

#include <gtest/gtest.h>

#include <array>

#include "core/check.hpp"
#include "core/random.hpp"

namespace epochs {
namespace {

Matrix random_matrix(Random& random, Index rows, Index columns) {
  Matrix m(rows, columns);
  for (Index i = 0; i < m.size(); ++i) m.data()[i] = static_cast<Real>(random.normal());
  return m;
}

double at(const ConstMatrix& m, Transpose transpose, Index i, Index j) { return static_cast<double>(transpose == Transpose::Yes ? m(j, i) : m(i, j)); }

struct Sizes {
  Index m, n, k;
};

class Product : public ::testing::TestWithParam<Sizes> {};

TEST_P(Product, EqualsItsDefinition) {
  const auto [m, n, k] = GetParam();
  Random random(104);
  for (const Transpose ta : {Transpose::No, Transpose::Yes})
    for (const Transpose tb : {Transpose::No, Transpose::Yes})
      for (const Accumulate accumulate : {Accumulate::No, Accumulate::Yes}) {
        // Blocks of larger matrices: the outer stride is not the number of columns.
        const Matrix a_store = random_matrix(random, (ta == Transpose::Yes ? k : m) + 2, (ta == Transpose::Yes ? m : k) + 3);
        const Matrix b_store = random_matrix(random, (tb == Transpose::Yes ? n : k) + 1, (tb == Transpose::Yes ? k : n) + 2);
        const ConstMatrix a = a_store.block(1, 2, a_store.rows() - 2, a_store.cols() - 3), b = b_store.block(1, 1, b_store.rows() - 1, b_store.cols() - 2);
        Matrix out_store = random_matrix(random, m + 1, n + 1);
        const Matrix before = out_store;
        product(a, ta, b, tb, out_store.block(0, 1, m, n), accumulate);
        for (Index i = 0; i < m; ++i)
          for (Index j = 0; j < n; ++j) {
            double expected = accumulate == Accumulate::Yes ? static_cast<double>(before(i, j + 1)) : 0, size = 1;
            for (Index l = 0; l < k; ++l) expected += at(a, ta, i, l) * at(b, tb, l, j), size += std::abs(at(a, ta, i, l) * at(b, tb, l, j));
            ASSERT_NEAR(static_cast<double>(out_store(i, j + 1)), expected, 1e-6 * size) << m << "x" << k << "x" << n << " at " << i << "," << j;
          }
        for (Index i = 0; i <= m; ++i) ASSERT_EQ(out_store(i, 0), before(i, 0)) << "wrote outside its block";
      }
}

INSTANTIATE_TEST_SUITE_P(TinyToLarge, Product,
                         ::testing::Values(Sizes{1, 1, 1}, Sizes{10, 8, 2}, Sizes{1, 64, 64}, Sizes{16, 16, 16}, Sizes{17, 16, 16}, Sizes{64, 128, 97}, Sizes{33, 5, 100},
                                           Sizes{1, 128, 512}, Sizes{2, 97, 133}, Sizes{1, 300, 20}));

TEST(ProductErrors, RefusesSizesThatDoNotFit) {
  Matrix a = Matrix::Zero(2, 3), b = Matrix::Zero(4, 5), out = Matrix::Zero(2, 5), fit = Matrix::Zero(3, 5);
  EXPECT_THROW(product(a, Transpose::No, b, Transpose::No, out), CheckFailed);
  EXPECT_THROW(product(a, Transpose::No, fit, Transpose::No, b), CheckFailed);
}

TEST(ProductErrors, AnEmptyInnerSizeGivesZero) {
  Matrix a(2, 0), b(0, 3), out = Matrix::Ones(2, 3);
  product(a, Transpose::No, b, Transpose::No, out);
  EXPECT_EQ(out.cwiseAbs().maxCoeff(), Real(0));
}

}  // namespace
}  // namespace epochs
