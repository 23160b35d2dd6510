// Writing on: with a memory as without, in one row as in many, and sampling and beam search against what can be counted by hand.
// Compiled twice, for the float engine and for the double one.
#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

#include "nn/nn.hpp"

namespace epochs {
namespace {

using namespace nn;

constexpr double kNear = sizeof(Real) == 4 ? 2e-4 : 1e-11;

// Both decoders read the same tokens and must say the same at every place.
void expect_same_logits(Decoder& a, Decoder& b, const std::vector<std::vector<int>>& columns) {
  for (const std::vector<int>& tokens : columns) {
    const Matrix x = a.feed(tokens), y = b.feed(tokens);
    ASSERT_EQ(x.rows(), y.rows());
    ASSERT_LE((x - y).cwiseAbs().maxCoeff(), static_cast<Real>(kNear)) << "after " << a.length() << " tokens";
  }
}

// Larger weights than at the start of training, so that texts differ.
template <class Model>
void wake(Model& model, Random& random) {
  for (Parameter* p : model.parameters())
    if (p->value.rows() > 1) fill_normal(p->value, Real(0.4), random);
}

const std::vector<std::vector<int>> kColumns = {{1, 5, 2}, {3, 3, 0}, {6, 1, 4}, {0, 2, 6}, {5, 5, 5}};

struct Gpts : testing::Test {
  Random random{8};
  Gpt own{{.vocabulary = 7, .context = 12, .width = 16, .inner = 24, .heads = 4, .layers = 2}, random};
  Gpt tied{{.vocabulary = 7, .context = 12, .width = 16, .inner = 24, .heads = 2, .layers = 2, .activation = FeedForwardActivation::GeluTanh, .readout = Readout::Tied}, random};
  void SetUp() override { wake(own, random), wake(tied, random); }
};

TEST_F(Gpts, CacheSaysWhatTheWholeModelSays) {
  for (const Gpt* model : {&own, &tied}) {
    GptDecoder cached(*model, 3);
    expect_same_logits(cached, *gpt_without_cache(*model, 3), kColumns);
  }
  GptDecoder muted(own, 3, {{0, 1}, {1, 3}});
  expect_same_logits(muted, *gpt_without_cache(own, 3, {{0, 1}, {1, 3}}), kColumns);
}

TEST_F(Gpts, TheSameTokensWithCacheAndWithoutPastTheWindowToo) {
  const std::vector<std::vector<int>> prompts = {{1}, {2, 3, 4, 5}, {6, 0}};
  for (const double temperature : {0.0, 1.0}) {
    const GenerationSettings settings{.sampling = {.temperature = temperature, .frequency_penalty = 0.1}, .max_tokens = 40};
    GptDecoder cached(own, 3);
    const auto plain = gpt_without_cache(own, 3);
    const std::vector<Generated> a = generate(cached, prompts, settings), b = generate(*plain, prompts, settings);
    for (std::size_t row = 0; row < 3; ++row) {
      EXPECT_EQ(a[row].tokens.size(), 40u);
      EXPECT_EQ(a[row].tokens, b[row].tokens) << "row " << row << " at temperature " << temperature;
      EXPECT_EQ(a[row].finish, Finish::MaxTokens);
    }
  }
}

TEST_F(Gpts, ARowWritesWhatItWouldWriteAlone) {
  const std::vector<std::vector<int>> prompts = {{4, 4}, {2, 3, 4, 5}};
  const GenerationSettings settings{.sampling = {.temperature = 1}, .max_tokens = 6};
  GptDecoder two(own, 2), one(own, 1);
  EXPECT_EQ(generate(two, prompts, settings)[0].tokens, generate(one, {prompts[0]}, settings)[0].tokens);
}

TEST_F(Gpts, ReorderedRowsGoOnFromTheOthersText) {
  GptDecoder a(own, 3), b(own, 3);
  for (const std::vector<int>& tokens : {kColumns[0], kColumns[1]}) {
    a.feed(tokens);
    b.feed(std::vector<int>{tokens[2], tokens[0], tokens[0]});
  }
  a.reorder(std::vector<Index>{2, 0, 0});
  EXPECT_EQ(a.feed(kColumns[3]), b.feed(kColumns[3]));
}

TEST_F(Gpts, RefuseMoreThanTheyCanRemember) {
  GptDecoder decoder(own, 1);
  for (int i = 0; i < 12; ++i) decoder.feed(std::vector<int>{1});
  EXPECT_THROW(decoder.feed(std::vector<int>{1}), CheckFailed);
  decoder.restart();
  EXPECT_THROW(decoder.feed(std::vector<int>{7}), CheckFailed);
  EXPECT_THROW(decoder.feed(std::vector<int>{1, 2}), CheckFailed);
}

TEST(Decoders, TranslatorWithCacheSaysWhatTheWholeModelSays) {
  Random random(9);
  const std::vector<int> source = {1, 2, 3, 4, 0, 0, 5, 1, 2, 3, 3, 0};
  for (const NormPlace place : {NormPlace::Before, NormPlace::After})
    for (const PositionKind kind : {PositionKind::None, PositionKind::Sinusoidal, PositionKind::Learned}) {
      Translator model({.source_vocabulary = 7, .target_vocabulary = 7, .context = 8, .width = 16, .inner = 24, .heads = 2, .layers = 2, .norm = place, .positions = kind}, random);
      wake(model, random);
      TranslatorDecoder cached(model, source, 3, {4, 3, 2});
      expect_same_logits(cached, *translator_without_cache(model, source, 3, {4, 3, 2}), kColumns);
    }
}

TEST(Decoders, CharLmRemembersInItsState) {
  Random random(10);
  for (const RecurrentKind kind : {RecurrentKind::Rnn, RecurrentKind::Lstm, RecurrentKind::Gru}) {
    CharLm model({.kind = kind, .vocabulary = 7, .width = 6, .hidden = 8, .layers = 2}, random);
    wake(model, random);
    const RecurrentState zero = model.zero_state(3);
    PrefixDecoder whole([&](Tape& tape, std::span<const int> ids, Index, Index steps) { return model(tape, ids, zero, steps); }, 3, 7, 0);
    CharLmDecoder decoder(model, 3);
    expect_same_logits(decoder, whole, kColumns);
  }
}

TEST(Decoders, Seq2SeqRemembersInItsState) {
  Random random(11);
  const std::vector<int> source = {1, 2, 3, 4, 5, 1, 2, 0, 3, 3, 0, 0}, last = {3, 6, 9};
  const std::vector<Index> lengths = {4, 3, 2};
  for (const Context context : {Context::Fixed, Context::Attention})
    for (const RecurrentKind kind : {RecurrentKind::Gru, RecurrentKind::Lstm}) {
      Seq2Seq model({.source_vocabulary = 7, .target_vocabulary = 7, .width = 6, .hidden = 8, .context = context, .kind = kind}, random);
      wake(model, random);
      PrefixDecoder whole(
          [&](Tape& tape, std::span<const int> ids, Index, Index steps) {
            return model(tape, {.ids = source, .steps = 4, .last_rows = last, .lengths = &lengths}, ids, steps);
          },
          3, 7, 0);
      Seq2SeqDecoder decoder(model, source, 3, lengths);
      expect_same_logits(decoder, whole, kColumns);
      if (context == Context::Fixed) continue;
      EXPECT_NEAR(static_cast<double>(decoder.attention().row(1).sum()), 1, 1e-5);
      EXPECT_EQ(decoder.attention()(2, 2), 0) << "padding is not looked at";
    }
}

// A writer whose next token depends on the last one alone, by a table of logits.
class Chain final : public Decoder {
 public:
  Chain(Matrix logits, Index rows) : table_(std::move(logits)), last_(static_cast<std::size_t>(rows)) {}
  Index rows() const override { return static_cast<Index>(last_.size()); }
  Index vocabulary() const override { return table_.cols(); }
  Index length() const override { return length_; }
  Index longest() const override { return 0; }
  const Matrix& feed(std::span<const int> tokens) override {
    last_.assign(tokens.begin(), tokens.end());
    ++length_;
    pick_rows(table_, std::vector<Index>(tokens.begin(), tokens.end()), out_);
    return out_;
  }
  void reorder(std::span<const Index>) override {}
  void restart() override { length_ = 0; }

