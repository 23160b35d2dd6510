// The settings as controls, and what a text, a control or a file asks for as a command.
#include <array>
#include <cmath>

#include "names.hpp"

namespace epochs::translation {
namespace {

constexpr std::string_view kKnownKeys = "from, context, score, reading, kind, hidden, rate, clip, rows, longest";
constexpr double kLeastRate = 0.0001, kLargestRate = 10, kSliderClip = 5;

struct WholeSetting {
  std::string_view key;
  Localized label, range;
  int low, high;
  int Settings::*place;
  Command (*set)(int value);
};
template <class Set>
Command whole_command(int value) {
  return Set{value};
}
constexpr std::array<WholeSetting, 3> kWholes{
    {{"hidden", {"Numbers in a state H", "状态的数 H"}, {"a whole number from 1 to 256", "1 到 256 的整数"}, 1, kMostHidden, &Settings::hidden, whole_command<SetHidden>},
     {"rows", {"Sentences in a batch", "一批几句"}, {"a whole number from 1 to 128", "1 到 128 的整数"}, 1, kMostRows, &Settings::rows, whole_command<SetRows>},
     {"longest", {"Longest sentence learned from", "学习用的最长句子"}, {"a whole number from 4 to 40", "4 到 40 的整数"}, kLeastLongest, kMostWords, &Settings::longest, whole_command<SetLongest>}}};

struct NumberSetting {
  std::string_view key;
  Localized range;
  double low, high;
  double Settings::*place;
  Command (*set)(double value);
};
template <class Set>
Command number_command(double value) {
  return Set{value};
}
constexpr std::array<NumberSetting, 2> kNumbers{{{"rate", {"a number from 0.0001 to 10", "0.0001 到 10 的数"}, kLeastRate, kLargestRate, &Settings::rate, number_command<SetRate>},
                                                {"clip", {"a number from 0 to 100", "0 到 100 的数"}, 0, kMostClip, &Settings::clip, number_command<SetClip>}}};

lesson::Setting anew(lesson::Setting setting) {
  setting.begins_anew = true;
  return setting;
}

template <class Set, class T, std::size_t N>
Result<Command> choose(const std::array<lesson::Named<T>, N>& names, std::string_view key, std::string_view value, T& place) {
  const auto found = lesson::find_named(names, value);
  if (!found) return lesson::no_such_choice(key, value);
  place = *found;
  return Command(Set{*found});
}

struct Taken {
  Settings& s;
  void operator()(const SetFrom& c) const { s.from = c.language; }
  void operator()(const SetContext& c) const { s.context = c.context; }
  void operator()(const SetScoring& c) const { s.score = c.score; }
  void operator()(const SetReading& c) const { s.reading = c.reading; }
  void operator()(const SetKind& c) const { s.kind = c.kind; }
  void operator()(const SetHidden& c) const { s.hidden = c.hidden; }
  void operator()(const SetRate& c) const { s.rate = c.rate; }
  void operator()(const SetClip& c) const { s.clip = c.clip; }
  void operator()(const SetRows& c) const { s.rows = c.rows; }
  void operator()(const SetLongest& c) const { s.longest = c.words; }
};

lesson::Setting whole_control(const WholeSetting& each, const Settings& s) { return lesson::count_setting(std::string(each.key), each.label, each.low, each.high, s.*each.place); }

}  // namespace

void take(Settings& settings, const Command& command) { std::visit(Taken{settings}, command); }

std::vector<lesson::Setting> settings_of(const Settings& s) {
  using lesson::choice_setting;
  std::vector<lesson::Setting> out{anew(choice_setting("from", {"It reads", "读的语言"}, kLanguages, s.from)), anew(choice_setting("context", {"Between the networks", "两个网络之间"}, kContexts, s.context))};
  if (s.context == nn::Context::Attention) out.push_back(anew(choice_setting("score", {"Score", "分数"}, kScores, s.score)));
  out.push_back(anew(choice_setting("reading", {"Sentences are read", "读法"}, kReadings, s.reading)));
  out.push_back(anew(choice_setting("kind", {"Cell", "循环单元"}, kCells, s.kind)));
  out.push_back(anew(whole_control(kWholes[0], s)));
  out.push_back(lesson::number_setting("rate", {"Learning rate η", "学习率 η"}, {kLeastRate, kLargestRate, lesson::Scale::Logarithmic}, s.rate));
  out.push_back(lesson::number_setting("clip", {"Clip the gradient to (0: never)", "梯度裁剪到（0：不裁剪）"}, {0, kSliderClip, lesson::Scale::Linear}, s.clip));
  for (std::size_t i = 1; i < kWholes.size(); ++i) out.push_back(whole_control(kWholes[i], s));
  return out;
}

Result<Command> change(Settings& s, std::string_view key, std::string_view value) {
  if (key == "from") return choose<SetFrom>(kLanguages, key, value, s.from);
  if (key == "context") return choose<SetContext>(kContexts, key, value, s.context);
  if (key == "score") return choose<SetScoring>(kScores, key, value, s.score);
  if (key == "reading") return choose<SetReading>(kReadings, key, value, s.reading);
  if (key == "kind") return choose<SetKind>(kCells, key, value, s.kind);
  const std::optional<double> number = lesson::number_in(value);
  for (const NumberSetting& each : kNumbers) {
    if (each.key != key) continue;
    if (!number || *number < each.low || *number > each.high) return lesson::not_in_range(key, each.range, value);
    s.*each.place = *number;
    return each.set(*number);
  }
  for (const WholeSetting& each : kWholes) {
    if (each.key != key) continue;
    if (!number || *number < each.low || *number > each.high || std::floor(*number) != *number) return lesson::not_in_range(key, each.range, value);
    s.*each.place = static_cast<int>(*number);
    return each.set(s.*each.place);
  }
  return lesson::no_such_setting(key, kKnownKeys);
}

}  // namespace epochs::translation
