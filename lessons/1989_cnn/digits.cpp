#include "digits.hpp"

#include "core/check.hpp"
#include "data/idx.hpp"
#include "data/real_digits.hpp"
#include "data/strokes.hpp"
#include "data/stroke_digits.hpp"

namespace epochs::cnn_data {
namespace {

constexpr std::uint64_t kTestSeed = 0x9e3779b97f4a7c15ULL;
constexpr std::size_t kFewest = 20;

std::shared_ptr<const data::Images> keep(data::Images images) { return std::make_shared<const data::Images>(std::move(images)); }

Shared cut(Source source, const data::Images& images) {
  Digits digits;
  digits.source = source;
  const std::size_t train = images.size() - images.size() / 5;
  digits.train = keep(data::part_of(images, 0, train));
  digits.test = keep(data::part_of(images, train, images.size() - train));
  return std::make_shared<const Digits>(std::move(digits));
}

}  // namespace

Shared built_in(std::uint64_t seed, int train, int test) {
  Digits digits;
  digits.train = keep(data::stroke_digits(train, seed, data::StyleSet::Training).images);
  digits.test = keep(data::stroke_digits(test, seed ^ kTestSeed, data::StyleSet::HeldOut).images);
  return std::make_shared<const Digits>(std::move(digits));
}

bool real_is_there(const std::filesystem::path& folder) { return data::find_real_digits(folder).has_value(); }

Result<Shared> real(const std::filesystem::path& folder) {
  const auto found = data::find_real_digits(folder);
  if (!found)
    return Error{"The real digits are not installed; tools/setup.sh --data fetches them, and the drawn ones work without.", "没有安装真实手写数字；可用 tools/setup.sh --data 下载，不装也能用程序画的数字。"};
  Result<data::Images> images = data::read_real_digits(*found);
  if (!images) return images.failure();
  return cut(Source::Real, images.value());
}

Result<Shared> own(const std::string& a, const std::string& b) {
  Result<data::Images> read = data::read_idx(a, b);
  if (!read) return read.failure();
  const data::Images& images = read.value();
  const std::string size = std::to_string(images.rows) + " × " + std::to_string(images.cols);
  if (images.rows != data::kDigitSide || images.cols != data::kDigitSide)
    return Error{images.source + ": the pictures have " + size + " pixels; the lesson takes 28 × 28.", images.source + "：图像大小为 " + size + " 像素；本课只接受 28 × 28。"};
  if (images.size() < kFewest)
    return Error{images.source + ": there are fewer than 20 pictures; take a larger set.", images.source + "：图像少于 20 幅；请换大一点的数据集。"};
  Digits digits = *cut(Source::Own, images);
  digits.first_file = a, digits.second_file = b;
  return std::make_shared<const Digits>(std::move(digits));
}

Shared with_drawn(const Digits& digits, std::span<const std::uint8_t> picture, int label) {
  EPOCHS_CHECK(picture.size() == data::kDigitSide * data::kDigitSide && label >= 0 && label <= 9, "cnn: a drawn digit has 784 bytes and a label 0 … 9");
  EPOCHS_CHECK(digits.drawn.size() < kMostDrawn, "cnn: at most 500 digits can be drawn");
  Digits more = digits;
  more.drawn.rows = more.drawn.cols = data::kDigitSide;
  more.drawn.source = "drawn by hand";
  more.drawn.bytes.insert(more.drawn.bytes.end(), picture.begin(), picture.end());
  more.drawn.labels.push_back(static_cast<std::uint8_t>(label));
  return std::make_shared<const Digits>(std::move(more));
}

}  // namespace epochs::cnn_data
