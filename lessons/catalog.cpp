#include "lessons/catalog.hpp"

#include <algorithm>
#include <vector>

#include "lessons/1957_perceptron/lesson.hpp"
#include "lessons/1972_bag_of_words/lesson.hpp"
#include "lessons/1986_backprop/lesson.hpp"
#include "lessons/1989_cnn/lesson.hpp"
#include "lessons/1990_rnn/lesson.hpp"
#include "lessons/1997_lstm/lesson.hpp"
#include "lessons/2013_word2vec/lesson.hpp"
#include "lessons/2014_attention/lesson.hpp"
#include "lessons/2014_seq2seq/lesson.hpp"
#include "lessons/2017_self_attention/lesson.hpp"
#include "lessons/thumbnails/thumbnails.hpp"

namespace epochs::lessons {

namespace {

using lesson::Era;
using lesson::Lesson;

// A lesson without `make` is not built yet; the hall shows it as coming.
Lesson coming(std::string id, int year, std::string years, Era era, Localized title, Localized idea, void (*thumbnail)(ui::Ui&, ui::Rect, double)) {
  Lesson out;
  out.id = std::move(id);
  out.year = year;
  out.years = std::move(years);
  out.era = era;
  out.title = title;
  out.idea = idea;
  out.thumbnail = thumbnail;
  return out;
}

Lesson built(Lesson lesson, void (*thumbnail)(ui::Ui&, ui::Rect, double)) {
  lesson.thumbnail = thumbnail;
  return lesson;
}

std::vector<Lesson> first_half() {
  namespace picture = thumbnails;
  std::vector<Lesson> out;
  out.push_back(coming("1943_neuron", 1943, "1943", Era::Neurons, {"McCulloch-Pitts", "麦卡洛克–皮茨神经元"},
                       {"A neuron as logic: sum, then a threshold.", "把神经元看成逻辑：先求和，再过阈值。"}, picture::neuron));
  out.push_back(coming("1948_ngram", 1948, "1948", Era::Neurons, {"Counting letters", "统计字母"},
                       {"Count what follows what, then guess the next letter.", "数一数谁跟在谁后面，再猜下一个字母。"}, picture::ngram));
  out.push_back(coming("1954_rules", 1954, "1954", Era::Neurons, {"Georgetown-IBM", "乔治敦实验"},
                       {"Six grammar rules and 250 words translate Russian.", "六条语法规则、250 个词，翻译俄语。"}, picture::rules));
  out.push_back(built(perceptron_lesson::lesson(), picture::perceptron));
  out.push_back(built(backprop_lesson::lesson(), picture::backprop));
  out.push_back(built(cnn_lesson::lesson(), picture::convolution));
  out.push_back(built(bag_lesson::lesson(), picture::bag_of_words));
  out.push_back(built(word2vec_lesson::lesson(), picture::word2vec));
  out.push_back(built(rnn_lesson::lesson(), picture::rnn));
  return out;
}

std::vector<Lesson> second_half() {
  namespace picture = thumbnails;
  std::vector<Lesson> out;
  out.push_back(built(lstm_lesson::lesson(), picture::lstm));
  out.push_back(built(seq2seq_lesson::lesson(), picture::seq2seq));
  out.push_back(built(attention_lesson::lesson(), picture::attention));
  out.push_back(built(self_attention_lesson::lesson(), picture::self_attention));
  out.push_back(coming("2017_transformer", 2017, "2017", Era::Attention, {"Transformer", "Transformer"},
                       {"Attention alone, stacked, replaces the loop.", "只用注意力，层层叠起，取代循环。"}, picture::transformer));
  out.push_back(coming("2018_bert", 2018, "2018", Era::LanguageModels, {"BERT", "BERT"},
                       {"Hide a word, guess it from both sides.", "遮住一个词，从两边猜出它。"}, picture::bert));
  out.push_back(coming("2018_gpt", 2018, "2018", Era::LanguageModels, {"GPT", "GPT"},
                       {"Guess the next word, again and again.", "猜下一个词，一次又一次。"}, picture::gpt));
  out.push_back(coming("2020_scaling", 2020, "2020", Era::LanguageModels, {"Scaling laws", "规模定律"},
                       {"More data and size: loss falls on a straight log-log line.", "数据更多、模型更大：损失沿双对数直线下降。"}, picture::scaling));
  out.push_back(coming("2022_instruct", 2022, "2022", Era::LanguageModels, {"InstructGPT", "InstructGPT"},
                       {"People choose the better answer; the model learns to.", "人挑出更好的回答，模型跟着学。"}, picture::instruct));
  out.push_back(coming("2023_retrieval", 2023, "2023", Era::LanguageModels, {"Ask a document", "向文档提问"},
                       {"Find the passage first, then answer from it.", "先找到那一段，再据此回答。"}, picture::retrieval));
  return out;
}

std::vector<Lesson> all() {
  std::vector<Lesson> out = first_half();
  for (Lesson& lesson : second_half()) out.push_back(std::move(lesson));
  return out;
}

}  // namespace

std::span<const Lesson> catalog() {
  static const std::vector<Lesson> lessons = all();
  return lessons;
}

const Lesson* find(std::string_view id) {
  for (const Lesson& lesson : catalog())
    if (lesson.id == id) return &lesson;
  return nullptr;
}

const Lesson* following(std::string_view id) {
  const std::span<const Lesson> all = catalog();
  auto at = std::find_if(all.begin(), all.end(), [&](const Lesson& lesson) { return lesson.id == id; });
  if (at != all.end()) at = std::find_if(at + 1, all.end(), [](const Lesson& lesson) { return static_cast<bool>(lesson.make); });
  return at != all.end() ? &*at : nullptr;
}

const Lesson* find_named(std::string_view name, std::span<const Lesson> among) {
  constexpr std::size_t kYear = 5;   // "1957_"
  for (const Lesson& lesson : among)
    if (lesson.id == name || (lesson.id.size() > kYear && std::string_view(lesson.id).substr(kYear) == name)) return &lesson;
  return nullptr;
}

}  // namespace epochs::lessons
