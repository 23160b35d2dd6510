#include "commands_json.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "data/csv.hpp"
#include "lesson/command_json.hpp"
#include "session/exact_json.hpp"

namespace epochs::inline EPOCHS_PRECISION::perceptron {
namespace {

using lesson::number_from_json;
using lesson::refuse;
using lesson::whole_from_json;
using nlohmann::json;

Real coordinate(const json& value, const char* what) { return static_cast<Real>(number_from_json(value, what, -data::kFarthestPoint, data::kFarthestPoint)); }
Real weight(const json& value, const char* what) { return static_cast<Real>(number_from_json(value, what, -kLargestTrained, kLargestTrained)); }
int place(const json& value) { return whole_from_json(value, "the place of the review", 0, static_cast<int>(data::kMostPoints)); }

json review_to_json(const Review& r) { return json::array({r.x1, r.x2, r.y, r.praise, r.complaints, r.words}); }

Review review_from_json(const json& value) {
  if (!value.is_array() || value.size() < 3) refuse("a review must be a list x1, x2, y");
  Review review{coordinate(value[0], "x1"), coordinate(value[1], "x2"), whole_from_json(value[2], "y", -1, 1)};
  if (review.y == 0) refuse("y must be 1 or −1");
  if (value.size() < 6) return review;
  constexpr int kMostWords = 14;         // of a kind: the sentence is made of so many different ones
  review.praise = whole_from_json(value[3], "praise", -1, kMostWords);
  review.complaints = whole_from_json(value[4], "complaints", -1, kMostWords);
  if (!value[5].is_number_unsigned()) refuse("words must be a number that is not negative");
  review.words = static_cast<std::uint32_t>(value[5].get<std::uint64_t>());
  return review;
}

struct Write {
  json operator()(const ChoosePreset& c) const { return {{"preset", lesson::name_for(kPresets, c.preset).key}}; }
  json operator()(const SetRate& c) const { return {{"rate", c.rate}}; }
  json operator()(const SetOrder& c) const { return {{"order", lesson::name_for(kOrders, c.order).key}}; }
  json operator()(const SetWeights& c) const { return {{"weights", {c.weights.w1, c.weights.w2, c.weights.b}}}; }
  json operator()(const StartFromZero&) const { return {{"zero", true}}; }
  json operator()(const AddReview& c) const { return {{"add", review_to_json(c.review)}}; }
  json operator()(const MoveReview& c) const { return {{"move", {c.index, c.x1, c.x2}}}; }
  json operator()(const FlipReview& c) const { return {{"flip", c.index}}; }
  json operator()(const DeleteReview& c) const { return {{"delete", c.index}}; }
  json operator()(const LoadReviews& c) const {
    json list = json::array();
    for (const Review& review : c.reviews) list.push_back(review_to_json(review));
    return {{"reviews", std::move(list)}};
  }
};

Command read_reviews(const json& value) {
  if (!value.is_array() || value.size() > data::kMostPoints) refuse("reviews must be a list of at most 10,000");
  LoadReviews load;
  for (const json& each : value) load.reviews.push_back(review_from_json(each));
  return load;
}

Command read_triple(const std::string& name, const json& value) {
  if (!value.is_array() || value.size() != 3) refuse(name + " must be a list of three");
  if (name == "weights") return SetWeights{{weight(value[0], "w1"), weight(value[1], "w2"), weight(value[2], "b")}};
  return MoveReview{place(value[0]), coordinate(value[1], "x1"), coordinate(value[2], "x2")};
}

Command read(const std::string& name, const json& value) {
  if (name == "preset") return ChoosePreset{lesson::named_from_json(kPresets, value, "preset")};
  if (name == "rate") return SetRate{lesson::positive_from_json(value, "the rate", kLargestRate)};
  if (name == "order") return SetOrder{lesson::named_from_json(kOrders, value, "order")};
  if (name == "weights" || name == "move") return read_triple(name, value);
  if (name == "zero") return StartFromZero{};
  if (name == "add") return AddReview{review_from_json(value)};
  if (name == "flip") return FlipReview{place(value)};
  if (name == "delete") return DeleteReview{place(value)};
  if (name == "reviews") return read_reviews(value);
  lesson::refuse_command(name);
}

}  // namespace

void to_json(json& out, const Command& command) { out = std::visit(Write{}, command); }

void from_json(const json& in, Command& command) {
  const auto [name, value] = lesson::only_entry(in);
  command = read(name, value);
}

// ---- States --------------------------------------------------------------------------------------------------------

namespace {

constexpr std::uint64_t kMostRead = std::uint64_t{1} << 50u;   // counts that no run reaches

json weights_to_json(const Weights& w) {
  const std::array<Real, 3> values{w.w1, w.w2, w.b};
  return session::bits_to_json<Real>(values);
}
Weights weights_from_json(const json& value) {
  std::array<Real, 3> values{};
  session::bits_from_json<Real>(value, values);
  return {values[0], values[1], values[2]};
}

long count(const json& value) { return static_cast<long>(session::whole_from_json(value, kMostRead)); }

// Where it reads must be what its weights say: the next mistake, or nothing when there is none.
void check_place(const Perceptron::State& s) {
  const auto wrong = [&](const Review& review) { return !right(s.weights, review); };
  const std::vector<Review>& reviews = s.data->reviews;
  if (s.any_wrong != std::any_of(reviews.begin(), reviews.end(), wrong)) refuse("the state does not know whether a review is wrong");
  if (s.any_wrong && (s.cursor >= s.pass.size() || !wrong(reviews[static_cast<std::size_t>(s.pass[s.cursor])]))) refuse("the state does not stand on a mistake");
}

void read_traces(const json& in, Perceptron::State& s) {
  if (!in.at("trail").is_array() || in["trail"].size() > Perceptron::kTrail) refuse("the trail is too long");
  if (!in.at("progress").is_array() || in["progress"].size() >= Perceptron::kMostProgress) refuse("the progress is too long");
  for (const json& each : in["trail"]) s.trail.push_back(weights_from_json(each));
  for (const json& each : in["progress"]) s.progress.push_back({count(each.at(0)), count(each.at(1))});
}

}  // namespace

void to_json(json& out, const Perceptron::State& s) {
  out = {{"real", sizeof(Real)}, {"seed", s.seed}, {"preset", lesson::name_for(kPresets, s.preset).key}, {"order", lesson::name_for(kOrders, s.order).key},
         {"rate", s.rate}, {"weights", weights_to_json(s.weights)}, {"random", session::random_to_json(s.random)}, {"pass", s.pass}, {"cursor", s.cursor},
         {"any_wrong", s.any_wrong}, {"mistakes", s.mistakes}, {"read", s.read}, {"progress_stride", s.progress_stride}, {"bound_applies", s.bound_applies}};
  if (s.preset == Preset::Own) out["reviews"] = Write{}(LoadReviews{s.data->reviews})["reviews"];
  out["trail"] = out["progress"] = json::array();
  for (const Weights& w : s.trail) out["trail"].push_back(weights_to_json(w));
  for (const Progress& p : s.progress) out["progress"].push_back({p.read, p.mistakes});
}

void from_json(const json& in, Perceptron::State& out) {
  if (in.at("real") != sizeof(Real)) refuse("the state was saved by a program with other numbers");
  Perceptron::State s;
  s.seed = session::whole_from_json(in.at("seed"), UINT64_MAX);
  s.preset = lesson::named_from_json(kPresets, in.at("preset"), "preset");
  s.order = lesson::named_from_json(kOrders, in.at("order"), "order");
  s.rate = static_cast<Real>(lesson::positive_from_json(in.at("rate"), "the rate", kLargestTrained));
  s.data = std::make_shared<const Data>(s.preset == Preset::Own ? std::get<LoadReviews>(read_reviews(in.at("reviews"))).reviews : make_reviews(s.preset, s.seed));
  s.weights = weights_from_json(in.at("weights"));
  s.random = session::random_from_json(in.at("random"));
  s.pass = session::order_from_json(in.at("pass"), s.data->reviews.size());
  s.cursor = static_cast<std::size_t>(session::whole_from_json(in.at("cursor"), s.pass.empty() ? 0 : s.pass.size() - 1));
  s.any_wrong = in.at("any_wrong").get<bool>();
  s.mistakes = count(in.at("mistakes")), s.read = count(in.at("read")), s.progress_stride = std::max(1L, count(in.at("progress_stride")));
  s.bound_applies = in.at("bound_applies").get<bool>();
  check_place(s);
  read_traces(in, s);
  out = std::move(s);
}

}  // namespace epochs::inline EPOCHS_PRECISION::perceptron
