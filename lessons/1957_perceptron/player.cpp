#include "player.hpp"

#include <array>
#include <charconv>
#include <cmath>

#include "commands_json.hpp"
#include "core/atomic_file.hpp"
#include "nn/checkpoint.hpp"

namespace epochs::inline EPOCHS_PRECISION::perceptron {

using lesson::Beat;
using lesson::plain_number;

namespace {

// Forward: w1 x1, w2 x2, b, z, ŷ. Loss: J. Backward: ∂J/∂w1, ∂J/∂w2, ∂J/∂b. Update: w1, w2, b.
constexpr std::array<int, 4> kOps = {5, 1, 3, 3};
constexpr std::array<int, 4> kFirstCodeLine = {3, 5, 6, 7};   // of the code twin in text.*.md
constexpr std::array<lesson::Named<Placing>, 3> kPlacings{{{Placing::Nothing, "nothing", {"nothing", "不放"}},
                                                           {Placing::Liked, "liked", {"y = +1", "y = +1"}},
                                                           {Placing::Disliked, "disliked", {"y = −1", "y = −1"}}}};

std::string nine_digits(Real value) { return plain_number(static_cast<double>(value), 9); }

}  // namespace

PerceptronPlayer::PerceptronPlayer(std::uint64_t seed, bool threaded)
    : TypedPlayer(seed, threaded, [](std::uint64_t s) { return Perceptron(s); }) {
  stand({Beat::Forward, kOps[0] - 1});
  session::ObserveRequest request;
  request.probe = -1;
  runner().request(request);
}

int PerceptronPlayer::ops_of(Beat beat, const Snapshot&) const { return kOps[static_cast<std::size_t>(beat)]; }

int PerceptronPlayer::code_line_of(lesson::TracePlace at, const Snapshot&) const {
  const int first = kFirstCodeLine[static_cast<std::size_t>(at.beat)];
  if (at.beat == Beat::Forward) return at.op < 4 ? first : first + 1;
  return at.beat == Beat::Update ? first + at.op : first;
}

// ---- Stage -------------------------------------------------------------------------------------------------------

Localized PerceptronPlayer::view_title(std::string_view view) const {
  if (view == "neuron") return {"The neuron, for the selected review", "对选中影评，神经元的计算"};
  if (view == "mistakes") return {"Mistakes, and how many there can be", "犯过的错，以及最多能犯多少"};
  const Preset preset = seen()->preset;
  if (preset == Preset::Xor) return {"Four reviews: which are one-sided?", "四条影评：哪些一边倒？"};
  return preset == Preset::Own ? Localized{"Your points, one straight line", "你的点，一条直线"} : Localized{"80 reviews, one straight line", "80 条影评，一条直线"};
}

void PerceptronPlayer::ask_for(int review) {
  session::ObserveRequest request;
  request.probe = review;
  runner().request(request);
}

void PerceptronPlayer::draw(ui::Ui& ui, std::string_view view, ui::Rect area) {
  base_.reset();
  ask_for(hand_.selected);
  const std::shared_ptr<const Snapshot> snapshot = seen();
  std::vector<Command> wishes;
  Scene scene{ui, *snapshot, trace_position(), hand_, wishes, question_, holds_bias()};
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

void PerceptronPlayer::on_enter(const lesson::Step& step) {
  bias_answers_ = step.id == "line";   // "You raise the bias: what does the line do?"
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
  Perceptron unit = copy_of(seed(), *seen());
  if (step.id == "play") {
    const long mistakes = mistakes_of(std::move(unit));
    return mistakes <= 10 ? 0 : mistakes <= 50 ? 1 : 2;
  }
  if (step.id == "rate") {
    Perceptron faster = copy_of(seed(), *seen());
    faster.apply(SetRate{step.twin ? lesson::number_in(step.twin->value).value_or(1) : 10 * static_cast<double>(seen()->rate)});   // as the twin run shows it
    const long before = mistakes_of(std::move(unit)), after = mistakes_of(std::move(faster));
    return after < before ? 0 : after == before ? 1 : 2;
  }
  return std::nullopt;
}

std::optional<double> PerceptronPlayer::reveal(const lesson::Step& step) {
  if (step.id == "mistake") {
    ask_for(hand_.selected = seen()->probe.index);   // the review that was asked about stays in view
    runner().advance(1);
  }
  if (step.id == "play" || step.id == "noise" || step.id == "xor") runner().play();
  if (step.id == "rate") return 4;     // the twin run that the step opens
  return std::nullopt;
}

// ---- Settings ------------------------------------------------------------------------------------------------------

std::vector<lesson::Setting> PerceptronPlayer::settings() const {
  using lesson::Scale;
  const std::shared_ptr<const Snapshot> now = seen();
  const Weights& w = now->weights;
  const auto weight = [](const char* key, Localized label, Real value) {
    lesson::Setting setting = lesson::number_setting(key, label, {-5, 5, Scale::Linear}, 0);
    setting.value = plain_number(static_cast<double>(value), 4);
    return setting;
  };
  lesson::Setting reviews = lesson::choice_setting("preset", {"Reviews", "影评"}, kPresets, now->preset);
  reviews.begins_anew = true;
  lesson::Setting bias = weight("b", {"Bias b", "偏置 b"}, w.b);
  bias.waits = holds_bias();
  lesson::Setting placing = lesson::choice_setting("place", {"A click places", "点击放置"}, kPlacings, hand_.placing);
  placing.of_the_hand = true;
  return {std::move(reviews),
          lesson::number_setting("rate", {"Learning rate η", "学习率 η"}, {0.01, 10, Scale::Logarithmic}, static_cast<double>(now->rate)),
          lesson::choice_setting("order", {"Order of reading", "阅读顺序"}, kOrders, now->order),
          std::move(placing),
          weight("w1", {"Weight w₁", "权重 w₁"}, w.w1), weight("w2", {"Weight w₂", "权重 w₂"}, w.w2), std::move(bias)};
}

Result<void> PerceptronPlayer::set_number(std::string_view key, std::string_view text) {
  const std::optional<double> value = lesson::number_in(text);
  if (key == "rate") {
    if (!value || *value <= 0 || *value > kLargestRate) return lesson::not_in_range(key, {"a number above 0 and at most 1,000", "大于 0 且不超过 1,000 的数"}, text);
    post(SetRate{*value});
    return {};
  }
  if (!value || std::abs(*value) > kLargestWeight) return lesson::not_in_range(key, {"a number from −1,000 to 1,000", "−1,000 到 1,000 之间的数"}, text);
  if (!base_) base_ = seen()->weights;
  (key == "w1" ? base_->w1 : key == "w2" ? base_->w2 : base_->b) = static_cast<Real>(*value);
  post(SetWeights{*base_});
  return {};
}

Result<void> PerceptronPlayer::set(std::string_view key, std::string_view value) {
  if (key == "preset") {
    const auto preset = lesson::find_named(kPresets, value);
    if (!preset) return lesson::no_such_choice(key, value);
    post(ChoosePreset{*preset});
    base_ = Weights{};
    hand_.selected = -1;
    hand_.placing = *preset == Preset::Own ? Placing::Liked : Placing::Nothing;
  } else if (key == "order") {
    const auto order = lesson::find_named(kOrders, value);
    if (!order) return lesson::no_such_choice(key, value);
    post(SetOrder{*order});
  } else if (key == "place") {
    const auto placing = lesson::find_named(kPlacings, value);
    if (!placing) return lesson::no_such_choice(key, value);
    hand_.placing = *placing;
  } else if (key == "points") {
    Result<std::vector<Review>> reviews = parse_reviews(value, "points");
    if (!reviews) return reviews.failure();
    post(LoadReviews{std::move(reviews).value()});
    base_ = Weights{};
  } else if (key == "rate" || key == "w1" || key == "w2" || key == "b") {
    return set_number(key, value);
  } else {
    return lesson::no_such_setting(key, "preset, rate, order, place, w1, w2, b, points");
  }
  return {};
}

// ---- State and data ------------------------------------------------------------------------------------------------

Result<void> PerceptronPlayer::write_model(const std::string& file) const {
  const Weights weights = seen()->weights;
  Matrix w(1, 2), b(1, 1);
  w << weights.w1, weights.w2;
  b << weights.b;
  return write_atomically(file, nn::write_safetensors({{{"w", {1, 2}, w}, {"b", {1, 1}, b}}, {}}), Readers::Everyone);
}

std::vector<lesson::Table> PerceptronPlayer::tables() const {
  const std::shared_ptr<const Snapshot> now = seen();
  lesson::Table reviews{"reviews", {"x1", "x2", "y", "praise", "complaints", "z", "wrong", "text_en", "text_zh"}, {}};
  for (std::size_t i = 0; i < now->data->reviews.size(); ++i) {
    const Review& r = now->data->reviews[i];
    reviews.rows.push_back({nine_digits(r.x1), nine_digits(r.x2), std::to_string(r.y), r.praise < 0 ? "" : std::to_string(r.praise),
                            r.complaints < 0 ? "" : std::to_string(r.complaints), nine_digits(score(now->weights, r)), now->wrong[i] ? "1" : "0",
                            sentence(r, Language::English), sentence(r, Language::Chinese)});
  }
  lesson::Table mistakes{"mistakes", {"read", "mistakes", "bound"}, {}};
  const Margin& margin = now->data->margin();
  for (const Progress& p : now->progress)
    mistakes.rows.push_back({std::to_string(p.read), std::to_string(p.mistakes), margin.separable && now->bound_applies ? plain_number(margin.bound(), 9) : ""});
  lesson::Table weights{"neuron", {"w1", "w2", "b"}, {{nine_digits(now->weights.w1), nine_digits(now->weights.w2), nine_digits(now->weights.b)}}};
  return {reviews, weights, mistakes};
}

lesson::HonestyRecord PerceptronPlayer::honesty() const {
  const std::shared_ptr<const Snapshot> now = seen();
  lesson::HonestyRecord record;
  if (now->preset == Preset::Own) record.data = {"points of your own", "你自己的数据点"};
  else record.data = {"film reviews, generated from the seed", "由随机种子生成的影评"};
  const std::string count = std::to_string(now->data->reviews.size());
  record.size = {count + " × 2, 3 weights", count + " × 2，3 个权重"};
  record.seed = seed();
  return record;
}

void PerceptronPlayer::repair() { post(StartFromZero{}); }

}  // namespace epochs::inline EPOCHS_PRECISION::perceptron