 private:
  Matrix table_, out_;
  std::vector<int> last_;
  Index length_ = 0;
};

std::vector<Choice> choose(const std::vector<Real>& logits, const SamplingSettings& settings, const std::vector<int>& counts = {}) {
  std::vector<Choice> out;
  choices(logits, counts, settings, out);
  return out;
}

double entropy(const std::vector<Choice>& all) {
  return std::accumulate(all.begin(), all.end(), 0.0, [](double sum, const Choice& choice) { return sum - choice.probability * std::log(choice.probability); });
}

const std::vector<Real> kLogits = {1, 3, 0, 2, -1};

TEST(Sampling, EntropyRisesWithTemperature) {
  double before = 0;
  for (const double temperature : {0.2, 0.5, 1.0, 2.0, 10.0}) {
    const double now = entropy(choose(kLogits, {.temperature = temperature}));
    EXPECT_GT(now, before);
    before = now;
  }
  EXPECT_LT(before, std::log(5.0));
  ASSERT_EQ(choose(kLogits, {.temperature = 0}).size(), 1u);
  EXPECT_EQ(choose(kLogits, {.temperature = 0})[0].token, 1);
}

TEST(Sampling, TopKAndTopPKeepTheLikeliest) {
  const std::vector<Choice> all = choose(kLogits, {}), two = choose(kLogits, {.top_k = 2});
  EXPECT_EQ(all[0].token, 1);
  ASSERT_EQ(two.size(), 2u);
  EXPECT_EQ(two[1].token, 3);
  EXPECT_NEAR(two[0].probability + two[1].probability, 1, 1e-12);
  for (const double p : {0.05, 0.3, 0.6, 0.7, 0.9, 0.99, 1.0}) {
    const std::size_t kept = choose(kLogits, {.top_p = p}).size();
    double mass = 0, without_last = 0;
    for (std::size_t i = 0; i < kept; ++i) without_last = mass, mass += all[i].probability;
    EXPECT_GE(mass, p - 1e-12) << p;
    EXPECT_LT(without_last, p) << "smaller set would do at " << p;
  }
}

TEST(Sampling, PenaltiesLowerWhatWasWritten) {
  const std::vector<int> counts = {0, 2, 0, 0, 0};
  const double plain = choose(kLogits, {})[0].probability;
  const auto of_one = [&](const SamplingSettings& settings) {
    for (const Choice& choice : choose(kLogits, settings, counts))
      if (choice.token == 1) return choice.probability;
    return 0.0;
  };
  const double odds = [&](double p) { return p / (1 - p); }(plain);
  const double presence = of_one({.presence_penalty = 0.5}), frequency = of_one({.frequency_penalty = 0.5});
  EXPECT_NEAR(presence / (1 - presence), odds * std::exp(-0.5), 1e-6);     // once, however often
  EXPECT_NEAR(frequency / (1 - frequency), odds * std::exp(-1.0), 1e-6);   // for each of the two times
}

TEST(Sampling, DrawsAsOftenAsTheProbabilitySays) {
  const std::vector<Choice> all = choose(kLogits, {});
  Random random(12);
  std::vector<int> drawn(5);
  constexpr int kDraws = 20'000;
  for (int i = 0; i < kDraws; ++i) ++drawn[static_cast<std::size_t>(draw(all, random))];
  for (const Choice& choice : all) EXPECT_NEAR(drawn[static_cast<std::size_t>(choice.token)] / double(kDraws), choice.probability, 0.012);
}

TEST(Sampling, WhatIsNotANumberIsNeverDrawn) {
  const Real nothing = std::numeric_limits<Real>::quiet_NaN(), never = -std::numeric_limits<Real>::infinity();
  for (const Choice& choice : choose({nothing, 1, never, 2}, {.top_p = 0.999})) EXPECT_TRUE(choice.token == 1 || choice.token == 3);
  EXPECT_EQ(choose({nothing, never}, {}).size(), 1u);
  EXPECT_THROW(choose(kLogits, {.temperature = -1}), CheckFailed);
}

// a → b → c → d → a, surely.
Matrix circle() {
  Matrix logits = Matrix::Constant(4, 4, -100);
  for (Index i = 0; i < 4; ++i) logits(i, (i + 1) % 4) = 100;
  return logits;
}
const TokenText kLetters = [](int token) { return std::string(1, static_cast<char>('a' + token)); };

TEST(Generation, EndsAtTheLimitTheEndTokenOrAStopString) {
  Chain chain(circle(), 1);
  const Generated limit = generate(chain, {{0}}, {.max_tokens = 6}, kLetters)[0];
  EXPECT_EQ(limit.text, "bcdabc");
  EXPECT_EQ(limit.finish, Finish::MaxTokens);
  const Generated end = generate(chain, {{0}}, {.end_token = 3}, kLetters)[0];
  EXPECT_EQ(end.text, "bc");
  EXPECT_EQ(end.tokens, (std::vector<int>{1, 2, 3}));
  EXPECT_EQ(end.finish, Finish::EndToken);
  const Generated stop = generate(chain, {{0}}, {.stop = {"xy", "da"}}, kLetters)[0];   // across tokens
  EXPECT_EQ(stop.text, "bc");
  EXPECT_EQ(stop.finish, Finish::StopString);
  EXPECT_THROW(generate(chain, {{0}}, {.stop = {"da"}}), CheckFailed);
  EXPECT_THROW(generate(chain, {{}}, {}), CheckFailed);
}

TEST(Generation, RowsEndEachAtItsTime) {
  Chain chain(circle(), 2);
  const std::vector<Generated> rows = generate(chain, {{0}, {0, 1, 2}}, {.max_tokens = 9, .end_token = 3}, kLetters);
  EXPECT_EQ(rows[0].text, "bc");
  EXPECT_EQ(rows[1].text, "");
  EXPECT_EQ(rows[1].tokens.size(), 1u);
}

// Every text of at most `length` tokens over V tokens, the last of which ends it, by its score.
void enumerate(const Matrix& table, int last, std::vector<int>& text, double log_probability, const BeamSettings& settings, Hypothesis& best) {
  const auto row = table.row(last).template cast<double>().array();
  const double log_sum = std::log(row.exp().sum());
  for (int token = 0; token < table.cols(); ++token) {
    text.push_back(token);
    const double now = log_probability + row(0, token) - log_sum;
    if (token == settings.end_token || static_cast<Index>(text.size()) == settings.max_tokens) {
      const double score = now / std::pow((5.0 + static_cast<double>(text.size())) / 6, settings.length_penalty);
      if (best.tokens.empty() || score > best.score) best = {text, now, score};
    } else {
      enumerate(table, token, text, now, settings, best);
    }
    text.pop_back();
  }
}

TEST(BeamSearch, FindsTheBestTextWhenItIsWideEnough) {
  Random random(13);
  for (int trial = 0; trial < 20; ++trial) {
    Matrix table(3, 3);
    fill_normal(table, Real(2), random);
    const BeamSettings settings{.length_penalty = trial % 2 == 0 ? 0.0 : 1.0, .max_tokens = 5, .end_token = 2};
    Hypothesis best;
    std::vector<int> text;
    enumerate(table, 0, text, 0, settings, best);
    Chain wide(table, 40), narrow(table, 1);
    const std::vector<Hypothesis> found = beam_search(wide, std::vector<int>{0}, settings);
    EXPECT_EQ(found[0].tokens, best.tokens) << "trial " << trial;
    EXPECT_NEAR(found[0].score, best.score, 1e-5);
    EXPECT_LE(beam_search(narrow, std::vector<int>{0}, settings)[0].score, best.score + 1e-5);
  }
}

TEST(BeamSearch, OfOneBeamIsGreedy) {
  Random random(14);
  Gpt model({.vocabulary = 9, .context = 16, .width = 8, .inner = 16, .heads = 2, .layers = 1}, random);
  wake(model, random);
  GptDecoder decoder(model, 1), wide(model, 5);
  const std::vector<int> greedy = generate(decoder, {{3, 1}}, {.sampling = {.temperature = 0}, .max_tokens = 8})[0].tokens;
  const BeamSettings settings{.length_penalty = 0, .max_tokens = 8};
  const Hypothesis one = beam_search(decoder, std::vector<int>{3, 1}, settings)[0], best = beam_search(wide, std::vector<int>{3, 1}, settings)[0];
  EXPECT_EQ(one.tokens, greedy);
  EXPECT_GE(best.log_probability, one.log_probability);
  EXPECT_THROW(beam_search(wide, std::vector<int>{3, 1}, {.max_tokens = 16}), CheckFailed);
}

TEST(BeamSearch, BeamsOfASourceSentence) {
  Random random(15);
  Translator transformer({.source_vocabulary = 7, .target_vocabulary = 7, .context = 8, .width = 8, .inner = 16, .heads = 2, .layers = 1}, random);
  Seq2Seq recurrent({.source_vocabulary = 7, .target_vocabulary = 7, .width = 6, .hidden = 8}, random);
  wake(transformer, random), wake(recurrent, random);
  const std::vector<int> source = {1, 4, 2}, start = {0};
  TranslatorDecoder a(transformer, source, 1, {}, 4);
  Seq2SeqDecoder b(recurrent, source, 1, {}, 4);
  for (Decoder* decoder : {static_cast<Decoder*>(&a), static_cast<Decoder*>(&b)}) {
    const std::vector<Hypothesis> found = beam_search(*decoder, start, {.max_tokens = 6, .end_token = 6});
    ASSERT_EQ(found.size(), 4u);
    for (std::size_t i = 1; i < 4; ++i) EXPECT_GE(found[i - 1].score, found[i].score);
    // The score of the best is what the model says of that text.
    decoder->restart();
    double log_probability = 0;
    int last = 0;
    for (const int token : found[0].tokens) {
      const auto row = decoder->feed(std::vector<int>(4, last)).row(2).template cast<double>().array().eval();
      log_probability += row(0, token) - std::log(row.exp().sum());
      last = token;
    }
    EXPECT_NEAR(log_probability, found[0].log_probability, 1e-4);
  }
}

}  // namespace
}  // namespace epochs
