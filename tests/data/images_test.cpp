// Moving pictures about, and taking a part of them.
#include "data/images.hpp"

#include <gtest/gtest.h>

#include "core/check.hpp"

namespace epochs::data {
namespace {

const Images kTwo{2, 3, {1, 2, 3, 4, 5, 6, 11, 12, 13, 14, 15, 16}, {7, 8}, "here"};

TEST(Images, AreShiftedByWholePixels) {
  EXPECT_EQ(shifted(kTwo, 1, 0).bytes, (std::vector<std::uint8_t>{0, 1, 2, 0, 4, 5, 0, 11, 12, 0, 14, 15}));
  EXPECT_EQ(shifted(kTwo, -2, 1).bytes, (std::vector<std::uint8_t>{0, 0, 0, 3, 0, 0, 0, 0, 0, 13, 0, 0}));
  EXPECT_EQ(shifted(kTwo, 0, -1).bytes, (std::vector<std::uint8_t>{4, 5, 6, 0, 0, 0, 14, 15, 16, 0, 0, 0}));
  EXPECT_EQ(shifted(kTwo, 0, 0).bytes, kTwo.bytes);
  for (const int far : {3, -3, 1000, -1000}) {
    EXPECT_EQ(shifted(kTwo, far, 0).bytes, std::vector<std::uint8_t>(12, 0));
    EXPECT_EQ(shifted(kTwo, 0, far).bytes, std::vector<std::uint8_t>(12, 0));
  }
  EXPECT_EQ(shifted(kTwo, 1, 1).labels, kTwo.labels);
}

TEST(Images, GiveAPartOfThemselves) {
  const Images second = part_of(kTwo, 1, 1);
  EXPECT_EQ(second.bytes, (std::vector<std::uint8_t>{11, 12, 13, 14, 15, 16}));
  EXPECT_EQ(second.labels, std::vector<std::uint8_t>{8});
  EXPECT_EQ(second.source, "here");
  EXPECT_EQ(part_of(kTwo, 2, 0).size(), 0u);
  EXPECT_THROW(part_of(kTwo, 1, 2), CheckFailed);
  EXPECT_THROW(part_of(kTwo, 3, 0), CheckFailed);
}

}  // namespace
}  // namespace epochs::data
