// Checkpoints: they come back to the bit, and no file, however it lies, does harm.
#include "nn/checkpoint.hpp"

#include <gtest/gtest.h>

#include <cstring>
#include <filesystem>
#include <fstream>

#include "nn/init.hpp"

namespace epochs {
namespace {

using namespace nn;
namespace fs = std::filesystem;

struct Checkpoints : testing::Test {
  fs::path folder = fs::temp_directory_path() / ("epochs_checkpoint_" + std::string(testing::UnitTest::GetInstance()->current_test_info()->name()));
  void SetUp() override { fs::remove_all(folder), fs::create_directories(folder); }
  void TearDown() override { fs::remove_all(folder); }
};

std::string file_of(const std::string& header, const std::string& data = "") {
  const std::uint64_t size = header.size();
  std::string bytes(8, '\0');
  std::memcpy(bytes.data(), &size, 8);
  return bytes + header + data;
}

// The same update twice: from a checkpoint and without one.
void update(Optimizer& optimizer, Random& random) {
  std::vector<Matrix> gradients;
  std::vector<const Matrix*> pointers;
  for (const Parameter* parameter : optimizer.parameters()) gradients.emplace_back(parameter->value.rows(), parameter->value.cols());
  for (Matrix& gradient : gradients) fill_normal(gradient, 1, random), pointers.push_back(&gradient);
  optimizer.step(pointers);
}

TEST_F(Checkpoints, TrainingGoesOnToTheBit) {
  Random random(4);
  Parameter w("w", 3, 4), b("b", 1, 4);
  Optimizer optimizer({&w, &b}, {.kind = OptimizerKind::Adam});
  for (int i = 0; i < 3; ++i) update(optimizer, random);
  OptimizerState state = optimizer.state();
  ASSERT_TRUE(save_checkpoint(folder / "run.safetensors", {{&w, &b}, &state, &random}));
  update(optimizer, random);

  Random other(99);
  Parameter w2("w", 3, 4), b2("b", 1, 4);
  OptimizerState state2;
  const auto loaded = load_checkpoint(folder / "run.safetensors", {{&w2, &b2}, &state2, &other});
  ASSERT_TRUE(loaded) << loaded.error();
  Optimizer optimizer2({&w2, &b2}, optimizer.settings);
  optimizer2.restore(state2);
  update(optimizer2, other);
  EXPECT_EQ(w.value, w2.value);
  EXPECT_EQ(b.value, b2.value);
  EXPECT_EQ(random.state(), other.state());
}

TEST_F(Checkpoints, AnotherModelsFileChangesNothing) {
  Parameter w("w", 2, 2), stranger("v", 2, 2), larger("w", 2, 3), transposed("w", 4, 1);
  w.value.setOnes();
  ASSERT_TRUE(save_checkpoint(folder / "a", {{&w}}));
  Parameter* const wrong[] = {&stranger, &larger, &transposed};
  for (Parameter* parameter : wrong) {
    const auto result = load_checkpoint(folder / "a", {{parameter}});
    ASSERT_FALSE(result);
    EXPECT_NE(result.error().find("another model"), std::string::npos) << result.error();
    EXPECT_EQ(parameter->value.squaredNorm(), 0);
  }
  OptimizerState state;
  EXPECT_FALSE(load_checkpoint(folder / "a", {{&w}, &state}));
  EXPECT_FALSE(load_checkpoint(folder / "absent", {{&w}}));
}

TEST_F(Checkpoints, HalfPrecisionIsRead) {
  const std::string header = R"({"h":{"dtype":"F16","shape":[5],"data_offsets":[0,10]},"b":{"dtype":"BF16","shape":[1,2],"data_offsets":[10,14]},)"
                             R"("one":{"dtype":"F32","shape":[],"data_offsets":[14,18]},"__metadata__":{"made":"by hand"}})";
  const unsigned char data[] = {0x00, 0x3C, 0x00, 0xC0, 0x01, 0x00, 0xFF, 0x7B, 0x00, 0xFC, 0x80, 0x3F, 0x20, 0xC1, 0x00, 0x00, 0x00, 0x3F};
  const auto read = read_safetensors(file_of(header, std::string(reinterpret_cast<const char*>(data), sizeof data)), "memory");
  ASSERT_TRUE(read) << read.error();
  const Matrix &h = read.value().find("h")->values, &b = read.value().find("b")->values;
  EXPECT_EQ(h(0, 0), Real(1));
  EXPECT_EQ(h(0, 1), Real(-2));
  EXPECT_EQ(h(0, 2), Real(std::ldexp(1.0, -24)));
  EXPECT_EQ(h(0, 3), Real(65504));
  EXPECT_EQ(h(0, 4), -std::numeric_limits<Real>::infinity());
  EXPECT_EQ(b(0, 0), Real(1));
  EXPECT_EQ(b(0, 1), Real(-10));
  EXPECT_EQ(read.value().find("one")->values(0, 0), Real(0.5));
  EXPECT_EQ(read.value().metadata.at("made"), "by hand");
}

TEST_F(Checkpoints, FoldsLeadingDimensions) {
  const auto read = read_safetensors(file_of(R"({"k":{"dtype":"F32","shape":[2,1,3],"data_offsets":[0,24]},"none":{"dtype":"F32","shape":[0,4],"data_offsets":[24,24]}})",
                                             std::string(24, '\0')), "memory");
  ASSERT_TRUE(read) << read.error();
  EXPECT_EQ(read.value().find("k")->values.rows(), 2);
  EXPECT_EQ(read.value().find("k")->values.cols(), 3);
  EXPECT_EQ(read.value().find("none")->values.size(), 0);
}

TEST_F(Checkpoints, EmptyTensorsNeedNoData) {
  const auto read = read_safetensors(file_of(R"({"none":{"dtype":"F32","shape":[0,768],"data_offsets":[0,0]}})"), "memory");
  ASSERT_TRUE(read) << read.error();
  EXPECT_EQ(read.value().find("none")->values.size(), 0);
  EXPECT_TRUE(read_safetensors(write_safetensors(read.value()), "again"));
  EXPECT_FALSE(read_safetensors(file_of(R"({"none":{"dtype":"F32","shape":[0,18446744073709551615],"data_offsets":[0,0]}})"), "memory"));
}

TEST_F(Checkpoints, AnEmptyTensorMayStandWhereAnotherBegins) {
  const auto read = read_safetensors(file_of(R"({"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"z":{"dtype":"F32","shape":[0],"data_offsets":[0,0]}})", std::string(8, '\0')), "memory");
  ASSERT_TRUE(read) << read.error();
  EXPECT_EQ(read.value().find("a")->values.size(), 2);
  EXPECT_EQ(read.value().find("z")->values.size(), 0);
}

TEST_F(Checkpoints, AnErrorQuotesANameOnOneShortLine) {
  const auto read = read_safetensors(file_of("{\"" + std::string(500, 'x') + "\\n\":3}"), "memory");
  ASSERT_FALSE(read);
  EXPECT_LT(read.error().size(), 250u);
  EXPECT_EQ(read_safetensors(file_of(R"({"a\nb":3})"), "memory").error().find('\n'), std::string::npos);
}

TEST_F(Checkpoints, AStepNumberThatNoTrainingReachesIsRefused) {
  Parameter w("w", 1, 1);
  Tensors tensors;
  tensors.tensors.push_back({"w", {1, 1}, w.value});
  for (const char* step : {"18446744073709551615", "9223372036854775807", "-1", "x"}) {
    tensors.metadata["optimizer_step"] = step;
    OptimizerState state;
    EXPECT_FALSE(load_checkpoint(tensors, "memory", {.parameters = {&w}, .optimizer = &state})) << step;
  }
}

TEST_F(Checkpoints, LiesAreAnsweredWithOneSentence) {
  const std::string good = R"({"w":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}})";
  ASSERT_TRUE(read_safetensors(file_of(good, std::string(8, '\0')), "memory"));
  const std::string lies[] = {
      "", "short", std::string(8, '\xFF'), file_of(good), file_of("[]"), file_of("{"), file_of(R"({"w":3})"), file_of("\xFF\xFE"),
      file_of(R"({"w":{"dtype":"I64","shape":[1],"data_offsets":[0,8]}})", std::string(8, '\0')),
      file_of(R"({"w":{"dtype":3,"shape":[1],"data_offsets":[0,8]}})", std::string(8, '\0')),
      file_of(R"({"w":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}})", std::string(8, '\0')),
      file_of(R"({"w":{"dtype":"F32","shape":[-2],"data_offsets":[0,8]}})", std::string(8, '\0')),
      file_of(R"({"w":{"dtype":"F32","shape":[2.5],"data_offsets":[0,8]}})", std::string(8, '\0')),
      file_of(R"({"w":{"dtype":"F32","shape":[4294967296,4294967296,2],"data_offsets":[0,8]}})", std::string(8, '\0')),
      file_of(R"({"w":{"dtype":"F32","shape":[18446744073709551615],"data_offsets":[0,8]}})", std::string(8, '\0')),
      file_of(R"({"w":{"dtype":"F32","shape":[1,1,1,1,1,1,1,1,2],"data_offsets":[0,8]}})", std::string(8, '\0')),
      file_of(R"({"w":{"dtype":"F32","shape":[2],"data_offsets":[8,0]}})", std::string(8, '\0')),
      file_of(R"({"w":{"dtype":"F32","shape":[2],"data_offsets":[18446744073709551608,18446744073709551615]}})", std::string(8, '\0')),
      file_of(R"({"w":{"dtype":"F32","shape":[2],"data_offsets":[0]}})", std::string(8, '\0')),
      file_of(R"({"v":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"w":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}})", std::string(8, '\0')),
      file_of(R"({"__metadata__":7})"), file_of(std::string(100000, '[')),
  };
  for (const std::string& bytes : lies) {
    const auto read = read_safetensors(bytes, "lie.safetensors");
    ASSERT_FALSE(read) << bytes;
    EXPECT_TRUE(read.error().starts_with("lie.safetensors ")) << read.error();
    EXPECT_EQ(read.error().find('\n'), std::string::npos);
  }
}

TEST_F(Checkpoints, EveryTruncationAndManyDamagesAreSurvived) {
  Parameter w("w", 2, 3), b("b", 1, 3);
  ASSERT_TRUE(save_checkpoint(folder / "a", {{&w, &b}}));
  std::ifstream stream(folder / "a", std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
  for (std::size_t length = 0; length < bytes.size(); ++length) EXPECT_FALSE(read_safetensors(std::string_view(bytes).substr(0, length), "cut")) << length;
  Random random(8);
  for (int i = 0; i < 20000; ++i) {
    std::string damaged = bytes;
    for (int k = 0; k < 1 + static_cast<int>(random.below(3)); ++k) damaged[random.below(static_cast<std::uint32_t>(damaged.size()))] = static_cast<char>(random.below(256));
    const auto read = read_safetensors(damaged, "damaged");     // either answer is right; harm would be a crash or a huge allocation
    ASSERT_LE(read ? read.value().tensors.size() : 0, 2u);
  }
}

TEST_F(Checkpoints, AFailedWriteLeavesTheOldFile) {
  Parameter w("w", 1, 1);
  w.value(0, 0) = 5;
  ASSERT_TRUE(save_checkpoint(folder / "a", {{&w}}));
  fs::create_directory(folder / "taken");                       // a folder stands where the file should go
  EXPECT_FALSE(save_checkpoint(folder / "taken", {{&w}}));
  Parameter again("w", 1, 1);
  ASSERT_TRUE(load_checkpoint(folder / "a", {{&again}}));
  EXPECT_EQ(again.value(0, 0), Real(5));
}

}  // namespace
}  // namespace epochs
