#include "reviews.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include "core/random.hpp"
#include "data/csv.hpp"
#include "margin.hpp"

namespace epochs::inline EPOCHS_PRECISION::perceptron {
namespace {

constexpr int kMostWords = 14;           // of one kind in one review
constexpr double kGap = 0.3;             // counts between the separable reviews and the line that made them
constexpr double kFlipped = 0.08;        // share of reviews whose writer disagrees with the words

constexpr std::array<Localized, kMostWords> kPraise = {{{"warm", "温暖"},
                                                        {"funny", "好笑"},
                                                        {"clever", "聪明"},
                                                        {"moving", "动人"},
                                                        {"fresh", "新鲜"},
                                                        {"tender", "细腻"},
                                                        {"bold", "大胆"},
                                                        {"bright", "明快"},
                                                        {"gripping", "抓人"},
                                                        {"honest", "真诚"},
                                                        {"charming", "迷人"},
                                                        {"elegant", "优雅"},
                                                        {"witty", "机智"},
                                                        {"superb", "出色"}}};
constexpr std::array<Localized, kMostWords> kComplaints = {{{"slow", "拖沓"},
                                                            {"loud", "吵闹"},
                                                            {"flat", "平淡"},
                                                            {"dull", "乏味"},
                                                            {"silly", "幼稚"},
                                                            {"cold", "冷漠"},
                                                            {"stale", "老套"},
                                                            {"messy", "杂乱"},
                                                            {"clumsy", "笨拙"},
                                                            {"empty", "空洞"},
                                                            {"tired", "疲软"},
                                                            {"shallow", "肤浅"},
                                                            {"confused", "混乱"},
                                                            {"tedious", "沉闷"}}};

// Mean 0 and deviation 1 over the whole set.
void standardise(std::vector<Review>& reviews) {
  const double n = static_cast<double>(reviews.size());
  double mean1 = 0, mean2 = 0, square1 = 0, square2 = 0;
  for (const Review& r : reviews) mean1 += r.praise / n, mean2 += r.complaints / n;
  for (const Review& r : reviews) square1 += std::pow(r.praise - mean1, 2) / n, square2 += std::pow(r.complaints - mean2, 2) / n;
  for (Review& r : reviews) {
    r.x1 = static_cast<Real>((r.praise - mean1) / std::sqrt(square1));
    r.x2 = static_cast<Real>((r.complaints - mean2) / std::sqrt(square2));
  }
}

bool has(const std::vector<Review>& reviews, int praise, int complaints) {
  return std::any_of(reviews.begin(), reviews.end(), [&](const Review& r) { return r.praise == praise && r.complaints == complaints; });
}

// A hidden line through the middle of the counts decides who liked the film; its direction and place vary with the seed.
// No two reviews have the same counts, so that every point can be seen and picked.
std::vector<Review> around_a_line(double gap, Random& random) {
  const double angle = random.uniform(-1.25, -0.65), middle1 = 5.5 + random.uniform(-1, 1), middle2 = 5.5 + random.uniform(-1, 1);
  const double u1 = std::cos(angle), u2 = std::sin(angle);   // unit vector towards "liked"
  std::vector<Review> reviews;
  while (static_cast<int>(reviews.size()) < kReviews) {
    const int y = random.chance(0.5) ? 1 : -1;
    const double along = 3.2 * random.normal(), across = y * (2.2 + 2.0 * random.normal());
    const int praise = static_cast<int>(std::lround(middle1 + across * u1 - along * u2));
    const int complaints = static_cast<int>(std::lround(middle2 + across * u2 + along * u1));
    if (praise < 0 || complaints < 0 || praise >= kMostWords || complaints >= kMostWords || has(reviews, praise, complaints)) continue;
    const double distance = (praise - middle1) * u1 + (complaints - middle2) * u2;
    if (y * distance < gap) continue;
    reviews.push_back({0, 0, y, praise, complaints, random.bits()});
  }
  random.shuffle(reviews);
  standardise(reviews);
  return reviews;
}

std::vector<Review> one_sided(Random& random) {
  std::vector<Review> reviews;
  for (int praise : {0, 6})
    for (int complaints : {0, 6}) reviews.push_back({0, 0, praise != complaints ? 1 : -1, praise, complaints, random.bits()});
  standardise(reviews);
  return reviews;
}

// "warm, funny and clever" / "温暖、好笑、聪明"
std::string list_words(const std::array<Localized, kMostWords>& words, int count, Language language, Random& random) {
  std::vector<int> order(kMostWords);
  std::iota(order.begin(), order.end(), 0);
  random.shuffle(order);
  std::string list;
  for (int i = 0; i < std::min(count, kMostWords); ++i) {
    if (i > 0) list += language == Language::Chinese ? "、" : i + 1 == count ? " and " : ", ";
    list += words[static_cast<std::size_t>(order[static_cast<std::size_t>(i)])].in(language);
  }
  return list;
}

// About one seed in 800 would turn none round, or only such as leave a line: then the draw is made again.
void turn_some_round(std::vector<Review>& reviews, Random& random) {
  const std::vector<Review> consistent = reviews;
  do {
    reviews = consistent;
    for (Review& review : reviews)
      if (random.chance(kFlipped)) review.y = -review.y;
  } while (widest_margin(reviews).separable);
}

}  // namespace

std::vector<Review> make_reviews(Preset preset, std::uint64_t seed) {
  Random random(seed, 1957);
  if (preset == Preset::Own) return {};
  if (preset == Preset::Xor) return one_sided(random);
  std::vector<Review> reviews = around_a_line(kGap, random);
  if (preset == Preset::Noisy) turn_some_round(reviews, random);
  return reviews;
}

std::string sentence(const Review& review, Language language) {
  if (review.praise < 0) return "";
  Random random(review.words);
  const std::string praise = list_words(kPraise, review.praise, language, random);
  const std::string complaints = list_words(kComplaints, review.complaints, language, random);
  const bool chinese = language == Language::Chinese;
  std::string text;
  if (praise.empty() && complaints.empty()) text = chinese ? "看了一部电影" : "Saw a film";
  else if (praise.empty() || complaints.empty()) text = praise + complaints;
  else text = praise + (chinese ? "，但是" : ", but ") + complaints;
  if (!chinese) text.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(text.front())));
  return text + (chinese ? "。" : ".");
}

Result<std::vector<Review>> parse_reviews(std::string_view csv, const std::string& file) {
  const Result<std::vector<data::Point>> read = data::parse_two_classes(csv, file);
  if (!read) return read.failure();
  std::vector<Review> reviews;
  for (const data::Point& point : read.value()) reviews.push_back({static_cast<Real>(point.x), static_cast<Real>(point.y), point.label == 1 ? 1 : -1});
  return reviews;
}

}  // namespace epochs::inline EPOCHS_PRECISION::perceptron
