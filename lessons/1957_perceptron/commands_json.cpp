#include "commands_json.hpp"

#include <nlohmann/json.hpp>

#include "data/csv.hpp"
#include "lesson/command_json.hpp"

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

}  // namespace epochs::inline EPOCHS_PRECISION::perceptron
