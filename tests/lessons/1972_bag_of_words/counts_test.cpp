// Cutting, counting and weighing, against counts made by hand.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "lessons/1972_bag_of_words/counts.hpp"
#include "lessons/1972_bag_of_words/one_hot.hpp"

namespace epochs::bag {
namespace {

using Words = std::vector<std::string>;

Reading read_all(Set set, Language language, Weighting weighting, Cut cut = Cut::Words) {
  const std::vector<Document> documents = documents_of(set, 1).documents;
  return {make_shelf(documents, language, cut), static_cast<int>(documents.size()), weighting};
}

double near(const Reading& reading, std::string_view text, int document) { return reading.cosine(ask(reading.shelf(), text, Cut::Words).bag, reading.bag(document)); }

TEST(Cutting, TakesWordsWithoutMarksInLowerCase) {
  EXPECT_EQ(words_of("The cat, THE dog: 3 cafés!", Cut::Words), (Words{"the", "cat", "the", "dog", "3", "cafés"}));
  EXPECT_EQ(words_of("", Cut::Words), Words());
  EXPECT_EQ(words_of(" …，。🍪 ", Cut::Characters), Words());
  EXPECT_EQ(words_of("\xFF\xFE abc", Cut::Words), Words{"abc"});
}

TEST(Cutting, ChineseByWordOrByCharacter) {
  EXPECT_EQ(words_of("厨师切面包。", Cut::Words), (Words{"厨师", "切", "面包"}));
  EXPECT_EQ(words_of("厨师切面包。", Cut::Characters), (Words{"厨", "师", "切", "面", "包"}));
  EXPECT_EQ(words_of("一台computer坏了", Cut::Characters), (Words{"一", "台", "computer", "坏", "了"}));
}

TEST(Counting, AgreesWithCountsMadeByHand) {
  const Reading six = read_all(Set::Six, Language::English, Weighting::TfIdf);
  const auto word = [&](const char* name) { return six.shelf().ids.find(name)->second; };
  EXPECT_EQ(six.read(), 6);
  EXPECT_EQ(six.df(word("the")), 6);
  EXPECT_EQ(six.tf(1, word("the")), 3) << "the children, the cake, the milk … of which “The children” is one";
  EXPECT_EQ(six.df(word("cake")), 2);
  EXPECT_EQ(six.idf(word("the")), 0) << "a word of every document says nothing";
  EXPECT_DOUBLE_EQ(six.idf(word("cake")), std::log(3.0));
  EXPECT_DOUBLE_EQ(six.idf(word("milk")), std::log(6.0));
  EXPECT_EQ(six.tf(3, word("milk")), 0);
  EXPECT_EQ(six.words_by_df().front(), word("the"));
}

TEST(Counting, CosineIsOneForTheSameWordsAndZeroWithoutACommonOne) {
  const Reading order = read_all(Set::Order, Language::English, Weighting::Counts);
  EXPECT_EQ(order.cosine(order.bag(0), order.bag(1)), 1) << "who bites whom is lost";
  for (const Language language : {Language::English, Language::Chinese})
    for (const Weighting weighting : {Weighting::Counts, Weighting::TfIdf}) {
      const Reading synonyms = read_all(Set::Synonyms, language, weighting);
      EXPECT_EQ(synonyms.cosine(synonyms.bag(0), synonyms.bag(1)), 0) << "two ways to say the same";
    }
}

TEST(Counting, TheTopicsOfASeedAreMadeOnce) {
  const auto once = lesson_topics(101), again = lesson_topics(101), other = lesson_topics(102);
  EXPECT_EQ(once, again) << "the same documents, not only equal ones";
  EXPECT_EQ(*once, topic_documents(101, kTopicDocuments));
  EXPECT_EQ(*other, topic_documents(102, kTopicDocuments));
}

// Cosines by vectors as long as the vocabulary, in the plainest way.
TEST(Counting, CosineAgreesWithWholeVectors) {
  const Reading topics(make_shelf(topic_documents(101, 30), Language::English, Cut::Words), 30, Weighting::TfIdf);
  const auto vector = [&](int document) {
    std::vector<double> out;
    for (int word = 0; word < static_cast<int>(topics.shelf().words.size()); ++word) out.push_back(topics.tf(document, word) * topics.idf(word));
    return out;
  };
  int wrong = 0;
  for (int a = 0; a < 30; ++a) {
    int best = -1;
    double most = 0;
    for (int b = 0; b < 30; ++b) {
      if (a == b) continue;
      const std::vector<double> x = vector(a), y = vector(b);
      double dot = 0, xx = 0, yy = 0;
      for (std::size_t i = 0; i < x.size(); ++i) dot += x[i] * y[i], xx += x[i] * x[i], yy += y[i] * y[i];
      EXPECT_NEAR(topics.cosine(topics.bag(a), topics.bag(b)), dot / std::sqrt(xx * yy), 1e-12);
      if (dot / std::sqrt(xx * yy) > most + 1e-12) most = dot / std::sqrt(xx * yy), best = b;
    }
    EXPECT_EQ(topics.nearest(topics.bag(a), a), best);
    wrong += best < 0 || best % 2 != a % 2;
  }
  EXPECT_DOUBLE_EQ(topics.share_wrong(), wrong / 30.0);
}

// Each of the small sets shows what it was written for, in both languages.
TEST(SmallSets, StopWordsMisleadCountsAndNotTfIdf) {
  for (const Language language : {Language::English, Language::Chinese}) {
    const std::string query = documents_of(Set::Traps, 1).query.in(language);
    const Reading counts = read_all(Set::Traps, language, Weighting::Counts), weighted = read_all(Set::Traps, language, Weighting::TfIdf);
    EXPECT_EQ(counts.nearest(ask(counts.shelf(), query, Cut::Words).bag), 1) << "the evening by the sea";
    EXPECT_EQ(weighted.nearest(ask(weighted.shelf(), query, Cut::Words).bag), 0) << "the shop with bread";
  }
}

TEST(SmallSets, OneDocumentAloneWeighsNothing) {
  const Reading one = read_all(Set::One, Language::English, Weighting::TfIdf);
  for (const Count& count : one.bag(0)) EXPECT_EQ(one.weight(count), 0);
  EXPECT_EQ(one.nearest(one.bag(0)), -1);
  EXPECT_EQ(one.cosine(one.bag(0), one.bag(0)), 0) << "no direction, no NaN";
}

TEST(SmallSets, AQuestionOfUnknownWordsIsTheZeroVector) {
  for (const Language language : {Language::English, Language::Chinese}) {
    const Documents strangers = documents_of(Set::Strangers, 1);
    const Reading reading = read_all(Set::Strangers, language, Weighting::TfIdf);
    const Query query = ask(reading.shelf(), strangers.query.in(language), Cut::Words);
    EXPECT_TRUE(query.bag.empty());
    EXPECT_EQ(query.unknown.size(), 2u);
    EXPECT_EQ(reading.nearest(query.bag), -1);
    EXPECT_EQ(near(reading, strangers.query.in(language), 0), 0);
  }
}

TEST(SmallSets, TheQuestionFindsADocumentOfItsTopic) {
  for (const Set set : {Set::Six, Set::Topics})
    for (const Language language : {Language::English, Language::Chinese}) {
      const Documents all = documents_of(set, 1);
      const Reading reading = read_all(set, language, Weighting::TfIdf);
      const int nearest = reading.nearest(ask(reading.shelf(), all.query.in(language), Cut::Words).bag);
      ASSERT_GE(nearest, 0);
      EXPECT_EQ(all.documents[static_cast<std::size_t>(nearest)].topic, all.query.topic);
    }
}

TEST(OneHot, HasOneOneAndEveryDistanceIsRootTwo) {
  for (int words = 2; words <= 24; ++words)
    for (int a = 0; a < words; ++a)
      for (int b = 0; b < words; ++b) EXPECT_EQ(distance(one_hot(a, words), one_hot(b, words)), a == b ? 0 : std::sqrt(2.0));
  const std::vector<float> third = one_hot(2, 5);
  EXPECT_EQ(std::count(third.begin(), third.end(), 1.0f), 1);
}

}  // namespace
}  // namespace epochs::bag
