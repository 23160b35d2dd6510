#include "claims.hpp"

#include <algorithm>
#include <cmath>

#include "data/packages.hpp"
#include "data/stroke_digits.hpp"
#include "model.hpp"

namespace epochs::cnn_claims {
namespace {

using claim::Budget;
using claim::Outcome;
using claim::Status;
using cnn::Recogniser;
using cnn::Settings;

constexpr int kShift = 3;                // pixels
constexpr std::uint64_t kShiftSeed = 0x5deece66dULL;

long scaled(long count, const Budget& budget) { return std::max(1L, std::lround(static_cast<double>(count) * budget.scale)); }
int pictures(int count, const Budget& budget) { return std::max(100, static_cast<int>(scaled(count, budget))); }
bool cancelled(const Budget& budget) { return budget.cancelled && budget.cancelled(); }

// Trains and tells how far it is: `from` … `to` of the whole claim.
void train(Recogniser& model, long updates, const Budget& budget, double from, double to) {
  for (long update = 0; update < updates && !cancelled(budget); ++update) {
    model.advance();
    if (budget.progress && update % 20 == 0) budget.progress(from + (to - from) * static_cast<double>(update) / static_cast<double>(updates));
  }
}

// Chosen on seeds 101–110, as everything in this file: the lesson's own network, a rate that halves every quarter of the run.
Settings digit_settings(long updates) {
  Settings settings;
  settings.rate = 0.06;
  settings.half_life = static_cast<int>(std::max(1L, updates / 4));
  return settings;
}

struct Learned {
  double accuracy = 0;
  std::size_t tested = 0;
};
Learned learn(std::uint64_t seed, const cnn_data::Shared& digits, long updates, const Budget& budget, double from, double to) {
  Recogniser model(seed, digit_settings(updates), digits);
  train(model, updates, budget, from, to);
  return {cnn::share_right(cnn::read_all(model.network(), *digits->test), *digits->test), digits->test->size()};
}

Outcome digits_are_read(std::uint64_t seed, const Budget& budget) {
  const long updates = scaled(2500, budget);
  const Learned drawn = learn(seed, cnn_data::built_in(seed, pictures(20'000, budget), pictures(2'000, budget)), updates, budget, 0, 0.5);
  Outcome outcome;
  outcome.updates = updates;
  outcome.threshold = "real_accuracy ≥ 0.97 and drawn_accuracy ≥ 0.98, on handwriting and ways of writing never learned from";
  outcome.asks_for = {"Asked for: at least 0.97 of real digits and 0.98 of drawn ones right, all of them new", "要求：真实手写数字答对 ≥ 0.97，程序画的 ≥ 0.98，且都没有学过"};
  outcome.measured = {{"drawn_accuracy", drawn.accuracy, {"drawn in new ways, right", "新写法，答对的比例"}}, {"chance", 0.1, {"by guessing", "乱猜"}}};
  const std::filesystem::path folder = data::package_folder();
  if (!cnn_data::real_is_there(folder)) {
    outcome.status = drawn.accuracy >= 0.98 ? Status::NoData : Status::Fails;
    outcome.asks_for.english += "; the real ones are not installed (tools/setup.sh --data)", outcome.asks_for.chinese += "；没有安装真实手写数字（tools/setup.sh --data）";
    return outcome;
  }
  const Result<cnn_data::Shared> digits = cnn_data::real(folder);
  EPOCHS_CHECK(digits.ok(), digits.ok() ? "" : digits.error());   // there, but damaged: the claim could not be run
  const Learned real = learn(seed, digits.value(), updates, budget, 0.5, 1);
  outcome.measured.push_back({"real_accuracy", real.accuracy, {"real handwriting, right", "真实手写，答对的比例"}});
  outcome.measured.push_back({"real_tested", static_cast<double>(real.tested), {"of so many", "测试幅数"}});
  outcome.status = drawn.accuracy >= 0.98 && real.accuracy >= 0.97 ? Status::Holds : Status::Fails;
  return outcome;
}

// The eight ways to go 3 pixels off: left, right, up, down and the corners between.
data::Images shifted_every_way(const data::Images& images) {
  data::Images out{images.rows, images.cols, {}, {}, images.source};
  for (int right = -kShift; right <= kShift; right += kShift)
    for (int down = -kShift; down <= kShift; down += kShift) {
      if (right == 0 && down == 0) continue;
      const data::Images moved = data::shifted(images, right, down);
      out.bytes.insert(out.bytes.end(), moved.bytes.begin(), moved.bytes.end());
      out.labels.insert(out.labels.end(), moved.labels.begin(), moved.labels.end());
    }
  return out;
}

template <class Network>
double error(const Network& network, const data::Images& images) { return 1 - cnn::share_right(cnn::read_all(network, images), images); }

// The network of cnn.shift pools over 3 × 3 cells and keeps the borders: each pooled cell gathers what lay a shift apart.
Settings shift_settings(long updates) {
  Settings settings = digit_settings(updates);
  settings.shape.first.padding = settings.shape.second.padding = 2;
  settings.shape.pool = 3;
  return settings;
}

Outcome shifts_are_borne(std::uint64_t seed, const Budget& budget) {
  const long updates = scaled(1000, budget);
  const cnn_data::Shared digits = cnn_data::built_in(seed, pictures(10'000, budget), 10);
  const data::Images centred = data::stroke_digits(pictures(1'000, budget), seed ^ kShiftSeed, data::StyleSet::Training).images;   // known ways of writing: only the place is new
  const data::Images moved = shifted_every_way(centred);
  Settings settings = shift_settings(updates), usual = digit_settings(updates);
  settings.beside = cnn::Beside::PlainNetwork;           // trained on the same batches, at the same rate
  Recogniser model(seed, settings, digits), lesson(seed, usual, digits);
  train(model, updates, budget, 0, 0.65);
  train(lesson, updates, budget, 0.65, 0.95);
  const double cnn_error = error(model.network(), moved), plain_error = error(*model.plain(), moved);
  Outcome outcome;
  outcome.status = plain_error > 0 && 2 * cnn_error <= plain_error ? Status::Holds : Status::Fails;
  outcome.measured = {{"cnn_error", cnn_error, {"convolutional, shifted, wrong", "卷积网络，平移后答错"}},
                      {"mlp_error", plain_error, {"the plain network, shifted, wrong", "普通网络，平移后答错"}},
                      {"cnn_error_centred", error(model.network(), centred), {"convolutional, centred, wrong", "卷积网络，居中时答错"}},
                      {"mlp_error_centred", error(*model.plain(), centred), {"the plain network, centred, wrong", "普通网络，居中时答错"}},
                      {"cnn_error_pool_2", error(lesson.network(), moved), {"with pooling 2 and no padding, shifted, wrong", "池化窗口为 2、不填充时，平移后答错"}},
                      {"cnn_parameters", static_cast<double>(cnn::parameter_count(settings.shape)), {"parameters, convolutional", "卷积网络参数"}},
                      {"mlp_parameters", static_cast<double>(cnn::plain_parameter_count()), {"parameters, plain", "普通网络参数"}},
                      {"chance", 0.9, {"wrong by guessing", "乱猜答错"}}};
  outcome.threshold = "cnn_error ≤ mlp_error / 2, trained centred, tested 3 pixels off in eight directions";
  outcome.asks_for = {"Asked for: at most half the plain network’s error", "要求：错误率不超过普通网络的一半"};
  outcome.updates = updates;
  return outcome;
}

// Counted in the networks themselves, not by the formula alone.
template <class Model>
double count(Model& model) {
  double cells = 0;
  for (const nn::Parameter* parameter : model.parameters()) cells += static_cast<double>(parameter->value.size());
  return cells;
}

Outcome kernels_are_shared(std::uint64_t seed, const Budget&) {
  Random random(seed);
  cnn::Network network = cnn::make_network({}, random);
  nn::Mlp plain = cnn::make_plain_network(random);
  const nn::Conv& first = network.model.convolutions.front();
  const double ours = count(network.model), theirs = count(plain);
  Outcome outcome;
  outcome.status = ours < theirs ? Status::Holds : Status::Fails;
  outcome.measured = {{"cnn_parameters", ours, {"parameters, convolutional", "卷积网络参数"}},
                      {"mlp_parameters", theirs, {"parameters, plain", "普通网络参数"}},
                      {"first_layer_weights", static_cast<double>(first.w.value.size()), {"weights of its first layer", "第一层的权重"}},
                      {"first_layer_unshared", static_cast<double>(first.w.value.size() * first.window.out_cells()), {"as many if every place had its own", "若每个位置各用一套"}}};
  outcome.threshold = "cnn_parameters < mlp_parameters";
  outcome.asks_for = {"Asked for: fewer than the plain network has", "要求：少于普通网络"};
  return outcome;
}

}  // namespace

std::vector<claim::Claim> claims() {
  return {{"cnn.digits",
           {"A small convolutional network reads digits that it never learned from: real handwriting, and drawn ones in ways of writing kept out of training.",
            "一个小卷积网络能认出没学过的数字：真实的手写数字，以及训练中没出现过的写法。"},
           90, digits_are_read},
          {"cnn.shift",
           {"Trained on centred digits and tested 3 pixels off, it errs at most half as often as the plain network of the last chapter.",
            "只用居中的数字训练，测试时平移 3 个像素，它的错误率不超过上一课普通网络的一半。"},
           90, shifts_are_borne},
          {"cnn.shared", {"It has fewer parameters, because one kernel serves every place of the picture.", "它的参数更少，因为同一个卷积核用在图上的每个位置。"}, 1, kernels_are_shared}};
}

}  // namespace epochs::cnn_claims
