// The session: it learns, everything can be changed while it runs, any place of a run is reached again with the same bits, and what cannot work says so.
#include "lessons/2013_word2vec/model.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "core/check.hpp"
#include "session/training_of.hpp"
#include "states.hpp"

namespace epochs::word2vec {
namespace {

static_assert(session::Session<Word2Vec>);

using epochs::testing::text_of;

Settings busy() {
  Settings settings;
  settings.width = 8, settings.pairs = 50;
  return settings;
}

Word2Vec of(const Settings& settings, std::uint64_t seed = 1) { return Word2Vec(seed, settings, built_in_text(Source::Few, 1)); }

std::shared_ptr<const data::WordVectors> three_vectors() {
  auto out = std::make_shared<data::WordVectors>();
  out->dimension = 2, out->words = {"man", "woman", "king"}, out->values = {1, 0, 0, 1, 1, 1};
  return out;
}

void expect_same(const Word2Vec& a, const Word2Vec& b, std::size_t command) {
  EXPECT_TRUE(a.vectors() == b.vectors()) << command;
  EXPECT_TRUE(a.outputs() == b.outputs()) << command;
  EXPECT_EQ(a.next(), b.next()) << command;
  EXPECT_EQ(a.loss(), b.loss()) << command;
}

// v is small and u is zero: every answer is ½, among V words 1/V.
TEST(Word2VecModel, AFreshModelKnowsNothing) {
  for (const int negatives : {0, 1, 5, 20}) {
    Settings settings = busy();
    settings.negatives = negatives;
    EXPECT_NEAR(of(settings).loss(), (1 + negatives) * std::log(2), 1e-6) << negatives;
  }
  Settings settings = busy();
  settings.output = Output::Softmax;
  const Word2Vec model = of(settings);
  EXPECT_NEAR(model.loss(), std::log(model.text().size()), 1e-5);
  EXPECT_LE(model.vectors().cwiseAbs().maxCoeff(), 0.5f / 8);
  EXPECT_GT(model.vectors().cwiseAbs().maxCoeff(), 0.4f / 8);
  EXPECT_EQ(model.outputs().norm(), 0);
}

TEST(Word2VecModel, LearnsWithEveryMethodAndOutput) {
  for (const Method method : {Method::SkipGram, Method::Cbow})
    for (const Output output : {Output::Negatives, Output::Softmax}) {
      Settings settings = busy();
      settings.method = method, settings.output = output;
      Word2Vec model = of(settings);
      const double before = model.loss();
      for (int update = 0; update < 400; ++update) model.advance();
      EXPECT_LT(model.loss(), 0.85 * before) << static_cast<int>(method) << static_cast<int>(output);
    }
}

// What the picture says comes next is what the update then makes, and its loss.
TEST(Word2VecModel, TheUpdateMakesTheGuessThatIsShown) {
  Settings settings = busy();
  settings.pairs = 1;
  Word2Vec model = of(settings);
  for (int i = 0; i < 200; ++i) {
    const Snapshot seen = model.observe({});
    EXPECT_EQ(seen.next.example, model.next());
    EXPECT_EQ(seen.next.loss, model.pass_of(model.next()).loss);
    EXPECT_EQ(model.advance().loss, seen.next.loss) << i;
    const Snapshot after = model.observe({});
    EXPECT_EQ(after.pairs, seen.pairs + 1);
    EXPECT_EQ(after.mean_loss, seen.next.loss);
    int moved = 0;
    for (Index word = 0; word < after.vectors->rows(); ++word) moved += after.vectors->row(word) != seen.vectors->row(word);
    EXPECT_LE(moved, 1) << "one word guesses";
  }
}

TEST(Word2VecModel, ManyGuessesInAnUpdateAreSoManyUpdatesOfOne) {
  Settings one = busy(), many = busy();
  one.pairs = 1, many.pairs = 240;
  Word2Vec a = of(one), b = of(many), c = of(one);
  double total = 0;
  for (int i = 0; i < 240; ++i) total += a.advance().loss;
  EXPECT_NEAR(b.advance().loss, total / 240, 1e-12);
  c.train(240);
  EXPECT_TRUE(a.vectors() == b.vectors() && a.vectors() == c.vectors());
  EXPECT_TRUE(a.outputs() == b.outputs() && a.outputs() == c.outputs());
  EXPECT_EQ(a.next(), c.next());
}

TEST(Word2VecModel, TheSameSeedIsTheSameRun) {
  Word2Vec a = of(busy(), 5), b = of(busy(), 5), other = of(busy(), 6);
  for (int update = 0; update < 30; ++update) EXPECT_EQ(a.advance().loss, b.advance().loss), other.advance();
  EXPECT_TRUE(a.vectors() == b.vectors());
  EXPECT_FALSE(a.vectors() == other.vectors());
}

std::vector<Command> some_commands() {
  return {SetRate{0.1}, SetPairs{7}, SetMethod{Method::Cbow}, SetOutput{Output::Softmax}, SetWidth{3}, SetWindow{4}, SetSubsample{0.01}, SetOutput{Output::Negatives}, SetNegatives{2},
          ChooseText{Source::Shelf}, UseText{text_of({{"a", "b", "c"}, {"c", "d"}}), "", "a b c. c d."}, UseVectors{three_vectors(), "three.txt"}, ChooseText{Source::Few}};
}

TEST(Word2VecModel, EveryCommandCanBeTakenBackByRestoring) {
  Word2Vec model = of(busy());
  for (const Command& command : some_commands()) {
    for (int update = 0; update < 5; ++update) model.advance();
    Word2Vec twin = of(busy(), 9);               // another seed: nothing of it may remain
    twin.restore(model.state());
    expect_same(model, twin, command.index());
    model.apply(command), twin.apply(command);
    for (int update = 0; update < 5; ++update) EXPECT_EQ(model.advance().loss, twin.advance().loss) << command.index();
    expect_same(model, twin, command.index());
    const Snapshot a = model.observe({}), b = twin.observe({});
    EXPECT_EQ(a.pairs, b.pairs) << command.index();
    EXPECT_EQ(a.words, b.words) << command.index();
    EXPECT_EQ(a.trail.size(), b.trail.size()) << command.index();
    EXPECT_EQ(a.settings, b.settings) << command.index();
  }
}

TEST(Word2VecModel, ThreadedOrNotAndRewoundItIsTheSameRun) {
  const auto run = [](session::RunnerKind kind) {
    auto runner = session::make_runner(of(busy()), kind);
    runner->advance(20);
    runner->settle();
    runner->post(SetRate{0.02});
    runner->advance(20);
    runner->settle();
    const Word2Vec::State there = *runner->save().state;
    runner->seek(7);
    runner->settle();
    EXPECT_EQ(runner->latest()->pairs, 7 * 50);
    runner->seek(40);
    runner->settle();
    EXPECT_TRUE(*runner->save().state->vectors == *there.vectors);
    EXPECT_EQ(runner->save().state->walk.at, there.walk.at);
    return *there.vectors;
  };
  EXPECT_TRUE(run(session::RunnerKind::Threaded) == run(session::RunnerKind::Cooperative));
}

// Nothing but a new rate or another number of guesses lets a run go on.
TEST(Word2VecModel, WhatChangesTheModelBeginsAnew) {
  for (const Command& command : some_commands()) {
    Word2Vec model = of(busy());
    model.advance();
    model.apply(command);
    const bool goes_on = std::holds_alternative<SetRate>(command) || std::holds_alternative<SetPairs>(command);
    EXPECT_EQ(model.observe({}).pairs, goes_on ? 50 : 0) << command.index();
  }
  EXPECT_TRUE(continues(SetRate{1}, SetRate{2}));
  EXPECT_FALSE(continues(SetRate{1}, SetWidth{2}));
  EXPECT_FALSE(continues(ChooseText{Source::Few}, ChooseText{Source::World}));
  EXPECT_TRUE(outlives_restart(SetWidth{2}));
}

TEST(Word2VecModel, WhatIsOutOfRangeIsRefusedAndChangesNothing) {
  Word2Vec model = of(busy());
  model.advance();
  const Word2Vec::State before = model.state();
  const Command refused[] = {SetWidth{0}, SetWidth{kMostWidth + 1}, SetWindow{-1}, SetWindow{kMostWindow + 1}, SetNegatives{-1}, SetNegatives{kMostNegatives + 1}, SetSubsample{-1}, SetSubsample{NAN},
                             SetRate{0}, SetRate{NAN}, SetRate{INFINITY}, SetPairs{0}, SetPairs{kMostPairs + 1}, UseText{nullptr, "", ""}, UseText{std::make_shared<Text>(), "", ""},
                             UseVectors{nullptr, ""}, ChooseText{Source::Own}, ChooseText{Source::Poems}};
  for (const Command& command : refused) {
    EXPECT_THROW(model.apply(command), CheckFailed) << command.index();
    EXPECT_EQ(model.settings(), before.settings) << command.index();
    EXPECT_TRUE(model.vectors() == *before.vectors) << command.index();
  }
}

// ---- What breaks -------------------------------------------------------------------------------------------------------

double mean_cosine(ConstMatrix vectors) {
  Matrix rows = vectors;
  rows.rowwise().normalize();
  const double words = static_cast<double>(rows.rows());
  return (static_cast<double>(rows.colwise().sum().squaredNorm()) - words) / (words * (words - 1));
}

// Nobody is ever pushed away: all words end in one direction.
TEST(Word2VecModel, WithoutNegativesEveryWordCollapsesIntoOneDirection) {
  Settings settings = busy();
  Word2Vec sound = of(settings);
  settings.negatives = 0, settings.rate = 0.2;
  Word2Vec model = of(settings);
  EXPECT_LT(std::abs(mean_cosine(model.vectors())), 0.2);
  model.train(40'000), sound.train(40'000);
  EXPECT_GT(mean_cosine(model.vectors()), 0.9);
  EXPECT_LT(mean_cosine(sound.vectors()), 0.8);
  EXPECT_LT(model.loss(), 0.05) << "and the loss says that all is well";
}

TEST(Word2VecModel, WithWindowZeroThereIsNothingToDo) {
  Settings settings = busy();
  settings.window = 0;
  Word2Vec model = of(settings);
  EXPECT_TRUE(model.finished());
  const Matrix before = model.vectors();
  model.advance();
  EXPECT_TRUE(model.vectors() == before);
  EXPECT_TRUE(std::isfinite(model.loss()));
  EXPECT_FALSE(model.observe({}).next.example.exists());
  model.apply(SetWindow{2});
  EXPECT_FALSE(model.finished());
}

TEST(Word2VecModel, OneDimensionHasTwoDirections) {
  Settings settings = busy();
  settings.width = 1;
  Word2Vec model = of(settings);
  model.train(20'000);
  EXPECT_EQ(model.vectors().cols(), 1);
  EXPECT_TRUE(model.culprit().empty());
  EXPECT_GT(model.loss(), 1) << "six answers do not fit on a line";
}

// At once, whichever words ran away; and it is known again where the run was opened, and forgotten where it begins anew.
TEST(Word2VecModel, ARateThatIsTooHighNamesItsParameter) {
  for (const Output output : {Output::Negatives, Output::Softmax}) {
    Settings settings = busy();
    settings.rate = 1e30, settings.output = output, settings.pairs = 1;
    Word2Vec model = of(settings);
    bool finite = true;
    for (int update = 0; update < 200 && finite; ++update) {
      model.advance();
      finite = model.vectors().allFinite() && model.outputs().allFinite();
      EXPECT_EQ(model.culprit().empty(), finite) << update;
    }
    EXPECT_FALSE(finite);
    EXPECT_EQ(model.culprit(), model.vectors().allFinite() ? "u" : "v");
    Word2Vec opened = of(busy());
    opened.restore(model.state());
    EXPECT_EQ(opened.culprit(), model.culprit());
    model.apply(SetWidth{4});
    EXPECT_TRUE(model.culprit().empty());
    opened.restore(of(busy()).state());
    EXPECT_TRUE(opened.culprit().empty());
  }
}

TEST(Word2VecModel, LoadedVectorsAreNotTrained) {
  Word2Vec model = of(busy());
  model.apply(UseVectors{three_vectors(), "three.txt"});
  EXPECT_TRUE(model.finished());
  const Snapshot seen = model.observe({});
  EXPECT_FALSE(seen.trainable());
  EXPECT_EQ(seen.file, "three.txt");
  EXPECT_EQ(seen.text->find("king"), 2);
  EXPECT_EQ((*seen.vectors)(2, 1), 1);
  EXPECT_EQ(seen.outputs->rows(), 0);
  model.apply(ChooseText{Source::Few});
  EXPECT_FALSE(model.finished());
  EXPECT_EQ(model.vectors().cols(), 8);
  EXPECT_TRUE(model.observe({}).file.empty());
}

// ---- Paths and sizes -----------------------------------------------------------------------------------------------------

// The first place stays, places lie equally far apart, and there are never more than so many; a run of one guess an update has the same path as one of many.
TEST(Word2VecModel, PathsThinOutAndStayShort) {
  Settings settings = busy();
  settings.pairs = 997;
  Word2Vec model = of(settings);
  for (int update = 0; update < 60; ++update) {
    model.advance();
    const std::vector<Trail> trail = model.observe({}).trail;
    ASSERT_LE(trail.size(), static_cast<std::size_t>(kMostTrail));
    EXPECT_EQ(trail.front().pairs, 0);
    for (std::size_t i = 2; i < trail.size(); ++i) EXPECT_EQ(trail[i].pairs - trail[i - 1].pairs, trail[1].pairs);
    EXPECT_LE(trail.back().pairs, model.observe({}).pairs);
    if (update > 5) {
      EXPECT_GE(trail.size(), static_cast<std::size_t>(kMostTrail / 2));
    }
  }
  EXPECT_EQ(model.observe({}).trail.front().vectors->rows(), std::min(kTrailWords, model.text().size()));
}

TEST(Word2VecModel, AStateSaysHowLargeItIsAndStaysBounded) {
  Settings settings = busy();
  settings.width = kMostWidth, settings.pairs = kMostPairs;
  Word2Vec model = of(settings);
  const std::size_t table = sizeof(Real) * static_cast<std::size_t>(model.vectors().size());
  EXPECT_GE(Word2Vec::size_of(model.state()), 2 * table);
  for (int update = 0; update < 10; ++update) model.advance();
  EXPECT_LE(Word2Vec::size_of(model.state()), (2 + kMostTrail) * table + 100'000);
}

// A picture copies the tables at most once between two updates; pictures and states share them.
TEST(Word2VecModel, PicturesShareWhatHasNotChanged) {
  Word2Vec model = of(busy());
  const Snapshot first = model.observe({}), again = model.observe({});
  EXPECT_EQ(first.vectors, again.vectors);
  EXPECT_EQ(model.state().vectors, first.vectors);
  model.apply(SetRate{0.5});
  EXPECT_EQ(model.observe({}).vectors, first.vectors);
  const Matrix kept = *first.vectors;
  model.advance();
  EXPECT_NE(model.observe({}).vectors, first.vectors);
  EXPECT_TRUE(*first.vectors == kept) << "a picture stays what it was";
}

}  // namespace
}  // namespace epochs::word2vec
