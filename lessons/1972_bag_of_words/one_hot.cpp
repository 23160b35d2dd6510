#include "one_hot.hpp"

#include <array>
#include <cmath>

#include "core/check.hpp"

namespace epochs::bag {
namespace {

constexpr std::array<Localized, 24> kVocabulary{{{"cat", "猫"}, {"dog", "狗"}, {"bread", "面包"}, {"cake", "蛋糕"}, {"train", "火车"}, {"bus", "公共汽车"}, {"king", "国王"}, {"queen", "王后"},
                                                 {"man", "男人"}, {"woman", "女人"}, {"tea", "茶"}, {"milk", "牛奶"}, {"horse", "马"}, {"cow", "牛"}, {"house", "房子"}, {"door", "门"},
                                                 {"red", "红"}, {"blue", "蓝"}, {"walk", "走"}, {"run", "跑"}, {"big", "大"}, {"small", "小"}, {"one", "一"}, {"two", "二"}}};

}  // namespace

std::vector<float> one_hot(int word, int vocabulary) {
  EPOCHS_CHECK(word >= 0 && word < vocabulary, "one-hot: the word is not in the vocabulary");
  std::vector<float> out(static_cast<std::size_t>(vocabulary));
  out[static_cast<std::size_t>(word)] = 1;
  return out;
}

double distance(std::span<const float> a, std::span<const float> b) {
  EPOCHS_CHECK(a.size() == b.size(), "one-hot: vectors of different length");
  float sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += (a[i] - b[i]) * (a[i] - b[i]);
  return std::sqrt(static_cast<double>(sum));
}

Localized vocabulary_word(int index) { return kVocabulary[static_cast<std::size_t>(index)]; }

// What a grammar puts between the words that carry the matter.
std::vector<std::string> stop_words(Language language) {
  if (language == Language::English) return {"the", "a", "in", "to", "of", "and"};
  return {"的", "了", "在", "很"};
}

}  // namespace epochs::bag
