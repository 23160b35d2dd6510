#include "player.hpp"

#include <algorithm>
#include <utility>

#include "core/atomic_file.hpp"
#include "nn/checkpoint.hpp"

namespace epochs::self_attention {
namespace {

constexpr double kSafeRate = 0.002, kRevealRate = 32;            // updates a second at which the answer is seen to become right
constexpr long kAskedUpdates = 300;              // of questions that training answers
constexpr double kNearlyAll = 0.9, kBetterThanHalf = 0.6;
constexpr std::size_t kLongestSaved = 1'000;     // bytes of a saved line

struct Title {
  std::string_view view;
  Localized words;
};
constexpr Title kTitles[] = {{"looks", {"Who looks at whom", "谁看着谁"}},
                             {"heads", {"Every head, side by side", "每个头，并排看"}},
                             {"query", {"One word asks", "一个词在问"}},
                             {"pizza", {"I like to eat pizza", "我喜欢去吃披萨"}},
                             {"hide", {"Hide a word from “it”", "不让“它”看某个词"}},
                             {"cost", {"What length costs", "长度的代价"}},
                             {"scale", {"Why divide by √d", "为什么除以 √d"}},
                             {"chart", {"How it gets on", "学得怎样"}}};

}  // namespace

Localized AttentionPlayer::view_title(std::string_view view) const {
  for (const Title& title : kTitles)
    if (title.view == view) return title.words;
  return {};
}

void AttentionPlayer::draw(ui::Ui& ui, std::string_view view, ui::Rect area) {
  const auto now = seen();
  follow_wishes(*now, ui.time);
  follow(shown_, *now, hand_);
  if (!about_.empty() || !exists(hand_.selected, shown_)) hand_.selected = subject_of(shown_);
  const Place before = hand_.selected;
  std::vector<Command> wishes;
  Scene scene{ui, *now, shown_, ui.language, at(), runner().status().mode == session::RunMode::Running, hand_, wishes};
  using Draw = void (*)(Scene&, ui::Rect);
  static constexpr std::pair<std::string_view, Draw> kViews[] = {{"looks", draw_looks_view}, {"heads", draw_heads_view}, {"query", draw_query_view}, {"pizza", draw_pizza_view},
                                                                 {"hide", draw_hide_view},   {"cost", draw_cost_view},   {"scale", draw_scale_view}, {"chart", draw_chart_view}};
  for (const auto& [name, draw_view] : kViews)
    if (name == view) draw_view(scene, area);
  if (!(hand_.selected == before)) about_.clear();               // the learner has chosen another
  for (Command& command : wishes) take(wished_, command), post(std::move(command));
}

// A wish that is not in the picture after a fifth of a second was undone or refused.
void AttentionPlayer::follow_wishes(const Snapshot& now, double time) {
  if (now.settings == wished_ || !runner().settled()) agreed_at_ = time;
  else if (time - agreed_at_ > 0.2) wished_ = now.settings;
}

Shown AttentionPlayer::shown_now(const Snapshot& now) const {
  Shown shown = shown_;
  follow(shown, now, hand_);
  return shown;
}

Place AttentionPlayer::subject_of(const Shown& shown) const {
  const Sentence& s = shown.sentence;
  const int layer = layer_of(hand_, shown), head = std::max(0, head_of(hand_, shown)), noun = s.referent >= 0 ? s.referent : s.subject;
  if (about_ == "learn" && s.referent >= 0) return {Place::Kind::Loss, 0, 0, s.pronoun, 0};
  if (about_ == "query" || about_ == "scale") return {Place::Kind::Score, layer, head, s.pronoun, noun};
  if (about_ == "question") return {Place::Kind::Probability, 0, 0, s.pronoun, s.at(noun)};
  return {Place::Kind::Weight, layer, head, s.pronoun, noun};
}

std::optional<lesson::Account> AttentionPlayer::account(Language language) const {
  const auto now = seen();
  const Shown shown = shown_now(*now);
  if (!about_.empty() || !exists(hand_.selected, shown)) hand_.selected = subject_of(shown);
  return account_of(*now, shown, hand_, language);
}

void AttentionPlayer::select(std::string_view selection) {
  const auto place = parse_place(selection);
  if (!place) return;
  hand_.selected = *place;
  about_.clear();
}

// What was typed, hidden, muted or edited in the last step does not follow into another.
void AttentionPlayer::on_enter(const lesson::Step& step) {
  trace_beat(lesson::Beat::Forward);
  if (hand_.step != step.id) {
    hand_.typed.clear();
    hand_.field.edit.set("");
    hand_.meddling = {};
    hand_.sentence = SentenceChoice::Example;
    hand_.layer = hand_.query = -1, hand_.head = 0;
    hand_.query_view.key = -1;
  }
  hand_.step = about_ = step.id;
}

// ---- Predictions -------------------------------------------------------------------------------------------------------

// “learn”: of sentences with unseen combinations, nearly all, about seven in ten, or about half.
std::optional<int> AttentionPlayer::measured_answer(const lesson::Step& step) {
  const auto now = seen();
  if (step.id != "learn" || now->updates < kAskedUpdates) return std::nullopt;
  const double right = right_of(*now->network, short_paper(*now->corpus).sentences, now->settings.way());
  return right >= kNearlyAll ? 0 : right >= kBetterThanHalf ? 1 : 2;
}

std::optional<double> AttentionPlayer::reveal(const lesson::Step& step) {
  if (step.id == "order") return 0;              // of the twin run that the step opens
  if (step.id != "learn" && step.id != "mask") return std::nullopt;
  if (const long updates = seen()->updates; updates < kAskedUpdates) runner().advance(kAskedUpdates - updates);
  return kRevealRate;
}

// What an open question is about cannot be tried out under Model first.
std::vector<lesson::Setting> AttentionPlayer::settings() const {
  std::vector<lesson::Setting> out = settings_of(wished_);
  for (lesson::Setting& setting : out) setting.waits = hand_.question_open && ((hand_.step == "order" && setting.key == "positions") || (hand_.step == "mask" && setting.key == "mask"));
  return out;
}

LocalizedText AttentionPlayer::parameter_words(const std::string& parameter) const {
  if (parameter == "words") return {"the word vectors E", "词向量 E"};
  if (parameter == "positions") return {"the vectors of the places P", "位置向量 P"};
  for (int layer = 1; layer <= kMostLayers; ++layer) {
    const std::string number = std::to_string(layer), prefix = "attention" + number + "/";
    if (!parameter.starts_with(prefix)) continue;
    const char letter = parameter.back();
    const std::string_view english = letter == 'q' ? "queries" : letter == 'k' ? "keys" : letter == 'v' ? "values" : "heads joined";
    const std::string_view chinese = letter == 'q' ? "query" : letter == 'k' ? "key" : letter == 'v' ? "value" : "合并各头";
    return {"the weights of the " + std::string(english) + " of layer " + number, "第 " + number + " 层" + std::string(chinese) + "的权重"};
  }
  return {parameter, parameter};
}

void AttentionPlayer::repair() {
  wished_.rate = kSafeRate;
  runner().seek(std::max(0L, runner().status().health.update - 12));
  post(SetRate{kSafeRate});
}

Result<void> AttentionPlayer::set(std::string_view key, std::string_view value) {
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
void AttentionPlayer::save_view(nlohmann::json& json) const {
  if (about_.empty()) json["selected"] = to_text(hand_.selected);
  if (hand_.sentence == SentenceChoice::Typed) json["line"] = hand_.typed;
}

void AttentionPlayer::restore_view(const nlohmann::json& json) {
  if (const auto line = json.find("line"); line != json.end() && line->is_string() && line->get_ref<const std::string&>().size() <= kLongestSaved) {
    hand_.field.edit.set(line->get_ref<const std::string&>());
    hand_.typed = hand_.field.text(), hand_.sentence = SentenceChoice::Typed;
  }
  if (const auto selected = json.find("selected"); selected != json.end() && selected->is_string()) select(selected->get<std::string>());
}

Result<void> AttentionPlayer::write_model(const std::string& file) const {
  Network network = *seen()->network;            // parameters() gives places to write to
  nn::Tensors tensors;
  for (const nn::Parameter* parameter : network.parameters()) tensors.tensors.push_back({parameter->name, {parameter->value.rows(), parameter->value.cols()}, parameter->value});
  return write_atomically(file, nn::write_safetensors(tensors), Readers::Everyone);
}

std::vector<lesson::Table> AttentionPlayer::tables() const {
  const auto now = seen();
  return tables_of(*now, shown_now(*now), hand_);
}

lesson::HonestyRecord AttentionPlayer::honesty() const {
  const auto now = seen();
  lesson::HonestyRecord record;
  record.seed = seed();
  const std::string read = group_thousands(now->sentences_read), size = group_thousands(now->parameters), all = group_thousands(static_cast<long long>(now->corpus->learn.size())), held = group_thousands(static_cast<long long>(now->corpus->held_out.size()));
  record.size = {size + " parameters; " + read + " sentences read here", size + " 个参数；当场读了 " + read + " 个句子"};
  record.data = {"TinyWorld, " + all + " sentences with “it”; " + held + " more held out", "小世界，" + all + " 个带“它”的句子；另外留出 " + held + " 个"};
  return record;
}

}  // namespace epochs::self_attention
