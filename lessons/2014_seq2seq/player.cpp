#include "player.hpp"

#include <algorithm>
#include <utility>

#include "core/atomic_file.hpp"
#include "nn/checkpoint.hpp"

namespace epochs::translation {
namespace {

constexpr double kSafeRate = 0.002, kRevealRate = 48;            // updates a second at which sentences are seen to become right
constexpr long kAskedUpdates = 1000;             // of questions that training answers
constexpr std::size_t kLongestSaved = 1'000;     // bytes of a saved line

struct Title {
  std::string_view view;
  Localized words;
};
constexpr Title kTitles[] = {{"dictionary", {"Word for word", "逐词翻译"}},
                             {"bridge", {"Reader, one vector, writer", "读者、一个向量、写作者"}},
                             {"translate", {"What it writes", "它写了什么"}},
                             {"chart", {"How it gets on", "学得怎样"}},
                             {"length", {"Right, by length", "各种长度的正确率"}},
                             {"forcing", {"Dictated, and alone", "有人念，和自己写"}},
                             {"tree", {"Several beginnings", "几个开头"}}};

// Shares of unseen sentences that are right after kAskedUpdates; the last option holds below.
struct Asked {
  nn::Context context;
  double first, second;        // at least: the first option, the second
};
constexpr Asked kAsked[] = {{nn::Context::Fixed, 0.5, 0.1}, {nn::Context::Attention, 0.25, 0.03}};

}  // namespace

TranslationPlayer::TranslationPlayer(std::uint64_t seed, bool threaded, const Settings& settings)
    : TypedPlayer(seed, threaded, [settings](std::uint64_t s) { return Interpreter(s, settings); }), wished_(settings) {}

Localized TranslationPlayer::view_title(std::string_view view) const {
  for (const Title& title : kTitles)
    if (title.view == view) return title.words;
  return {};
}

const Shown& TranslationPlayer::follow_shown(const Snapshot& now) const {
  follow(shown_, now, hand_);
  return shown_;
}

void TranslationPlayer::draw(ui::Ui& ui, std::string_view view, ui::Rect area) {
  const auto now = seen();
  follow_wishes(*now, ui.time);
  follow(shown_, *now, hand_);
  if (!about_.empty() || !exists(hand_.selected, shown_)) hand_.selected = subject_of(about_, shown_);
  const Place before = hand_.selected;
  std::vector<Command> wishes;
  const Shown shown = shown_;                    // what a picture changes in the hand is followed in the next frame
  Scene scene{ui, *now, shown, ui.language, at(), runner().status().mode == session::RunMode::Running, hand_, wishes};
  using Draw = void (*)(Scene&, ui::Rect);
  static constexpr std::pair<std::string_view, Draw> kViews[] = {{"dictionary", draw_dictionary_view}, {"bridge", draw_bridge_view}, {"translate", draw_translate_view}, {"chart", draw_chart_view},
                                                                 {"length", draw_length_view},         {"forcing", draw_forcing_view}, {"tree", draw_tree_view}};
  if (!draw_own(scene, view, area))
    for (const auto& [name, draw_view] : kViews)
      if (name == view) draw_view(scene, area);
  if (!(hand_.selected == before)) about_.clear();               // the learner has chosen another
  for (Command& command : wishes) take(wished_, command), post(std::move(command));
}

// A wish that is not in the picture after a fifth of a second was undone or refused.
void TranslationPlayer::follow_wishes(const Snapshot& now, double time) {
  if (now.settings == wished_ || !runner().settled()) agreed_at_ = time;
  else if (time - agreed_at_ > 0.2) wished_ = now.settings;
}

Place TranslationPlayer::subject_of(std::string_view step, const Shown& shown) const {
  const int t = step_of(hand_, shown);
  if (step == "learn" && shown.pair) return {Place::Kind::Loss, t, 0};
  if (step == "bridge" || step == "vector") return {Place::Kind::Start, 0, 0};
  return {Place::Kind::Probability, t, shown.id_at(t)};
}

std::optional<lesson::Account> TranslationPlayer::account(Language language) const {
  const auto now = seen();
  const Shown& shown = follow_shown(*now);
  if (!about_.empty() || !exists(hand_.selected, shown)) hand_.selected = subject_of(about_, shown);
  return account_of(*now, shown, hand_, language);
}

void TranslationPlayer::select(std::string_view selection) {
  const auto place = parse_place(selection);
  if (!place) return;
  hand_.selected = *place;
  about_.clear();
}

// What was typed, edited or forced in the last step does not follow into another.
void TranslationPlayer::on_enter(const lesson::Step& step) {
  trace_beat(lesson::Beat::Forward);
  if (hand_.lesson_step != step.id) {
    hand_.typed.clear();
    hand_.field.edit.set("");
    hand_.meddling = {};
    hand_.step = hand_.forcing.step = -1;
    hand_.another = 0;
    choose_for(step);
  }
  hand_.lesson_step = about_ = step.id;
}

void TranslationPlayer::choose_for(const lesson::Step& step) {
  hand_.sentence = step.id == "question" ? SentenceChoice::Clause : step.id == "limits" ? SentenceChoice::Long : SentenceChoice::Middle;
  hand_.rows = Rows::Written;
}

// ---- Predictions -------------------------------------------------------------------------------------------------------

std::optional<int> TranslationPlayer::measured_answer(const lesson::Step& step) {
  const auto now = seen();
  if (step.id != "learn" || now->updates < kAskedUpdates || now->exams.empty()) return std::nullopt;
  for (const Asked& asked : kAsked)
    if (asked.context == now->settings.context) return now->exams.back().right >= asked.first ? 0 : now->exams.back().right >= asked.second ? 1 : 2;
  return std::nullopt;
}

std::optional<double> TranslationPlayer::reveal(const lesson::Step& step) {
  if (step.twin) return 0;       // that it opens is trained as fast as it goes
  const auto shows = [&](std::string_view view) { return std::find(step.views.begin(), step.views.end(), view) != step.views.end(); };
  if (shows("dictionary") || shows("bridge") || (shows("guests") && !shows("query"))) return std::nullopt;      // they need nobody who can translate
  if (const long updates = seen()->updates; updates < kAskedUpdates) runner().advance(kAskedUpdates - updates);
  return kRevealRate;
}

// What an open question is about cannot be tried out under Model first.
std::vector<lesson::Setting> TranslationPlayer::settings() const {
  std::vector<lesson::Setting> out = settings_of(wished_);
  const auto asked = [&](std::string_view key) {
    return (hand_.lesson_step == "break" && key == "longest") || (hand_.lesson_step == "length" && key == "context") || (hand_.lesson_step == "dot" && key == "score");
  };
  for (lesson::Setting& setting : out) setting.waits = hand_.question_open && asked(setting.key);
  return out;
}

LocalizedText TranslationPlayer::parameter_words(const std::string& parameter) const {
  struct Part {
    std::string_view prefix;
    Localized words;
  };
  static constexpr Part kParts[] = {{"source_words", {"the vectors of the words read", "所读词的向量"}},  {"target_words", {"the vectors of the words written", "所写词的向量"}},
                                    {"encoder_back", {"the reader that goes backwards", "倒着读的网络"}}, {"encoder", {"the reader", "读者网络"}},
                                    {"decoder", {"the writer", "写作者网络"}},                            {"query", {"the weights of the query", "查询的权重"}},
                                    {"key", {"the weights of the keys", "键的权重"}},                     {"readout", {"the weights of the words", "输出词的权重"}},
                                    {"start", {"the weights of the hand-over", "交接处的权重"}},          {"v", {"the weights of the score", "分数的权重"}}};
  for (const Part& part : kParts)
    if (parameter.starts_with(part.prefix)) return {std::string(part.words.english), std::string(part.words.chinese)};
  return {parameter, parameter};
}

void TranslationPlayer::repair() {
  wished_.rate = kSafeRate;
  runner().seek(std::max(0L, runner().status().health.update - 12));
  post(SetRate{kSafeRate});
}

Result<void> TranslationPlayer::set(std::string_view key, std::string_view value) {
  Settings wish = wished_;
  const Result<Command> command = change(wish, key, value);
  if (!command) return command.failure();
  if (wish == wished_) return {};
  wished_ = wish;
  post(command.value());
  return {};
}

// ---- Keeping and handing out ---------------------------------------------------------------------------------------------

// What the step chose by itself it chooses again.
void TranslationPlayer::save_view(nlohmann::json& json) const {
  if (about_.empty()) json["selected"] = to_text(hand_.selected);
  if (hand_.sentence == SentenceChoice::Typed) json["line"] = hand_.typed;
}

void TranslationPlayer::restore_view(const nlohmann::json& json) {
  if (const auto line = json.find("line"); line != json.end() && line->is_string() && line->get_ref<const std::string&>().size() <= kLongestSaved) {
    hand_.field.edit.set(line->get_ref<const std::string&>());
    hand_.typed = hand_.field.text(), hand_.sentence = SentenceChoice::Typed;
  }
  if (const auto selected = json.find("selected"); selected != json.end() && selected->is_string()) select(selected->get<std::string>());
}

Result<void> TranslationPlayer::write_model(const std::string& file) const {
  nn::Seq2Seq network = *seen()->network;        // parameters() gives places to write to
  nn::Tensors tensors;
  for (const nn::Parameter* parameter : network.parameters()) tensors.tensors.push_back({parameter->name, {parameter->value.rows(), parameter->value.cols()}, parameter->value});
  return write_atomically(file, nn::write_safetensors(tensors), Readers::Everyone);
}

std::vector<lesson::Table> TranslationPlayer::tables() const {
  const auto now = seen();
  const Shown& shown = follow_shown(*now);
  std::vector<lesson::Table> out = tables_of(*now, shown, hand_), own = own_tables(shown);
  std::move(own.begin(), own.end(), std::back_inserter(out));
  return out;
}

lesson::HonestyRecord TranslationPlayer::honesty() const {
  const auto now = seen();
  lesson::HonestyRecord record;
  record.seed = seed();
  const std::string read = group_thousands(now->words_read), size = group_thousands(now->parameters), all = group_thousands(static_cast<long long>(now->corpus->learn.size())), held = group_thousands(static_cast<long long>(now->corpus->held_out.size()));
  record.size = {size + " parameters; " + read + " words read here", size + " 个参数；当场读了 " + read + " 个词"};
  record.data = {"TinyWorld, " + all + " pairs of sentences; " + held + " more with pairs of words never seen together", "小世界，" + all + " 对句子；另有 " + held + " 对留出，其中有没一起出现过的词"};
  return record;
}

}  // namespace epochs::translation
