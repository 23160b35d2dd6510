#include "player.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/atomic_file.hpp"
#include "exam.hpp"
#include "nn/checkpoint.hpp"
#include "nn/ops/cross_entropy.hpp"

namespace epochs::recurrent {
namespace {

constexpr std::chrono::microseconds kReadingSlice(4000);
constexpr double kSafeRate = 0.003, kSafeClip = 1, kRevealRate = 64;      // updates a second at which samples are seen to become words
constexpr long kAskedUpdates = 300;              // of the question of “learn”
constexpr double kLevelBits = 0.05;
constexpr int kStepsWalked = 12;                 // of a path, when its step opens
constexpr int kStepOfCell = 3;                   // where there is an old state to go through W
constexpr std::size_t kLongestProbe = 2'000;     // bytes of a saved line

struct Title {
  std::string_view view;
  Localized words;
};
constexpr Title kTitles[] = {{"order", {"The same words, another order", "词都一样，次序不同"}},
                             {"cell", {"One step: what is read, and what was", "走一步：读到的，加上从前的"}},
                             {"unrolled", {"The same cell along the line", "同一个循环单元，沿着句子展开"}},
                             {"unit", {"One unit along a text", "一个隐藏单元，沿着文本"}},
                             {"writing", {"What it writes", "它写出了什么"}},
                             {"chart", {"Against counting", "和计数比"}},
                             {"paths", {"A walk through state space", "在状态空间里走"}},
                             {"memory", {"What was the first letter?", "第一个字母是什么？"}},
                             {"gradient", {"Blame on its way back", "往回传的责任"}},
                             {"agreement", {"A verb far from its subject", "远离主语的动词"}}};

int likeliest_at(const Reading& reading, int at) {
  Index best = 0;
  reading.probabilities.row(at).maxCoeff(&best);
  return static_cast<int>(best);
}

// The last step that is asked for anything.
int asked_step(const Reading& reading) {
  int at = static_cast<int>(reading.targets.size()) - 1;
  while (at > 0 && reading.targets[static_cast<std::size_t>(at)] == nn::kIgnored) --at;
  return std::max(0, at);
}

}  // namespace

RecurrentPlayer::RecurrentPlayer(std::uint64_t seed, bool threaded, const Settings& settings) : TypedPlayer(seed, threaded, [settings](std::uint64_t s) { return Reader(s, settings); }), wished_(settings) {}

// ---- Stage -------------------------------------------------------------------------------------------------------------

Localized RecurrentPlayer::view_title(std::string_view view) const {
  for (const Title& title : kTitles)
    if (title.view == view) return view == "chart" && seen()->settings.task != Task::Text ? Localized{"How it gets on", "学得怎样"} : title.words;
  return {};
}

void RecurrentPlayer::draw(ui::Ui& ui, std::string_view view, ui::Rect area) {
  const auto now = seen();
  follow_wishes(*now, ui.time);
  follow(shown_, *now, hand_);
  if (!about_.empty() || !exists(hand_.selected, now->network(), shown_.reading.get())) hand_.selected = subject_of(*now, shown_);
  const Place before = hand_.selected;
  std::vector<Command> wishes;
  const bool running = runner().status().mode == session::RunMode::Running;
  Scene scene{ui, *now, shown_, ui.language, at(), running, hand_, wishes};
  if (draw_own(scene, view, area)) static_cast<void>(0);
  else if (view == "order") draw_order_view(scene, area);
  else if (view == "cell") draw_cell_view(scene, area);
  else if (view == "unrolled") draw_unrolled_view(scene, area);
  else if (view == "unit") draw_unit_view(scene, area);
  else if (view == "writing") draw_writing_view(scene, area);
  else if (view == "chart") draw_chart_view(scene, area);
  else if (view == "paths") draw_paths_view(scene, area);
  else if (view == "memory") draw_memory_view(scene, area);
  else if (view == "gradient") draw_gradient_view(scene, area);
  else if (view == "agreement") draw_agreement_view(scene, area);
  if (!(hand_.selected == before)) about_.clear();               // the learner has chosen another
  for (Command& command : wishes) take(wished_, command), post(std::move(command));
  if (std::exchange(hand_.gradient.plays, false)) runner().play();
}

// A wish that is not in the picture after a fifth of a second was undone or refused.
void RecurrentPlayer::follow_wishes(const Snapshot& now, double time) {
  if (now.settings == wished_ || !runner().settled()) agreed_at_ = time;
  else if (time - agreed_at_ > 0.2) wished_ = now.settings;
}

Shown RecurrentPlayer::shown_now(const Snapshot& now) const {
  Shown shown = shown_;
  follow(shown, now, hand_);
  return shown;
}

Place RecurrentPlayer::subject_of(const Snapshot& now, const Shown& shown) const {
  if (!shown.reading || shown.reading->steps() < 1) return {};
  const Reading& reading = *shown.reading;
  const int asked = asked_step(reading), at = std::clamp(hand_.at, 0, static_cast<int>(reading.steps()) - 1), target = reading.targets[static_cast<std::size_t>(asked)];
  if (about_ == "gradient") return {Place::Kind::Blame, at, 0};
  if (about_ == "learn" || about_ == "text") return {Place::Kind::Loss, asked, 0};
  if (about_ == "unrolled") return {Place::Kind::Probability, at, likeliest_at(reading, at)};
  if (now.settings.task != Task::Text && target != nn::kIgnored) return {Place::Kind::Probability, asked, target};
  return {Place::Kind::State, at, 0};
}

std::optional<lesson::Account> RecurrentPlayer::account(Language language) const {
  const auto now = seen();
  const Shown shown = shown_now(*now);
  if (!about_.empty() || !exists(hand_.selected, now->network(), shown.reading.get())) hand_.selected = subject_of(*now, shown);
  return account_of(*now, shown, hand_, language);
}

void RecurrentPlayer::select(std::string_view selection) {
  const auto place = parse_place(selection);
  if (!place) return;
  hand_.selected = *place;
  about_.clear();
}

// The line of the last step, what was held and what was edited there do not follow into another.
void RecurrentPlayer::on_enter(const lesson::Step& step) {
  trace_beat(lesson::Beat::Forward);
  if (hand_.step != step.id) {
    hand_.probe.clear();
    hand_.probe_field.edit.set("");
    hand_.meddling = {};
    hand_.at = step.id == "paths" ? kStepsWalked : step.id == "cell" ? kStepOfCell : 0;
    hand_.writing.exam = -1;
    hand_.gradient.since = runner().status().update;
  }
  hand_.step = about_ = step.id;
}

// ---- Predictions -------------------------------------------------------------------------------------------------------

std::optional<int> RecurrentPlayer::measured_answer(const lesson::Step& step) {
  const auto now = seen();
  if (step.id != "learn" || now->updates < kAskedUpdates || !now->text || !now->counting) return std::nullopt;
  const double bits = bits_on(now->network(), now->text->held_out, held_out_rows(now->text->held_out.size())), bigram = now->counting->bigram;
  return std::abs(bits - bigram) <= kLevelBits ? 2 : bits < bigram ? 0 : 1;
}

std::optional<double> RecurrentPlayer::reveal(const lesson::Step& step) {
  if (step.id == "memory") return 0;             // of the twin run that the step opens
  if (step.id != "learn") return std::nullopt;
  if (const long updates = seen()->updates; updates < kAskedUpdates) runner().advance(kAskedUpdates - updates);
  return kRevealRate;
}

LocalizedText RecurrentPlayer::parameter_words(const std::string& parameter) const {
  std::string name = parameter;
  LocalizedText of;
  for (const auto& [prefix, kind] : {std::pair{"rnn/", "RNN"}, std::pair{"lstm/", "LSTM"}, std::pair{"gru/", "GRU"}})
    if (name.starts_with(prefix)) name = name.substr(std::string_view(prefix).size()), of = {std::string(" of the ") + kind, std::string(kind) + " 的"};
  const auto words = [&](std::string_view english, std::string_view chinese) { return LocalizedText{std::string(english) + of.english, of.chinese + std::string(chinese)}; };
  if (name == "cell/wx") return words("the weights U of the symbols read", "读入符号的权重 U");
  if (name == "cell/wh") return words("the weights W from state to state", "从状态到状态的权重 W");
  if (name == "cell/b" || name == "cell/bh") return words("the biases of the state", "状态的偏置");
  if (name == "readout/w") return words("the weights V of the guess", "猜测的权重 V");
  if (name == "readout/b") return words("the biases of the guess", "猜测的偏置");
  return {parameter, parameter};
}

void RecurrentPlayer::repair() {
  const bool adam = wished_.optimizer == nn::OptimizerKind::Adam;
  wished_.rate = kSafeRate, wished_.clip = kSafeClip, wished_.optimizer = nn::OptimizerKind::Adam;
  runner().seek(std::max(0L, runner().status().health.update - 12));
  if (!adam) post(SetOptimizer{nn::OptimizerKind::Adam});
  post(SetRate{kSafeRate});
  post(SetClip{kSafeClip});
}

// ---- Settings ----------------------------------------------------------------------------------------------------------

std::vector<lesson::Setting> RecurrentPlayer::settings() const { return settings_of(wished_); }

Result<void> RecurrentPlayer::set(std::string_view key, std::string_view value) {
  Settings wish = wished_;
  const Result<Command> command = change(wish, key, value);
  if (!command) return command.failure();
  if (wish == wished_ && key != "file" && key != "own") return {};
  wished_ = wish;
  post(command.value());
  return {};
}

// ---- Files -----------------------------------------------------------------------------------------------------------

Result<void> RecurrentPlayer::begin_reading(const std::string& path) {
  auto opened = OwnReading::open(path);
  if (!opened) return opened.failure();
  own_.emplace(std::move(opened).value());
  return {};
}

std::optional<lesson::Reading> RecurrentPlayer::reading() const {
  if (!own_) return std::nullopt;
  return lesson::Reading{own_->name(), own_->share()};
}

std::optional<Result<LocalizedText>> RecurrentPlayer::go_on_reading() {
  if (!own_) return std::nullopt;
  auto end = own_->go_on(kReadingSlice);
  if (!end) return std::nullopt;
  const std::string name = own_->name(), path = own_->path();
  own_.reset();
  if (!*end) return Result<LocalizedText>(end->failure());
  const bool beginning = end->value()->extent == Extent::Beginning;
  Command command = UseText{std::move(*end).value(), path, "", Source::Own};
  take(wished_, command);
  post(std::move(command));
  const std::string most = group_thousands(static_cast<long long>(kMostCharacters));
  if (beginning) return Result<LocalizedText>(LocalizedText{name + " is long: the lesson reads its first " + most + " characters.", name + " 很长：本课只读开头的 " + most + " 个字符。"});
  return Result<LocalizedText>(LocalizedText{"The lesson now reads " + name + ".", "本课现在读 " + name + "。"});
}

// ---- Keeping and handing out ---------------------------------------------------------------------------------------------

// What the step chose by itself it chooses again.
void RecurrentPlayer::save_view(nlohmann::json& json) const {
  if (about_.empty()) json["selected"] = to_text(hand_.selected);
  if (!hand_.probe.empty()) json["line"] = hand_.probe;
}

void RecurrentPlayer::restore_view(const nlohmann::json& json) {
  if (const auto line = json.find("line"); line != json.end() && line->is_string() && line->get_ref<const std::string&>().size() <= kLongestProbe) {
    hand_.probe_field.edit.set(line->get_ref<const std::string&>());
    hand_.probe = hand_.probe_field.text();
  }
  if (const auto selected = json.find("selected"); selected != json.end() && selected->is_string()) select(selected->get<std::string>());
}

Result<void> RecurrentPlayer::write_model(const std::string& file) const {
  Network network = seen()->network();           // parameters() gives places to write to
  nn::Tensors tensors;
  for (const nn::Parameter* parameter : network.parameters()) tensors.tensors.push_back({parameter->name, {parameter->value.rows(), parameter->value.cols()}, parameter->value});
  return write_atomically(file, nn::write_safetensors(tensors), Readers::Everyone);
}

std::vector<lesson::Table> RecurrentPlayer::tables() const {
  const auto now = seen();
  return tables_of(*now, shown_now(*now), hand_);
}

Result<void> RecurrentPlayer::fetch(Command& command) const { return read_again(command); }

lesson::HonestyRecord RecurrentPlayer::honesty() const {
  const auto now = seen();
  lesson::HonestyRecord record;
  record.seed = seed();
  const std::string read = group_thousands(now->symbols_read), size = group_thousands(now->contestants.front().parameters);
  record.size = {size + " parameters; " + read + " symbols read here", size + " 个参数；当场读了 " + read + " 个符号"};
  if (now->settings.task == Task::Recall) record.data = {"letters drawn as it goes, " + std::to_string(kRecallSymbols) + " different", "当场随机抽的字母，共 " + std::to_string(kRecallSymbols) + " 种"};
  else if (now->settings.task == Task::Agreement) record.data = {"made-up sentences of " + std::to_string(now->symbols.size()) + " words", "当场编的句子，共 " + std::to_string(now->symbols.size()) + " 个词"};
  if (!now->text) return record;
  const Text& text = *now->text;
  const Localized name = lesson::name_for(kSources, text.source).label;
  record.data = {std::string(name.english), std::string(name.chinese)};
  if (text.source == Source::Own && !text.name.empty()) {
    record.data = {text.name, text.name};
    if (text.extent == Extent::Beginning) record.data = {"the beginning of " + text.name, text.name + " 的开头部分"};
  }
  const std::string characters = group_thousands(static_cast<long long>(text.learn.size() + text.held_out.size()));
  record.data.english += ", " + characters + " characters";
  record.data.chinese += "，" + characters + " 个字符";
  return record;
}

}  // namespace epochs::recurrent
