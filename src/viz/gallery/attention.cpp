#include "viz/gallery/attention.hpp"

#include <array>
#include <string>

namespace epochs::viz::gallery {
namespace {

constexpr std::array<const char*, 10> kRead{"the", "cat", "that", "we", "saw", "yesterday", "slept", "on", "the", "mat"}, kWritten{"我们", "昨天", "看见", "的", "那只", "猫", "在", "垫子", "上", "睡觉"};

std::vector<std::string> so_many(const std::array<const char*, 10>& words, int count) {
  std::vector<std::string> out;
  for (int i = 0; i < count; ++i) out.emplace_back(words[static_cast<std::size_t>(i % 10)]);
  return out;
}

}  // namespace

void draw_small_attention(ui::Ui& ui, ui::Rect area, ConstMatrix shares, AttentionMapState& state) {
  const int words = static_cast<int>(shares.rows());
  AttentionMapStyle style;
  style.rows = so_many(kWritten, words), style.columns = so_many(kRead, words);
  style.selected_row = 5;
  const std::array<GridCell, 4> truth{{{1, 1}, {3, 0}, {5, 1}, {6, 4}}};
  style.truth = truth;
  attention_map(ui, "gallery.attention_map", area, shares, state, style);
}

void draw_large_attention(ui::Ui& ui, ui::Rect area, ConstMatrix shares, AttentionMapState& state) {
  constexpr int kWords = 40;
  AttentionMapStyle style;
  style.rows = so_many(kWritten, kWords), style.columns = so_many(kRead, kWords);
  style.selected_row = 11;
  const Matrix some = shares.bottomRows(kWords).leftCols(kWords) * Real(4);      // 64 words share one: brighter, to be seen
  attention_map(ui, "gallery.attention_map_forty", area, some.cwiseMin(Real(1)), state, style);
}

}  // namespace epochs::viz::gallery
