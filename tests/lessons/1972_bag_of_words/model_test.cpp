// Reading documents one by one, and what the learner changes on the way.
#include <gtest/gtest.h>

#include "core/check.hpp"
#include "lessons/1972_bag_of_words/model.hpp"

namespace epochs::bag {
namespace {

TEST(BagOfWordsModel, ReadsOneDocumentAnUpdateAndFinishes) {
  BagOfWords model(1);
  EXPECT_EQ(model.loss(), 1) << "nothing read, nothing found";
  for (int n = 1; n <= 6; ++n) {
    EXPECT_FALSE(model.finished());
    const session::UpdateReport report = model.advance();
    EXPECT_EQ(model.state().read, n);
    EXPECT_EQ(report.event.empty(), n < 6);
  }
  EXPECT_TRUE(model.finished());
  model.advance();
  EXPECT_EQ(model.state().read, 6) << "nothing is left to read";
}

TEST(BagOfWordsModel, TheShareWrongFallsAsTopicsAreRead) {
  BagOfWords model(101, Set::Topics);
  model.apply(SetWeighting{Weighting::TfIdf});
  EXPECT_EQ(model.advance().loss, 1) << "the first has no neighbour";
  for (int i = 1; i < 60; ++i) model.advance();
  EXPECT_LT(model.loss(), 0.25);
}

TEST(BagOfWordsModel, AnEditTouchesOneLanguageOnly) {
  BagOfWords model(1);
  model.apply(SetRead{kMostDocuments});
  model.apply(EditDocument{0, "The zebra sings.", Side::English});
  const Snapshot seen = model.observe({});
  EXPECT_EQ(seen.set, Set::Own);
  EXPECT_EQ(seen.read, 6);
  EXPECT_TRUE(seen.side(Language::English).reading.shelf().ids.contains("zebra"));
  EXPECT_EQ(seen.library->documents[0].chinese, "厨师给孩子们烤新鲜的蛋糕。");
}

TEST(BagOfWordsModel, WhatIsAddedIsReadAtOnceWhereNothingWaits) {
  BagOfWords model(1);
  model.apply(AddDocument{"New here"});
  EXPECT_EQ(model.state().read, 0);
  model.apply(SetRead{7});
  model.apply(AddDocument{"And another"});
  EXPECT_EQ(model.state().read, 8);
  model.apply(DeleteDocument{0});
  EXPECT_EQ(model.state().read, 7);
  EXPECT_EQ(model.size(), 7);
}

TEST(BagOfWordsModel, RefusesPlacesThatAreNone) {
  BagOfWords model(1);
  EXPECT_THROW(model.apply(DeleteDocument{6}), CheckFailed);
  EXPECT_THROW(model.apply(EditDocument{-1, "x", Side::Both}), CheckFailed);
  for (int i = 0; i < kMostDocuments - 6; ++i) model.apply(AddDocument{"x"});
  EXPECT_THROW(model.apply(AddDocument{"x"}), CheckFailed);
}

TEST(BagOfWordsModel, AllDocumentsCanBeTakenAway) {
  BagOfWords model(1);
  model.apply(SetRead{3});
  while (model.size() > 0) model.apply(DeleteDocument{0});
  EXPECT_EQ(model.loss(), 1);
  EXPECT_EQ(model.observe({}).side(Language::Chinese).nearest, -1);
  model.apply(AddDocument{"饼"});
  EXPECT_EQ(model.state().read, 1);
}

TEST(BagOfWordsModel, TheQuestionIsOfItsLanguage) {
  BagOfWords model(1);
  model.apply(SetRead{6});
  model.apply(SetQuery{"the bus at the station", Side::English});
  const Snapshot seen = model.observe({});
  EXPECT_EQ(seen.side(Language::English).nearest, 5);
  EXPECT_EQ(seen.side(Language::Chinese).nearest, 0) << "cake for children, still";
  model.apply(SetReader{Reader::English});
  EXPECT_EQ(model.observe({}).language(Language::Chinese), Language::English);
}

}  // namespace
}  // namespace epochs::bag
