#include "commands_json.hpp"

#include <cmath>
#include <nlohmann/json.hpp>
#include <stdexcept>

namespace epochs::inline EPOCHS_PRECISION::perceptron {
namespace {

using nlohmann::json;

constexpr double kFarthest = 1e4;
constexpr std::size_t kMostReviews = 10'000;

[[noreturn]] void refuse(const std::string& why) { throw std::invalid_argument(why); }   // how nlohmann's from_json reports

Real number(const json& value, const char* what) {
  if (!value.is_number()) refuse(std::string(what) + " must be a number");
  const double number = value.get<double>();
  if (!std::isfinite(number) || std::abs(number) > kFarthest) refuse(std::string(what) + " must lie between −10,000 and 10,000");
  return static_cast<Real>(number);
}

int whole(const json& value, const char* what) {
  if (!value.is_number_integer()) refuse(std::string(what) + " must be a whole number");
  const auto number = value.get<std::int64_t>();
  if (number < -1 || number > 100'000'000) refuse(std::string(what) + " is out of range");
  return static_cast<int>(number);
}

json review_to_json(const Review& r) { return json::array({r.x1, r.x2, r.y, r.praise, r.complaints, r.words}); }

Review review_from_json(const json& value) {
  if (!value.is_array() || value.size() < 3) refuse("a review must be a list x1, x2, y");
  Review review{number(value[0], "x1"), number(value[1], "x2"), whole(value[2], "y")};
  if (review.y != 1 && review.y != -1) refuse("y must be 1 or −1");
  if (value.size() < 6) return review;
  review.praise = whole(value[3], "praise");
  review.complaints = whole(value[4], "complaints");
  if (!value[5].is_number_unsigned()) refuse("words must be a number that is not negative");
  review.words = static_cast<std::uint32_t>(value[5].get<std::uint64_t>());
  return review;
}

struct Write {
  json operator()(const ChoosePreset& c) const { return {{"preset", kPresets[static_cast<std::size_t>(c.preset)].key}}; }
  json operator()(const SetRate& c) const { return {{"rate", c.rate}}; }
  json operator()(const SetOrder& c) const { return {{"order", c.order == Order::InTurn ? "in_turn" : "shuffled"}}; }
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

Command read_preset(const json& value) {
  for (const PresetName& name : kPresets)
    if (value == name.key) return ChoosePreset{name.preset};
  refuse("there is no such preset");
}

Command read_reviews(const json& value) {
  if (!value.is_array() || value.size() > kMostReviews) refuse("reviews must be a list of at most 10,000");
  LoadReviews load;
  for (const json& each : value) load.reviews.push_back(review_from_json(each));
  return load;
}

Command read_triple(const std::string& name, const json& value) {
  if (!value.is_array() || value.size() != 3) refuse(name + " must be a list of three");
  if (name == "weights") return SetWeights{{number(value[0], "w1"), number(value[1], "w2"), number(value[2], "b")}};
  return MoveReview{whole(value[0], "the place of the review"), number(value[1], "x1"), number(value[2], "x2")};
}

}  // namespace

void to_json(json& out, const Command& command) { out = std::visit(Write{}, command); }

void from_json(const json& in, Command& command) {
  if (!in.is_object() || in.size() != 1) refuse("a command must be an object with one entry");
  const std::string& name = in.begin().key();
  const json& value = in.begin().value();
  if (name == "preset") command = read_preset(value);
  else if (name == "rate") {
    const Real rate = number(value, "the rate");
    if (!(rate > 0)) refuse("the rate must be above 0");
    command = SetRate{static_cast<double>(rate)};
  } else if (name == "order") {
    if (value != "in_turn" && value != "shuffled") refuse("the order must be in_turn or shuffled");
    command = SetOrder{value == "shuffled" ? Order::Shuffled : Order::InTurn};
  } else if (name == "weights" || name == "move") command = read_triple(name, value);
  else if (name == "zero") command = StartFromZero{};
  else if (name == "add") command = AddReview{review_from_json(value)};
  else if (name == "flip") command = FlipReview{whole(value, "the place of the review")};
  else if (name == "delete") command = DeleteReview{whole(value, "the place of the review")};
  else if (name == "reviews") command = read_reviews(value);
  else refuse("there is no command “" + name.substr(0, 40) + "”");
}

}  // namespace epochs::inline EPOCHS_PRECISION::perceptron
