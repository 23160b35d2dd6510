#include "lesson.hpp"

#include <array>
#include <charconv>
#include <cmath>

#include "claims.hpp"
#include "commands_json.hpp"
#include "core/assets.hpp"
#include "player.hpp"
#include "session/saved_json.hpp"
#include "core/atomic_file.hpp"
#include "nn/checkpoint.hpp"

namespace epochs::inline EPOCHS_PRECISION::perceptron {
namespace {

using lesson::Beat;

// Forward: w1 x1, w2 x2, b, z, ŷ. Loss: J. Backward: ∂J/∂w1, ∂J/∂w2, ∂J/∂b. Update: w1, w2, b.
constexpr std::array<int, 4> kOps = {5, 1, 3, 3};
constexpr std::array<int, 4> kFirstCodeLine = {3, 5, 6, 7};   // of the code twin in text.*.md

int code_line(Beat beat, int op) {
  const int first = kFirstCodeLine[static_cast<std::size_t>(beat)];
  if (beat == Beat::Forward) return op < 4 ? first : first + 1;
  return beat == Beat::Update ? first + op : first;
}

int last_op(Beat beat) { return kOps[static_cast<std::size_t>(beat)] - 1; }

std::string plain(double value, int decimals) {   // for settings: an ordinary minus, no needless zeros
  std::array<char, 48> text{};
  const int length = std::snprintf(text.data(), text.size(), "%.*g", decimals, value);
  return {text.data(), static_cast<std::size_t>(length)};
}

}  // namespace

PerceptronPlayer::PerceptronPlayer(std::uint64_t seed, bool threaded)
    : seed_(seed),
      runner_(session::make_runner(Perceptron(seed), threaded ? session::RunnerKind::Threaded : session::RunnerKind::Cooperative)),
      op_(last_op(Beat::Forward)) {
  session::ObserveRequest request;
  request.probe = -1;
  runner_->request(request);
}

std::shared_ptr<const Snapshot> PerceptronPlayer::seen() const { return runner_->latest(); }

void PerceptronPlayer::post(const Command& command) { runner_->post(command); }

// ---- Trace -------------------------------------------------------------------------------------------------------

lesson::TracePosition PerceptronPlayer::trace_position() const { return {beat_, op_, kOps[static_cast<std::size_t>(beat_)], code_line(beat_, op_)}; }

void PerceptronPlayer::trace_beat(Beat beat) {
  beat_ = beat;
  op_ = last_op(beat);         // the whole beat, done
}

void PerceptronPlayer::trace_step(int direction) {
  const int next = op_ + (direction > 0 ? 1 : -1), beat = static_cast<int>(beat_);
  if (next >= 0 && next <= last_op(beat_)) {
    op_ = next;
  } else if (next < 0 && beat > 0) {
    beat_ = static_cast<Beat>(beat - 1);
    op_ = last_op(beat_);
  } else if (next > 0 && beat < 3) {
    beat_ = static_cast<Beat>(beat + 1);
    op_ = 0;
  } else if (direction > 0) {  // past the last op: this mistake is corrected, on to the next one
    hand_.selected = -1;
    if (seen()->next >= 0) runner_->advance(1);
    beat_ = Beat::Forward, op_ = 0;
  } else if (const long update = runner_->status().update; update > 0) {
    hand_.selected = -1;
    runner_->seek(update - 1);
    beat_ = Beat::Update, op_ = last_op(beat_);
  }
}

// ---- Stage -------------------------------------------------------------------------------------------------------

Localized PerceptronPlayer::view_title(std::string_view view) const {
  if (view == "neuron") return {"The neuron, for the selected review", "对选中影评，神经元的计算"};
  if (view == "mistakes") return {"Mistakes, and how many there can be", "犯过的错，以及最多能犯多少"};
  const Preset preset = seen()->preset;
  if (preset == Preset::Xor) return {"Four reviews: which are one-sided?", "四条影评：哪些只有一面？"};
  return preset == Preset::Own ? Localized{"Your points, one straight line", "你的点，一条直线"} : Localized{"80 reviews, one straight line", "80 条影评，一条直线"};
}

void PerceptronPlayer::draw(ui::Ui& ui, std::string_view view, ui::Rect area) {
  base_.reset();
  session::ObserveRequest request;
  request.probe = hand_.selected;
  runner_->request(request);
  const std::shared_ptr<const Snapshot> snapshot = seen();
  std::vector<Command> wishes;
  Scene scene{ui, *snapshot, trace_position(), hand_, wishes};
  if (view == "reviews") draw_reviews(scene, area);
  if (view == "neuron") draw_neuron(scene, area);
  if (view == "mistakes") draw_mistakes(scene, area);
  for (const Command& wish : wishes) post(wish);
}

std::optional<lesson::Account> PerceptronPlayer::account(Language language) const {
  const std::shared_ptr<const Snapshot> snapshot = seen();
  if (snapshot->probe.index < 0) return std::nullopt;
  return account_of(*snapshot, hand_, language);
}

// A number of the neuron ("z", "w1", …) or a review ("review/11", from 0).
void PerceptronPlayer::select(std::string_view selection) {
  constexpr std::string_view kReview = "review/";
  if (!selection.starts_with(kReview)) {
    hand_.number = selection.empty() ? "z" : std::string(selection);
    if (selection.empty()) hand_.selected = -1;
    return;
  }
  selection.remove_prefix(kReview.size());
  int index = -1;
  std::from_chars(selection.data(), selection.data() + selection.size(), index);
  hand_.selected = index < static_cast<int>(seen()->data->reviews.size()) ? index : -1;
}

void PerceptronPlayer::on_enter(const lesson::Step&) {
  hand_.selected = -1;
  hand_.number = "z";
  trace_beat(Beat::Forward);
}

// ---- Predictions ---------------------------------------------------------------------------------------------------

namespace {

// A copy of the run is trained to its end in place, so that the answer is there at once and the learner's run is not touched.
Perceptron copy_of(std::uint64_t seed, const Snapshot& seen) {
  Perceptron copy(seed, seen.preset);
  if (seen.preset == Preset::Own) copy.apply(LoadReviews{seen.data->reviews});
  copy.apply(SetRate{static_cast<double>(seen.rate)});
  copy.apply(SetOrder{seen.order});
  return copy;
}

constexpr long kPatience = 2000;

long mistakes_of(Perceptron unit) {
  while (!unit.finished() && unit.mistakes() < kPatience) unit.advance();
  return unit.mistakes();
}

}  // namespace

// play: how many mistakes until all are right: up to 10, 11 to 50, more. rate: with a rate ten times larger: fewer, the same, more.
std::optional<int> PerceptronPlayer::measured_answer(const lesson::Step& step) {
  Perceptron unit = copy_of(seed_, *seen());
  if (step.id == "play") {
    const long mistakes = mistakes_of(std::move(unit));
    return mistakes <= 10 ? 0 : mistakes <= 50 ? 1 : 2;
  }
  if (step.id == "rate") {
    Perceptron faster = copy_of(seed_, *seen());
    faster.apply(SetRate{10 * static_cast<double>(seen()->rate)});
    const long before = mistakes_of(std::move(unit)), after = mistakes_of(std::move(faster));
    return after < before ? 0 : after == before ? 1 : 2;
  }
  return std::nullopt;
}

void PerceptronPlayer::reveal(const lesson::Step& step) {
  if (step.id == "mistake") runner_->advance(1);
  if (step.id == "play" || step.id == "noise" || step.id == "xor") runner_->play();
  if (step.id == "rate") {
    post(SetRate{10 * static_cast<double>(seen()->rate)});
    runner_->restart();
    runner_->play();
  }
}

// ---- Settings ------------------------------------------------------------------------------------------------------

std::vector<lesson::Setting> PerceptronPlayer::settings() const {
  using Kind = lesson::Setting::Kind;
  const std::shared_ptr<const Snapshot> now = seen();
  lesson::Setting preset{"preset", {"Reviews", "影评"}, Kind::Choice, {}, 0, 1, false, false, ""};
  for (const PresetName& name : kPresets) {
    preset.choices.emplace_back(name.key, name.label);
    if (name.preset == now->preset) preset.value = name.key;
  }
  lesson::Setting rate{"rate", {"Learning rate η", "学习率 η"}, Kind::Number, {}, 0.01, 10, true, false, plain(static_cast<double>(now->rate), 4)};
  lesson::Setting order{"order", {"Order of reading", "阅读顺序"}, Kind::Choice, {{"in_turn", {"always the same", "固定顺序"}}, {"shuffled", {"shuffled each round", "每轮打乱"}}}, 0, 1, false, false,
                        now->order == Order::Shuffled ? "shuffled" : "in_turn"};
  const char* placing = hand_.placing == Placing::Nothing ? "nothing" : hand_.placing == Placing::Liked ? "liked" : "disliked";
  lesson::Setting place{"place", {"A click places", "点击放置"}, Kind::Choice, {{"nothing", {"nothing", "不放"}}, {"liked", {"y = +1", "y = +1"}}, {"disliked", {"y = −1", "y = −1"}}}, 0, 1, false, false, placing};
  std::vector<lesson::Setting> all{preset, rate, order, place};
  const Weights& w = now->weights;
  const std::array<std::pair<const char*, Real>, 3> weights = {{{"w1", w.w1}, {"w2", w.w2}, {"b", w.b}}};
  const std::array<Localized, 3> labels = {{{"Weight w₁", "权重 w₁"}, {"Weight w₂", "权重 w₂"}, {"Bias b", "偏置 b"}}};
  for (std::size_t i = 0; i < 3; ++i)
    all.push_back({weights[i].first, labels[i], Kind::Number, {}, -5, 5, false, false, plain(static_cast<double>(weights[i].second), 4)});
  return all;
}

Result<void> PerceptronPlayer::set_number(std::string_view key, std::string_view text) {
  double value = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (fault != std::errc() || end != text.data() + text.size() || !std::isfinite(value)) return Error{"The setting " + std::string(key) + " needs a number, not “" + std::string(text.substr(0, 40)) + "”."};
  if (key == "rate") {
    if (!(value > 0) || value > 1000) return Error{"The learning rate must lie between 0 and 1,000."};
    post(SetRate{value});
    return {};
  }
  if (std::abs(value) > 1000) return Error{"A weight must lie between −1,000 and 1,000."};
  if (!base_) base_ = seen()->weights;
  (key == "w1" ? base_->w1 : key == "w2" ? base_->w2 : base_->b) = static_cast<Real>(value);
  post(SetWeights{*base_});
  return {};
}

Result<void> PerceptronPlayer::set(std::string_view key, std::string_view value) {
  const auto no_choice = [&] { return Error{"The setting " + std::string(key) + " has no choice “" + std::string(value.substr(0, 40)) + "”."}; };
  if (key == "preset") {
    for (const PresetName& name : kPresets) {
      if (value != name.key) continue;
      post(ChoosePreset{name.preset});
      base_ = Weights{};
      hand_.selected = -1;
      hand_.placing = name.preset == Preset::Own ? Placing::Liked : Placing::Nothing;
      return {};
    }
    return no_choice();
  }
  if (key == "order") {
    if (value != "in_turn" && value != "shuffled") return no_choice();
    post(SetOrder{value == "shuffled" ? Order::Shuffled : Order::InTurn});
    return {};
  }
  if (key == "place") {
    if (value != "nothing" && value != "liked" && value != "disliked") return no_choice();
    hand_.placing = value == "liked" ? Placing::Liked : value == "disliked" ? Placing::Disliked : Placing::Nothing;
    return {};
  }
  if (key == "points") {
    Result<std::vector<Review>> reviews = parse_reviews(value, "points");
    if (!reviews) return Error{reviews.error()};
    post(LoadReviews{std::move(reviews).value()});
    base_ = Weights{};
    return {};
  }
  if (key == "rate" || key == "w1" || key == "w2" || key == "b") return set_number(key, value);
  return Error{"The perceptron has no setting “" + std::string(key.substr(0, 40)) + "”."};
}

// ---- State and data ------------------------------------------------------------------------------------------------

nlohmann::json PerceptronPlayer::save() const {
  nlohmann::json json = session::saved_to_json(runner_->save());
  json["seed"] = seed_;
  return json;
}

Result<void> PerceptronPlayer::restore(const nlohmann::json& state) {
  auto saved = session::saved_from_json<Perceptron>(state);
  if (!saved) return Error{saved.error()};
  runner_->load(std::move(saved).value());
  return {};
}

Result<void> PerceptronPlayer::write_model(const std::string& file) const {
  const Weights weights = seen()->weights;
  Matrix w(1, 2), b(1, 1);
  w << weights.w1, weights.w2;
  b << weights.b;
  return write_atomically(file, nn::write_safetensors({{{"w", {1, 2}, w}, {"b", {1, 1}, b}}, {}}));
}

std::vector<lesson::Table> PerceptronPlayer::tables() const {
  const std::shared_ptr<const Snapshot> now = seen();
  lesson::Table reviews{"reviews", {"x1", "x2", "y", "praise", "complaints", "z", "wrong", "text_en", "text_zh"}, {}};
  for (std::size_t i = 0; i < now->data->reviews.size(); ++i) {
    const Review& r = now->data->reviews[i];
    reviews.rows.push_back({plain(static_cast<double>(r.x1), 9), plain(static_cast<double>(r.x2), 9), std::to_string(r.y), r.praise < 0 ? "" : std::to_string(r.praise),
                            r.complaints < 0 ? "" : std::to_string(r.complaints), plain(static_cast<double>(score(now->weights, r)), 9), now->wrong[i] ? "1" : "0",
                            sentence(r, Language::English), sentence(r, Language::Chinese)});
  }
  lesson::Table mistakes{"mistakes", {"read", "mistakes", "bound"}, {}};
  const Margin& margin = now->data->margin;
  for (const Progress& p : now->progress)
    mistakes.rows.push_back({std::to_string(p.read), std::to_string(p.mistakes), margin.separable && now->bound_applies ? plain(margin.bound(), 9) : ""});
  lesson::Table weights{"neuron", {"w1", "w2", "b"}, {{plain(static_cast<double>(now->weights.w1), 9), plain(static_cast<double>(now->weights.w2), 9), plain(static_cast<double>(now->weights.b), 9)}}};
  return {reviews, weights, mistakes};
}

lesson::HonestyRecord PerceptronPlayer::honesty() const {
  const std::shared_ptr<const Snapshot> now = seen();
  lesson::HonestyRecord record;
  record.data = now->preset == Preset::Own ? "points of your own" : "film reviews, generated from the seed";
  record.size = std::to_string(now->data->reviews.size()) + " × 2, 3 weights";
  record.seed = seed_;
  return record;
}

void PerceptronPlayer::repair() { post(StartFromZero{}); }

}  // namespace epochs::inline EPOCHS_PRECISION::perceptron

const epochs::assets::Table& perceptron_text_table();   // made by epochs_embed

namespace epochs::perceptron_lesson {

lesson::Lesson lesson() {
  static const bool words_added = (assets::add(perceptron_text_table()), true);   // once, however often the catalog is built
  (void)words_added;
  lesson::Lesson out;
  out.id = "1957_perceptron";
  out.year = 1957;
  out.years = "1957";
  out.era = lesson::Era::Neurons;
  out.title = {"Perceptron", "感知机"};
  out.idea = {"Weights that learn from every mistake.", "每犯一次错，权重就学一点。"};
  out.claims = perceptron_claims::claims();
  out.make = [](std::uint64_t seed, bool threaded) -> std::unique_ptr<lesson::Player> { return std::make_unique<perceptron::PerceptronPlayer>(seed, threaded); };
  return out;
}

}  // namespace epochs::perceptron_lesson
