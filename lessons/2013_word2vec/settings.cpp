#include "settings.hpp"

#include <array>
#include <cmath>

#include "files.hpp"
#include "names.hpp"

namespace epochs::word2vec {
namespace {

constexpr std::string_view kKnownSettings = "text, method, output, width, window, negatives, subsample, rate, pairs";
constexpr double kMostSubsample = 0.1, kLeastRate = 0.0001, kLargestRate = 10;

struct WholeSetting {
  std::string_view key;
  Localized label, range;
  int Settings::*place;
  int low, high;
};
constexpr std::array<WholeSetting, 4> kWhole{{{"width", {"Numbers in a vector D", "向量的长度 D"}, {"a whole number from 1 to 128", "1 到 128 的整数"}, &Settings::width, 1, kMostWidth},
                                              {"window", {"Window", "窗口"}, {"a whole number from 0 to 10", "0 到 10 的整数"}, &Settings::window, 0, kMostWindow},
                                              {"negatives", {"Random words K", "随机词 K"}, {"a whole number from 0 to 20", "0 到 20 的整数"}, &Settings::negatives, 0, kMostNegatives},
                                              {"pairs", {"Guesses in an update", "每步猜几次"}, {"a whole number from 1 to 4,096", "1 到 4096 的整数"}, &Settings::pairs, 1, kMostPairs}}};

lesson::Setting begins_anew(lesson::Setting setting) {
  setting.begins_anew = true;
  return setting;
}

Command command_of(std::string_view key, int value) {
  if (key == "width") return SetWidth{value};
  if (key == "window") return SetWindow{value};
  if (key == "negatives") return SetNegatives{value};
  return SetPairs{value};
}

Result<Command> choose_text(Settings& settings, std::string_view value) {
  const auto source = lesson::find_named(kSources, value);
  if (!source) return lesson::no_such_choice("text", value);
  if (*source == Source::Own || *source == Source::Vectors)
    return Error{"A text of your own is chosen by dropping its file on the lesson, or by pasting it.", "自己的文本：把文件拖进本课，或粘贴进来。"};
  if (*source < Source::Poems) {
    settings.source = *source;
    return Command(ChooseText{*source});
  }
  Result<Command> fetched = command_for_fetched(*source);
  if (fetched) settings.source = *source;
  if (fetched || *source != Source::Poems) return fetched;
  settings.source = Source::World;               // a step of the lesson asks for the poems; its picture says that they are not there
  return Command(ChooseText{Source::World});
}

struct Taken {
  Settings& s;
  void operator()(const ChooseText& c) const { s.source = c.source; }
  void operator()(const UseText& c) const { s.source = c.text ? c.text->source : Source::Own; }
  void operator()(const UseVectors&) const { s.source = Source::Vectors; }
  void operator()(const SetMethod& c) const { s.method = c.method; }
  void operator()(const SetOutput& c) const { s.output = c.output; }
  void operator()(const SetWidth& c) const { s.width = c.width; }
  void operator()(const SetWindow& c) const { s.window = c.window; }
  void operator()(const SetNegatives& c) const { s.negatives = c.negatives; }
  void operator()(const SetSubsample& c) const { s.subsample = c.threshold; }
  void operator()(const SetRate& c) const { s.rate = c.rate; }
  void operator()(const SetPairs& c) const { s.pairs = c.pairs; }
};

}  // namespace

void take(Settings& settings, const Command& command) { std::visit(Taken{settings}, command); }

std::vector<lesson::Setting> settings_of(const Settings& s) {
  using lesson::choice_setting, lesson::number_setting;
  std::vector<lesson::Setting> out{begins_anew(choice_setting("text", {"Text", "文本"}, kSources, s.source)), begins_anew(choice_setting("method", {"Guesses", "怎么猜"}, kMethods, s.method)),
                                   begins_anew(choice_setting("output", {"Output", "输出"}, kOutputs, s.output))};
  if (s.source == Source::Vectors) {             // nothing trains them
    out.erase(out.begin() + 1, out.end());
    return out;
  }
  for (const WholeSetting& each : kWhole)
    if (each.key != "pairs") out.push_back(begins_anew(number_setting(std::string(each.key), each.label, {double(each.low), double(each.high), lesson::Scale::Whole}, s.*each.place)));
  out.push_back(begins_anew(number_setting("subsample", {"Leave out common words t", "略去常用词 t"}, {0, kMostSubsample, lesson::Scale::Linear}, s.subsample)));
  out.push_back(number_setting("rate", {"Learning rate η", "学习率 η"}, {kLeastRate, kLargestRate, lesson::Scale::Logarithmic}, s.rate));
  out.push_back(number_setting("pairs", kWhole.back().label, {1, kMostPairs, lesson::Scale::Whole}, s.pairs));
  return out;
}

Result<Command> change(Settings& settings, std::string_view key, std::string_view value) {
  if (key == "text") return choose_text(settings, value);
  if (key == "method") {
    const auto method = lesson::find_named(kMethods, value);
    if (!method) return lesson::no_such_choice(key, value);
    settings.method = *method;
    return Command(SetMethod{*method});
  }
  if (key == "output") {
    const auto output = lesson::find_named(kOutputs, value);
    if (!output) return lesson::no_such_choice(key, value);
    settings.output = *output;
    return Command(SetOutput{*output});
  }
  const std::optional<double> number = lesson::number_in(value);
  for (const WholeSetting& each : kWhole) {
    if (each.key != key) continue;
    if (!number || *number != std::floor(*number) || *number < each.low || *number > each.high) return lesson::not_in_range(key, each.range, value);
    settings.*each.place = static_cast<int>(*number);
    return command_of(key, static_cast<int>(*number));
  }
  if (key == "subsample") {
    if (!number || *number < 0 || *number > kMostSubsample) return lesson::not_in_range(key, {"a number from 0 to 0.1", "0 到 0.1 的数"}, value);
    settings.subsample = *number;
    return Command(SetSubsample{*number});
  }
  if (key != "rate") return lesson::no_such_setting(key, kKnownSettings);
  if (!number || *number < kLeastRate || *number > kLargestRate) return lesson::not_in_range(key, {"a number from 0.0001 to 10", "0.0001 到 10 的数"}, value);
  settings.rate = *number;
  return Command(SetRate{*number});
}

}  // namespace epochs::word2vec
